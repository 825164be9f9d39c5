"""PSNI: Drupal, one folder of flat slugs; neither date nor reference stands in an address."""

from __future__ import annotations

from scraper.platforms.shapes import Shapes, platform_of

SHAPES = Shapes(
    listing=(r"^/foi-disclosure-log/$", r"^/about-us/our-publications-and-reports/freedom-information/$"),
    folders=(r"^/foi-disclosure-log/$",),
    disclosure=(r"^/foi-disclosure-log/[^/?]+/?$",),
    attachment=(r"^/sites/default/files/",),
    final_slash=False,
)


PLATFORM = platform_of("psni", SHAPES, reference=lambda force, url: None)
