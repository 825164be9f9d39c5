"""A living site, crawled for real: what is published, edited, removed and restored there is what the archive says."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, func, select

from archive.ingest import IngestReport, ingest_run, known_state
from archive.ingest.reparse import reparse
from archive.ingest.workers import SerialExecutor
from archive.normalise.body import Body
from archive.store import Address, AttachmentVersion, Blob, Disclosure, Document, Event, Revision, open_archive, reading
from scraper.crawl import crawl_force
from scraper.registry import load_force
from scraper.replica import Replica
from tests.crawled import later

SLUG = "exampleshire"
SIZE = 10


def standing(engine: Engine) -> dict[str, str]:
    with reading(engine) as session:
        return {
            row.url: row.state
            for row in session.execute(
                select(Address.url, Disclosure.state)
                .join(Disclosure, Disclosure.id == Address.disclosure_id)
                .where(Address.kind == "main")
            )
        }


def test_a_living_site(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    with Replica(size=SIZE, seed=1, root=tmp_path / "replica") as replica:
        force = load_force(SLUG, replica.forces_dir)
        days = iter(range(0, 40, 2))

        def crawl() -> IngestReport:
            run = later(crawl_force(force, tmp_path), next(days))
            report = ingest_run(engine, run, forces_dir=replica.forces_dir)
            assert report.problems == []
            assert ingest_run(engine, run, forces_dir=replica.forces_dir).already
            return report

        def urls() -> set[str]:
            return {str(one["url"]) for one in replica.truth(SLUG)}

        assert crawl().new == SIZE
        assert standing(engine) == dict.fromkeys(urls(), "present")
        truth = {str(one["url"]): one for one in replica.truth(SLUG)}
        with reading(engine) as session:
            for row in session.execute(
                select(Address.url, Disclosure.title, Disclosure.reference).join(
                    Disclosure, Disclosure.id == Address.disclosure_id
                )
            ):
                assert (row.title, row.reference) == (truth[row.url]["title"], truth[row.url]["reference"])
            files = sum(len(list(one["attachments"])) for one in truth.values())  # type: ignore[call-overload]
            assert session.scalar(select(func.count(AttachmentVersion.id))) == files
            assert session.scalar(select(func.count(Document.id))) >= 1
            bodies = session.scalar(select(func.count(Blob.digest)))
            pages = [row for row in known_state(session, SLUG) if row["kind"] == "disclosure"]
            assert {row["url"] for row in pages} == urls()
            assert all(row["content_digest"] and row["captured_at"] and row["asked_url"] for row in pages)

        quiet = crawl()
        assert (quiet.new, quiet.edited, quiet.missing, quiet.documents) == (0, 0, 0, 0)
        with reading(engine) as session:
            assert session.scalar(select(func.count(Revision.id))) == SIZE
            assert (session.scalar(select(func.count(Blob.digest))) or 0) <= (bodies or 0) + 3

        edited = set(replica.edit(SLUG, 2))
        published = set(replica.publish(SLUG, 3))
        report = crawl()
        assert (report.new, report.edited) == (3, 2)
        with reading(engine) as session:
            found = session.scalars(
                select(Address.url)
                .join(Event, Event.disclosure_id == Address.disclosure_id)
                .where(Event.kind == "edited")
            )
            assert set(found) == edited
        assert published <= set(standing(engine))

        removed = set(replica.remove(SLUG, 2))
        assert crawl().missing == 2
        assert {url for url, state in standing(engine).items() if state == "missing"} == removed
        assert crawl().removed == 2
        assert {url for url, state in standing(engine).items() if state == "removed"} == removed

        replica.restore(SLUG)
        assert crawl().returned == 2
        assert {url for url, state in standing(engine).items() if state == "returned"} == removed

        again = reparse(engine, tmp_path, SLUG, body=Body.of(force), executor=SerialExecutor())
        assert (again.reparsed, again.edited, again.new, again.problems) == (0, 0, 0, [])
    engine.dispose()
