"""Taking decided words out of everything that is published of a thing.

A redaction names the words and not their place, since places move whenever a page is read anew and the same words stand
in the request, in a quotation, in an earlier version and in a cell. A redaction that cannot be understood stops the
publication: leaving it out would publish what someone decided must not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from archive.errors import DataProblem

MARK = "[redacted]"
BETWEEN = r"(?:[\s\u00ad\u200b_+.,-]|%20)+"
"""What may stand between two words of a redaction: names are spelt with hyphens in addresses and broken over lines."""

SHORT = 4
"""Redactions of fewer characters are taken out as whole words only, so that `3` does not eat every number."""


class Redaction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `detail` of a `redact` decision: `texts` are the words to take out, case and white space apart."""

    texts: list[str]


def redaction_texts(detail: str, where: str) -> list[str]:
    """The words that a decision's `detail` takes out. Raises `DataProblem` naming `where` if it is not understood."""
    try:
        texts = msgspec.json.decode(detail, type=Redaction).texts
    except msgspec.MsgspecError as error:
        raise DataProblem(f"{where}: its redaction cannot be read, so nothing is published: {error}") from error
    if not texts or not all(text.strip() for text in texts):
        raise DataProblem(f"{where}: its redaction names no words, so nothing is published")
    return texts


def _words(text: str) -> list[str]:
    return [word for word in re.split(BETWEEN, text) if word]


def _pattern(text: str) -> str:
    words = BETWEEN.join(re.escape(word) for word in _words(text)) or re.escape(text.strip())
    return rf"(?<!\w){words}(?!\w)" if len(text.strip()) < SHORT else words


T = TypeVar("T")


class Redactor:
    """Takes a set of texts out of strings and of plain values made of strings. Without texts it changes nothing."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        longest_first = sorted(set(texts), key=lambda text: (-len(text), text))
        joined = "|".join(_pattern(text) for text in longest_first)
        self._found = re.compile(joined, re.IGNORECASE) if joined else None

    def __bool__(self) -> bool:
        return self._found is not None

    def touches(self, text: str | None) -> bool:
        """Whether the text holds any of the words."""
        return bool(self._found and text and self._found.search(text))

    def clean(self, value: T) -> T:
        """The value with the words replaced; lists and dicts are gone through, anything but text is left as it is."""
        if self._found is None:
            return value
        return self._clean(value)  # type: ignore[return-value]

    def _clean(self, value: object) -> object:
        assert self._found is not None
        if isinstance(value, str):
            return self._found.sub(MARK, value)
        if isinstance(value, list):
            return [self._clean(item) for item in value]
        if isinstance(value, dict):
            return {key: self._clean(item) for key, item in value.items()}
        return value

    def address(self, url: str | None) -> str | None:
        """An address, or None if it spells any of the words: half an address would lead nowhere."""
        return None if self.touches(url) else url


NOTHING = Redactor()
