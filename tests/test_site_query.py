"""The search box: every input has a reading, FTS5 takes every expression, and citations meet in one token."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.publish.lookups import provision_rows
from archive.publish.schema import SEARCH_COLUMNS, citation_token
from datasette_config.site import dates
from datasette_config.site.query import Leaf, citation, expression, parse, reference
from datasette_config.site.query.lexer import MAX_LENGTH, MAX_TOKENS, clean

DOCUMENTS = (
    ("992/20", "Drones and helicopters", "How many drones?", "Nine drones, two body-worn cameras.", None, "xfoia31x3x"),
    ("01.FOI.22.1", "Taser training", "Tasers please", "Cost of training: £9", "café periscope", "xfoia31x xfoia40x2x"),
    (None, "Stop and search", "stop and search by ward", "search and stop", None, "xeir12x4xbx xfoisa31x3x"),
)

SIGNS = [
    *'"()-*:|&+\\/^~{}[]<>',
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "-",
    "\u201c",
    "\u201d",
    "\x00",
    "\u202e",
    "\ud800",
    "\U0001f600",
]
TYPED = [
    "s31 (3)",
    "section:",
    "section:31(3)(",
    "force:",
    "year:2020..",
    "ref:",
    "992/20",
    "-year:x",
    "has:",
    "is:ncnd",
]
WORDS = ["a", "the", "po*", "police*", "title:", "''", '""', "rowid", "{title}:x", "x" * 600, "ﬁ", "İ", "é", "1" * 40]
PIECES = st.sampled_from([*SIGNS, *TYPED, *WORDS])


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE search USING fts5({', '.join(SEARCH_COLUMNS)},"
        " tokenize='porter unicode61 remove_diacritics 2', detail=full)"
    )
    connection.executemany("INSERT INTO search VALUES (?, ?, ?, ?, ?, ?)", DOCUMENTS)
    yield connection
    connection.close()


def names(leaf: Leaf) -> list[str]:
    return [citation.token(regime, leaf.text) for regime in leaf.regimes or ("FOIA", "FOISA", "EIR")]


def found(index: sqlite3.Connection, text: str) -> set[int]:
    query = parse(text)
    if query.node is None:
        return {1, 2, 3}
    made = expression(query.node, names)
    rows = {row[0] for row in index.execute("SELECT rowid FROM search WHERE search MATCH ?", (made.match,))}
    return {1, 2, 3} - rows if made.inverted else rows


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.text(max_size=700), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
    )
)
@example('"')
@example("NOT")
@example("a OR")
@example("(" * 500)
def test_any_text_is_a_query_that_fts5_takes(index: sqlite3.Connection, text: str) -> None:
    query = parse(text)
    assert len(query.text) <= MAX_LENGTH
    found(index, text)
    assert parse(query.text).node == query.node, "cleaning what is clean changes nothing"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["drones", "taser", "training", "search", "nine"]), min_size=1, max_size=4))
def test_words_are_joined_by_and_and_a_minus_takes_away(index: sqlite3.Connection, words: list[str]) -> None:
    all_of = found(index, " ".join(words))
    each = [found(index, word) for word in words]
    assert all_of == set.intersection(*each)
    assert found(index, " OR ".join(words)) == set.union(*each)
    assert found(index, f"{words[0]} -{words[-1]}") == each[0] - each[-1]
    assert found(index, f"-{words[0]}") == {1, 2, 3} - each[0]
    assert found(index, f"{words[0]} OR -{words[-1]}") == each[0] | ({1, 2, 3} - each[-1])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("drone", {1}),
        ("DRONES", {1}),
        ("helicopters OR taser training", {2}),
        ("(drones helicopters) OR taser", {1, 2}),
        ('"stop and search"', {3}),
        ('"search and stop"', {3}),
        ('"and stop search"', set()),
        ("body-worn", {1}),
        ("body worn -drones", set()),
        ("NOT drones", {2, 3}),
        ("cafe", {2}),
        ("peris*", {2}),
        ("title:taser", {2}),
        ("answer:tasers", set()),
        ("request:tasers", {2}),
        ("attachment:café", {2}),
        ("ref:992/20", {1}),
        ("992/20", {1}),
        ("s31(3)", {1, 3}),
        ("s31 (3)", {1, 3}),
        ("Section 31(3)", {1, 3}),
        ("SECTION 31 ( 3 )", {1, 3}),
        ("section:31(3)", {1, 3}),
        ('section:"31 (3)"', {1, 3}),
        ("section:foia-31(3)", {1}),
        ("s31(3) FOISA", {3}),
        ("s.31", {2}),
        ("regulation 12(4)(b)", {3}),
        ("reg:12", set()),
        ("regulation:12(4)(b)", {3}),
        ("-section:31(3)", {2}),
        ("s31(3) drones", {1}),
    ],
)
def test_what_people_type_finds_what_they_mean(index: sqlite3.Connection, text: str, rows: set[int]) -> None:
    assert found(index, text) == rows


def test_the_token_of_a_provision_is_the_published_files_own() -> None:
    for row in provision_rows():
        regime, provision = str(row["regime"]), str(row["provision"])
        assert citation.token(regime, provision) == citation_token(regime, provision)
        assert str(row["tokens"]).split()[-1] == citation.token(regime, provision)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([(str(r["regime"]), str(r["provision"])) for r in provision_rows()]),
    st.sampled_from(["s{}", "s.{}", "S {}", "Section {}", "section:{}", "sec. {}", "sections {}", 'section:"{}"']),
    st.sampled_from(["", " ", "  "]),
    st.booleans(),
)
def test_every_spelling_of_a_provision_is_the_same_search(
    known: tuple[str, str], form: str, space: str, upper: bool
) -> None:
    _, provision = known
    written = provision.replace("(", f"{space}(")
    typed = form.format(written.upper() if upper else written)
    leaf = parse(typed).node
    assert isinstance(leaf, Leaf), typed
    assert (leaf.kind, leaf.text) == ("citation", provision), typed


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("section 31(1)(a)(b)", ["31(1)(a)", "31(1)(b)"]),
        ("section 40(2)(3)", ["40(2)", "40(3)"]),
        ("s34(1)(a)(i)", ["34(1)(a)(i)"]),
        ("s40(5b)(a)(i)", ["40(5B)(a)(i)"]),
    ],
)
def test_levels_side_by_side_are_several_provisions(text: str, provisions: list[str]) -> None:
    read = citation.canonical(text)
    assert read is not None
    assert read[0] == provisions


@pytest.mark.parametrize(
    "text", ["section 12% of", "S12/345", "section 31 officers of", "s1234", "sections", "sectional 3"]
)
def test_words_that_are_no_citation_stay_words(text: str) -> None:
    node = parse(text).node
    leaves = [node] if isinstance(node, Leaf) else list(getattr(node, "parts", []))
    if text == "section 31 officers of":
        assert any(leaf.kind == "citation" for leaf in leaves if isinstance(leaf, Leaf))
    else:
        assert all(leaf.kind == "words" for leaf in leaves if isinstance(leaf, Leaf))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("992/20", "992-20"),
        ("992-20", "992/20"),
        ("89- 26", "89-26"),
        ("89 / 26", "89/26"),
        ("im-foi-2021-9113", "IM-FOI-2021-9113"),
        ("01 foi 22 024049", "01.FOI.22.024049"),
        ("foi 15929", "FOI/15929"),
        ("FOI 1759225/23", "1759225/23"),
    ],
)
def test_a_reference_is_found_in_any_spelling(typed: str, printed: str) -> None:
    assert reference.looks_like(typed)
    assert printed in reference.variants(typed)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_reference_spellings_never_fail(text: str) -> None:
    assert len(reference.variants(text)) <= 16
    reference.looks_like(text)
    reference.slug(text)


@pytest.mark.parametrize(
    "text", ["stop and search", "knife crime, 2019 and 2020?", "a", "x" * 100, "how many officers?"]
)
def test_ordinary_words_are_no_reference(text: str) -> None:
    assert not parse(text).references


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"\d{1,4}([-/.]\d{1,2}){0,2}(\.\.\d{0,4})?", fullmatch=True)))
def test_dates_never_fail_and_are_in_order(text: str) -> None:
    found_span = dates.span(text)
    one = dates.bounds(text)
    assert one is None or one[0] <= one[1]
    assert found_span is None or isinstance(found_span, tuple)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2020", (20200000, 20201299)),
        ("2020-03", (20200300, 20200399)),
        ("5/3/2020", (20200305, 20200305)),
        ("2019..2021", (20190000, 20211299)),
        ("2019-2021", (20190000, 20211299)),
        ("2019-06..", (20190600, None)),
        ("..2019", (None, 20191299)),
        ("2020-13", None),
        ("yesterday", None),
    ],
)
def test_dates_as_people_type_them(text: str, span: tuple[int | None, int | None] | None) -> None:
    assert dates.span(text) == span


def test_long_and_odd_queries_are_cut_and_say_so() -> None:
    query = parse("word " * 300)
    assert any("first" in notice for notice in query.notices)
    assert len(query.text) <= MAX_LENGTH
    assert len(getattr(query.node, "parts", ())) <= MAX_TOKENS
    assert parse("section:unclear").notices
    assert clean("a\x00b\u2028c") == "a b c"
