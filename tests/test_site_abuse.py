"""Hostile input to every parameter and slow searches from many clients: the site answers on, and never with 500."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from datasette_config.site.lanes import BusyError, Lanes
from datasette_config.site.snapshot import TooSlowError
from tests.fixtures.site.server import Served, served
from tests.fixtures.site.small import small_public

FUZZ = (
    "'", '"', "\\", "%", "%%", "%00", "\x00", "\n", "\r\nset-cookie: x=1", "../../etc/passwd", "....//",
    "${7*7}", "{{7*7}}", "<svg/onload=x>", "' OR 1=1 --", "'; DROP TABLE disclosures; --", '" UNION SELECT 1',
    "NEAR(a b, 99999999)", "a NEAR/0 b", "*", "**", "^a", "a^b", "col:x", "{request}:x", "rank MATCH 'bm25()'",
    '"' * 300, "(" * 300, ")" * 300, "-" * 300, "OR " * 150, "a* " * 150, "NOT " * 100, "\u202e\u200f",
    "\ufeff", "\U0010ffff", "é" * 400, "İ", "ß", "ﬃ", "一二三", "🙂" * 100, "1e309", "-1", "0",
    "99999999999999999999", "NaN", "1.5", "٣", "²", "true", "null", "[]", "{}", "year:", "year:99999",
    "year:-5", "date:0000", "from:9999-99-99", "date:..", "section:((((", "section:999(z)(q)",
    "ref:" + "9" * 200, "force:", "force:''", "is:", "has:", "outcome:*", "x" * 5000, "a" * 100 + "*",
)  # fmt: skip
PARAMETERS = (
    "q", "force", "nation", "year", "outcome", "section", "exemption", "ncnd", "regime", "filetype",
    "attachment", "changed", "state", "from", "to", "sort", "page", "size", "raw", "text", "all", "kind",
)  # fmt: skip
EXPORTS = ("/search.csv", "/search.json", "/search.jsonl", "/search.atom", "/search.csv-metadata.json")
PATHS = ("/search", *EXPORTS, "/changes", "/changes.atom")
DEEP = ("/d/x/{}", "/d/{}/x", "/force/{}", "/exemption/foia/{}", "/exemption/{}/31", "/foi/forces/{}")
SEGMENTS = (*DEEP, "/foi/{}", "/{}", "/sitemap-{}.xml")


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served(small_public()) as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_no_value_of_any_parameter_is_an_error(site: Served, path: str) -> None:
    for number, value in enumerate(FUZZ):
        for name in {PARAMETERS[number % len(PARAMETERS)], PARAMETERS[(number * 7 + 3) % len(PARAMETERS)], "q"}:
            response = site.client.get(path, params={name: value, "force": "exampleshire", "year": "2012"})
            assert response.status_code == 200, (path, name, value)
            assert "set-cookie" not in response.headers


def test_no_part_of_a_path_is_an_error(site: Served) -> None:
    for segment in SEGMENTS:
        for value in FUZZ:
            path = segment.format(quote(value, safe="")[:2000])
            response = site.client.get(path)
            assert response.status_code in (200, 302, 400, 403, 404), (path, response.status_code)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(PATHS),
    st.lists(
        st.tuples(st.sampled_from(PARAMETERS), st.text(st.characters(exclude_categories=("Cs",)), max_size=60)),
        max_size=6,
    ),
)
@example("/search", [("page", "١٢")])
@example("/search", [("from", "٢٠٢٠")])
def test_no_combination_is_an_error(site: Served, path: str, pairs: list[tuple[str, str]]) -> None:
    response = site.client.get(path, params=[*pairs, ("year", "2010")])
    assert response.status_code == 200, (path, pairs)


def test_lists_are_limited(site: Served) -> None:
    many = "&".join(f"year={year}" for year in range(500, 1500))
    assert site.get(f"/search?{many}").status_code == 414
    assert site.get("/search?" + "&".join(f"year={year}" for year in range(500, 1100))).status_code == 200
    assert site.get("/search?size=100000").text.count('class="item') <= 100
    assert site.get("/search.atom?size=100000").text.count("<entry>") <= 100
    assert site.get("/search?page=999999999").status_code == 200
    assert site.get("/foi/disclosures?_size=100000").status_code == 400


def test_a_slow_search_is_tried_again_apart_and_then_refused_in_words() -> None:
    lanes = Lanes()
    gate = threading.Event()
    tried: list[float] = []

    def slow(seconds: float) -> str:
        tried.append(seconds)
        if seconds < 1:
            raise TooSlowError("quick lane")
        gate.wait(20)
        return "done"

    async def crowd() -> list[object]:
        waiting = [asyncio.ensure_future(lanes.run(slow)) for _ in range(40)]
        while len(tried) < 40:
            await asyncio.sleep(0.01)
        quick = await lanes.run(lambda seconds: "quick")
        assert quick == "quick", "a quick search does not wait for the slow ones"
        gate.set()
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    results = asyncio.run(crowd())
    lanes.close()
    assert results.count("done") == 24
    assert sum(isinstance(result, BusyError) for result in results) == 16


def test_too_slow_and_too_busy_are_pages_that_say_so(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (TooSlowError("x"), BusyError()):

        async def refuse(work: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(site.running.site.lanes, "run", refuse)
        response = site.get("/search?q=a*")
        assert response.status_code == 503
        assert int(response.headers["retry-after"]) > 0
        assert "searchbox" in response.text
    monkeypatch.undo()
    assert site.get("/search?q=taser").status_code == 200


def test_a_query_over_its_time_stops(site: Served) -> None:
    snapshot = site.running.site.keeper._snapshot
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(TooSlowError), snapshot.connection(0.05) as connection:
        connection.execute(endless).fetchone()
    with snapshot.connection(5) as connection:
        assert connection.execute("SELECT count(*) FROM forces").fetchone()[0] > 0


def test_sixteen_clients_of_the_broadest_searches(site: Served) -> None:
    async def crowd() -> set[int]:
        async with httpx.AsyncClient(base_url=site.address, timeout=60) as client:
            broad = [f"/search?q={a}*+OR+{b}*+-zz{n}" for n, (a, b) in enumerate([("bai", "dro"), ("sta", "tra")] * 8)]
            slow = [client.get(path) for path in broad]
            exports = [client.get("/search.csv?text=1") for _ in range(4)]
            ordinary = [client.get(f"/search?q=taser&page={n}") for n in range(1, 9)]
            return {response.status_code for response in await asyncio.gather(*slow, *exports, *ordinary)}

    assert asyncio.run(crowd()) == {200}


DATASETTE = (
    "_next", "_size", "_sort", "_sort_desc", "_shape", "_nl", "_labels", "_col", "_nocol", "_nocount", "_json",
    "_where", "_facet", "_search", "_trace", "_extra", "_through", "_stream", "_header", "_ttl", "__proto__", "nope",
    "nope__gt", "id", "id__in", "id__notin", "id__gt", "name__in", "name__startswith", "name__contains", "name__glob",
    "slug__exact",
)  # fmt: skip
VALUES = (
    "'", "\x00", "[", "[1,2", "{}", "[{}]", "[1e400]", "[" + "9" * 30 + "]", "9" * 30, "-" + "9" * 25,
    "id;drop table x", "1,2,3", "," * 300, "[" + "1," * 300 + "1]", "x" * 3000, "\U0001f642", "", "null", "../..",
    "a\r\nset-cookie: x=1",
)  # fmt: skip


def test_no_argument_of_datasette_is_an_error(site: Served) -> None:
    """Datasette itself answers 500 to some of these: a sort by no column, a broken list, a number too large."""
    statuses = set()
    for table in ("forces", "disclosures.json"):
        for name in DATASETTE:
            for value in VALUES:
                response = site.client.get(f"/foi/{table}", params={name: value})
                assert response.status_code in (200, 302, 400, 414), (table, name, value)
                assert "set-cookie" not in response.headers
                statuses.add(response.status_code)
    assert statuses >= {200, 400}
    assert site.get("/foi/forces?" + "&".join(f"id__gt={n}" for n in range(41))).status_code == 400
    assert site.get("/foi/forces?id__in=1,2&_sort=name").status_code == 200
    assert site.get("/foi/forces.json?id__in=[1,2]&_sort_desc=name&_col=name").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/foi.json?sql=select+1", "/foi?sql=select+1", "/foi/-/query?sql=select+1", "/foi/-/query.json?sql=select+1"),
        *("/foi.db", "/foi.db?_dl=1", "/_memory", "/_memory.json?sql=select+1", "/_internal", "/_internal.db"),
        *("/-/", "/-/databases.json", "/-/plugins.json", "/-/settings.json", "/-/metadata.json", "/-/threads.json"),
        *("/-/versions.json", "/-/config.json", "/-/permissions", "/-/allow-debug", "/-/actor.json", "/-/api"),
        *("/-/logout", "/-/messages", "/-/auth-token", "/-/create-token", "/-/static/..%2f..%2fapp.py"),
        *(
            "/-/static/%2e%2e/%2e%2e/app.py",
            "/-/static-plugins/a/b",
            "/foi/disclosures.csv",
            "/foi/disclosures.csv?_stream=1",
        ),
        *("/foi/disclosures.blob", "/foi/disclosures/1.blob?_blob_column=title", "/foi/texts.json", "/foi/search"),
        *("/foi/search_data", "/foi/sqlite_master", "/foi/table_rows", "/foi/attachment_parts", "/foi/revisions.json"),
        *("/%2f%2fevil.example/", "/foi//disclosures", "/files/", "/files/ab/" + "ab" * 32),
    ],
)
def test_nothing_gives_out_the_file_its_texts_or_the_machinery(site: Served, path: str) -> None:
    response = site.client.get(path)
    if path.startswith(("/foi.json?", "/foi?")):  # the list of tables, whatever SQL is written behind it
        assert response.status_code in (200, 400, 403, 404)
        assert "select 1" not in response.text.lower()
        assert '"rows": [[1]]' not in response.text
    else:
        assert response.status_code in (400, 403, 404), path
    assert b"SQLite format 3" not in response.content
    assert "evil" not in response.headers.get("location", "")
