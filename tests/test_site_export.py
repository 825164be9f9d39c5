"""Exports hold exactly what the search shows, in its order, whole; feeds are valid and their ids never change."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from datasette_config import spreadsheet
from datasette_config.site import atom, export
from tests.fixtures.site.server import Served, served
from tests.fixtures.site.small import ROWS, small_public
from tests.fixtures.site.tricky import FORMULAS, write_tricky

ATOM = {"a": "http://www.w3.org/2005/Atom"}
QUERIES = (
    "",
    "q=stop&sort=oldest",
    "q=992/20",
    "q=stop+search",
    "outcome=cost_limit&force=northbay",
    "q=zzzz",
    "q=-stop",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    public = tmp_path_factory.mktemp("export") / "public"
    write_tricky(public)
    with served(public) as found:
        yield found


@pytest.fixture(scope="module")
def small() -> Iterator[Served]:
    with served(small_public()) as found:
        yield found


def shown(site: Served, query: str) -> list[str]:
    tree = html.fromstring(site.get(f"/search?{query}&size=100").text)
    return [link.get("href").removeprefix("/d/") for link in tree.cssselect(".headline a")]


def table(response: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


@pytest.mark.parametrize("query", QUERIES)
def test_every_export_is_what_the_page_shows(site: Served, query: str) -> None:
    expected = shown(site, query)
    rows = table(site.get(f"/search.csv?{query}"))
    assert [row["permalink"] for row in rows] == expected
    found = site.get(f"/search.json?{query}").json()
    assert [row["permalink"] for row in found["rows"]] == expected
    assert found["total"] == len(expected)
    lines = [json.loads(line) for line in site.get(f"/search.jsonl?{query}").text.splitlines()]
    assert lines == found["rows"]
    by_date = query if "sort=" in query else f"{query}&sort=newest"
    feed = etree.fromstring(site.get(f"/search.atom?{query}&all=1").content)
    links = [str(link.get("href")) for link in feed.findall("a:entry/a:link", ATOM)]
    assert [link.partition("/d/")[2] for link in links] == shown(site, by_date)
    for path in ("csv", "json", "jsonl", "atom", "csv-metadata.json"):
        assert site.get(f"/search.{path}?{query}").headers["x-total-count"] == str(len(expected))


def test_an_export_is_not_capped(small: Served) -> None:
    assert len(table(small.get("/search.csv"))) == ROWS
    assert len(small.get("/search.jsonl?text=1").text.splitlines()) == ROWS
    assert len(small.get("/search.json").json()["rows"]) == ROWS


def test_columns_are_the_documented_ones(site: Served) -> None:
    first = site.get("/search.csv").text.partition("\r\n")[0].split(",")
    assert first == [column.name for column in export.COLUMNS]
    wide = site.get("/search.csv?text=1").text.partition("\r\n")[0].split(",")
    assert wide == [*first, "request", "response"]
    row = next(r for r in table(site.get("/search.csv?q=ref:992/20&text=1")) if r["force"] == "exampleshire")
    assert row["exemptions"] == "FOIA 24(2); FOIA 31(3)"
    assert row["outcome"] == "partially_withheld"
    assert row["working_days"] == "23"
    assert row["response"].startswith("The force uses nothing yet.")
    page = site.get("/data").text
    for column in (*export.COLUMNS, *export.TEXTS):
        assert f"<code>{column.name}</code>" in page
    assert export.RULE in html.fromstring(page).text_content()


@pytest.mark.parametrize("option", ["", "&text=1"])
def test_csv_and_json_have_the_same_cells(site: Served, small: Served, option: str) -> None:
    for place in (site, small):
        rows = table(place.get(f"/search.csv?sort=oldest&raw=1{option}"))
        lines = [json.loads(line) for line in place.get(f"/search.jsonl?sort=oldest{option}").text.splitlines()]
        assert rows == [{name: "" if cell is None else str(cell) for name, cell in line.items()} for line in lines]


def test_no_cell_is_a_formula_unless_raw(site: Served) -> None:
    cells = [cell for row in table(site.get("/search.csv?text=1")) for cell in row.values()]
    assert not [cell for cell in cells if cell and cell[0] in spreadsheet.FORMULA]
    titles = {row["title"] for row in table(site.get("/search.csv"))}
    assert {f"'{formula}" for formula in FORMULAS} <= titles
    raw = {row["title"] for row in table(site.get("/search.csv?raw=1"))}
    assert set(FORMULAS) <= raw
    assert {row["title"] for row in site.get("/search.json").json()["rows"]} >= set(FORMULAS), "JSON is never changed"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=8))
def test_a_safe_cell_is_never_a_formula_and_can_be_undone(text: str) -> None:
    safe = spreadsheet.safe_cell(text)
    assert not safe or safe[0] not in spreadsheet.FORMULA
    assert safe in (text, f"'{text}")


def test_metadata_says_what_a_figure_is_cited_by(site: Served) -> None:
    response = site.get("/search.csv?q=stop&outcome=cost_limit&raw=1")
    described = re.search(r'<([^>]+)>; rel="describedby"', response.headers["link"])
    assert described is not None
    found = site.get(described[1])
    assert found.headers["content-type"].startswith("application/csvm+json")
    metadata = found.json()
    note = metadata["notes"][0]
    rows = table(response)
    assert note["query"] == "stop"
    assert note["rows"] == len(rows) == 10
    assert note["build"] == response.headers["x-archive-build"]
    assert note["permalink"] == f"{site.address}/search?q=stop&outcome=cost_limit"
    assert metadata["url"] == f"{site.address}/search.csv?q=stop&outcome=cost_limit&raw=1"
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [c["name"] for c in metadata["tableSchema"]["columns"]] == list(rows[0])
    assert all(c["datatype"] and c["dc:description"] for c in metadata["tableSchema"]["columns"])
    assert table(site.client.get(metadata["url"])) == rows


def test_json_has_every_facet(site: Served) -> None:
    found = site.get("/search.json?q=stop&outcome=cost_limit").json()
    outcomes = {entry["value"]: entry["count"] for entry in found["facets"]["outcome"]}
    assert outcomes["cost_limit"] == found["total"] == 10
    assert outcomes["not_held"] == 10, "its own choice does not count against a facet"
    assert [entry["value"] for entry in found["facets"]["force"]] == ["northbay"]


GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "fixtures" / "site" / "atom.rng"))


def check_feed(content: bytes) -> etree._Element:
    """A feed by the grammar of RFC 4287, by its rules that no grammar can hold, and by a feed reader's library."""
    feed = etree.fromstring(content)
    assert GRAMMAR.validate(feed), GRAMMAR.error_log
    for element in [feed, *feed.findall("a:entry", ATOM)]:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext("a:id", None, ATOM) or "")
        assert (element.findtext("a:title", None, ATOM) or "").strip()
        alternates = [
            (link.get("type"), link.get("hreflang"))
            for link in element.findall("a:link", ATOM)
            if link.get("rel") == "alternate"
        ]
        assert len(alternates) == len(set(alternates)) >= 1, "one alternate link a kind (4.1.1, 4.1.2)"
        assert all(str(link.get("href")).startswith("http") for link in element.findall("a:link", ATOM))
    assert len([link for link in feed.findall("a:link", ATOM) if link.get("rel") == "self"]) == 1
    ids = [entry.findtext("a:id", None, ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert len(ids) == len(set(ids)), "an entry is there once"
    assert feed.findtext("a:id", None, ATOM) not in ids
    read = feedparser.parse(content)
    assert (read.bozo, read.version) == (False, "atom10"), read.get("bozo_exception")
    assert [entry.id for entry in read.entries] == ids
    assert all(entry.title and entry.link and entry.updated_parsed and entry.author for entry in read.entries)
    return feed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<updated>", b"<updated>on "),
        (b'<link rel="alternate"', b'<link rel="elsewhere"'),
        (b"<id>urn:uuid:", b"<id>"),
        (b"<author>", b"<writer/><author>"),
        (b"</title>", b"</title><title>Twice</title>"),
        (b"<entry><title>", b"<entry><title type='html'>"),
    ],
)
def test_the_feed_grammar_finds_faults(site: Served, old: bytes, new: bytes) -> None:
    content = site.get("/search.atom").content
    assert old in content
    with pytest.raises(AssertionError):
        check_feed(content.replace(old, new))


