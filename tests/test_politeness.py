"""Politeness: who we say we are, how often a host is asked, and that a request to wait is heard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from click.testing import CliRunner

from archive.cli import main
from scraper.crawl import crawl_force
from scraper.errors import CrawlRefused
from scraper.job import Job
from scraper.refusal import retry_after
from scraper.registry import Politeness, Terms, load_registry
from scraper.settings import LEAST_DELAY, settings_for
from tests.crawled import Read
from tests.scripted import ScriptedSite, links, page

LIST = "/foi-disclosure-log"


def answers(**more):
    default = more.pop("default", page("<main>Answer</main>"))
    return {
        "/robots.txt": page("", "404 Not Found"),
        LIST: links(*[f"{LIST}/{n}" for n in range(4)]),
        None: default,
        **more,
    }


def test_every_real_force_is_asked_slowly_and_under_our_name():
    for force in load_registry().values():
        settings = settings_for(Job(force=force, run_id="x", contact="https://archive.example/about"))
        assert settings["DOWNLOAD_DELAY"] >= LEAST_DELAY == 1.0
        assert settings["DOWNLOAD_DELAY_JITTER"] == 0
        assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
        assert settings["ROBOTSTXT_OBEY"]
        assert settings["AUTOTHROTTLE_ENABLED"]
        assert not settings["TELNETCONSOLE_ENABLED"]
        assert not settings["REMOTE_CONTROL_ENABLED"]
        assert not settings["COOKIES_ENABLED"]
        assert "https://archive.example/about" in settings["USER_AGENT"]
        assert 0 < settings["DOWNLOAD_MAXSIZE"] < 100 * 1024 * 1024
        assert settings["DEPTH_LIMIT"] > 0


def test_a_force_file_cannot_ask_for_haste():
    force = load_registry()["cleveland"]
    hasty = force.__class__(
        **{f: getattr(force, f) for f in force.__struct_fields__} | {"politeness": Politeness(delay=0)}
    )
    assert settings_for(Job(force=hasty, run_id="x", contact="a@b.example"))["DOWNLOAD_DELAY"] == LEAST_DELAY


def test_a_real_site_is_not_asked_without_a_contact(tmp_path):
    with pytest.raises(CrawlRefused, match="FOI_CONTACT"):
        crawl_force(load_registry()["cleveland"], tmp_path)
    assert not list(tmp_path.glob("runs/*/*"))


def test_requests_come_one_at_a_time_and_apart(tmp_path):
    with ScriptedSite(answers()) as site:
        read = Read(crawl_force(site.force(politeness=Politeness(delay=1.0)), tmp_path))
        gaps = [later.at - earlier.at for earlier, later in pairwise(site.seen)]
        agents = {seen.headers["user-agent"] for seen in site.seen}
    assert read.run.complete
    assert sum(gaps) / len(gaps) > 0.9
    assert min(gaps) > 0.5
    assert len(agents) == 1
    assert agents.pop().startswith("police-foi-archive/")


def test_crawl_delay_is_honoured(tmp_path):
    robots = page("User-agent: *\nCrawl-delay: 1\nDisallow: /x", kind="text/plain")
    with ScriptedSite(answers(**{"/robots.txt": robots})) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        pages = site.seen[1:]
        gaps = [later.at - earlier.at for earlier, later in pairwise(pages)]
    assert read.run.robots[0].crawl_delay == 1
    assert sum(gaps) / len(gaps) > 0.9
    assert min(gaps) > 0.5


def test_retry_after_is_waited_for_and_then_the_crawl_goes_on(tmp_path):
    turned = []

    def busy(seen):
        turned.append(seen.at)
        if len(turned) == 1:
            return page("Busy", "429 Too Many Requests", ["Retry-After: 1"])
        return page("<main>Answer</main>")

    with ScriptedSite(answers(**{f"{LIST}/1": busy})) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        after = [seen.at for seen in site.seen if seen.at > turned[0]]
    assert read.run.complete
    assert min(after) - turned[0] > 0.95
    assert read.run.counts_by_status["429"] == 1
    assert len([c for c in read.of_kind("disclosure") if c.status == 200]) == 4


def test_a_host_that_keeps_refusing_is_left_alone(tmp_path):
    with ScriptedSite(answers(**{f"{LIST}/0": page("Busy", "429 Too Many Requests", ["Retry-After: 0"])})) as site:
        read = Read(crawl_force(site.force(), tmp_path, settings={"FOI_RETRY_AFTER_TIMES": 2}))
        refused = site.paths().index(f"{LIST}/0")
        assert site.paths()[refused:].count(f"{LIST}/0") == 3
    assert read.run.status == "blocked"


def test_a_long_wait_ends_the_run_instead(tmp_path):
    with ScriptedSite(answers(**{f"{LIST}/0": page("Busy", "503 Busy", ["Retry-After: 86400"])})) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        assert site.paths()[-1] == f"{LIST}/0"
    assert read.run.status == "blocked"
    assert "Retry-After: 86400" in read.run.blocked_hosts[0].evidence


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), (" 0 ", 0), ("Thu, 01 Jan 1970 00:01:40 GMT", 90), ("Thu, 01 Jan 1970 00:00:00 GMT", 0)],
)
def test_retry_after_reads_both_forms(value, seconds):
    assert retry_after(value, 10.0) == seconds


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5"])
def test_retry_after_that_says_nothing(value):
    assert retry_after(value, 10.0) is None


def test_no_cookie_and_no_referer_is_sent(tmp_path):
    cookie = page("<main>Answer</main>", headers=["Set-Cookie: session=1; Path=/"])
    with ScriptedSite(answers(default=cookie)) as site:
        crawl_force(site.force(), tmp_path)
        assert not [seen for seen in site.seen if {"cookie", "referer"} & set(seen.headers)]


def test_consent_is_asked_for_and_believed(tmp_path):
    with ScriptedSite(answers()) as site:
        force = site.force(terms=Terms(consent_required=True))
        with pytest.raises(CrawlRefused, match="written consent"):
            crawl_force(force, tmp_path)
        (tmp_path / "consents.toml").write_text('[testshire]\nwho = "Its FOI unit"\nwhen = "2026-05-01"\n')
        with pytest.raises(CrawlRefused, match="evidence"):
            crawl_force(force, tmp_path)
        assert site.seen == []
        (tmp_path / "consents.toml").write_text(
            '[testshire]\nwho = "Its FOI unit"\nwhen = "2026-05-01"\nevidence = "letter.pdf"\n'
        )
        assert Read(crawl_force(force, tmp_path)).run.complete


def test_all_says_which_forces_it_passes_over(tmp_path):
    result = CliRunner().invoke(main, ["crawl", "--all", "--data", str(tmp_path), "--no-ingest"])
    assert "skipped: avon-and-somerset: its terms forbid collecting without written consent" in result.stderr
    assert "skipped: metropolitan: known to refuse crawlers" in result.stderr
    assert "skipped: acro: has no disclosure log" in result.stderr
    assert "cleveland: not crawled: no contact" in result.stderr
    assert result.exit_code == 2
