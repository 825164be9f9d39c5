"""Every page over HTTP: it is there, it is safe, it tells the truth about gaps, and closed doors stay closed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from archive.export import snapshot
from archive.publish.writer import write_public
from datasette_config.site import charts, diff, render
from datasette_config.site.access import TABLES
from tests.fixtures.site.server import Served, served
from tests.fixtures.site.tricky import HOSTILE, force_rows, write_tricky

DISCLOSURES = (
    "exampleshire/992-20", "exampleshire/with-files", "exampleshire/hostile", "exampleshire/interleaved",
    "glen-mor/undated", "glen-mor/held", "glen-mor/removed", "exampleshire/regulation",
    "exampleshire/formula-4",
)  # fmt: skip
PAGES = (
    "/", "/about", "/search", "/search?q=stop", "/search?q=nothing+at+all", "/forces", "/force/exampleshire",
    "/force/northbay", "/force/glen-mor", "/exemptions", "/exemption/foia/31", "/exemption/foia/31(3)",
    "/exemption/eir/12(4)(b)", "/changes", "/changes?force=exampleshire&kind=edited", "/alerts", "/withdrawn", "/data",
    "/d/exampleshire/with-files/file/1", "/d/exampleshire/with-files/file/2",
    "/d/exampleshire/with-files/file/3", "/d/exampleshire/hostile/file/1", "/d/exampleshire/with-files/table/1",
    "/d/exampleshire/with-files/table/1?sort=1&down=1", "/foi", "/foi/forces", "/foi/disclosures",
    "/foi/forces/1", "/foi/disclosures?_sort_desc=date&force_id=1", *(f"/d/{link}" for link in DISCLOSURES),
)  # fmt: skip


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "public"
    write_tricky(folder)
    return folder


@pytest.fixture(scope="module")
def site(public: Path) -> Iterator[Served]:
    with served(public) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_safe(site: Served, path: str) -> None:
    response = site.get(path)
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy, "no script may run, so there is nothing to allow"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in response.headers
    tree = html.fromstring(response.text)
    assert not tree.cssselect("script, iframe, object, embed, style, img, base")
    assert not [e for e in tree.iter() if any(str(name).startswith("on") or name == "style" for name in e.attrib)]
    assert not [a for a in tree.cssselect("[href]") if not re.match(r"(https?://|/|\?|#)", a.get("href"))]
    ids = [element.get("id") for element in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids)), "ids are unique"
    assert len(tree.cssselect("h1")) == 1
    assert len(tree.cssselect("title")[0].text or "") > 5
    assert tree.get("lang") == "en-GB"


def test_own_links_lead_somewhere(site: Served) -> None:
    seen: set[str] = set()
    for path in PAGES:
        for link in html.fromstring(site.get(path).text).cssselect("a[href^='/'], link[href^='/']"):
            seen.add(link.get("href").partition("#")[0])
    broken = {path: site.get(path).status_code for path in sorted(seen) if not path.startswith("/search?")}
    assert {path: status for path, status in broken.items() if status != 200} == {}
    assert len(seen) > 150


def test_what_a_force_wrote_is_text_and_nothing_else(site: Served) -> None:
    page = site.get("/d/exampleshire/hostile").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "49" not in re.findall(r"\{\{.*?\}\}", page), "templates are not read from data"
    assert 'href="javascript' not in page
    assert html.fromstring(page).cssselect("h1")[0].text.startswith("<script>alert(1)</script>")
    for path in ("/search?q=alert", "/search.atom?q=alert", "/search.json?q=alert", "/d/exampleshire/hostile.json"):
        assert "<script>" not in site.get(path).text or "json" in site.get(path).headers["content-type"]
    etree.fromstring(site.get("/search.atom?q=alert").content)


def test_every_parameter_is_escaped(site: Served) -> None:
    attack = "\"><script>alert('x')</script>"
    for name in ("q", "force", "year", "from", "to", "sort", "page", "kind", "state", "exemption"):
        response = site.client.get("/search", params={name: attack})
        assert response.status_code == 200
        assert "<script" not in response.text
    assert "<script" not in site.client.get(f"/{attack}").text
    assert "<script" not in site.client.get(f"/d/x/{attack}").text


@pytest.mark.parametrize(
    "path",
    [
        "/foi/texts", "/foi/texts/1", "/foi/texts.json", "/foi/attachment_parts", "/foi/table_rows",
        "/foi/revisions", "/foi/search", "/foi/search_source", "/foi/search_content", "/foi/search_data.json",
        "/foi/search_docsize", "/foi/sqlite_master", "/foi.db", "/foi?sql=select+1", "/foi.json?sql=select+1",
        "/foi.csv?sql=select+1", "/foi/disclosures?_where=1=1",
        '/foi/disclosures?_through={"table":"texts","column":"request","value":"x"}',
        "/foi/disclosures?_search=x", "/foi/disclosures?_fts_table=search&_search=x",
        "/foi/disclosures?_facet=title", "/foi/disclosures.csv", "/foi/disclosures.csv?_stream=1",
        "/foi/disclosures?title__contains=a", "/foi/disclosures?title__glob=*a*", "/_internal", "/_memory",
        "/_memory?sql=select+1", "/-/metadata", "/-/databases", "/-/databases.json", "/-/threads", "/-/plugins",
        "/-/settings", "/-/actor", "/-/auth-token", "/-/permissions", "/-/allow-debug", "/-/patterns",
        "/-/messages", "/-/logout", "/foi%2Ftexts", "/foi/disclosures/1/2", "//foi/texts", "/foi/./texts",
        "/FOI/texts", "/assets/..%2f..%2fmetadata.json", "/assets/__init__.py", "/-/static/../app.py",
    ],
)  # fmt: skip
def test_closed_doors_stay_closed(site: Served, path: str) -> None:
    response = site.get(path, follow_redirects=False)
    assert response.status_code in (400, 403, 404) or "sql=" in path, (path, response.status_code)
    if response.status_code == 200:
        assert "select 1" not in response.text
        assert '"rows"' not in response.text
    assert "Please supply it" not in response.text


def test_no_sql_runs(site: Served) -> None:
    for path in ("/foi?sql=select+4711+as+n", "/foi.json?sql=select+4711+as+n"):
        response = site.get(path)
        assert "4711</td>" not in response.text
        assert response.status_code != 200 or "4711" not in response.text.partition("?sql=")[0]


def test_narrow_tables_are_open(site: Served) -> None:
    for table in TABLES:
        assert site.get(f"/foi/{table}").status_code == 200, table
        rows = site.get(f"/foi/{table}.json?_size=3").json()["rows"]
        assert len(rows) <= 3
    assert len(site.get("/foi/disclosures.json?_size=max").json()["rows"]) <= 200


def test_only_reading(site: Served) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert site.client.request(method, "/search").status_code == 405
    head = site.client.head("/search?q=stop")
    assert head.status_code == 200
    assert head.content == b""


def test_the_home_page_says_gaps_plainly(site: Served) -> None:
    page = html.fromstring(site.get("/").text).text_content()
    assert "Blocked by the site: answered 403." in page
    assert "stopped early: stopped by a limit" in page
    assert "Never yet collected from end to end" in page
    assert "What the logs leave out" in page
    assert "invented" in page


def test_the_disclosure_page_says_what_is_known(site: Served) -> None:
    page = site.get("/d/exampleshire/992-20").text
    text = re.sub(r"\s+", " ", html.fromstring(page).text_content())
    for words in (
        "Facial recognition trial", "992/20", "5 October 2020", "5 November 2020", "from a label on the page",
        "23 working days", "over the 20 allowed", "Partly withheld", "Section 24(2)", "Section 31(3) applies.",
        "What does the force use", "The force uses nothing yet.", "2 January 2026, 03:04 UTC", "Licence",
        "1 other provision named but not relied on", "edited by the force",
    ):  # fmt: skip
        assert words in text, words
    tree = html.fromstring(page)
    assert [item.text for item in tree.cssselect(".asked li")] == ["Cameras", "Software"]
    assert [e.text_content().strip() for e in tree.cssselect(".diff ins")] == ["yet."]
    assert [e.text_content().strip() for e in tree.cssselect(".diff del")] == ["at all."]
    assert "exampleshire/992-20" in tree.cssselect("link[rel=canonical]")[0].get("href")


def test_questions_and_answers_that_alternate_are_shown_in_order(site: Served) -> None:
    tree = html.fromstring(site.get("/d/exampleshire/interleaved").text)
    assert [who.text_content().split() for who in tree.cssselect(".who")] == [
        ["Asked", "1"], ["Answered", "1"], ["Asked", "2"], ["Answered", "2"], ["Standard", "wording"],
    ]  # fmt: skip


def test_files_tables_and_their_sorting(site: Served) -> None:
    page = html.fromstring(site.get("/d/exampleshire/with-files").text)
    text = page.text_content()
    assert "held here for review" in text
    assert "Make and model" in text
    assert not page.cssselect("a[href*='javascript']")

    def column(query: str) -> list[str]:
        tree = html.fromstring(site.get(f"/d/exampleshire/with-files/table/1{query}").text)
        return [row.cssselect("td")[0].text for row in tree.cssselect("tbody tr")]

    assert column("") == ["Vauxhall", "Ford", "Škoda", "=cmd"]
    assert column("?sort=1") == ["Vauxhall", "Ford", "Škoda", "=cmd"], "9, 120, 1,000 are numbers; empty is last"
    assert column("?sort=0") == ["=cmd", "Ford", "Vauxhall", "Škoda"]
    assert column("?sort=0&down=1") == ["Škoda", "Vauxhall", "Ford", "=cmd"]
    csv = site.get("/d/exampleshire/with-files/table/1.csv")
    assert csv.text.splitlines()[-1] == "'=cmd,"
    assert "attachment" in csv.headers["content-disposition"]
    assert site.get("/d/exampleshire/with-files/table/1.csv?raw=1").text.splitlines()[-1] == "=cmd,"
    assert site.get("/d/exampleshire/with-files/table/2").status_code == 404


def test_a_copy_is_given_out_as_a_download_and_never_shown(site: Served, public: Path) -> None:
    path = "/d/exampleshire/with-files/file/1/download"
    assert site.get(path).status_code == 404
    digest = "ab" * 32
    (public / "files" / "ab").mkdir(parents=True)
    (public / "files" / "ab" / digest).write_bytes(b"<html><script>alert(1)</script>" * 20_000)
    response = site.get(path)
    assert response.status_code == 200
    assert response.content == b"<html><script>alert(1)</script>" * 20_000
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == 'attachment; filename="fleet.xlsx"'
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in response.headers["content-security-policy"]
    assert "Download the archive" in site.get("/d/exampleshire/with-files").text
    assert site.get("/d/exampleshire/with-files/file/3/download").status_code == 404


def test_a_held_answer_says_so_and_nothing_else(site: Served) -> None:
    """Its page has no empty fields, no outcome that nobody knows, and no link to what it is held for."""
    page = html.fromstring(site.get("/d/glen-mor/held").text)
    said = page.cssselect("main")[0].text_content()
    assert "may never have been meant for the public" in said
    assert "None" not in said
    assert "Not known" not in said
    assert not page.cssselect("dl, blockquote, a[href^=http]")
    listed = site.get("/search?q=ref:5/15").text
    assert "Held here for review" in listed
    assert "No date" not in listed


def test_what_was_withdrawn_leaves_a_tombstone(site: Served) -> None:
    assert "13/13" in site.get("/withdrawn").text
    gone = site.get("/d/exampleshire/13-13")
    assert gone.status_code == 410
    assert "taken down from this archive on 7 January 2026. The kind of reason: personal data." in gone.text
    assert site.get("/d/northbay/13-13").status_code == 404


def test_snapshots_are_listed_and_given_out_only_if_opened(site: Served, public: Path) -> None:
    build = site.get("/").headers["x-archive-build"]
    folder = snapshot(public).folder
    page = site.get("/data").text
    assert f"foi-{build}.db" in page
    assert hashlib.sha256((folder / f"foi-{build}.db").read_bytes()).hexdigest() in page
    address = f"/snapshots/{folder.name}/foi-{build}.db"
    assert address not in page
    assert site.get(address).status_code == 404
    with served(public, downloads=True) as opened:
        assert address in opened.get("/data").text
        response = opened.get(address)
        assert response.content == (folder / f"foi-{build}.db").read_bytes()
        assert response.headers["content-disposition"].startswith("attachment")
        for path in (
            f"/snapshots/{folder.name}/..%2f..%2ffoi.db",
            f"/snapshots/{folder.name}/foi.db",
            "/snapshots/../foi.db",
        ):
            assert opened.get(path).status_code == 404


def test_an_archive_without_answers_still_has_every_page(tmp_path: Path) -> None:
    write_public(tmp_path, {"forces": list(force_rows())}, built_at="2026-01-31T02:00:00.000Z", verify=False)
    with served(tmp_path) as empty:
        for path in (
            "/",
            "/search",
            "/search?q=stop",
            "/search?q=992/20",
            "/search.csv",
            "/search.json",
            "/search.atom",
        ):
            assert empty.get(path).status_code == 200, path
        for path in (
            "/forces",
            "/force/exampleshire",
            "/exemptions",
            "/exemption/foia/31",
            "/changes",
            "/data",
            "/sitemap-1.xml",
        ):
            assert empty.get(path).status_code == 200, path
        assert empty.get("/search.csv").headers["x-total-count"] == "0"


def test_the_force_page_counts_with_the_number_behind_it(site: Served) -> None:
    text = re.sub(r"\s+", " ", html.fromstring(site.get("/force/exampleshire").text).text_content())
    assert "Of 1 answer whose dates are both known to the day, 0% came within 20 working days" in text
    assert "s31 Law enforcement" in text
    text = html.fromstring(site.get("/force/northbay").text).text_content()
    assert "can’t be told" in text
    assert "Only an extract" in text


def test_a_provision_page_leads_to_the_same_number_of_answers(site: Served) -> None:
    tree = html.fromstring(site.get("/exemption/foia/12").text)
    button = tree.cssselect("a.button")[0]
    assert button.text.startswith("10 answers")
    found = html.fromstring(site.get(button.get("href")).text)
    assert found.cssselect("#count")[0].text.strip() == "10 answers"
    assert site.get("/exemption/foia/999").status_code == 404
    assert site.get("/exemption/nolaw/31").status_code == 404


def test_machines_find_their_way(site: Served) -> None:
    robots = site.get("/robots.txt").text
    assert f"Sitemap: {site.address}/sitemap.xml" in robots
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = etree.fromstring(site.get("/sitemap.xml").content)
    maps = [str(loc.text) for loc in index.findall("s:sitemap/s:loc", names)]
    pages = [
        str(loc.text)
        for address in maps
        for loc in etree.fromstring(site.client.get(address).content).findall("s:url/s:loc", names)
    ]
    assert sum("/d/" in page for page in pages) == 63
    assert {site.client.get(page).status_code for page in pages} == {200}
    assert site.get("/sitemap-2.xml").status_code == 404
    etree.fromstring(site.get("/opensearch.xml").content)


def test_the_record_as_json(site: Served) -> None:
    found = site.get("/d/exampleshire/992-20.json").json()
    assert found["permalink"] == "exampleshire/992-20"
    assert found["outcome"] == "partially_withheld"
    assert [e["provision"] for e in found["exemptions"]] == ["24(2)", "31(3)"]
    assert json.dumps(found)
    assert site.get("/d/exampleshire/none.json").status_code == 404


def test_assets_may_be_kept_and_change_their_address(site: Served) -> None:
    page = html.fromstring(site.get("/").text)
    href = page.cssselect("link[rel=stylesheet]")[0].get("href")
    response = site.get(href)
    assert "immutable" in response.headers["cache-control"]
    assert hashlib.sha256(response.content).hexdigest()[:12] == href.partition("?")[2]
    assert response.headers["content-type"] == "text/css"


def test_text_as_paragraphs() -> None:
    text = "One\ntwo\n\n- a\n- <b>\n\nThree & four\n- five"
    assert render.paragraphs(text) == (
        "<p>One<br>two</p><ul><li>a</li><li>&lt;b&gt;</li></ul><p>Three &amp; four</p><ul><li>five</li></ul>"
    )
    assert "<script" not in render.paragraphs(HOSTILE)
    assert render.sanitised("<p onclick=x>a<script>b</script><mark>c</mark><a href=x>d</a></p>") == (
        "<p>a<mark>c</mark>d</p>"
    )


def test_differences_are_readable_and_safe() -> None:
    assert diff.changes("same", "same") == ""
    change = diff.changes("Nine <b>dogs</b> in May.\n\nEnd.", "Eleven <b>dogs</b> in May.\n\nEnd.")
    assert change == "<p><del>Nine</del> <ins>Eleven</ins> &lt;b&gt;dogs&lt;/b&gt; in May.</p><p>End.</p>"
    long = "\n\n".join(f"Paragraph {n} stays." for n in range(50))
    assert str(diff.changes(long, long + "\n\nNew.")).count("<p>") == 3
    assert "<ins>New.</ins>" in diff.changes(None, "New.")


def test_charts_are_plain_svg() -> None:
    for chart in (
        charts.columns("A <b>", [("2020", 3), ("<2021>", 0)]),
        charts.bars("B", [("x" * 50, 10), ("<y>", 0)]),
    ):
        tree = etree.fromstring(str(chart))
        assert tree.get("role") == "img"
        assert "style" not in str(chart)
    assert charts.columns("none", []) == ""
    assert [charts.nice_top(n) for n in (0, 3, 7, 11, 99, 101, 1234)] == [1, 3, 8, 15, 100, 150, 1500]
