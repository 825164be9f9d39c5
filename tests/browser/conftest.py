"""One headless Chromium and two served sites for all browser tests; screenshots go to `artefacts/`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from archive.publish.writer import write_public
from tests.fixtures.site.server import Served, served
from tests.fixtures.site.small import small_public
from tests.fixtures.site.tricky import write_tricky

ARTEFACTS = Path(__file__).parent / "artefacts"
PLACES = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium")


def chromium() -> str:
    """Path of the browser. Raises `FileNotFoundError` if there is none."""
    for place in (os.environ.get("FOI_CHROMIUM", ""), *PLACES):
        if place and Path(place).is_file():
            return place
    raise FileNotFoundError("no Chromium: install it, or name it in FOI_CHROMIUM")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Served]:
    """A synthetic archive of some size."""
    with served(small_public()) as found:
        yield found


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive in which nothing is yet."""
    public = tmp_path_factory.mktemp("empty") / "public"
    write_public(public, {}, built_at="2026-01-31T02:00:00.000Z")
    with served(public) as found:
        yield found


@pytest.fixture(scope="session")
def special(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small archive with everything odd in it, and the archive's copy of one file."""
    public = tmp_path_factory.mktemp("browser") / "public"
    write_tricky(public)
    copy = public / "files" / "ab" / ("ab" * 32)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"a workbook")
    with served(public) as found:
        yield found


class Tab:
    """A page in a browser context of its own, with what it complained of."""

    def __init__(self, browser: Browser, width: str = "desktop", **options: object) -> None:
        wide, high = WIDTHS[width]
        self.context: BrowserContext = browser.new_context(
            viewport={"width": wide, "height": high},
            **options,  # type: ignore[arg-type]
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        # the browser itself gives up what it turns into a download, and what a page left behind still loads
        self.page.on("requestfailed", lambda r: r.failure == "net::ERR_ABORTED" or self.complaints.append(r.url))

    def close(self) -> None:
        """Close the context."""
        self.context.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    found = Tab(browser)
    yield found
    found.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Tab]:
    found = Tab(browser, "phone", has_touch=True, is_mobile=True)
    yield found
    found.close()
