"""How every page looks and reads: no accessibility violation, nothing wider than the screen, screenshots of each."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import ARTEFACTS, WIDTHS, Tab
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
    "search-citation": ("site", "/search?q=section+31(3)&size=8"),
    "search-empty-box": ("site", "/search?size=8"),
    "search-notices": ("special", "/search?q=section:unclear+force:atlantis+year:20x+stop&outcome=nonsense"),
    "disclosure-plain": ("special", "/d/northbay/series-3"),
    "disclosure-long": ("site", "/d/exampleshire/{first}"),
    "disclosure-removed": ("special", "/d/glen-mor/removed"),
    "disclosure-withdrawn": ("special", "/d/exampleshire/13-13"),
    "withdrawn": ("special", "/withdrawn"),
    "bad-request": ("special", "/foi/disclosures?_where=1"),
    "refused": ("special", "/foi/texts"),
    "row": ("special", "/foi/forces/1"),
    "empty-archive": ("empty", "/"),
    "empty-search": ("empty", "/search?q=drones"),
}


LOOKS: tuple[tuple[str, Literal["light", "dark"]], ...] = (
    ("desktop", "light"),
    ("desktop", "dark"),
    ("phone", "dark"),
    ("phone", "light"),
)
"""Width and colours; every rule of axe is run in each."""
TALLEST = 3200


@pytest.fixture(scope="module")
def places(site: Served, special: Served, empty: Served) -> dict[str, str]:
    """The address of each page."""
    served = {"site": site, "special": special, "empty": empty}
    rows = site.get("/search.json?force=exampleshire&outcome=partially_withheld&attachment=yes").json()["rows"]
    first = rows[0]["permalink"].partition("/")[2]
    return {name: served[which].address + path.replace("{first}", first) for name, (which, path) in PAGES.items()}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_at_two_widths_in_light_and_dark(browser: Browser, places: dict[str, str], name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    problems = []
    tab = Tab(browser)
    tab.page.goto(places[name])
    tab.page.evaluate(Axe().axe_script)
    for width, scheme in LOOKS:
        wide, high = WIDTHS[width]
        tab.page.set_viewport_size({"width": wide, "height": high})
        tab.page.emulate_media(color_scheme=scheme)
        needed, seen, tall = tab.page.evaluate(
            "(e => [e.scrollWidth, e.clientWidth, e.scrollHeight])(document.documentElement)"
        )
        if needed > seen:
            problems.append(f"{width}: {needed - seen} px wider than the screen")
        if scheme == "light":
            clip = {"x": 0, "y": 0, "width": seen, "height": min(tall, TALLEST)}
            tab.page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True, clip=clip)
        violations = tab.page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
        problems += [
            f"{width} {scheme}: {found['impact']}: {found['id']}: {found['nodes'][0]['html'][:200]}"
            for found in violations
        ]
    problems += [text for text in tab.complaints if not any(code in text for code in ("400", "403", "404", "410"))]
    tab.close()
    assert problems == []


def test_a_violation_would_be_found(browser: Browser, places: dict[str, str]) -> None:
    tab = Tab(browser)
    tab.page.goto(places["not-found"])
    tab.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<input><button></button>')")
    tab.page.evaluate("document.querySelector('.lede').style.color = '#bbb'")
    found = {violation["id"] for violation in Axe().run(tab.page).response["violations"]}
    tab.close()
    assert {"color-contrast", "label", "button-name"} <= found
