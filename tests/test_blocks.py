"""Blocks: found, told with their evidence, left alone, and tried again later; never read as a removal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli import main
from archive.cli.crawl import due
from scraper.backoff import not_before
from scraper.contract import Run
from scraper.crawl import crawl_force
from scraper.refusal import is_soft_404, refusal_in
from scraper.registry import load_registry
from scraper.rundir import new_run_directory, write_run
from tests.crawled import Read
from tests.scripted import ScriptedSite, links, page, toml_of

LIST = "/foi-disclosure-log"
NO_ROBOTS = page("", "404 Not Found")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page("Forbidden", "403 Forbidden"), "blocked"),
        (page("<main>x</main>", "403 Forbidden", ["cf-mitigated: challenge"]), "challenge"),
        (page("<title>Just a moment...</title><p>Enable JavaScript</p>"), "challenge"),
    ],
)
def test_a_refusal_stops_the_host_for_this_run(tmp_path, answer, code):
    answers = {
        "/robots.txt": NO_ROBOTS,
        LIST: links(*[f"{LIST}/{n}" for n in range(6)]),
        f"{LIST}/2": answer,
        None: page("<main>An answer in our own words</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        assert site.paths() == ["/robots.txt", LIST, f"{LIST}/0", f"{LIST}/1", f"{LIST}/2"]
    assert read.run.status == "blocked"
    assert not read.run.complete
    assert not read.run.listing_exhausted
    blocked = read.run.blocked_hosts[0]
    assert blocked.url.endswith("/2")
    assert blocked.evidence in read.run.reason
    assert read.by_path()[f"{LIST}/2"].problem == code
    assert len(read.entries) == 6
    assert read.run.problems["host_blocked"] == 3


def test_a_soft_404_is_told_and_stops_nothing(tmp_path):
    answers = {
        "/robots.txt": NO_ROBOTS,
        LIST: links(f"{LIST}/0", f"{LIST}/1"),
        f"{LIST}/0": page("<title>Page not found | Test</title><h1>Sorry</h1>"),
        None: page("<main>An answer in our own words</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
    assert read.by_path()[f"{LIST}/0"].problem == "soft_404"
    assert read.run.complete


@pytest.mark.parametrize(
    ("status", "code"), [(403, "blocked"), (429, "blocked"), (503, "blocked"), (401, "blocked"), (404, None)]
)
def test_statuses(status, code):
    found = refusal_in(status, {"content-type": "text/html"}, b"<main>x</main>")
    assert (found and found.code) == code
    assert refusal_in(status, {"cf-mitigated": "challenge"}, b"").code == "challenge"


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("Just a moment...", True),
        ("Just a moment\u2026", True),
        ("Attention Required! | Cloudflare", True),
        ("Verify your access", True),
        ("Request unsuccessful. Incapsula incident", True),
        ("Just a momentary lapse: response times", False),
        ("Requests unsuccessful in 2024", False),
        ("Access to records", False),
        ("", False),
    ],
)
def test_titles(title, refused):
    body = f"<html><title>{title}</title></html>".encode()
    assert bool(refusal_in(200, {"content-type": "text/html"}, body)) == refused


@pytest.mark.parametrize(
    ("heading", "soft"),
    [
        ("Page not found", True),
        ("404", True),
        ("Error 404: page not found", True),
        ("Sorry, we can't find that page", True),
        ("404 officers trained", False),
        ("Items not found in lost property", False),
        ("Missing people not found", False),
    ],
)
def test_soft_404s(heading, soft):
    body = f"<h1>{heading}</h1>".encode()
    assert is_soft_404(200, {"content-type": "text/html"}, body) == soft
    assert not is_soft_404(404, {"content-type": "text/html"}, body)


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(200, 599))
def test_any_answer_can_be_judged(body, status):
    refusal_in(status, {"content-type": "text/html"}, body)
    is_soft_404(status, {}, body)


def run(status: str, days_ago: float) -> Run:
    at = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat()
    return Run(id="x", force="testshire", started=at, finished=at, status=status)


@pytest.mark.parametrize(("blocks", "days"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (9, 8)])
def test_the_next_try_backs_off(blocks, days):
    history = [run("blocked", number) for number in range(blocks)] + [run("ok", 30), run("blocked", 40)]
    wait = not_before(history)
    assert wait is not None
    left = wait - datetime.fromisoformat(history[0].finished)
    assert left == timedelta(days=days)


def test_after_a_good_run_there_is_no_wait():
    assert not_before([run("ok", 0), run("blocked", 1)]) is None
    assert not_before([]) is None


def test_all_passes_a_blocked_force_over_until_then(tmp_path, capsys):
    with ScriptedSite({"/robots.txt": NO_ROBOTS, None: page("", "403 Forbidden")}) as site:
        force = site.force()
        toml_of(force, tmp_path / "forces")
        arguments = ["--data", str(tmp_path), "--forces", str(tmp_path / "forces"), "--no-ingest"]
        assert CliRunner().invoke(main, ["crawl", "--all", *arguments]).exit_code == 2
        asked = len(site.seen)
        result = CliRunner().invoke(main, ["crawl", "--all", *arguments])
        assert len(site.seen) == asked
    assert result.exit_code == 2
    assert "skipped: testshire: turned the crawler away; next try" in result.stderr
    old = new_run_directory(tmp_path / "runs" / "other", "2026-01-01T02:00:00.000Z")
    write_run(old, run("blocked", 1.5))
    assert [each.slug for each in due([site.force("other")], tmp_path)] == ["other"]
    assert not capsys.readouterr().err


def test_nothing_is_disguised(tmp_path):
    """The same agent and headers go out before and after a refusal; there is no second try in other clothes."""
    with ScriptedSite({"/robots.txt": NO_ROBOTS, LIST: page("", "403 Forbidden")}) as site:
        crawl_force(site.force(), tmp_path)
        assert len({seen.headers["user-agent"] for seen in site.seen}) == 1
        assert site.paths().count(LIST) == 1
    assert load_registry()["metropolitan"].status == "blocked"
