"""The values that the replica is made of: the head of a disclosure, the whole of it, and what a layout has to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from scraper.replica.bodies import ReplicaForce
from scraper.replica.kinds import Kind
from scraper.replica.speech import Answer, Block
from scraper.replica.topics import Topic

FIRST_SERIAL = 101
"""The serial number of the oldest disclosure of a log."""


class Head(NamedTuple):
    """What a listing needs of a disclosure. `number` 0 is the oldest; `serial` is what its reference counts."""

    force: ReplicaForce
    number: int
    kind: Kind
    topic: Topic
    title: str
    serial: int
    requested: date
    answered: date
    listed: date

    @property
    def yy(self) -> str:
        """The two-digit year of the request."""
        return f"{self.requested.year % 100:02d}"

    @property
    def is_file(self) -> bool:
        """Whether the listing leads straight to a letter, and there is no page."""
        return self.force.layout == "letters" or (self.force.layout == "decided" and self.kind.name == "letter_granted")


class FileLink(NamedTuple):
    """A file offered with an answer: its path on the site, the link's words, its format and what is in it.

    `content` is `data`, `redacted`, `letter` or `scan` (a picture of a letter).
    """

    path: str
    label: str
    kind: str
    content: str


class Disclosure(NamedTuple):
    """One invented request and answer. `version` counts the edits made to it."""

    head: Head
    version: int
    opening: tuple[Block, ...]
    questions: tuple[str, ...]
    clarification: tuple[str, str] | None
    answer: Answer
    files: tuple[FileLink, ...]

    @property
    def in_letter(self) -> bool:
        """Whether the page leaves the answer to an attached letter."""
        return bool(self.head.kind.letter)


class Printed(NamedTuple):
    """What the page itself gives away, in the record's terms; None where it does not.

    `request` is the requester's text as this page prints it. `structure` is None where the record's rules leave it open
    for such a page.
    """

    title: str | None
    reference: str | None
    reference_source: str | None
    request: str | None
    structure: str | None = "labelled"
    request_date: str | None = None
    response_date: str | None = None
    published_date: str | None = None
    filed_period: str | None = None


class Layout(NamedTuple):
    """How the pages of a kind of site are addressed and laid out.

    `number` reads a disclosure's number from a path (and query); the caller checks that its path is the one asked for.
    `main` is the main content as HTML, heading included.
    """

    path: Callable[[Head], str]
    number: Callable[[str], int | None]
    reference: Callable[[Head], str]
    file_root: Callable[[Head], str]
    main: Callable[[Disclosure], str]
    printed: Callable[[Disclosure], Printed]
