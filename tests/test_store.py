"""What the tables promise on both databases: references hold, text of any kind goes in, readers see one state."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from archive.store import Address, Base, Fact, archive_url, open_archive, reading, writing
from archive.store.base import clean
from archive.store.vacuum import forget_deleted
from tests.databases import engine

__all__ = ["engine"]


def test_a_reference_to_nothing_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(Address(disclosure_id=7, force="x", url="u", kind="main", first_seen="", last_seen=""))


def test_an_unknown_kind_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.execute(text("INSERT INTO event (disclosure_id, at, kind, detail) VALUES (1, '', 'wondered', '')"))


@pytest.mark.parametrize("words", ["plain", "NUL \x00 inside", "lone \ud800 half", "emoji 🐎 and Cymraeg ŵ", ""])
def test_text_of_any_kind_goes_in_and_comes_out(engine: Engine, words: str) -> None:
    with writing(engine) as session:
        session.add(Fact(key="words", value=words))
    with reading(engine) as session:
        assert session.get_one(Fact, "words").value == clean(words)
    assert clean("plain") == "plain"
    assert clean("a\x00b") == "a\ufffdb"


def test_an_error_leaves_nothing_behind(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as session:
            session.add(Fact(key="half", value="done"))
            session.flush()
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    with reading(engine) as session:
        assert session.get(Fact, "half") is None


def test_a_reader_sees_one_state_while_a_writer_works(engine: Engine) -> None:
    with reading(engine) as reader:
        assert reader.get(Fact, "new") is None
        with writing(engine) as session:
            session.add(Fact(key="new", value="1"))
        reader.expire_all()
        assert reader.get(Fact, "new") is None
    with reading(engine) as reader:
        assert reader.get(Fact, "new") is not None


def test_sqlite_is_set_up_for_a_reader_beside_a_writer(tmp_path: Path) -> None:
    engine = open_archive(tmp_path / "deep" / "folder")
    with reading(engine) as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_the_url_decides_the_database(tmp_path: Path) -> None:
    assert archive_url(tmp_path) == f"sqlite:///{tmp_path}/archive.db"
    assert archive_url(tmp_path, "postgresql://me@host/foi") == "postgresql+psycopg://me@host/foi"


def test_every_table_and_column_has_a_meaning_that_is_written_down() -> None:
    models = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    assert set(models) == set(Base.metadata.tables)
    for name, model in models.items():
        assert model.__doc__, name


def test_an_archive_opens_while_an_ingest_holds_the_write_lock(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Fact(key="held", value="open"))
        session.flush()
        other = open_archive(engine.url.render_as_string(hide_password=False))
        with reading(other) as reader:
            assert reader.get(Fact, "held") is None
        other.dispose()


def test_what_is_deleted_can_be_made_unreadable(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Fact(key="kept", value="yes"))
    forget_deleted(engine)
    with reading(engine) as session:
        assert session.get_one(Fact, "kept").value == "yes"
