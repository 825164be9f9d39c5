"""Single Online Home: one content system for most forces, told by the shape of its paths and not by its host.

Only the first two folders of a response's address are stable (`/foi-ai/<force>/`); below, every force files in its own
way. So every address there counts as a response unless its folder is known to hold something else. Answers, policies
and publication-scheme files come from one lister, where the entry's document type tells them apart.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.platforms.address import rebuilt
from scraper.platforms.shapes import Shapes, canonical_by_shape, platform_of
from scraper.registry import Force

SHAPES = Shapes(
    listing=(r"^(?:/cy-gb)?/foi-ai/af/accessing-information/published-items/$",),
    disclosure=(r"^(?:/cy-gb)?/foi-ai/(?!af/)[^/?]+/[^/?]+/[^?]+",),
    attachment=(r"^/syssiteassets/(?:foi-media|media/downloads)/",),
    not_disclosure=(
        r"^(?:/cy-gb)?/foi-ai/af/(?!accessing-information/published-items/?$)",
        r"^(?:/cy-gb)?/foi-ai/[^/]+/(?:[^/]+/)*(?:policy|policies|publication-scheme|lists-and-registers"
        r"|[^/]*(?:policies-and-procedures|priorit|what-we-spend|who-we-are|how-we-make|services-(?:we|provided))[^/]*)"
        r"(?:/|$)",
        r"^(?:/cy-gb)?/foi-ai/[^/]+/(?:freedom-of-information|disclosure-logs?)/?$",
    ),
    final_slash=True,
    files_are_entries=True,
    types=(r"^disclosure log$", r"^environmental information", r"^log datgelu$"),
)


def mirror(force: Force, url: str) -> str | None:
    """The English address of a page of the Welsh tree, where it is the same path behind `/cy-GB/`.

    Where the force's folder is Welsh too, the path does not tell: only the reference joins the two.
    """
    path = urlsplit(url).path
    found = re.match(r"^/cy-gb(/foi-ai/(?!heddlu-)[^/]+/.+)", path, re.IGNORECASE)
    return canonical_by_shape(SHAPES, force, rebuilt(url, path=found.group(1))) if found else None


PLATFORM = platform_of("single_online_home", SHAPES, mirror=mirror)
