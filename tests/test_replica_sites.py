"""The replica's sites one kind at a time: every listing leads to every disclosure, and truth is what the pages hold."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from scraper.errors import ScraperError
from scraper.platforms import Page, platform_named, platform_names
from scraper.registry import Force, load_registry
from scraper.replica import Replica
from scraper.replica.bodies import FORCES

SIZE = 45


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(size=SIZE, seed=4, forces=Replica.ALL) as running:
        yield running


@pytest.fixture(scope="module")
def registry(replica: Replica) -> dict[str, Force]:
    return load_registry(replica.forces_dir)


@pytest.fixture(scope="module", autouse=True)
def asking() -> Iterator[None]:
    with httpx.Client(verify=False, timeout=20) as CLIENTS["one"]:
        yield


CLIENTS: dict[str, httpx.Client] = {}


def page(url: str, **headers: str) -> httpx.Response:
    return CLIENTS["one"].get(url, headers=headers)


def walked(force: Force) -> tuple[dict[str, str], int]:
    """Every entry that the force's listings offer by the crawler's own platform: canonical address to title."""
    platform = platform_named(force.platform)
    todo = list(platform.starts(force))
    seen, entries, asked = set(todo), {}, 0
    while todo:
        url = todo.pop()
        answer = page(url)
        assert answer.status_code == 200, url
        asked += 1
        on = "listing" if url in platform.starts(force) else platform.kind(force, url)
        for link in platform.links(force, Page(url, answer.content, answer.headers["content-type"]), on):
            if link.kind == "listing" and link.canonical not in seen:
                seen.add(link.canonical)
                todo.append(link.url)
            if link.entry:
                entries[link.canonical] = link.title or ""
    return entries, asked


def test_there_is_a_force_for_every_platform() -> None:
    assert {force.platform for force in FORCES} == set(platform_names())


@pytest.mark.parametrize("slug", [force.slug for force in FORCES])
def test_the_listings_lead_to_every_disclosure_and_to_nothing_else(
    replica: Replica, registry: dict[str, Force], slug: str
) -> None:
    entries, asked = walked(registry[slug])
    assert set(entries) == {one["url"] for one in replica.truth(slug)}
    assert asked < 60


@pytest.mark.parametrize("slug", [force.slug for force in FORCES])
def test_every_disclosure_holds_what_its_truth_says(replica: Replica, registry: dict[str, Force], slug: str) -> None:
    force = registry[slug]
    platform = platform_named(force.platform)
    for one in replica.truth(slug):
        answer = page(one["url"])
        assert answer.status_code == 200
        if answer.headers["content-type"] == "application/pdf":
            assert one["letter_only"]
            continue
        text = " ".join(re.sub(r"<[^>]+>", " ", answer.text).replace("&#x27;", "'").replace("&amp;", "&").split())
        if not one["letter_only"]:
            for paragraph in [*one["response"], *re.split(r"\n+(?:- )?", one["request"].removeprefix("- "))]:
                assert " ".join(paragraph.split()) in text, (one["url"], paragraph)
        found = platform.links(force, Page(one["url"], answer.content, answer.headers["content-type"]), "disclosure")
        files = [link.url for link in found if link.kind == "attachment"]
        if force.platform == "single_page_log":
            assert set(one["attachments"]) <= set(files)
        else:
            assert files == one["attachments"]
        if one["title"] is not None:
            assert one["title"].lower() in text.lower()
        if one["reference"] and one["reference_source"] != "url":
            assert one["reference"].replace(" ", "") in text.replace(" ", "")


def test_what_is_no_disclosure_answers_but_is_not_listed_as_one(replica: Replica, registry: dict[str, Force]) -> None:
    listing = page(registry["exampleshire"].listings[0]).text
    links = re.findall(r'href="([^"]*(?:policies|lists-and-registers)[^"]*)"', listing)
    assert len(links) == 2
    for link in links:
        assert page(replica.base_url("exampleshire") + link).status_code == 200


def test_the_welsh_tree_holds_the_same_answers_in_welsh_furniture(replica: Replica) -> None:
    one = replica.truth("sampleton")[0]
    base = replica.base_url("sampleton")
    mirror = page(one["url"].replace(base, f"{base}/cy-GB"))
    assert mirror.status_code == 200
    assert "Rydym yn defnyddio" in mirror.text
    assert '<html lang="cy">' in mirror.text
    plain = page(one["url"]).text
    main = plain[plain.index("<main") : plain.index("</main>")]
    assert main in mirror.text
    assert page(one["url"].replace(base, f"{base}/cy-GB").replace("/disclosure-", "/x-")).status_code == 404


def test_sitemaps_are_declared_and_whole_in_pieces_where_they_are_long() -> None:
    with Replica(size=5001, forces=["demofordshire"]) as replica:
        base = replica.base_url("demofordshire")
        robots = page(base + "/robots.txt").text
        [index] = re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)
        pieces = locations(index)
        assert len(pieces) == 2
        found = {url for piece in pieces for url in locations(piece)}
        assert {one["url"] for one in replica.truth("demofordshire")} < found
        assert page(base + "/sitemap-3.xml").status_code == 404


def locations(url: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(page(url).text).iter() if node.tag.endswith("}loc")]


def test_the_search_and_content_interfaces_answer_json(replica: Replica) -> None:
    base = replica.base_url("pretend-dockyard")
    query = "filter_format=foi_release&filter_organisations=pretend-dockyard&count=10&start=40&fields=title"
    answer = page(f"{base}/api/search.json?{query}").json()
    assert (answer["total"], answer["start"], len(answer["results"])) == (SIZE, 40, 5)
    assert set(answer["results"][0]) == {"title", "link"}
    content = page(base + "/api/content" + answer["results"][0]["link"]).json()
    assert content["title"] == answer["results"][0]["title"]
    assert "<h3>Response</h3>" in content["details"]["body"]
    assert page(f"{base}/api/search.json?filter_organisations=somebody-else").json()["total"] == 0
    assert page(base + "/api/content/government/publications/nothing").status_code == 404


def test_other_spellings_of_an_address_lead_to_it(replica: Replica) -> None:
    one = replica.truth("mockhampton")[0]
    bare = page(one["url"].rstrip("/"))
    assert bare.status_code == 301
    assert one["url"].endswith(bare.headers["location"])
    identity = re.search(r'id="post-(\d+)"', page(one["url"]).text)
    assert identity
    short = page(f"{replica.base_url('mockhampton')}/?p={identity[1]}")
    assert one["url"].endswith(short.headers["location"])
    jersey = replica.truth("isle-of-sample")[0]["url"]
    other = jersey.replace("foi.aspx?ReportID", "FOI.aspx?reportid")
    assert page(other).status_code == 301


@pytest.mark.parametrize("slug", [force.slug for force in FORCES])
def test_each_server_keeps_to_its_validators(replica: Replica, slug: str) -> None:
    force = next(force for force in FORCES if force.slug == slug)
    url = replica.truth(slug)[0]["url"]
    first = page(url)
    tag, modified = first.headers.get("etag"), first.headers.get("last-modified")
    assert bool(tag) == (force.validators in {"both", "etag", "weak"})
    assert bool(modified) == (force.validators in {"both", "modified"})
    if tag:
        assert tag.startswith("W/") == (force.validators == "weak")
        known = page(url, **{"If-None-Match": f'"other", {tag}'})
        assert (known.status_code, known.content) == (304, b"")
        assert page(url, **{"If-None-Match": '"other"'}).status_code == 200
    if modified:
        assert page(url, **{"If-Modified-Since": modified}).status_code == 304
        assert page(url, **{"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200
        assert page(url, **{"If-Modified-Since": "yesterday"}).status_code == 200
    plain = page(url, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content


def test_text_is_packed_when_asked_for(replica: Replica) -> None:
    url = replica.truth("northfold")[0]["url"]
    with CLIENTS["one"].stream("GET", url, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == page(url, **{"Accept-Encoding": "identity"}).content
    tag = answer.headers["etag"]
    assert tag.endswith('-gzip"')
    assert page(url, **{"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "slug",
    [force.slug for force in FORCES if force.platform not in {"jersey", "single_page_log", "file_log"}],
)
def test_a_moved_disclosure_redirects_and_is_listed_where_it_stands(slug: str) -> None:
    with Replica(size=12, forces=[slug]) as replica:
        force = load_registry(replica.forces_dir)[slug]
        [(old, new)] = replica.move(slug, 1)
        answer = page(old)
        assert answer.status_code == 301
        assert new.endswith(answer.headers["location"])
        assert page(new).status_code == 200
        entries, _ = walked(force)
        assert new in entries
        assert old not in entries
        [(again, _)] = replica.move(slug, 1)
        assert again != new


def test_where_there_is_one_address_only_nothing_moves(replica: Replica) -> None:
    with pytest.raises(ValueError, match="isle-of-sample"):
        replica.move("isle-of-sample")


def test_changes_can_pass_over_the_newest() -> None:
    with Replica(size=12, forces=["inventshire"]) as replica:
        urls = [one["url"] for one in replica.truth("inventshire")]
        assert replica.edit("inventshire", 2, skip=1) == urls[1:3]
        assert replica.remove("inventshire", 2, skip=3) == urls[3:5]
        assert [one["url"] for one in replica.truth("inventshire")] == urls[:3] + urls[5:]
        assert [one["version"] for one in replica.truth("inventshire")][:4] == [0, 1, 1, 0]
        assert replica.remove("inventshire", 1, skip=4) == [urls[6]]
        assert replica.restore("inventshire") == [urls[3], urls[4], urls[6]]


def test_a_changing_word_in_the_furniture_defeats_validators_and_nothing_else() -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        url = replica.truth("northfold")[1]["url"]
        before = page(url)
        replica.switch("northfold", "token")
        one, two = page(url), page(url)
        assert one.content != two.content
        assert "etag" not in one.headers
        main = before.text[before.text.index("<main") : before.text.index("</main>")]
        assert main in one.text
        assert main in two.text


def test_refusals_can_begin_later_and_connections_can_drop() -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        url = replica.truth("northfold")[0]["url"]
        replica.switch("northfold", "status", "429")
        replica.switch("northfold", "retry_after", "120")
        replica.switch("northfold", "status_after", "2")
        assert [page(url).status_code for _ in range(3)] == [200, 200, 429]
        assert page(url).headers["retry-after"] == "120"
        replica.switch("northfold", "status", None)
        replica.switch("northfold", "drop")
        with pytest.raises(httpx.RemoteProtocolError):
            page(url)


def test_robots_txt_differs_from_site_to_site(replica: Replica) -> None:
    told = {force.slug: page(replica.base_url(force.slug) + "/robots.txt") for force in FORCES}
    assert {answer.status_code for answer in told.values()} == {200, 404}
    assert all((told[force.slug].status_code == 200) == force.robots for force in FORCES)
    assert all(("Sitemap:" in told[force.slug].text) == force.sitemap for force in FORCES)


def test_the_controls_tell_switches_truth_and_requests() -> None:
    with Replica(size=10, forces=["northfold"]) as replica:
        control = f"http://127.0.0.1:{replica.control_port}"
        assert "endless_pages" in page(control + "/").json()["switches"]
        [moved] = page(control + "/move?force=northfold").json()["paths"]
        assert page(replica.base_url("northfold") + moved[0]).status_code == 301
        truth = page(control + "/truth?force=northfold").json()["truth"]
        assert truth == json.loads(json.dumps(replica.truth("northfold")))
        assert page(control + "/requests?force=northfold&number=5").json()["answered"] == 1
        assert page(control + "/switch?force=northfold").status_code == 400
        assert page(control + "/edit?force=northfold&number=x").status_code == 400


def test_the_command_serves_alone_until_interrupted(tmp_path: Path) -> None:
    arguments = ["--size", "5", "--port-base", "0", "--root", str(tmp_path), "--all"]
    with subprocess.Popen(
        [sys.executable, "-m", "archive", "replica", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as serving:
        assert serving.stdout
        told = {}
        for line in serving.stdout:
            name, _, value = line.strip().partition(": ")
            told[name] = value
            if line.startswith("stop with"):
                break
        for slug in Replica.ALL:
            assert page(told[slug]).status_code == 200
            assert (tmp_path / "forces" / f"{slug}.toml").is_file()
        assert page(told["controls"]).json()["forces"] == sorted(Replica.ALL)
        assert page(told["web archives"] + "collinfo.json").status_code == 200
        serving.send_signal(signal.SIGINT)
        assert serving.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_named() -> None:
    with Replica(size=5, forces=["northfold"]) as replica:
        taken = replica.control_port
        with pytest.raises(ScraperError, match=f"port {taken} on 127.0.0.1 is taken"), Replica(port_base=taken):
            pass


def test_the_log_of_requests_is_bounded() -> None:
    from scraper.replica.bodies import by_slug
    from scraper.replica.state import LOG_LENGTH, Site

    site = Site(by_slug("northfold"), 1, 10)
    for number in range(LOG_LENGTH + 10):
        site.note("GET", f"/{number}", {}, 200)
    assert len(site.log) == LOG_LENGTH
    assert site.answered == LOG_LENGTH + 10
    assert site.log[0].path == "/10"
