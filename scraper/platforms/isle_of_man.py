"""Isle of Man: one central log for all authorities, whose search address is not evidenced.

Until it is, only what stands below the landing page is taken; general advice pages there are not responses.
"""

from __future__ import annotations

from scraper.platforms.shapes import Shapes, platform_of

_ROOT = r"^/about-the-government/freedom-of-information/"

SHAPES = Shapes(
    sitemaps=False,
    listing=(_ROOT + "$", _ROOT + r"(?:disclosure-log|previous-responses|foi-responses|search)/$"),
    disclosure=(_ROOT + r"(?:disclosure-log|previous-responses|foi-responses)/[^/?]+/?$",),
    attachment=(r"^/media/",),
    not_disclosure=(_ROOT + r"(?:our-response-to-your-request|make-a-request|how-to[^/]*|your-right[^/]*)(?:/|$)",),
    final_slash=True,
)


PLATFORM = platform_of("isle_of_man", SHAPES, reference=lambda force, url: None)
