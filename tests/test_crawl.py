"""The crawl of whole sites over real HTTP: the replica's platforms, and run directories as promised."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from archive.cli import main
from scraper.crawl import crawl_force
from scraper.platforms import platform_names
from scraper.registry import load_registry
from scraper.replica import Replica
from tests.crawled import Read, warc_counts
from tests.scripted import ScriptedSite, links, page, toml_of

SIZE = 20


@pytest.fixture(scope="module")
def replica(tmp_path_factory):
    """A site of every platform there is."""
    root = tmp_path_factory.mktemp("replica")
    with Replica(size=SIZE, seed=3, root=root, forces=Replica.ALL) as running:
        assert {force.platform for force in load_registry(running.forces_dir).values()} == set(platform_names())
        yield running


@pytest.fixture(scope="module")
def crawled(replica, tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    result = CliRunner().invoke(
        main,
        ["crawl", "--all", "--data", str(data), "--forces", str(replica.forces_dir), "--no-ingest", "--json"],
    )
    assert result.exit_code == 0, result.output
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert {(item["force"], item["run"]["status"]) for item in told} == {(slug, "ok") for slug in replica.slugs}
    found = {run.parent.parent.name: Read(run.parent) for run in data.glob("runs/*/*/run.json")}
    assert sorted(found) == sorted(replica.slugs)
    return found


def test_every_force_is_crawled_to_its_end(replica, crawled):
    for slug in replica.slugs:
        read, truth = crawled[slug], replica.truth(slug)
        assert read.run.status == "ok", read.run.reason
        assert read.run.complete
        assert read.run.listing_exhausted
        assert {entry.url for entry in read.entries} == {item["url"] for item in truth}
        answered = [capture for capture in read.captures if capture.status == 200]
        pages = {capture.canonical_url for capture in answered if capture.kind in {"disclosure", "attachment"}}
        assert pages == {item["url"] for item in truth} | {url for item in truth for url in item["attachments"]}


def test_entries_carry_the_listing_words(crawled):
    entries = crawled["exampleshire"].entries
    assert all(entry.listed_title for entry in entries)
    assert all(entry.listed_date for entry in entries)
    assert {entry.listed_type for entry in entries} == {"Disclosure log"}


def test_attachments_name_their_disclosure(crawled):
    for read in crawled.values():
        offered = {entry.url for entry in read.entries}
        for capture in read.of_kind("attachment"):
            assert capture.entry_url in offered
            assert capture.found_on


def test_the_warc_is_whole_for_other_readers(crawled):
    for read in crawled.values():
        counts = warc_counts(read.directory / "captures.warc.gz")
        answered = [capture for capture in read.captures if capture.status is not None]
        assert counts["warcinfo"] == 1
        assert counts["request"] == len(answered) == counts["response"] + counts["revisit"]


def test_the_report_counts_what_the_lines_say(crawled):
    for read in crawled.values():
        assert sum(read.run.counts_by_kind.values()) == len(read.captures)
        assert read.run.entries == len(read.entries)
        assert read.run.code_version
        assert {decision.verdict for decision in read.run.robots} <= {"rules", "allow_all"}
        assert "robots" in read.run.counts_by_kind


def test_limit_takes_so_many(replica, tmp_path):
    force = load_registry(replica.forces_dir)["northfold"]
    read = Read(crawl_force(force, tmp_path, limit=4))
    assert read.run.mode == "limited"
    assert not read.run.complete
    assert not read.run.listing_exhausted
    assert len(read.of_kind("disclosure")) == 4


def test_listing_is_left_when_it_brings_nothing_new(tmp_path):
    def endless(seen):
        number = int(seen.path.rpartition("=")[2]) if "=" in seen.path else 0
        entries = [f"/foi-disclosure-log/entry-{n}" for n in range(min(number, 2) * 2 + 2)]
        return links(*entries, f"/foi-disclosure-log?page={number + 1}")

    answers = {f"/foi-disclosure-log?page={n}": endless for n in range(50)}
    with ScriptedSite(
        {"/foi-disclosure-log": endless, None: lambda seen: page("<main>Answer</main>"), **answers}
    ) as site:
        site.answers["/robots.txt"] = page("", "404 Not Found")
        read = Read(crawl_force(site.force(), tmp_path))
    assert read.run.complete
    assert len(read.entries) == 6
    assert sum("page=" in path for path in site.paths()) == 3


def test_redirects_are_captured_and_joined(tmp_path):
    answers = {
        "/robots.txt": page("", "404 Not Found"),
        "/foi-disclosure-log": links("/foi-disclosure-log/old", "/foi-disclosure-log/away"),
        "/foi-disclosure-log/old": page("", "301 Moved Permanently", ["Location: /foi-disclosure-log/new"]),
        "/foi-disclosure-log/new": page("<main>Answer</main>"),
        "/foi-disclosure-log/away": page("", "302 Found", ["Location: http://localhost:1/elsewhere"]),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
        captures = read.by_path()
        assert captures["/foi-disclosure-log/old"].location == "/foi-disclosure-log/new"
        assert captures["/foi-disclosure-log/new"].canonical_url == f"{site.base}/foi-disclosure-log/new"
        assert captures["/foi-disclosure-log/new"].entry_url == f"{site.base}/foi-disclosure-log/old"
    assert read.run.problems == {"off_host": 1}
    assert read.run.complete


def test_an_unchanged_payload_becomes_a_revisit_record(tmp_path):
    answers = {
        "/robots.txt": page("", "404 Not Found"),
        "/foi-disclosure-log": links("/foi-disclosure-log/one", "/foi-disclosure-log/two"),
        None: page("<main>The same answer</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
    captures = read.by_path()
    one, two = captures["/foi-disclosure-log/one"], captures["/foi-disclosure-log/two"]
    assert (one.revisit, two.revisit) == (False, True)
    assert one.content_digest == two.content_digest
    assert warc_counts(read.directory / "captures.warc.gz")["revisit"] == 1


def test_crawl_ingests_and_prints_its_runs(replica, tmp_path):
    result = CliRunner().invoke(
        main, ["crawl", "mockhampton", "--data", str(tmp_path), "--forces", str(replica.forces_dir)]
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "archive.db").is_file()
    assert "mockhampton: ok, 20 entries" in result.stderr
    assert list(tmp_path.glob("runs/mockhampton/*/run.json"))


def test_a_second_crawl_of_a_force_refuses_clearly(tmp_path):
    from scraper.errors import CrawlRefused
    from scraper.lock import force_lock

    with ScriptedSite({"/robots.txt": page("", "404 Not Found")}) as site:
        with (
            force_lock(tmp_path, "testshire"),
            pytest.raises(CrawlRefused, match="another crawl of this force is running"),
        ):
            crawl_force(site.force(), tmp_path)
        assert site.seen == []


def test_the_known_state_of_the_run_is_kept_beside_it(replica, tmp_path):
    force = load_registry(replica.forces_dir)["northfold"]
    directory = crawl_force(force, tmp_path, limit=1)
    assert json.loads((directory / "job.json").read_text())["force"]["slug"] == "northfold"
    assert (directory / "known.jsonl").read_bytes() == b""


def test_jobs_and_toml_of_another_registry(tmp_path):
    answers = {
        "/robots.txt": page("", "404 Not Found"),
        "/foi-disclosure-log": links("/foi-disclosure-log/one"),
        "/foi-disclosure-log/one": page("<main>Answer</main>"),
    }
    with ScriptedSite(answers) as site:
        toml_of(site.force(), tmp_path / "forces")
        result = CliRunner().invoke(
            main,
            ["crawl", "testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces"), "--no-ingest"],
        )
    assert result.exit_code == 0, result.output
