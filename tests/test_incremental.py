"""Nightly runs: only what is new or due is asked for, and the rota reaches everything in its turn."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.crawl import crawl_force
from scraper.job import Known
from scraper.registry import load_registry
from scraper.replica import Replica
from scraper.rota import interval, is_due
from tests.crawled import Read, warc_counts

SLUG = "northfold"


def ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def known_of(read: Read, first_seen: str, last_checked: str) -> list[Known]:
    """What an archive would know after a run."""
    return [
        Known(
            url=capture.canonical_url,
            kind=capture.kind,
            etag=capture.etag,
            last_modified=capture.last_modified,
            content_digest=capture.content_digest,
            record_digest=capture.record_digest,
            captured_at=capture.at,
            first_seen=first_seen,
            last_seen=last_checked,
            last_checked=last_checked,
            entry_url=capture.found_on,
        )
        for capture in read.captures
        if capture.kind in {"disclosure", "attachment"} and capture.status == 200
    ]


@pytest.fixture
def replica(tmp_path):
    with Replica(size=45, seed=9, root=tmp_path / "replica", forces=[SLUG]) as running:
        yield running


@pytest.fixture
def force(replica):
    return load_registry(replica.forces_dir)[SLUG]


def asked(replica) -> list[str]:
    return [seen.path for seen in replica.requests(SLUG)]


def test_the_days_share_of_the_rota_is_asked_conditionally(replica, force, tmp_path):
    first = Read(crawl_force(force, tmp_path))
    replica.forget(SLUG)
    today = ago(0)
    for days in range(1, 31):
        known = known_of(first, ago(400), ago(days))
        due = {item.url for item in known if is_due(item, today)}
        if due:
            break
    assert 0 < len(due) < len(known) / 4
    read = Read(crawl_force(force, tmp_path, full=False, known=known))
    rechecked = [capture for capture in read.captures if capture.kind in {"disclosure", "attachment"}]
    assert {capture.canonical_url for capture in rechecked} == due
    assert {capture.status for capture in rechecked} == {304}
    digests = {item.url: item.content_digest for item in known}
    assert all(capture.content_digest == digests[capture.canonical_url] for capture in rechecked)
    assert all(capture.revisit for capture in rechecked)
    assert warc_counts(read.directory / "captures.warc.gz")["revisit"] >= len(due)
    conditional = [seen for seen in replica.requests(SLUG) if "if-none-match" in seen.headers]
    assert len(conditional) == len(due)
    assert read.run.complete


def test_what_was_published_today_is_found(replica, force, tmp_path):
    first = Read(crawl_force(force, tmp_path))
    known = known_of(first, ago(400), ago(0))
    fresh = replica.publish(SLUG, 3)
    replica.forget(SLUG)
    read = Read(crawl_force(force, tmp_path, full=False, known=known))
    assert {capture.canonical_url for capture in read.of_kind("disclosure")} == set(fresh)
    assert set(fresh) <= {entry.url for entry in read.entries}
    assert read.run.complete


def test_an_edit_is_found_when_its_day_comes(replica, force, tmp_path):
    first = Read(crawl_force(force, tmp_path))
    known = known_of(first, ago(2), ago(1))
    edited = replica.edit(SLUG, 2)
    read = Read(crawl_force(force, tmp_path, full=False, known=known))
    statuses = {capture.canonical_url: capture.status for capture in read.of_kind("disclosure")}
    assert {url for url, status in statuses.items() if status == 200} == set(edited)
    assert Counter(statuses.values())[304] == 43


def test_what_is_gone_answers_for_itself(replica, force, tmp_path):
    first = Read(crawl_force(force, tmp_path))
    known = known_of(first, ago(2), ago(1))
    gone = replica.remove(SLUG, 2)
    read = Read(crawl_force(force, tmp_path, full=False, known=known))
    statuses = {capture.canonical_url: capture.status for capture in read.of_kind("disclosure")}
    assert {url for url, status in statuses.items() if status in {404, 410}} == set(gone)
    assert read.run.complete


def test_full_reads_everything_again(replica, force, tmp_path):
    first = Read(crawl_force(force, tmp_path))
    read = Read(crawl_force(force, tmp_path, full=True, known=known_of(first, ago(400), ago(0))))
    assert len(read.of_kind("disclosure")) == 45
    assert {capture.status for capture in read.of_kind("disclosure")} == {200}
    assert read.run.listing_exhausted
    assert warc_counts(read.directory / "captures.warc.gz")["revisit"] >= 45


def test_a_night_with_much_news_reads_on(replica, force, tmp_path):
    """The listing is left only after a run of known entries, not at the first."""
    first = Read(crawl_force(force, tmp_path))
    known = [item for number, item in enumerate(known_of(first, ago(400), ago(0))) if number % 5]
    read = Read(crawl_force(force, tmp_path, full=False, known=known))
    assert len(read.entries) == 45


def test_a_listing_that_went_empty_is_a_block_and_not_a_removal(replica, force, tmp_path):
    first = Read(crawl_force(force, tmp_path))
    replica.switch(SLUG, "scripted_listing")
    read = Read(crawl_force(force, tmp_path, full=False, known=known_of(first, ago(400), ago(0))))
    assert read.run.status == "blocked"
    assert not read.run.complete
    assert not read.run.listing_exhausted


DAY = datetime(2026, 3, 1, 2, tzinfo=UTC)


def item(number: int, age: int, checked: int) -> Known:
    return Known(
        url=f"https://www.test.example/{number}",
        first_seen=(DAY - timedelta(days=age)).isoformat(),
        last_checked=(DAY - timedelta(days=checked)).isoformat(),
    )


@pytest.mark.parametrize(("age", "days"), [(0, 1), (29, 1), (30, 7), (179, 7), (180, 30), (4000, 30)])
def test_intervals(age, days):
    assert interval(item(1, age, 0), DAY.isoformat()) == days


@pytest.mark.parametrize(("since", "days"), [(10, 1), (100, 7), (2000, 30)])
def test_age_is_counted_from_when_it_was_put_there(since, days):
    at = (DAY - timedelta(days=since)).isoformat()
    assert interval(msgspec.structs.replace(item(1, 0, 0), since=at), DAY.isoformat()) == days


def test_a_file_that_is_refused_is_asked_for_weekly_and_one_that_never_answered_at_once():
    refused = msgspec.structs.replace(item(1, 3, 1), kind="attachment")
    assert interval(refused, DAY.isoformat()) == 7
    assert interval(msgspec.structs.replace(refused, content_digest="sha256:0"), DAY.isoformat()) == 1
    assert is_due(msgspec.structs.replace(refused, last_checked=None), DAY.isoformat())


def test_what_was_taken_down_is_looked_at_monthly_and_what_was_purged_never():
    assert interval(msgspec.structs.replace(item(1, 2, 1), state="withdrawn"), DAY.isoformat()) == 30
    assert not is_due(msgspec.structs.replace(item(1, 2, 400), state="purged"), DAY.isoformat())


def test_each_address_comes_up_once_in_its_interval_and_the_days_are_even():
    items = [item(number, 2000, 0) for number in range(3000)]
    shares = []
    for day in range(1, 31):
        at = DAY + timedelta(days=day)
        due = [each for each in items if is_due(each, at.isoformat())]
        shares.append(len(due))
        for each in due:
            items[items.index(each)] = Known(url=each.url, first_seen=each.first_seen, last_checked=at.isoformat())
    assert sum(shares) == 3000
    assert max(shares) < 140
    assert min(shares) > 60


@settings(deadline=None)
@given(st.integers(0, 5000), st.integers(0, 400), st.integers(0, 400))
def test_nothing_is_left_longer_than_its_interval(number, age, checked):
    each = item(number, age + checked, checked)
    if checked >= interval(each, DAY.isoformat()):
        assert is_due(each, DAY.isoformat())
    if checked == 0:
        assert not is_due(each, DAY.isoformat())


def test_what_was_never_checked_is_due():
    assert is_due(Known(url="https://www.test.example/"), DAY.isoformat())
