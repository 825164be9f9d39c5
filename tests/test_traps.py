"""Traps: a site that does everything wrong at once, and a crawl that brings home all that is good all the same."""

from __future__ import annotations

import pytest

from scraper.crawl import crawl_force
from scraper.registry import load_registry
from scraper.replica import Replica
from scraper.replica.hazards import GOOD, HAZARDS
from tests.crawled import Read, warc_counts

QUICK = {"DOWNLOAD_TIMEOUT": 1.5, "RETRY_TIMES": 1, "FOI_ROBOTS_MAX_REQUESTS": 10}
MEGABYTE = 1 << 20

CODES = {
    "redirect_loop": "redirect_loop",
    "redirect_off_list": "off_host",
    "tiny": "tiny",
    "huge": "too_large",
    "slow_drip": "timeout",
    "gzip_bomb": "gzip_bomb",
    "wrong_type": "wrong_type",
    "cookies_required": "cookies_required",
    "meta_refresh": "refresh_loop",
    "robots_changed": "robots_changed",
    "server_error": "server_error",
}
"""The code under which each bad one is reported. Of the others `gone` is told by its status, and the rest is good or is
never asked: a script is no address, a calendar is no page of the log."""


@pytest.fixture(scope="module", params=["exampleshire", "northfold"])
def trapped(request, tmp_path_factory):
    slug = request.param
    with Replica(size=30, seed=5, root=tmp_path_factory.mktemp("replica"), forces=[slug]) as replica:
        for name in HAZARDS:
            replica.switch(slug, f"hazard:{name}")
        replica.switch(slug, "endless_pages")
        force = load_registry(replica.forces_dir)[slug]
        read = Read(crawl_force(force, tmp_path_factory.mktemp("data"), settings=QUICK))
        yield read, replica.truth(slug), [seen.path for seen in replica.requests(slug)]


def test_all_good_entries_arrive(trapped):
    read, truth, _ = trapped
    good = {capture.canonical_url for capture in read.of_kind("disclosure") if capture.status == 200}
    assert {item["url"] for item in truth} <= good
    for name in GOOD:
        slug = "caf%C3%A9-data" if name == "non_ascii_path" else name.replace("_", "-")
        arrived = [url for url in good if f"hazard-{slug}" in url]
        assert len(arrived) == 1, name
        assert "session" not in arrived[0].split("hazard-")[1].replace("session-id", "")


@pytest.mark.parametrize(("hazard", "code"), CODES.items())
def test_each_bad_one_is_reported(trapped, hazard, code):
    read, _, _ = trapped
    assert read.run.problems.get(code), (hazard, read.run.problems)


def test_traps_are_not_walked_into(trapped):
    read, _, asked = trapped
    assert not [path for path in asked if path.startswith("/calendar/")]
    assert not [path for path in asked if "robots-changed" in path]
    assert 2 <= asked.count("/robots.txt") < len(asked) / 5
    assert len([path for path in asked if "redirect-loop" in path]) < 20
    assert len(read.of_kind("listing")) < 20
    assert not any("127.0.0.1:9/" in capture.url for capture in read.captures)


def test_memory_stays_small(trapped):
    read, _, _ = trapped
    assert 0 < read.run.peak_memory < 300 * MEGABYTE


def test_the_evidence_is_whole(trapped):
    read, _, _ = trapped
    warc_counts(read.directory / "captures.warc.gz")
    assert read.run.finish_reason == "finished"


def test_a_robots_txt_that_closes_during_the_run_ends_the_asking(tmp_path):
    with Replica(size=60, seed=5, root=tmp_path, forces=["northfold"]) as replica:
        replica.switch("northfold", "robots_closes_after", "30")
        force = load_registry(replica.forces_dir)["northfold"]
        read = Read(crawl_force(force, tmp_path, settings={"FOI_ROBOTS_MAX_REQUESTS": 10}))
        asked = [seen for seen in replica.requests("northfold") if seen.path != "/robots.txt"]
    assert len(asked) < 50
    assert not read.run.complete
    assert read.run.robots[0].denied > 0
    assert "robots.txt" in read.run.reason
