"""Taking decided words out of everything that is published of a thing.

A redaction of words names them and not their place, since places move whenever a page is read anew and the same words
stand in the request, in a quotation, in an earlier version and in a cell. A redaction of a cell knows the row it was
decided on: the cell goes out of tables by that row, and out of texts wherever the row's cells follow each other. A
redaction that cannot be understood stops the publication: to leave it out would publish what must not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from archive.errors import DataProblem
from archive.store.cells import RedactedCell

MARK = "[redacted]"
BETWEEN = r"(?:[\s\u00ad\u200b_+.,-]|%20)+"
"""What may stand between two words of a redaction: names are spelt with hyphens in addresses and broken over lines."""

SHORT = 4
"""Redactions of fewer characters are taken out as whole words only, so that `3` does not eat every number."""


NEIGHBOURS = 3
"""How many cells on each side of a redacted cell tell its row from others in a text."""

APART = r"[\s|,;:]*"
"""What may stand between two cells of a row in a text."""


class Redaction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `detail` of a `redact` decision: `texts` are the words to take out, case and white space apart."""

    texts: list[str] = []
    cells: list[RedactedCell] = []


def redacted_things(detail: str, where: str) -> Redaction:
    """The words and cells that a decision's `detail` takes out. Raises `DataProblem` naming `where` if unclear."""
    try:
        found = msgspec.json.decode(detail, type=Redaction)
    except msgspec.MsgspecError as error:
        raise DataProblem(f"{where}: its redaction cannot be read, so nothing is published: {error}") from error
    if not (found.texts or found.cells) or not all(text.strip() for text in found.texts):
        raise DataProblem(f"{where}: its redaction names no words, so nothing is published")
    if not all(1 <= cell.column <= len(cell.cells) and cell.value.strip() for cell in found.cells):
        raise DataProblem(f"{where}: its redaction names a cell that is none, so nothing is published")
    return found


def _words(text: str) -> list[str]:
    return [word for word in re.split(BETWEEN, text) if word]


def _pattern(text: str) -> str:
    words = BETWEEN.join(re.escape(word) for word in _words(text)) or re.escape(text.strip())
    return rf"(?<!\w){words}(?!\w)" if len(text.strip()) < SHORT else words


def row_pattern(cell: RedactedCell) -> re.Pattern[str]:
    """A cell with the cells around it, as a text has them: the groups are what stands before it and what after."""
    around = [(number, _spelt(value)) for number, value in enumerate(cell.cells, 1) if value.strip()]
    before = [spelt for number, spelt in around if number < cell.column][-NEIGHBOURS:]
    after = [spelt for number, spelt in around if number > cell.column][:NEIGHBOURS]
    marked = [rf"(?:{spelt}|{re.escape(MARK)})" for spelt in (*before, *after)]
    value = next(spelt for number, spelt in around if number == cell.column)
    head = "".join(spelt + APART for spelt in marked[: len(before)])
    tail = "".join(APART + spelt for spelt in marked[len(before) :])
    return re.compile(rf"(?<!\w)({head}){value}({tail})(?!\w)", re.IGNORECASE)


def _spelt(value: str) -> str:
    return r"\s+".join(re.escape(word) for word in value.split())


T = TypeVar("T")


class Redactor:
    """Takes words and cells out of strings and of plain values made of strings. Without any it changes nothing."""

    def __init__(self, things: Iterable[str | RedactedCell] = ()) -> None:
        self._cells = [thing for thing in things if isinstance(thing, RedactedCell)]
        self._rows = [row_pattern(cell) for cell in self._cells if not cell.everywhere]
        texts = {thing for thing in things if isinstance(thing, str)}
        texts |= {cell.value for cell in self._cells if cell.everywhere}
        longest_first = sorted(texts, key=lambda text: (-len(text), text))
        joined = "|".join(_pattern(text) for text in longest_first)
        self._found = re.compile(joined, re.IGNORECASE) if joined else None

    def __bool__(self) -> bool:
        return self._found is not None or bool(self._cells)

    def row(self, cells: list[str]) -> list[str]:
        """A row of a table (or its header) with its redacted cells and words replaced."""
        gone = {cell.column for cell in self._cells if list(cell.cells) == cells}
        return [MARK if number in gone else self.clean(value) for number, value in enumerate(cells, 1)]

    def touches(self, text: str | None) -> bool:
        """Whether the text holds any of the words."""
        return bool(self._found and text and self._found.search(text))

    def clean(self, value: T) -> T:
        """The value with the words replaced; lists and dicts are gone through, anything but text is left as it is."""
        if not self:
            return value
        return self._clean(value)  # type: ignore[return-value]

    def _clean(self, value: object) -> object:
        if isinstance(value, str):
            for pattern in self._rows:
                value = pattern.sub(rf"\1{MARK}\2", value)
            return self._found.sub(MARK, value) if self._found else value
        if isinstance(value, list):
            return [self._clean(item) for item in value]
        if isinstance(value, dict):
            return {key: self._clean(item) for key, item in value.items()}
        return value

    def address(self, url: str | None) -> str | None:
        """An address, or None if it spells any of the words: half an address would lead nowhere."""
        return None if self.touches(url) else url


NOTHING = Redactor()
