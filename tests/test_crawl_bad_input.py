"""What bad input gets: one clear line, the right exit code, and nothing lost."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from archive.cli import main
from scraper.crawl import crawl_force
from scraper.errors import CrawlRefused
from tests.crawled import Read
from tests.scripted import ScriptedSite, links, page, toml_of

LIST = "/foi-disclosure-log"


def crawl(*arguments: str):
    return CliRunner().invoke(main, ["crawl", *arguments])


def last_line(result) -> str:
    return result.stderr.strip().splitlines()[-1]


def test_an_unknown_force(tmp_path):
    result = crawl("nosuchshire", "--data", str(tmp_path))
    assert result.exit_code == 2
    assert last_line(result).startswith("foi: unknown force 'nosuchshire'")
    assert "Traceback" not in result.output


def test_a_misspelt_key(tmp_path):
    with ScriptedSite() as site:
        path = toml_of(site.force(), tmp_path / "forces")
    path.write_text(path.read_text().replace("listings =", "listing ="))
    result = crawl("testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces"))
    assert result.exit_code == 2
    assert str(path) in last_line(result)
    assert "listing" in last_line(result)


def test_an_unknown_platform(tmp_path):
    with ScriptedSite() as site:
        path = toml_of(site.force(), tmp_path / "forces")
    path.write_text(path.read_text().replace('"psni"', '"psmi"'))
    result = crawl("testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces"))
    assert result.exit_code == 2
    assert "unknown platform 'psmi'" in last_line(result)


def test_nothing_named(tmp_path):
    result = crawl("--data", str(tmp_path))
    assert result.exit_code == 2
    assert "--all" in last_line(result)


def test_an_unreachable_site(tmp_path):
    with ScriptedSite() as site:
        force = site.force()
    toml_of(force, tmp_path / "forces")
    result = crawl("testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces"), "--no-ingest")
    assert result.exit_code == 2
    assert "refused" in last_line(result)
    read = Read(next(tmp_path.glob("runs/testshire/*")))
    assert not read.run.complete
    assert {capture.problem for capture in read.captures} == {"connection_refused"}


def test_a_robots_txt_that_answers_503(tmp_path):
    with ScriptedSite({"/robots.txt": page("", "503 Down"), None: links(f"{LIST}/one")}) as site:
        toml_of(site.force(), tmp_path / "forces")
        result = crawl("testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces"), "--no-ingest")
        assert set(site.paths()) == {"/robots.txt"}
    assert result.exit_code == 2
    assert "503" in last_line(result)


def test_a_listing_without_results_is_never_an_empty_log(tmp_path):
    script = page('<main><h1>Published items</h1><div id="results"></div></main>')
    with ScriptedSite({"/robots.txt": page("", "404 No"), None: script}) as site:
        read = Read(crawl_force(site.force(), tmp_path))
    assert read.run.status == "failed"
    assert read.run.reason.startswith("no_results_in_html")
    assert read.run.problems == {"no_results_in_html": 1}
    assert not read.run.complete
    assert not read.run.listing_exhausted


def test_a_listing_that_fails_makes_the_run_incomplete(tmp_path):
    answers = {
        "/robots.txt": page("", "404 No"),
        LIST: links(f"{LIST}/one", f"{LIST}?page=1"),
        f"{LIST}?page=1": page("", "404 Not Found"),
        None: page("<main>Answer</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
    assert (read.run.status, read.run.complete, read.run.listing_exhausted) == ("incomplete", False, False)
    assert "page=1" in read.run.reason


def test_a_missing_page_does_not(tmp_path):
    answers = {
        "/robots.txt": page("", "404 No"),
        LIST: links(f"{LIST}/one", f"{LIST}/two"),
        f"{LIST}/one": page("<main>Answer</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
    assert read.run.complete
    assert read.by_path()[f"{LIST}/two"].status == 404


def test_a_force_without_a_log_or_a_listing(tmp_path):
    with ScriptedSite() as site:
        with pytest.raises(CrawlRefused, match="no disclosure log to crawl: none found"):
            crawl_force(site.force(status="no_log", reason="none found"), tmp_path)
        with pytest.raises(CrawlRefused, match="no listing address is known"):
            crawl_force(site.force(listings=[]), tmp_path)
        assert site.seen == []


def test_consents_that_cannot_be_read(tmp_path):
    (tmp_path / "consents.toml").write_text('[avon-and-somerset]\nwho = "x"\nwhom = "y"\n')
    result = crawl("avon-and-somerset", "--data", str(tmp_path), "--contact", "a@b.example", "--no-ingest")
    assert result.exit_code == 2
    assert "consents.toml" in last_line(result)
    assert "whom" in last_line(result)


def test_a_data_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    result = crawl("psni", "--data", str(tmp_path / "file" / "data"), "--no-ingest")
    assert result.exit_code in {2, 3}
    assert "Traceback" not in result.output
