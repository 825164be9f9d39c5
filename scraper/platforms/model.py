"""What a platform module says: links with their kind, and the facts that an address gives by itself.

Pure values, so that a platform can be tried on a saved page without a crawler or a network.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["listing", "disclosure", "attachment", "other"]


class Page(NamedTuple):
    """A fetched page: its address as it answered, its decoded body and its declared content type."""

    url: str
    body: bytes
    content_type: str | None = None


class Link(NamedTuple):
    """A link worth following. `url` is as it should be asked for, `canonical` is the address it is known by.

    `title`, `date` and `type` are the linking page's own words, unparsed. `alternate_of` is the canonical address of
    the same disclosure in another tree. `entry` says that the page offers it as a disclosure of its log.
    """

    kind: Kind
    url: str
    canonical: str
    title: str | None = None
    date: str | None = None
    type: str | None = None
    alternate_of: str | None = None
    entry: bool = False


class AddressFacts(NamedTuple):
    """What an address says by itself: its kind, canonical form, reference and filed period (`YYYY-MM`), if any."""

    kind: Kind
    canonical: str
    reference: str | None = None
    filed_period: str | None = None
    alternate_of: str | None = None
