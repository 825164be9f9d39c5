"""The search page over HTTP: what comes first, where a match is shown, and that every state is an address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from datasette_config.site import matching
from datasette_config.site.search import find
from datasette_config.site.state import PARAMETERS, State, read_state
from tests.fixtures.site.server import Served, served
from tests.fixtures.site.tricky import write_tricky


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    public = tmp_path_factory.mktemp("search") / "public"
    write_tricky(public)
    with served(public) as found:
        yield found


class Arguments:
    """The arguments of a request, from pairs."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def getlist(self, key: str) -> list[str]:
        return [value for name, value in self.pairs if name == key]


def links(site: Served, path: str) -> list[str]:
    """Permalinks of the results, in order."""
    response = site.get(path)
    assert response.status_code == 200, path
    tree = html.fromstring(response.text)
    return [link.get("href").removeprefix("/d/") for link in tree.cssselect(".headline a")]


def count(site: Served, path: str) -> int:
    tree = html.fromstring(site.get(path).text)
    return int(tree.cssselect("#count")[0].text.split()[0].replace(",", ""))


@pytest.mark.parametrize("typed", ["992/20", "992-20", "992 / 20", "ref:992/20", "992%2F20"])
def test_an_exact_reference_comes_first(site: Served, typed: str) -> None:
    found = links(site, f"/search?q={typed}")
    assert set(found[:2]) == {"exampleshire/992-20", "northbay/992-20"}
    assert site.get(f"/search?q={typed}").text.count("Exact reference") == 2
    if not typed.startswith("ref:"):
        assert "exampleshire/01-foi-22-024049" in found[2:], "the answer that only mentions it comes after"


def test_other_references(site: Served) -> None:
    assert links(site, "/search?q=01.FOI.22.024049")[0] == "exampleshire/01-foi-22-024049"
    assert links(site, "/search?q=89-+26")[0] == "exampleshire/89-26"
    assert links(site, "/search?q=im-foi-2021-9113")[0] == "glen-mor/im-foi-2021-9113"
    assert links(site, "/search?q=" + "=SUM(A1:A2)") == ["exampleshire/formula-0"]


def test_a_title_weighs_more_than_an_answer(site: Served) -> None:
    found = links(site, "/search?q=stop+and+search")
    assert found[0].startswith("northbay/series-")
    by_date = links(site, "/search?q=stop+and+search&sort=newest")
    assert by_date != found
    assert (
        links(site, "/search?q=stop+and+search&sort=oldest&size=100")
        == links(site, "/search?q=stop+and+search&sort=newest&size=100")[::-1]
    )


def test_undated_answers_come_last_in_both_directions(site: Served) -> None:
    assert set(links(site, "/search?sort=newest&size=100")[-2:]) == {"glen-mor/undated", "glen-mor/removed"}
    assert set(links(site, "/search?sort=oldest&size=100")[-2:]) == {"glen-mor/undated", "glen-mor/removed"}


def test_a_match_in_a_file_says_which_file_and_page(site: Served) -> None:
    tree = html.fromstring(site.get("/search?q=gazebo").text)
    snippet = tree.cssselect(".snippet")[0]
    assert snippet.cssselect(".place")[0].text_content() == "letter.pdf, page 2"
    assert [mark.text for mark in snippet.cssselect("mark")] == ["gazebo"]
    link = snippet.cssselect("a")[0].get("href")
    assert link == "/d/exampleshire/with-files/file/2#p2"
    assert 'id="p2"' in site.get(link).text
    assert "sheet “Vans”" in site.get("/search?q=periscope").text


def test_marks_are_where_the_match_is(site: Served) -> None:
    tree = html.fromstring(site.get("/search?q=facial+neither").text)
    assert [place.text for place in tree.cssselect(".place")] == ["Request", "Answer"]
    assert {mark.text.lower() for mark in tree.cssselect("mark")} == {"facial", "neither"}
    assert tree.cssselect(".headline mark")[0].text == "Facial"


def test_section_spellings_find_the_same(site: Served) -> None:
    found = [links(site, f"/search?q={typed}") for typed in ("s31+(3)", "Section+31(3)", "section:31(3)", "S.31(3)")]
    assert found == [["exampleshire/992-20"]] * 4
    assert links(site, "/search?q=regulation+12(4)(b)") == ["exampleshire/regulation"]
    assert links(site, "/search?q=section:foisa-31") == ["glen-mor/im-foi-2021-9113"]


def test_filters_combine_and_every_link_leads_to_its_count(site: Served) -> None:
    start = "/search?q=search&force=northbay&year=2013"
    tree = html.fromstring(site.get(start).text)
    checked = 0
    for link in tree.cssselect(".facet li a"):
        number = int(link.cssselect(".n")[0].text.replace(",", ""))
        if "on" in (link.get("class") or "") or parse_qs(urlsplit(link.get("href")).query).get("force") != ["northbay"]:
            continue
        assert count(site, link.get("href")) == number, link.get("href")
        checked += 1
    assert checked >= 4
    chosen = tree.cssselect(".facet li a.on")
    assert {link.get("href") for link in chosen} == {"/search?q=search&year=2013", "/search?q=search&force=northbay"}


