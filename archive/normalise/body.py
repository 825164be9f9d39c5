"""The publishing body as the normaliser needs to know it: a value, so that reading a page needs no registry."""

from __future__ import annotations

from typing import NamedTuple

from scraper.registry import Force


class Body(NamedTuple):
    """A body's slug, name, law (`FOIA`, `FOISA`, `JERSEY` or `IOM`) and site.

    `regime` is empty for a body that the registry does not know: the text then says which law it is. `website` may be
    empty. `references` are references as the body prints them, which tell its separator where only an address is left.
    """

    slug: str
    name: str
    regime: str
    website: str = ""
    references: tuple[str, ...] = ()

    @classmethod
    def of(cls, force: Force) -> Body:
        """The body that a registry entry describes."""
        return cls(force.slug, force.name, force.regime, force.website, tuple(force.reference_examples))
