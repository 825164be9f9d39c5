"""Addresses: every known one taken for what it is, canonical forms that stay, links resolved, readings of a slug."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.platforms import platform_named, slugs
from scraper.platforms.address import host_of, resolve
from scraper.registry import load_registry
from scraper.which import which

FIXTURES = Path(__file__).parent / "fixtures" / "crawler"
CASES = Path(__file__).parent / "fixtures" / "cases"
ADDRESSES = [json.loads(line) for line in (FIXTURES / "addresses.jsonl").read_text().splitlines()]
REGISTRY = load_registry()
LABELS = [
    label
    for label in (json.loads(path.read_text()) for path in sorted(CASES.glob("*.json")))
    if REGISTRY[label["force"]].platform not in {"single_page_log", "file_log"} or label["url"].endswith(".pdf")
]
"""Labelled pages; those of a log of one page or of files have addresses that nobody knows the shape of."""


@pytest.mark.parametrize("row", ADDRESSES, ids=lambda row: row["url"][8:90])
def test_known_addresses_are_taken_for_what_they_are(row):
    found = which(row["url"], REGISTRY)
    assert (found.force, found.kind) == (row["force"], row["kind"])
    assert found.reference == row.get("reference")
    assert found.filed_period == row.get("filed_period")
    assert found.alternate_of == row.get("alternate_of")


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["url"][8:90])
def test_a_labelled_page_stands_at_an_address_of_its_force(label):
    """What is a disclosure by its words is one by its address, a page or a letter; a policy is neither."""
    found = which(label["url"], REGISTRY)
    assert label["force"] in {found.force, *found.also}
    if "/polic" in label["url"].lower() or "/publication-scheme/" in label["url"]:
        assert found.kind == "other"
    else:
        assert found.kind in {"disclosure", "attachment"}


@pytest.mark.parametrize(
    "row", [row for row in ADDRESSES if row["kind"] == "disclosure"], ids=lambda row: row["url"][8:90]
)
def test_canonical_forms_are_stable_and_shared(row):
    force = REGISTRY[row["force"]]
    platform = platform_named(force.platform)
    canonical = platform.canonical(force, row["url"])
    assert platform.canonical(force, canonical) == canonical
    assert platform.kind(force, canonical) == "disclosure"
    for spelling in (f"{row['url']}#top", row["url"].replace("https://www.", "https://")):
        clean = resolve(spelling, spelling)
        if clean and host_of(clean) in {*force.hosts, *force.retired_hosts}:
            assert platform.canonical(force, clean) == canonical


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("javascript:void(0)", None),
        ("mailto:foi@example.police.uk", None),
        ("tel:101", None),
        ("#top", None),
        ("", None),
        ("data:text/html,x", None),
        ("ftp://a.example/x", None),
        ("http://[::1", None),
        ("http://user:secret@a.example/x", None),
        ("//b.example/x", "https://b.example/x"),
        ("?page=2", "https://a.example/log?page=2"),
        ("../other", "https://a.example/other"),
        ("one two", "https://a.example/one%20two"),
        ("caf\u00e9", "https://a.example/caf%C3%A9"),
        ("caf%c3%a9", "https://a.example/caf%C3%A9"),
        ("100%", "https://a.example/100%25"),
        ("%7Euser", "https://a.example/~user"),
        ("/x;jsessionid=ABC123?y=1", "https://a.example/x?y=1"),
        ("/x?PHPSESSID=1&y=2&utm_source=z", "https://a.example/x?y=2"),
        ("https://A.Example:443/x", "https://a.example/x"),
        ("\n /x\n ", "https://a.example/x"),
    ],
)
def test_links_are_resolved_without_surprise(href, expected):
    assert resolve("https://a.example/log", href) == expected


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_link_resolves_to_something_stable_or_nothing(href):
    found = resolve("https://a.example/log", href)
    if found is not None:
        assert resolve(found, found) == found
        assert found.isascii()


@settings(deadline=None)
@given(st.from_regex(r"/(foi-ai/)?[a-z-]{1,12}/(disclosure-)?20[12]\d/([a-z]+/)?[a-z0-9._-]{1,30}/?", fullmatch=True))
def test_a_reference_is_never_two_readings(path):
    found = slugs.reference(path, ["825/25"])
    assert found is None or any(character.isdigit() for character in found)
    period = slugs.filed_period(path)
    assert period is None or len(period) == 7


@pytest.mark.parametrize(
    ("path", "examples", "expected"),
    [
        ("/foi-ai/x/disclosure/2026/january/foi-8926-ai/", ["89-26"], "89-26"),
        ("/foi-ai/x/disclosure/2025/april/foi-42025-pursuits/", ["89-26"], "420-25"),
        ("/foi-ai/x/disclosure/2025/april/foi-42025-pursuits/", [], None),
        ("/foi-ai/x/d/july-2022/ufo-reports-2018-to-2023/", ["01.FOI.24.036691"], None),
        ("/foi-ai/x/2021/estates-2010-2020/", ["825/25"], None),
        ("/foi-ai/x/2020/covid-19-deaths/", ["825/25"], None),
    ],
)
def test_readings_of_a_slug(path, examples, expected):
    assert slugs.reference(path, examples) == expected
