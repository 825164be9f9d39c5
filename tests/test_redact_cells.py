"""Cells of tables taken out by their place: out of the table, the text, the index, the exports and every other byte."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from archive.cli import redact
from archive.errors import UsageProblem
from archive.publish import publish
from archive.publish.redaction import Redactor
from archive.store import Decision, DocumentTable, PageTable, open_archive, writing
from archive.store.cells import RedactedCell
from archive.store.decisions import carry_over
from tests.publish_archive import TIME, Builder, forces_folder, simple
from tests.test_publish_canary import CANARY, assert_clean

SHEET = [["Officer", "Rank", "Cases"], ["Area 1", "PC", "3"], [CANARY, "DS", "3"], ["Area 3", "PC", "12"]]
TEXT = "\n".join(["Cases by officer", *("\t".join(row) for row in SHEET), "3 of 12 were closed."])
WORDS = ("--who", "A. Reviewer", "--why", "PRIVATE-WHY", "--reason", "personal_data")


@pytest.fixture
def forces(tmp_path: Path) -> Path:
    return forces_folder(tmp_path / "forces")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def foi_redact(data: Path, subject: str, *cells: tuple[str, str, str]) -> str:
    options = [word for cell in cells for word in ("--cell", *cell)]
    result = CliRunner().invoke(redact.command, [subject, *options, *WORDS, "--data", str(data)])
    if isinstance(result.exception, UsageProblem):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def shown(data: Path) -> tuple[list[list[str]], str]:
    """The rows of the file's table and the file's text as published."""
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        rows = connection.execute(
            "SELECT cells FROM table_rows JOIN tables t ON t.id = table_id WHERE attachment_id > 0 ORDER BY number"
        )
        text = connection.execute("SELECT text FROM attachment_parts").fetchone()[0]
        return [msgspec.json.decode(row[0]) for row in rows], text


def workbook(data: Path) -> str:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple())
        return archive.file(one, "cases.xlsx", [TEXT], table=SHEET)


def test_a_cell_is_in_no_byte_of_what_is_public(data: Path, forces: Path) -> None:
    digest = workbook(data)
    said = foi_redact(data, digest, ("Table 1", "2", "Officer"))
    assert "cell 1 of row 2 in Table 1" in said
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    rows, text = shown(data)
    assert rows == [["Area 1", "PC", "3"], ["[redacted]", "DS", "3"], ["Area 3", "PC", "12"]]
    assert "[redacted]\tDS\t3" in text
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        found = connection.execute("SELECT count(*) FROM search WHERE search MATCH 'zanzibar'").fetchone()
        assert found == (0,)


def test_a_number_goes_out_of_its_row_alone(data: Path, forces: Path) -> None:
    foi_redact(data, workbook(data), ("1", "1", "3"))
    publish(data, forces_dir=forces)
    rows, text = shown(data)
    assert rows == [["Area 1", "PC", "[redacted]"], [CANARY, "DS", "3"], ["Area 3", "PC", "12"]]
    assert "Area 1\tPC\t[redacted]\n" in text
    assert text.endswith("3 of 12 were closed.")


def test_a_whole_row_and_a_heading(data: Path, forces: Path) -> None:
    foi_redact(data, workbook(data), ("table 1", "2", "*"), ("1", "0", "Rank"))
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    rows, text = shown(data)
    assert rows[1] == ["[redacted]"] * 3
    assert "\n[redacted]\t[redacted]\t[redacted]\n" in text
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        columns = connection.execute("SELECT columns FROM tables WHERE attachment_id IS NOT NULL").fetchone()[0]
    assert msgspec.json.decode(columns) == ["Officer", "[redacted]", "Cases"]


def test_a_cell_of_the_answer_itself(data: Path, forces: Path) -> None:
    answer = f"Cases by officer:\nArea 1 PC 3\n{CANARY} DS 3\nArea 3 PC 12"
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple(response=answer))
        table = archive.session.scalars(select(PageTable)).one()
        table.columns = msgspec.json.encode(SHEET[0]).decode()
        table.rows = msgspec.json.encode(SHEET[1:]).decode()
        assert one
    foi_redact(data, "whole/1-24", ("1", "2", "Officer"), ("1", "1", "Cases"))
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        response = connection.execute("SELECT response FROM texts").fetchone()[0]
    assert response == "Cases by officer:\nArea 1 PC [redacted]\n[redacted] DS 3\nArea 3 PC 12"


def test_words_in_another_order_go_out_everywhere(data: Path, forces: Path) -> None:
    table = [["Rank", "Name"], ["PC", "Otherwise"], ["DS", "Otherwise"]]
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple())
        digest = archive.file(one, "cases.pdf", ["Otherwise (PC)\nand Otherwise (DS)"], table=table)
    foi_redact(data, digest, ("1", "1", "Name"))
    publish(data, forces_dir=forces)
    assert shown(data)[1] == "[redacted] (PC)\nand [redacted] (DS)"


def test_a_row_that_changed_or_a_file_that_was_replaced_lets_nothing_back(data: Path, forces: Path) -> None:
    digest = workbook(data)
    foi_redact(data, digest, ("1", "2", "Officer"), ("1", "1", "Rank"))
    with Builder(data) as archive:
        table = archive.session.scalars(select(DocumentTable)).one()
        table.rows = msgspec.json.encode([["New", "row", ""], ["Area 1", "PC", "4"], [CANARY, "DS", "4"]]).decode()
        disclosure = archive.disclosure("short", "2-24", simple("2/24"))
        newer = archive.file(disclosure, "newer.xlsx", [TEXT + "\nnew"], table=SHEET)
        carry_over(archive.session, digest, newer, TIME)
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    rows, _ = shown(data)
    assert rows[1][1] == "[redacted]"
    with open_archive(data).connect() as connection:
        carried = connection.execute(select(Decision.action).where(Decision.digest == newer))
        assert [row.action for row in carried] == ["hold", "redact"]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (("Table 9", "1", "1"), "no such table; there is: 1 Table 1"),
        (("1", "9", "1"), "has rows 1 to 3"),
        (("1", "-1", "1"), "has rows 1 to 3"),
        (("1", "1", "Pay"), "no such column"),
        (("1", "1", "4"), "no such column"),
    ],
)
def test_a_place_that_is_none_is_refused(data: Path, cell: tuple[str, str, str], problem: str) -> None:
    digest = workbook(data)
    with pytest.raises(UsageProblem, match=problem):
        foi_redact(data, digest, cell)
    with writing(open_archive(data)) as session:
        assert session.scalars(select(Decision)).all() == []


def test_a_redactor_knows_a_row_by_all_its_cells() -> None:
    redactor = Redactor([RedactedCell(None, 1, 2, ("a", "b", "c"), False)])
    assert redactor.row(["a", "b", "c"]) == ["a", "[redacted]", "c"]
    assert redactor.row(["a", "b", "d"]) == ["a", "b", "d"]
    assert redactor.clean("x a | b | c y; b") == "x a | [redacted] | c y; b"
    assert bool(redactor)
