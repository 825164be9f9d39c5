"""The replica: deterministic, real files, honest validators, and every way of answering."""

from __future__ import annotations

import io
import json
import re
import urllib.error
import urllib.request
import zipfile

import pytest

from scraper.registry import load_registry
from scraper.replica import Replica
from scraper.replica.bodies import NOTICE
from scraper.replica.hazards import HAZARDS


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_the_same_seed_makes_the_same_sites() -> None:
    alike = {"size": 12, "seed": 7, "forces": Replica.ALL}
    with Replica(**alike) as one, Replica(**alike) as two, Replica(size=12, seed=8, forces=Replica.ALL) as other:
        for slug in one.slugs:
            first, second = one.truth(slug), two.truth(slug)
            for a, b in zip(first, second, strict=True):
                assert str(a["url"]).removeprefix(one.base_url(slug)) == str(b["url"]).removeprefix(two.base_url(slug))
                assert get(str(a["url"]))[2] == get(str(b["url"]))[2]
                for left, right in zip(a["attachments"], b["attachments"], strict=True):
                    assert get(left)[2] == get(right)[2]
        assert [t["request"] for t in one.truth(slug)] != [t["request"] for t in other.truth(slug)]


def test_every_page_says_that_it_is_synthetic_and_every_name_that_it_is_a_replica() -> None:
    with Replica(size=10, forces=[slug for slug in Replica.ALL if slug != "letterford"]) as replica:
        for slug, force in load_registry(replica.forces_dir).items():
            assert force.synthetic
            assert "(replica)" in force.name
            for url in [
                force.listings[0],
                force.website + "/",
                force.website + "/nothing-here",
                *truth_urls(replica, slug),
            ]:
                body = get(url)[2]
                assert body.startswith(b"%PDF") or NOTICE in body.decode(), url


def truth_urls(replica: Replica, slug: str) -> list[str]:
    return [str(one["url"]) for one in replica.truth(slug)]


def test_every_outcome_occurs_and_the_same_question_goes_to_several_forces() -> None:
    with Replica(size=40) as replica:
        truths = [one for slug in replica.slugs for one in replica.truth(slug)]
        outcomes = {one["outcome"] for one in truths}
        flags = {flag for one in truths for flag in one["outcome_flags"]}
        titles = {slug: {str(one["title"]) for one in replica.truth(slug)} for slug in replica.slugs}
        asked = {str(one["request"]) for one in truths if "Stolen bicycles" in str(one["title"])}
    assert outcomes == {
        "granted_in_full",
        "partially_withheld",
        "fully_withheld",
        "neither_confirm_nor_deny",
        "cost_limit",
        "vexatious_or_repeated",
        "not_held",
        "accessible_elsewhere",
        "future_publication",
        "clarification_sought",
        "transferred",
        "unknown",
    }
    assert flags == {
        "ncnd_part",
        "not_held_part",
        "cost_part",
        "accessible_part",
        "goodwill_disclosure",
        "advice_given",
        "aggregated",
        "internal_review",
    }
    for topic in ("Facial recognition", "Drones", "Taser", "Stop and search"):
        assert all(any(topic in title for title in found) for found in titles.values()), topic
    assert len(asked) > 2


def test_attachments_are_real_files() -> None:
    seen = set()
    with Replica(size=60) as replica:
        for slug in replica.slugs:
            for one in replica.truth(slug):
                for url in one["attachments"]:
                    status, headers, body = get(url)
                    kind = url.rsplit(".", 1)[1]
                    seen.add(kind)
                    assert status == 200
                    if kind in {"xlsx", "docx"}:
                        assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None
                    elif kind == "pdf":
                        assert body.startswith(b"%PDF-")
                    else:
                        assert headers["Content-Type"] == "text/csv"
                        assert body.decode().startswith("Year,Quarter,Number of ")
    assert seen == {"xlsx", "docx", "pdf", "csv"}


def test_validators_lead_to_304_until_the_page_changes() -> None:
    with Replica(size=10) as replica:
        url = truth_urls(replica, "demofordshire")[0]
        _, headers, body = get(url)
        assert get(url, **{"If-None-Match": headers["ETag"]})[0] == 304
        assert get(url, **{"If-Modified-Since": headers["Last-Modified"]})[0] == 304
        assert replica.edit("demofordshire", 1) == [url]
        status, changed, edited = get(url, **{"If-None-Match": headers["ETag"]})
        assert status == 200
        assert changed["ETag"] != headers["ETag"]
        assert b"Correction 1" in edited
        assert b"Correction 1" not in body


