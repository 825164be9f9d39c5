"""robots.txt: strictly obeyed, the hole of the usual middleware closed, and no answer is not leave."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import Response

from scraper.crawl import crawl_force
from scraper.middlewares.robots import decide
from tests.crawled import Read
from tests.scripted import ScriptedSite, links, page

RULES = page("User-agent: *\nDisallow: /foi-disclosure-log/secret", kind="text/plain")
FOUR = [f"/foi-disclosure-log/secret-{n}" for n in range(4)]


def test_four_disallowed_addresses_on_a_cold_host_are_never_asked(tmp_path):
    """All four wait for the first robots.txt at once, which is when Scrapy's own middleware lets three through."""
    held = threading.Event()

    def slow_robots(seen):
        held.wait(0.7)
        return RULES

    with (
        ScriptedSite({"/robots.txt": page("", "404 Not Found"), "/foi-disclosure-log": b""}) as first,
        ScriptedSite({"/robots.txt": slow_robots, None: page("<main>Secret</main>")}) as cold,
    ):
        first.answers["/foi-disclosure-log"] = links(*[cold.base + path for path in FOUR])
        force = first.force(hosts=[first.host, cold.host])
        read = Read(crawl_force(force, tmp_path))
        assert cold.paths() == ["/robots.txt"]
    decisions = {decision.host: decision for decision in read.run.robots}
    assert decisions[cold.host].denied == 4
    assert read.run.problems["robots"] == 4
    assert len(read.entries) == 4


def test_four_disallowed_listings_at_the_very_start(tmp_path):
    with ScriptedSite({"/robots.txt": RULES, None: page("<main>Secret</main>")}) as site:
        listings = [f"{site.base}{path}" for path in FOUR]
        read = Read(crawl_force(site.force(listings=listings), tmp_path))
        assert site.paths() == ["/robots.txt"]
    assert read.run.status == "incomplete"
    assert "robots.txt" in read.run.reason


VERDICTS = [
    (503, "", "disallow_all"),
    (500, "", "disallow_all"),
    (401, "", "disallow_all"),
    (403, "", "disallow_all"),
    (429, "", "disallow_all"),
    (200, "<html><head><title>Just a moment...</title></head></html>", "disallow_all"),
    (302, "", "disallow_all"),
    (404, "", "allow_all"),
    (410, "", "allow_all"),
    (200, "User-agent: *\nDisallow: /x", "rules"),
]


@pytest.mark.parametrize(("status", "body", "verdict"), VERDICTS)
def test_what_an_answer_for_robots_means(status, body, verdict):
    response = Response("http://a/robots.txt", status=status, body=body.encode(), headers={"Content-Type": "text/html"})
    rules = decide("a", "http://a/robots.txt", response, "police-foi-archive")
    assert rules.decision.verdict == verdict
    assert rules.allows("http://a/foi", "police-foi-archive") == (verdict != "disallow_all")


@pytest.mark.parametrize(("status", "verdict"), [("503 Down", "disallow_all"), ("404 Not Found", "allow_all")])
def test_the_crawl_does_as_robots_says(tmp_path, status, verdict):
    answers = {
        "/robots.txt": page("", status),
        "/foi-disclosure-log": links("/foi-disclosure-log/one"),
        None: page("<main>An answer in our own words</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path, settings={"RETRY_TIMES": 0}))
        asked = set(site.paths())
    assert [decision.verdict for decision in read.run.robots] == [verdict]
    assert (asked == {"/robots.txt"}) == (verdict == "disallow_all")
    assert read.run.complete == (verdict == "allow_all")
    assert read.of_kind("robots")


def test_a_redirect_to_a_disallowed_address_is_not_followed(tmp_path):
    answers = {
        "/robots.txt": RULES,
        "/foi-disclosure-log": links("/foi-disclosure-log/one"),
        "/foi-disclosure-log/one": page("", "302 Found", ["Location: /foi-disclosure-log/secret-9"]),
        None: page("<main>Secret</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        assert "/foi-disclosure-log/secret-9" not in site.paths()
    assert read.run.problems == {"robots": 1}


def test_rules_for_us_by_name_count(tmp_path):
    rules = "User-agent: police-foi-archive\nDisallow: /\n\nUser-agent: *\nAllow: /"
    with ScriptedSite({"/robots.txt": page(rules, kind="text/plain"), None: page("<main></main>")}) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        assert site.paths() == ["/robots.txt"]
    assert read.run.robots[0].denied == 1


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_rules_or_nothing(body):
    rules = decide("a", "http://a/robots.txt", Response("http://a/robots.txt", body=body), "police-foi-archive")
    assert rules.decision.verdict in {"rules", "disallow_all"}
    rules.allows("http://a/foi", "police-foi-archive")


def test_robots_is_read_again_when_it_grows_old(tmp_path):
    """A robots.txt that changes while the crawl runs is obeyed from its next reading on."""
    asked = []

    def robots(seen):
        asked.append(seen)
        rules = "User-agent: *\nDisallow: /foi-disclosure-log/late" if len(asked) > 1 else "User-agent: *\nAllow: /"
        return page(rules, kind="text/plain")

    answers = {
        "/robots.txt": robots,
        "/foi-disclosure-log": links("/foi-disclosure-log/one", "/foi-disclosure-log/late"),
        None: page("<main>Answer</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path, settings={"FOI_ROBOTS_MAX_AGE": 0.0}))
        assert "/foi-disclosure-log/late" not in site.paths()
    assert len(asked) > 1
    assert read.run.problems == {"robots": 1, "robots_changed": 1}
    assert not read.run.complete
