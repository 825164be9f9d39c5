"""Isle of Man: one central log for all authorities, whose search address is not evidenced.

Until it is, only what stands below the landing page is taken, and of that what speaks of police work; general advice
pages there are not responses.
"""

from __future__ import annotations

from scraper.platforms.central import of_the_police
from scraper.platforms.model import Kind, Link, Page
from scraper.platforms.shapes import Shapes, links_by_shape, platform_of
from scraper.registry import Force

_ROOT = r"^/about-the-government/freedom-of-information/"

SHAPES = Shapes(
    sitemaps=False,
    listing=(_ROOT + "$", _ROOT + r"(?:disclosure-log|previous-responses|foi-responses|search)/$"),
    disclosure=(_ROOT + r"(?:disclosure-log|previous-responses|foi-responses)/[^/?]+/?$",),
    attachment=(r"^/media/",),
    not_disclosure=(_ROOT + r"(?:our-response-to-your-request|make-a-request|how-to[^/]*|your-right[^/]*)(?:/|$)",),
    final_slash=True,
)


def links(force: Force, page: Page, on: Kind) -> list[Link]:
    """The links of a page; of a listing's entries those that speak of police work."""
    return of_the_police(links_by_shape(PLATFORM, force, page, on))


PLATFORM = platform_of("isle_of_man", SHAPES, reference=lambda force, url: None, links=links)