@pytest.mark.parametrize(
    "path",
    ["/search.atom", "/search.atom?q=alert", "/search.atom?q=zzzz", "/force/exampleshire.atom", "/changes.atom",
     "/changes.atom?kind=removed", "/changes.atom?force=northbay"],
)  # fmt: skip
def test_feeds_are_valid_and_name_themselves(site: Served, path: str) -> None:
    response = site.get(path)
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = check_feed(response.content)
    own = next(str(link.get("href")) for link in feed.findall("a:link", ATOM) if link.get("rel") == "self")
    assert own == site.address + path
    assert site.client.get(own).content == response.content


def test_a_paged_feed_leads_through_every_answer(small: Served) -> None:
    address: str | None = f"{small.address}/search.atom?q=officers"
    seen: list[str] = []
    pages = 0
    while address:
        feed = check_feed(small.client.get(address).content)
        seen += [str(entry.findtext("a:id", None, ATOM)) for entry in feed.findall("a:entry", ATOM)]
        following = [link.get("href") for link in feed.findall("a:link", ATOM) if link.get("rel") == "next"]
        address = following[0] if following else None
        pages += 1
    assert len(seen) == len(set(seen)) == int(small.get("/search.atom?q=officers").headers["x-total-count"])
    assert pages == -(-len(seen) // 100)


def test_ids_are_the_same_in_the_next_edition(tmp_path: Path) -> None:
    """Even where every title is another, and so is the address that the feed is asked at."""
    ids = []
    for day, edition in (("2026-02-01", ""), ("2026-02-02", "edition two")):
        write_tricky(tmp_path / day, built_at=f"{day}T02:00:00.000Z", edition=edition)
        with served(tmp_path / day, address="https://archive.example") as site:
            feeds = [site.get(path).content for path in ("/search.atom", "/changes.atom", "/force/northbay.atom")]
            ids.append([re.findall(rb"<id>(.*?)</id>", feed) for feed in feeds])
            assert b"https://archive.example/d/" in feeds[0]
    assert ids[0] == ids[1]
    assert atom.identity("d/exampleshire/992-20") == "urn:uuid:" + str(
        atom.uuid.uuid5(atom.NAMESPACE, "d/exampleshire/992-20")
    )


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_well_formed_xml(title: str, other: str) -> None:
    entry = atom.entry(
        name=other, title=title, url=f"https://x.example/{other}", author=title, updated=other, published=title,
        summary=other, terms=(title,),
    )  # fmt: skip
    etree.fromstring(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode("utf-8", "replace"))


def test_a_reader_who_leaves_stops_the_work(small: Served) -> None:
    """The connection is dropped after the first bytes; the site answers others at once and lets the file go."""

    async def leave() -> None:
        async with httpx.AsyncClient(base_url=small.address) as client:
            for _ in range(6):
                async with client.stream("GET", "/search.jsonl?text=1") as response:
                    async for _ in response.aiter_bytes():
                        break
            assert (await client.get("/search?q=taser")).status_code == 200

    asyncio.run(leave())
    snapshot = small.running.site.keeper._snapshot
    for _ in range(200):
        if snapshot._holders == 0:
            break
        small.get("/robots.txt")
    assert snapshot._holders <= 1


def test_the_host_header_is_not_trusted_blindly(site: Served) -> None:
    response = site.client.get("/search.atom", headers={"host": 'evil"><x>'})
    assert response.status_code in (200, 400)
    assert b"evil" not in response.content