def test_several_values_are_alternatives(site: Served) -> None:
    both = count(site, "/search?outcome=cost_limit&outcome=not_held")
    assert both == count(site, "/search?outcome=cost_limit") + count(site, "/search?outcome=not_held")


def test_pages_hold_every_match_once(site: Served) -> None:
    for query in ("q=stop", "q=", "q=992/20", "sort=oldest", "q=stop&force=northbay"):
        seen: list[str] = []
        for page in range(1, 10):
            found = links(site, f"/search?{query}&size=7&page={page}")
            if seen and found == seen[-len(found) :]:
                break
            seen += found
        assert len(seen) == len(set(seen)) == count(site, f"/search?{query}"), query


def test_a_huge_match_falls_back_to_the_stated_rule(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "RANK_LIMIT", 10)
    site.running.site.keeper._snapshot.cache._kept.clear()
    page = site.get("/search?q=stop&size=100").text
    assert "More than 10 answers hold these words" in page
    found = links(site, "/search?q=stop&size=100")
    monkeypatch.undo()
    site.running.site.keeper._snapshot.cache._kept.clear()
    assert set(found) == set(links(site, "/search?q=stop&size=100"))
    newest = links(site, "/search?q=stop&size=100&sort=newest")
    titled = [link for link in newest if link.startswith("northbay/series")]
    assert found == titled + [link for link in newest if link not in titled]


def test_ranking_is_what_fts5_says(site: Served) -> None:
    snapshot = site.running.site.keeper._snapshot
    with snapshot.connection() as connection:
        found = find(connection, snapshot, State(q="search stop ward")).ids().tolist()
        rows = connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 12, 8, 4, 2, 1, 2), rowid",
            ('"search" AND "stop" AND "ward"',),
        ).fetchall()
    assert found == [row[0] for row in rows]


def test_nothing_found_says_what_to_try(site: Served) -> None:
    page = site.get("/search?q=xylophone&force=northbay").text
    assert "Nothing that was published matches" in page
    assert "Take away a filter above" in page
    assert "search without any" in page
    assert "Save:" not in page, "there is nothing to save"


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([*PARAMETERS, "q", "from", "to", "sort", "page", "size", "other"]), texts),
        max_size=12,
    )
)
def test_an_address_reads_back_as_the_same_state(pairs: list[tuple[str, str]]) -> None:
    state = read_state(Arguments(pairs))
    again = read_state(Arguments(state.pairs()))
    assert again.pairs() == state.pairs()
    for facet in PARAMETERS.values():
        assert state.toggler(facet)("one value") == state.toggled(facet, "one value").url()
    assert state.toggled("force", "x").toggled("force", "x").chosen == {
        k: v if k != "force" else tuple(sorted(v)) for k, v in state.chosen.items()
    } or "x" in state.chosen.get("force", ())


def test_the_same_search_has_one_address(tmp_path: Path) -> None:
    left = read_state(Arguments([("year", "2020"), ("q", " a  b "), ("year", "2019"), ("page", "1"), ("junk", "1")]))
    right = read_state(Arguments([("q", "a b"), ("year", "2019"), ("year", "2020")]))
    assert left.url() == right.url() == "/search?q=a+b&year=2019&year=2020"


def test_a_beginning_of_one_or_two_letters_finds_every_word_that_begins_so(site: Served) -> None:
    """Counted by the index's own list of words; the tokens of citations, which begin with x, are no words."""
    file = (site.running.site.public / "foi.db").resolve()
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'instance')")
        sql = "SELECT count(DISTINCT doc) FROM words WHERE term GLOB ? || '*' AND col != 'citations'"
        firsts = connection.execute("SELECT DISTINCT substr(term, 1, 2) FROM words WHERE col != 'citations'")
        beginnings = {first for (first,) in firsts if first.isascii()}
        beginnings |= {first[0] for first in beginnings} | {"x", "xf", "qq", "zz"}
        assert len(beginnings) > 100
        for first in sorted(beginnings):
            expected = connection.execute(sql, (first,)).fetchone()[0]
            answer = site.get("/search.json", params={"q": f"{first}*"})
            assert int(answer.headers["x-total-count"]) == expected, first
    assert "needs at least" not in site.get("/search", params={"q": "s*"}).text


def test_a_search_for_a_section_shows_the_sentence_that_cites_it(site: Served) -> None:
    for query in ("section+31(3)", "s31+(3)", "section:31", "s31+OR+zzz"):
        page = html.fromstring(site.get(f"/search?q={query}").text)
        shown = [item.text_content() for item in page.cssselect("article.item") if "Facial" in item.text_content()]
        assert len(shown) == 1
        assert "Reason given" in shown[0]
        assert "Section 31(3) applies." in shown[0]
        assert page.cssselect("article.item mark")[0].text.startswith("31")
    both = site.get("/search?q=s31(3)+facial").text
    assert "<mark>Facial</mark>" in both
    assert "Reason given" not in html.fromstring(site.get("/search?q=-s31(3)").text).text_content()
