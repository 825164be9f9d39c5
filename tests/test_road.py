"""The whole road: crawl, ingest, publish and serve the replica, and hold what comes out against the replica's truth."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.replica import Replica

FOI = [sys.executable, "-m", "archive"]
SIZE = 28


class Road(dict[str, object]):
    """Where the road led: `data` folder, what each command printed, and the replica's truth by address."""


def foi(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    result = subprocess.run([*FOI, *arguments], capture_output=True, text=True, check=False, timeout=240)
    if check:
        assert result.returncode == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Road]:
    root = tmp_path_factory.mktemp("road")
    data = root / "data"
    with Replica(size=SIZE, root=root) as replica:
        forces = str(replica.forces_dir)
        crawl = foi("crawl", "--all", "--data", str(data), "--forces", forces)
        publish = foi("publish", "--data", str(data), "--forces", forces)
        truth = {str(one["url"]): one for slug in replica.slugs for one in replica.truth(slug)}
        yield Road(data=data, forces=forces, crawl=crawl, publish=publish, truth=truth, slugs=replica.slugs)


@pytest.fixture(scope="module")
def rows(road: Road) -> dict[str, dict[str, object]]:
    public = sqlite3.connect(f"file:{road['data']}/public/foi.db?mode=ro", uri=True)
    public.row_factory = sqlite3.Row
    found = {
        row["url"]: dict(row)
        for row in public.execute(
            "select d.*, o.name as outcome, t.request, t.response from disclosures d"
            " join texts t using (id) join outcomes o on o.id = d.outcome_id"
        )
    }
    for row in found.values():
        row["exemptions"] = sorted(
            f"{regime} {provision}"
            for regime, provision in public.execute(
                "select p.regime, p.provision from citations c join provisions p on p.id = c.provision_id"
                " where c.disclosure_id = ? and c.status = 'applied'",
                (row["id"],),
            )
        )
        row["files"] = [
            url
            for (url,) in public.execute(
                "select url from attachments where disclosure_id = ? order by position", (row["id"],)
            )
        ]
    public.close()
    return found


def test_every_disclosure_of_every_force_arrives_once(road: Road, rows: dict[str, dict[str, object]]) -> None:
    assert set(rows) == set(road["truth"])
    assert len(rows) == SIZE * len(road["slugs"])


@pytest.mark.parametrize(
    "field", ["title", "reference", "request_date", "response_date", "published_date", "request", "outcome"]
)
def test_fields_are_what_the_sites_say(road: Road, rows: dict[str, dict[str, object]], field: str) -> None:
    wrong = {
        url: (rows[url][field], one[field]) for url, one in road["truth"].items() if rows[url][field] != one[field]
    }
    assert not wrong


def test_exemptions_flags_and_files_are_what_the_sites_say(road: Road, rows: dict[str, dict[str, object]]) -> None:
    for url, one in road["truth"].items():
        assert rows[url]["exemptions"] == one["exemptions"], url
        assert rows[url]["outcome_flags"] == " ".join(one["outcome_flags"]), url
        assert rows[url]["files"] == one["attachments"], url


def test_no_furniture_gets_into_the_text(rows: dict[str, dict[str, object]]) -> None:
    furniture = ("cookie", "Leave this site", "Was this page useful", "synthetic demonstration", "Comments are closed")
    for row in rows.values():
        text = f"{row['request']} {row['response']}"
        assert not [words for words in furniture if words in text], row["url"]


def test_tables_of_pages_and_of_files_can_be_queried(road: Road) -> None:
    public = sqlite3.connect(f"file:{road['data']}/public/foi.db?mode=ro", uri=True)
    on_page, in_file = (
        public.execute(
            "select t.columns, r.cells from tables t join table_rows r on r.table_id = t.id"
            f" where t.attachment_id is {null} and r.number = 1"
        ).fetchall()
        for null in ("null", "not null")
    )
    public.close()
    assert on_page
    assert in_file
    for columns, cells in on_page:
        assert json.loads(columns)[0] == "Year"
        assert json.loads(cells)[0].startswith("20")
    assert any(columns and json.loads(columns)[0] == "Year" for columns, _ in in_file)


def test_a_second_night_changes_nothing(road: Road) -> None:
    before = public_rows(road)
    foi("crawl", "--all", "--data", str(road["data"]), "--forces", str(road["forces"]))
    archive = sqlite3.connect(f"{road['data']}/archive.db")
    assert archive.execute("select count(*) from revision where kind <> 'first'").fetchone() == (0,)
    archive.close()
    foi("publish", "--data", str(road["data"]), "--forces", str(road["forces"]))
    assert public_rows(road) == before


def public_rows(road: Road) -> list[tuple[object, ...]]:
    public = sqlite3.connect(f"file:{road['data']}/public/foi.db?mode=ro", uri=True)
    found = public.execute("select permalink, title, state, edited, url from disclosures order by permalink").fetchall()
    public.close()
    return found


def test_status_tells_how_each_force_stands(road: Road) -> None:
    told = json.loads(foi("status", "--data", str(road["data"]), "--forces", str(road["forces"]), "--json").stdout)
    text = json.dumps(told)
    for slug in road["slugs"]:
        assert slug in text
    assert (Path(str(road["data"])) / "status.json").is_file()


def test_the_site_answers_from_the_public_folder_alone(road: Road, tmp_path: Path) -> None:
    copy = tmp_path / "public"
    subprocess.run(["cp", "-a", f"{road['data']}/public", str(copy)], check=True)
    server = subprocess.Popen(
        [*FOI, "serve", "--data", str(tmp_path), "--port", "0"], stderr=subprocess.PIPE, text=True, env=os.environ
    )
    try:
        assert server.stderr is not None
        base = re.search(r"http://[0-9.:]+", server.stderr.readline())
        assert base, "the server said no address"
        page = fetch(base[0] + "/search?q=facial+recognition")
        assert "<mark>" in page
        assert "Exampleshire Police (replica)" in page
        assert "invented" in fetch(base[0] + "/")
        link = re.search(r'href="(/d/[^"]+)"', page)
        assert link
        disclosure = fetch(base[0] + link[1])
        assert "The request" in disclosure
        assert "The answer" in disclosure
        assert "First captured" in disclosure
        for forbidden in ("/foi.db", "/foi/texts", "/foi?sql=select+1", "/foi/search"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                fetch(base[0] + forbidden)
            assert refused.value.code in {400, 403, 404}
            refused.value.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)


def fetch(url: str) -> str:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_demo_once_prints_one_summary_line(tmp_path: Path) -> None:
    result = foi("demo", "--once", "--data", str(tmp_path / "demo"), "--size", "10")
    summary = result.stdout.strip().splitlines()[-1]
    assert re.fullmatch(
        r"demo: 50 disclosures, 5 forces, \d+ attachments, published as foi-[0-9a-f]+\.db in \d+ s", summary
    )
    again = foi("demo", "--once", "--data", str(tmp_path / "demo"), "--size", "10")
    assert again.stdout.strip().splitlines()[-1].startswith("demo: 50 disclosures")


def test_demo_leaves_other_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = foi("demo", "--once", "--data", str(tmp_path), check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "mine.txt").read_text() == "mine"
