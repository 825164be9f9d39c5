"""Opening an archive brings it to this program's tables, on both databases; every step goes forth and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, func, inspect, select, text

from archive.errors import DataProblem, UsageProblem
from archive.ingest import ingest_run
from archive.store import Base, Fact, Provision, archive_url, open_archive, reading, writing
from archive.store.provisions import FACT
from archive.store.upgrade import alembic_config, head
from tests.databases import engine, postgres_url, url
from tests.runs import RunMaker, page

__all__ = ["engine", "postgres_url", "url"]


NEW_TABLES = {"page_table"}
"""Tables that later revisions than the first have added."""


def raw(url: str) -> Engine:
    return create_engine(archive_url(Path(), url))


def test_one_head() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [head()]


def test_open_makes_the_tables_that_the_models_describe(engine: Engine) -> None:
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_heads() == (head(),)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_is_named(engine: Engine) -> None:
    with engine.connect() as connection:
        inspector = inspect(connection)
        for table in Base.metadata.tables:
            found = [
                inspector.get_pk_constraint(table)["name"],
                *(item["name"] for item in inspector.get_foreign_keys(table)),
                *(item["name"] for item in inspector.get_unique_constraints(table)),
                *(item["name"] for item in inspector.get_check_constraints(table)),
            ]
            assert all(found), (table, found)


def test_every_revision_goes_back_and_forth(url: str) -> None:
    script = ScriptDirectory.from_config(alembic_config())
    database = raw(url)
    for revision in reversed(list(script.walk_revisions())):
        for target in (revision.revision, revision.down_revision or "base", revision.revision):
            with database.begin() as connection:
                config = alembic_config(connection)
                step = command.upgrade if target == revision.revision else command.downgrade
                step(config, str(target))
                assert MigrationContext.configure(connection).get_current_revision() == (
                    None if target == "base" else target
                )
    with database.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    database.dispose()
    open_archive(url).dispose()


def test_an_older_archive_is_brought_up_to_date_and_keeps_what_it_holds(url: str, tmp_path: Path) -> None:
    opened = open_archive(url)
    run = RunMaker(tmp_path)
    run.get("/d/dogs", page())
    ingest_run(opened, run.write())
    kept = [table for table in Base.metadata.sorted_tables if table.name not in NEW_TABLES]
    with opened.connect() as connection:
        before = [connection.execute(select(table)).all() for table in kept]
    opened.dispose()
    database = raw(url)
    with database.begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
    database.dispose()
    opened = open_archive(url)
    with opened.connect() as connection:
        assert [connection.execute(select(table)).all() for table in kept] == before
    opened.dispose()


def test_opening_again_changes_nothing_and_keeps_what_is_there(url: str) -> None:
    first = open_archive(url)
    with writing(first) as session:
        session.add(Fact(key="kept", value="yes"))
    with reading(first) as session:
        provisions = session.execute(select(Provision.id, Provision.provision).order_by(Provision.id)).all()
    first.dispose()
    second = open_archive(url)
    with reading(second) as session:
        assert session.get_one(Fact, "kept").value == "yes"
        assert session.execute(select(Provision.id, Provision.provision).order_by(Provision.id)).all() == provisions
    second.dispose()


def test_an_archive_of_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    open_archive(url).dispose()
    database = raw(url)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DataProblem, match=r"newer version of this program \(revision 9999\)"):
        open_archive(url)
    with database.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    database.dispose()


def test_a_database_that_is_no_archive_is_refused(url: str) -> None:
    database = raw(url)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE shopping (item TEXT)"))
    database.dispose()
    with pytest.raises(DataProblem, match=r"holds other tables \(shopping\)"):
        open_archive(url)


def test_provisions_are_loaded_and_corrected_in_place(engine: Engine) -> None:
    with reading(engine) as session:
        row = session.scalars(
            select(Provision).where(Provision.regime == "FOIA", Provision.provision == "31(1)(a)")
        ).one()
        assert (row.section, row.qualified, row.kind) == ("31", True, "exemption")
        total = session.scalar(select(func.count(Provision.id)))
    with writing(engine) as session:
        session.get_one(Provision, row.id).title = "wrong"
        session.get_one(Fact, FACT).value = "sha256:old"
    open_archive(engine.url.render_as_string(hide_password=False)).dispose()
    with reading(engine) as session:
        again = session.get_one(Provision, row.id)
        assert again.title == row.title
        assert session.scalar(select(func.count(Provision.id))) == total


def test_urls_that_name_no_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="only an sqlite file or postgresql"):
        open_archive("mysql://somewhere/foi")
    with pytest.raises(UsageProblem, match="archive URL 'nonsense'"):
        open_archive("nonsense")
    with pytest.raises(UsageProblem, match="no archive here yet"):
        open_archive(tmp_path / "empty", create=False)
    with pytest.raises(DataProblem, match=r"foi\?host=%2Fnowhere: cannot be opened"):
        open_archive("postgresql://postgres@/foi?host=/nowhere")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"this is no database, only words" * 100)
    with pytest.raises(DataProblem, match=r"archive\.db: cannot be opened"):
        open_archive(tmp_path)
