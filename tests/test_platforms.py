"""Platforms as pure functions: saved pages in, links out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.platforms import Page, UnknownPlatform, platform_named, platform_names
from scraper.platforms.address import host_of
from scraper.platforms.anchors import refresh_target
from scraper.registry import Force, load_registry

FIXTURES = Path(__file__).parent / "fixtures" / "crawler"
REGISTRY = load_registry()


def force_of(platform: str, listing: str, *hosts: str, **more) -> Force:
    host = host_of(listing)
    values = {
        "name": "Exampleshire Police (invented)",
        "nation": "england",
        "regime": "FOIA",
        "platform": platform,
        "status": "live",
        "evidence": "seen",
        "website": f"https://{host}",
        "listings": [listing],
        "hosts": [host, *hosts],
        "slug": "exampleshire",
    }
    return Force(**{**values, **more})


SOH = "https://www.exampleshire.police.uk"
AS = "https://www.avonandsomerset.police.uk"
WM = "https://foi.west-midlands.police.uk"
NI = "https://www.psni.police.uk"
WY = "https://www.westyorkshire.police.uk"
SCO = "https://www.scotland.police.uk/access-to-information/freedom-of-information/disclosure-log"
NBA = "https://beta.northumbria.police.uk/about-us/publications-and-documents/accessing-information/disclosure-log"
JE = "https://www.gov.je/government/freedomofinformation"
IM = "https://www.gov.im/about-the-government/freedom-of-information"
GOV = "https://www.gov.uk"
LOG = "https://www.examplefolk.police.uk/log"

FORCES = {
    "single_online_home": force_of(
        "single_online_home", f"{SOH}/foi-ai/af/accessing-information/published-items/?q=&dt=Disclosure+log"
    ),
    "avon_and_somerset": REGISTRY["avon-and-somerset"],
    "west_midlands": REGISTRY["west-midlands"],
    "psni": REGISTRY["psni"],
    "west_yorkshire": REGISTRY["west-yorkshire"],
    "police_scotland": REGISTRY["police-scotland"],
    "northumbria": force_of("northumbria", f"{NBA}/"),
    "jersey": REGISTRY["states-of-jersey"],
    "isle_of_man": REGISTRY["isle-of-man"],
    "gov_uk": REGISTRY["ministry-of-defence-police"],
    "single_page_log": force_of("single_page_log", LOG),
    "file_log": force_of("file_log", LOG),
}

# What each saved page gives: (kind, canonical address, title, date), in page order.
EXPECTED = {
    "single_online_home-listing.html": [
        (
            "disclosure",
            f"{SOH}/foi-ai/exampleshire-police/disclosure-log/2025/august/foi-82525/",
            "FOI 825/25 - Kites over stations",
            "20/08/2025",
        ),
        (
            "disclosure",
            f"{SOH}/cy-GB/foi-ai/exampleshire-police/disclosure-log/2025/august/foi-82625/",
            "Barcutiaid",
            "21 Awst 2025",
        ),
        (
            "attachment",
            f"{SOH}/SysSiteAssets/foi-media/exampleshire/disclosure/2025/kettles--2025.pdf",
            "Kettles",
            "02/09/2025",
        ),
        (
            "disclosure",
            f"{SOH}/foi-ai/exampleshire-police/disclosure-log/2025/july/air-quality/",
            "Air quality",
            "01/07/2025",
        ),
        ("listing", f"{SOH}/foi-ai/af/accessing-information/published-items/?dt=Disclosure+log&page=2", None, None),
    ],
    "single_online_home-page.html": [
        (
            "attachment",
            f"{SOH}/SysSiteAssets/foi-media/exampleshire/disclosure/2025/kites%20by%20month.xlsx",
            "Kites by month",
            None,
        ),
        ("attachment", f"{SOH}/SysSiteAssets/foi-media/exampleshire/disclosure/2025/kites.pdf?v=2", "Letter", None),
    ],
    "avon_and_somerset-listing.html": [
        (
            "disclosure",
            f"{AS}/about/freedom-of-information/previous-foi-requests/requests/kites-2/",
            "Kites",
            "28 April 2025",
        ),
        ("disclosure", f"{AS}/about/freedom-of-information/foi-responses/kettles/", "Kettles", "April 28, 2021"),
        ("disclosure", f"{AS}/12345-umbrellas/", "Umbrellas", None),
        ("listing", f"{AS}/about/freedom-of-information/previous-foi-requests/page/2/", None, None),
    ],
    "avon_and_somerset-page.html": [("attachment", f"{AS}/media/99575-21.xlsx", "99575-21 (XLSX)", None)],
    "west_midlands-listing.html": [
        ("disclosure", f"{WM}/kites-615-20/", "Kites (615/20)", "3 March 2020"),
        ("disclosure", "https://foi.west-midlands.police.uk/?p=32869", "Kettles (65A/20)", None),
        ("listing", f"{WM}/2022/", None, None),
        ("listing", f"{WM}/2021/", None, None),
        ("listing", f"{WM}/disclosure-log/page/2/", None, None),
    ],
    "west_midlands-page.html": [
        ("attachment", f"{WM}/wp-content/uploads/2020/11/615_20-attachment.pdf", "Attachment", None)
    ],
    "psni-listing.html": [
        ("disclosure", f"{NI}/foi-disclosure-log/kites", "Kites", "January 28, 2025"),
        ("disclosure", f"{NI}/foi-disclosure-log/kettles", "Kettles", "28 January 2025"),
        ("listing", f"{NI}/foi-disclosure-log?page=1", None, None),
        ("listing", f"{NI}/foi-disclosure-log?page=7", None, None),
    ],
    "psni-page.html": [("attachment", f"{NI}/sites/default/files/2025-01/kites%20flown.xlsx", "Kites flown", None)],
    "west_yorkshire-listing.html": [
        (
            "disclosure",
            f"{WY}/freedom-of-information/september-2023-foi-9959225-23-kites",
            "September 2023 FOI 9959225-23 kites",
            None,
        ),
        (
            "attachment",
            f"{WY}/sites/default/files/foi/2020-07/march_2020_foi_99918-20_kettles.pdf",
            "March 2020 FOI 99918-20",
            None,
        ),
        ("listing", f"{WY}/freedom-of-information?page=1", None, None),
    ],
    "west_yorkshire-page.html": [("attachment", f"{WY}/sites/default/files/foi/2023-10/kites.pdf", "PDF", None)],
    "police_scotland-listing.html": [
        ("listing", f"{SCO}/disclosure-log-2024/", None, None),
        ("listing", f"{SCO}/disclosure-log-2024/march/", None, None),
        ("listing", f"{SCO}/0/2019/", None, None),
        ("disclosure", f"{SCO}/disclosure-log-2024/march/24-9963-kites/", "24-9963 - Kites", None),
    ],
    "police_scotland-page.html": [
        (
            "attachment",
            "https://www.scotland.police.uk/spa-media/ab12cd34/24-9963-response.pdf",
            "24-9963 Response",
            None,
        ),
        ("attachment", "https://www.scotland.police.uk/spa-media/zx98yw76/24-9963-data.xlsx", "24-9963 Data", None),
    ],
    "northumbria-listing.html": [
        ("listing", f"{NBA}/finance/", None, None),
        ("listing", f"{NBA}/other/", None, None),
        ("disclosure", f"{NBA}/finance/foi-requests-9928018/", "FOI Requests - 99280/18", None),
    ],
    "northumbria-page.html": [("attachment", "https://beta.northumbria.police.uk/files/kites.csv", "Kites", None)],
    "jersey-listing.html": [
        ("disclosure", f"{JE}/pages/foi.aspx?ReportID=99762", "Kites and policing (FOI)", "12 March 2025"),
        ("disclosure", f"{JE}/pages/foi.aspx?ReportID=99763", "Kettles at police stations (FOI)", None),
    ],
    "jersey-page.html": [("attachment", "https://www.gov.je/SiteCollectionDocuments/kites.pdf", "Kites", None)],
    "isle_of_man-listing.html": [
        ("disclosure", f"{IM}/foi-responses/kites-9935085/", "Kites over police stations", None)
    ],
    "isle_of_man-page.html": [("attachment", "https://www.gov.im/media/9935085/kites.pdf", "Response", None)],
    "gov_uk-listing.json": [
        ("disclosure", f"{GOV}/government/publications/foi-kites", "FOI: kites", "2025-08-20T09:30:00Z"),
        (
            "listing",
            f"{GOV}/api/search.json?count=100&fields=title%2Clink%2Cdescription%2Cpublic_timestamp%2Cformat"
            "&filter_format=foi_release&filter_organisations=ministry-of-defence&order=-public_timestamp&start=2",
            None,
            None,
        ),
    ],
    "gov_uk-page.html": [
        (
            "attachment",
            "https://assets.publishing.service.gov.uk/media/0123456789abcdef01234567/kites.pdf",
            "Kites",
            None,
        )
    ],
    "single_page_log-listing.html": [("disclosure", LOG, None, None)],
    "file_log-listing.html": [
        (
            "attachment",
            "https://www.examplefolk.police.uk/sites/examplefolk/files/99880-20_kites.pdf",
            "Kites",
            "12/03/2020",
        ),
        (
            "attachment",
            "https://www.examplefolk.police.uk/sites/examplefolk/files/99881-20_kettles.docx",
            "Kettles",
            "14/03/2020",
        ),
        ("listing", f"{LOG}?page=2", None, None),
    ],
}


def page_of(name: str, force: Force, on: str) -> Page:
    start = platform_named(force.platform).starts(force)[0]
    if on == "disclosure":
        start = f"https://{force.hosts[0]}/somewhere/page"
    elif force.platform == "psni":
        start = f"{NI}/foi-disclosure-log"
    elif force.platform in {"police_scotland", "northumbria"}:
        start = f"{start.rstrip('/')}/"
    return Page(start, (FIXTURES / name).read_bytes(), "text/html; charset=utf-8")


@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_saved_page_gives_its_links(name):
    platform, _, rest = name.partition("-")
    force = FORCES[platform]
    on = "listing" if rest.startswith("listing") else "disclosure"
    links = platform_named(platform).links(force, page_of(name, force, on), on)
    assert [
        (link.kind, link.canonical, link.title if link.entry or on == "disclosure" else None, link.date)
        for link in links
    ] == (EXPECTED[name])
    assert all(host_of(link.url) in {*force.hosts, *force.retired_hosts} for link in links)
    if on == "listing":
        assert all(link.entry == (link.kind != "listing") for link in links)


def test_the_content_api_names_the_files_of_a_publication():
    force = FORCES["gov_uk"]
    platform = platform_named("gov_uk")
    page = Page(f"{GOV}/government/publications/foi-kites", (FIXTURES / "gov_uk-page.html").read_bytes(), "text/html")
    asked = [link.url for link in platform.links(force, page, "disclosure") if link.kind == "other"]
    assert asked == [f"{GOV}/api/content/government/publications/foi-kites"]
    described = Page(asked[0], (FIXTURES / "gov_uk-described.json").read_bytes(), "application/json")
    assert [
        (link.kind, link.title, link.canonical.rsplit("/", 1)[1])
        for link in platform.links(force, described, "disclosure")
    ] == [
        ("attachment", "Kites by month", "kites.csv"),
        ("attachment", "Kites", "kites.pdf"),
    ]


def test_every_platform_has_a_fixture():
    assert {name.partition("-")[0] for name in EXPECTED} == set(platform_names())


def test_a_log_of_one_page_takes_its_files_and_further_pages():
    force = FORCES["single_page_log"]
    page = page_of("single_page_log-listing.html", force, "listing")
    links = platform_named("single_page_log").links(force, page, "disclosure")
    assert [(link.kind, link.canonical, link.entry) for link in links] == [
        ("attachment", "https://www.examplefolk.police.uk/files/99317-18.pdf", False),
        ("disclosure", f"{LOG}?page=2", True),
    ]


def test_a_listing_loaded_by_script_gives_nothing():
    force = FORCES["single_online_home"]
    page = Page(force.listings[0], b'<main><h1>Published items</h1><div id="results"></div></main>')
    assert platform_named("single_online_home").links(force, page, "listing") == []


def test_a_welsh_page_names_the_english_one():
    page = page_of("single_online_home-listing.html", FORCES["single_online_home"], "listing")
    links = platform_named("single_online_home").links(FORCES["single_online_home"], page, "listing")
    welsh = next(link for link in links if "/cy-GB/" in link.url)
    assert welsh.alternate_of == f"{SOH}/foi-ai/exampleshire-police/disclosure-log/2025/august/foi-82625/"


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_page(body):
    for name, force in FORCES.items():
        platform = platform_named(name)
        platform.links(force, Page(force.listings[0], body), "listing")
        platform.links(force, Page(force.listings[0], body, "text/html; charset=nonsense"), "disclosure")
    refresh_target(Page("https://a.example/", body))


def test_an_unknown_platform_is_named():
    with pytest.raises(UnknownPlatform, match="unknown platform 'anchors'"):
        platform_named("anchors")
