"""How every page looks and reads: no accessibility violation, nothing wider than the screen, a screenshot of each."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import ARTEFACTS, Tab
from tests.fixtures.site.server import Served

pytestmark = pytest.mark.browser

PAGES = {
    "home": ("site", "/"),
    "search": ("site", "/search?q=taser+s40(2)"),
    "search-filtered": ("site", "/search?q=officers&outcome=cost_limit&outcome=not_held&year=2024&changed=no"),
    "search-reference": ("special", "/search?q=992/20"),
    "search-in-files": ("special", "/search?q=gazebo"),
    "search-nothing": ("special", "/search?q=xylophone+force:atlantis"),
    "disclosure": ("special", "/d/exampleshire/992-20"),
    "disclosure-files": ("special", "/d/exampleshire/with-files"),
    "disclosure-interleaved": ("special", "/d/exampleshire/interleaved"),
    "disclosure-hostile": ("special", "/d/exampleshire/hostile"),
    "disclosure-held": ("special", "/d/glen-mor/held"),
    "file": ("special", "/d/exampleshire/with-files/file/2"),
    "table": ("special", "/d/exampleshire/with-files/table/1?sort=1"),
    "forces": ("special", "/forces"),
    "force": ("site", "/force/exampleshire"),
    "force-blocked": ("special", "/force/northbay"),
    "exemptions": ("site", "/exemptions"),
    "exemption": ("site", "/exemption/foia/40"),
    "changes": ("special", "/changes"),
    "alerts": ("site", "/alerts"),
    "about": ("site", "/about"),
    "data": ("special", "/data"),
    "tables": ("site", "/foi"),
    "table-rows": ("site", "/foi/outcomes"),
    "not-found": ("site", "/no/such/page"),
}


LOOKS: tuple[tuple[str, str, tuple[str, ...] | None], ...] = (
    ("desktop", "light", None),
    ("phone", "light", ()),
    ("phone", "dark", ("color-contrast",)),
)
"""Width, colours, and the rules that are run there (None: every one; the light colours are the same at both widths)."""
TALLEST = 3200


@pytest.mark.parametrize("name", PAGES)
def test_every_page_at_two_widths_in_light_and_dark(browser: Browser, site: Served, special: Served, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    which, path = PAGES[name]
    address = (site if which == "site" else special).address + path
    problems = []
    for width, scheme, rules in LOOKS:
        tab = Tab(browser, width, color_scheme=scheme)
        tab.page.goto(address)
        wide, seen, high = tab.page.evaluate(
            "(e => [e.scrollWidth, e.clientWidth, e.scrollHeight])(document.documentElement)"
        )
        if wide > seen:
            problems.append(f"{width}: {wide - seen} px wider than the screen")
        shot = f"{name}-{width}.png" if scheme == "light" else f"{name}-{width}-dark.png"
        clip = {"x": 0, "y": 0, "width": seen, "height": min(high, TALLEST)}
        tab.page.screenshot(path=ARTEFACTS / shot, full_page=True, clip=clip)
        options: dict[str, object] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        results = Axe().run(tab.page, options=options).response if rules != () else {"violations": []}
        problems += [
            f"{width} {scheme}: {found['impact']}: {found['id']}: {found['nodes'][0]['html'][:200]}"
            for found in results["violations"]
        ]
        problems += [text for text in tab.complaints if "404" not in text]
        tab.close()
    assert problems == []
