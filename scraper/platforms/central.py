"""Logs of all authorities of a place: picking out what speaks of police work, by the words of the listing."""

from __future__ import annotations

import re

from scraper.platforms.model import Link

_POLICE = re.compile(
    r"\b(police|policing|constab\w*|sojp|custody|arrest\w*|taser|firearms?|burglar\w*|crimes?|offences?|stop and search"
    r"|speeding|domestic abuse|body[- ]worn)\b",
    re.IGNORECASE,
)


def of_the_police(links: list[Link]) -> list[Link]:
    """The links without those entries whose title says nothing of police work."""
    return [link for link in links if not link.entry or _POLICE.search(link.title or "")]