def test_publish_remove_and_restore_show_on_the_listing_and_at_the_address() -> None:
    with Replica(size=10) as replica:
        listing = load_registry(replica.forces_dir)["mockhampton"].listings[0]
        [new] = replica.publish("mockhampton", 1)
        assert new.removeprefix(replica.base_url("mockhampton")) in get(listing)[2].decode()
        assert replica.remove("mockhampton", 1) == [new]
        assert get(new)[0] == 404
        assert new.removeprefix(replica.base_url("mockhampton")) not in get(listing)[2].decode()
        assert replica.restore("mockhampton") == [new]
        assert get(new)[0] == 200


def test_a_change_of_the_furniture_leaves_the_answer_as_it_was() -> None:
    with Replica(size=10) as replica:
        for slug in replica.slugs:
            url = truth_urls(replica, slug)[0]
            before = get(url)[2].decode()
            replica.switch(slug, "chrome", "1")
            after = get(url)[2].decode()
            assert before != after
            main = slice(before.index("<h1>"), before.index("</h1>"))
            assert before[main] in after


def test_listings_end_and_hold_everything_even_of_a_hundred_thousand() -> None:
    with Replica(size=100_000, forces=["exampleshire"]) as replica:
        listing = load_registry(replica.forces_dir)["exampleshire"].listings[0]
        assert get(listing)[0] == 200
        last = get(f"{listing}&page=5000")[2].decode()
        assert "/foi-10120-" in last
        assert ">Next<" not in last
        assert "no results" in get(f"{listing}&page=5001")[2].decode()


def test_the_controls_answer_over_http() -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        control = f"http://127.0.0.1:{replica.control_port}"
        assert json.loads(get(control + "/")[2])["forces"] == ["northfold"]
        paths = json.loads(get(control + "/publish?force=northfold&number=2")[2])["paths"]
        assert len(paths) == 2
        assert get(replica.base_url("northfold") + paths[0])[0] == 200
        assert get(control + "/publish?force=nobody")[0] == 404
        assert get(control + "/nonsense?force=northfold")[0] == 400


@pytest.mark.parametrize(("name", "value", "status"), [("challenge", "on", 403), ("status", "503", 503)])
def test_a_site_can_refuse(name: str, value: str, status: int) -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        url = truth_urls(replica, "northfold")[0]
        replica.switch("northfold", name, value)
        assert get(url)[0] == status
        replica.switch("northfold", name, None)
        assert get(url)[0] == 200


def test_the_log_says_what_was_asked() -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        url = truth_urls(replica, "northfold")[0]
        get(url, **{"User-Agent": "a reader"})
        [asked] = replica.requests("northfold")
        assert url.endswith(asked.path)
        assert asked.headers["user-agent"] == "a reader"
        assert asked.status == 200
        replica.forget("northfold")
        assert replica.requests("northfold") == []


def test_hazards_stand_among_the_entries_and_behave_as_named() -> None:
    for slug in ("exampleshire", "demofordshire", "mockhampton", "northfold"):
        with Replica(size=10, forces=[slug]) as replica:
            for name in HAZARDS:
                replica.switch(slug, f"hazard:{name}")
            listing = get(load_registry(replica.forces_dir)[slug].listings[0])[2].decode()
            assert listing.count(">Hazard ") == len(HAZARDS)
            site = replica.base_url(slug)
            folder = re.search(r'href="(\S*?)hazard-tiny([^"]*)"', listing)
            assert folder

            def at(name: str, folder: re.Match[str] = folder, site: str = site) -> str:
                return f"{site}{folder[1]}hazard-{name}{folder[2]}"

            assert get(at("tiny"))[2] == b"."
            assert get(at("gone"))[0] == 410
            assert get(at("server-error"))[0] == 500
            assert get(at("wrong-type"))[1]["Content-Type"] == "image/png"
            assert b"\x00" in get(at("nul-bytes"))[2]
            with pytest.raises(UnicodeDecodeError):
                get(at("broken-charset"))[2].decode()
            assert b"Seven visits" in get(at("caf%C3%A9-data"))[2]
            assert b"calendar/2027/01" in get(site + "/calendar/2026/12/")[2]
            with pytest.raises(urllib.error.HTTPError) as looped:
                raise_for_loop(at("redirect-loop"))
            looped.value.close()
            bomb = get(at("gzip-bomb"))
            assert bomb[1]["Content-Encoding"] == "gzip"
            assert len(bomb[2]) < 2_000_000


def raise_for_loop(url: str) -> None:
    try:
        urllib.request.urlopen(url, timeout=20).close()
    except urllib.error.HTTPError as error:
        error.close()
        raise


def test_endless_pages_never_end_and_robots_can_close_mid_run() -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        listing = load_registry(replica.forces_dir)["northfold"].listings[0]
        replica.switch("northfold", "endless_pages")
        assert b">Next<" in get(f"{listing}?page=500")[2]
        robots = replica.base_url("northfold") + "/robots.txt"
        assert b"Disallow: /\n" not in get(robots)[2]
        replica.switch("northfold", "robots_closes_after", "1")
        assert b"Disallow: /\n" in get(robots)[2]
