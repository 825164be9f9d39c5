"""What people do: search, combine facets, open, export, go back; on a phone, without scripts, by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Tab
from tests.fixtures.site.server import Served

pytestmark = pytest.mark.browser


def number(text: str | None) -> int:
    found = re.search(r"[\d,]+", text or "")
    assert found, text
    return int(found[0].replace(",", ""))


def journey(tab: Tab, site: Served, downloads: Path) -> None:
    """From the home page to an answer and back, with two facets and an export on the way."""
    page = tab.page
    page.goto(site.address + "/")
    page.get_by_role("searchbox").fill("officers")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search\?q=officers$"))
    everything = number(page.locator("#count").text_content())

    facet = page.locator("#filters section", has_text="Outcome").get_by_role("link", name="Refused on cost")
    expected = number(facet.locator(".n").text_content())
    facet.click()
    assert number(page.locator("#count").text_content()) == expected < everything
    second = page.locator("#filters section", has_text="Year").get_by_role("link").first
    expected = number(second.locator(".n").text_content())
    second.click()
    assert number(page.locator("#count").text_content()) == expected
    expect(page.locator(".chips li")).to_have_count(3)
    state = page.url

    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).click()
    saved = downloads / "answers.csv"
    waiting.value.save_as(saved)
    assert len(saved.read_text().splitlines()) == expected + 1

    title = page.locator(".headline a").first.text_content()
    page.locator(".headline a").first.click()
    expect(page.locator("h1")).to_have_text(title or "")
    expect(page.get_by_text("Where this came from")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(state)
    assert number(page.locator("#count").text_content()) == expected
    page.locator(".chips a").first.click()
    assert number(page.locator("#count").text_content()) >= expected
    page.get_by_role("link", name="Clear all").click()
    assert number(page.locator("#count").text_content()) == everything
    assert tab.complaints == []


def test_search_combine_open_export_and_go_back(tab: Tab, site: Served, tmp_path: Path) -> None:
    journey(tab, site, tmp_path)


def test_the_same_without_javascript(browser: Browser, site: Served, tmp_path: Path) -> None:
    tab = Tab(browser, java_script_enabled=False)
    journey(tab, site, tmp_path)
    tab.close()


def test_the_same_on_a_phone(phone: Tab, site: Served, tmp_path: Path) -> None:
    journey(phone, site, tmp_path)


def test_on_a_phone_the_filters_are_one_tap_away(phone: Tab, site: Served) -> None:
    page = phone.page
    page.goto(site.address + "/search?q=officers")
    box = page.locator("#filters").bounding_box()
    assert box is not None
    assert box["y"] > 844, "results come first"
    page.get_by_role("link", name="Narrow it down").tap()
    expect(page.locator("#filters h3").first).to_be_in_viewport()


def test_with_the_keyboard_alone(tab: Tab, site: Served) -> None:
    page = tab.page
    page.goto(site.address + "/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("id", "q")
    page.keyboard.type("taser")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=taser"))
    before = number(page.locator("#count").text_content())
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#filters li') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "one sees where one is"
    expected = number(page.locator(":focus .n").text_content())
    page.keyboard.press("Enter")
    expect(page.locator(".chips li").first).to_be_visible()
    assert number(page.locator("#count").text_content()) == expected < before


def test_hostile_text_does_nothing(tab: Tab, special: Served) -> None:
    dialogs: list[str] = []
    tab.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("/d/exampleshire/hostile", "/search?q=alert", "/d/exampleshire/hostile/file/1", "/foi/disclosures"):
        tab.page.goto(special.address + path)
        for element in tab.page.locator("main a:visible").all()[:4]:
            element.hover()
        assert tab.page.evaluate("document.querySelectorAll('script,img,iframe').length") == 0
        assert tab.page.locator("body").evaluate("e => getComputedStyle(e).display") == "block"
    assert dialogs == []
    assert tab.complaints == []


def test_a_table_is_sorted_by_its_heads(tab: Tab, special: Served) -> None:
    page = tab.page
    page.goto(special.address + "/d/exampleshire/with-files")
    page.get_by_role("link", name="Number", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Vauxhall")
    page.get_by_role("link", name="Number").click()
    expect(page.locator("tbody tr").first).to_contain_text("=cmd")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)


def test_print_leaves_out_the_furniture(tab: Tab, special: Served) -> None:
    tab.page.emulate_media(media="print")
    tab.page.goto(special.address + "/d/exampleshire/992-20")
    expect(tab.page.locator(".masthead nav")).to_be_hidden()
    expect(tab.page.get_by_role("heading", name="The answer")).to_be_visible()
    assert len(tab.page.pdf()) > 5000
