"""Health: expectations and habits held against each run, and people told when something is wrong."""

from __future__ import annotations

import json
import socketserver
import threading
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli import main
from scraper.checks import CHECKS, Facts
from scraper.crawl import crawl_force
from scraper.errors import ScraperError
from scraper.job import Known
from scraper.notify import Email, Hook, Message, Notify, Told, notify, settings_in
from scraper.registry import Expectations
from tests.crawled import Read
from tests.scripted import ScriptedSite, links, page, toml_of

LIST = "/foi-disclosure-log"
NOW = datetime(2026, 6, 1, 2, tzinfo=UTC)
MESSAGE = Message(
    verdict="look",
    summary="1 of 2 forces need a look: testshire",
    forces=[Told(force="testshire", status="blocked", line="testshire: blocked (status 403)")],
)


def seen(*days_ago: int, state: str = "present") -> list[Known]:
    return [
        Known(url=f"https://x.example/{n}", first_seen=(NOW - timedelta(days=day)).isoformat(), state=state)
        for n, day in enumerate(days_ago)
    ]


def facts(**changes) -> Facts:
    values = {
        "expect": Expectations(),
        "entries": 100,
        "new": 0,
        "exhausted": True,
        "fetched": 10,
        "titled": 10,
        "known": [],
        "at": NOW.isoformat(),
    }
    return Facts(**{**values, **changes})


def verdict(name: str, **changes) -> str | None:
    check = CHECKS[name](facts(**changes))
    return check and check.verdict


def test_a_minimum_fails_and_a_maximum_warns():
    bounds = Expectations(minimum_entries=50, maximum_entries=90)
    assert verdict("minimum_entries", expect=bounds, entries=49) == "fail"
    assert verdict("minimum_entries", expect=bounds, entries=50) == "pass"
    assert verdict("minimum_entries", expect=bounds, entries=3, exhausted=False) is None
    assert verdict("maximum_entries", expect=bounds, entries=91) == "warn"
    assert verdict("maximum_entries", expect=bounds, entries=90) == "pass"
    assert verdict("minimum_entries") is None


def test_fill_rates():
    bounds = Expectations(minimum_share_with_title=0.9)
    assert verdict("titles", expect=bounds, titled=8) == "fail"
    assert verdict("titles", expect=bounds, titled=9) == "pass"
    assert verdict("titles", expect=bounds, fetched=0, titled=0) is None


def test_a_log_that_shrank():
    known = seen(*range(100))
    assert verdict("shrunk", known=known, entries=100) == "pass"
    assert verdict("shrunk", known=known, entries=40) == "warn"
    assert verdict("shrunk", known=known, entries=4) == "fail"
    assert verdict("shrunk", known=known, entries=4, exhausted=False) is None
    assert verdict("shrunk", known=seen(*range(10)), entries=1) is None
    assert verdict("shrunk", known=seen(*range(100), state="removed"), entries=1) is None


def test_the_rhythm_is_learnt_from_history():
    weekly = seen(*range(70, 400, 7))
    assert verdict("rhythm", known=weekly) == "warn"
    assert verdict("rhythm", known=weekly, new=1) == "pass"
    assert verdict("rhythm", known=seen(*range(20, 400, 7))) == "pass"
    assert verdict("rhythm", known=seen(*range(70, 2000, 60))) == "pass"
    assert verdict("rhythm", known=seen(70)) is None
    told = Expectations(usual_days_between_new=30)
    assert verdict("rhythm", known=weekly, expect=told) == "pass"


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.lists(st.integers(0, 4000), max_size=60), st.booleans())
def test_any_facts_can_be_judged(entries, fetched, days, exhausted):
    bounds = Expectations(minimum_entries=5, maximum_entries=50, minimum_share_with_title=0.5)
    given_facts = facts(
        expect=bounds, entries=entries, fetched=fetched, titled=fetched // 2, known=seen(*days), exhausted=exhausted
    )
    for check in CHECKS.values():
        found = check(given_facts)
        assert found is None or (found.verdict == "pass") == (not found.message)


def log_of(count: int) -> dict:
    return {
        "/robots.txt": page("", "404 Not Found"),
        LIST: links(*[f"{LIST}/{n}" for n in range(count)]),
        None: page("<h1>Kites</h1><main>An answer in our own words</main>"),
    }


def test_a_run_that_fails_its_minimum_changes_nothing_but_the_run_table(tmp_path):
    from sqlalchemy import func, select

    from archive.store import Disclosure, open_archive, reading
    from archive.store import Run as StoredRun

    with ScriptedSite(log_of(3)) as site:
        path = toml_of(site.force(), tmp_path / "forces")
        path.write_text(path.read_text() + "\n[expect]\nminimum_entries = 10\n")
        result = CliRunner().invoke(
            main, ["crawl", "testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces")]
        )
    assert result.exit_code == 1
    assert "3 entries, expected at least 10" in result.stderr
    engine = open_archive(tmp_path)
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Disclosure)) == 0
        assert session.scalar(select(func.count()).select_from(StoredRun)) == 1
    engine.dispose()


def test_the_checks_are_in_the_report(tmp_path):
    with ScriptedSite(log_of(3)) as site:
        expect = Expectations(minimum_entries=2, maximum_entries=2, minimum_share_with_title=0.5)
        read = Read(crawl_force(site.force(expect=expect), tmp_path))
    assert [(check.name, check.verdict, check.value, check.bound) for check in read.run.checks] == [
        ("minimum_entries", "pass", 3, 2),
        ("maximum_entries", "warn", 3, 2),
        ("minimum_share_with_title", "pass", 1.0, 0.5),
    ]
    assert read.run.status == "ok"


class MailServer(socketserver.ThreadingTCPServer):
    """The least of SMTP, for real: keeps what it is sent."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.mails: list[str] = []
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                say = lambda text: self.wfile.write(text.encode() + b"\r\n")  # noqa: E731
                say("220 test")
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word == b"DATA":
                        say("354 go on")
                        text = b""
                        while (part := self.rfile.readline()) != b".\r\n":
                            text += part
                        server.mails.append(text.decode())
                        say("250 kept")
                    elif word == b"QUIT":
                        say("221 bye")
                        return
                    else:
                        say("250 well")

        super().__init__(("127.0.0.1", 0), Handler)
        self.port = self.server_address[1]
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.stop()


class Hooks:
    """A real web server that takes POSTs."""

    def __init__(self, status: str = "200 OK") -> None:
        self.bodies: dict[str, dict] = {}
        hooks = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                path = self.rfile.readline().split()[1].decode()
                length = 0
                while (line := self.rfile.readline()) not in {b"\r\n", b""}:
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                hooks.bodies[path] = json.loads(self.rfile.read(length))
                self.wfile.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Hooks:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def test_mail_goes_out(tmp_path, mail_server):
    way = Email(host="127.0.0.1", port=mail_server.port, security="none", sender="a@x.example", to=["b@x.example"])
    assert notify(MESSAGE, Notify(email=way), tmp_path) == []
    assert "Subject: police-foi-archive: 1 of 2 forces need a look: testshire" in mail_server.mails[0]
    assert "testshire: blocked (status 403)" in mail_server.mails[0]


def test_webhook_and_slack_are_told(tmp_path):
    with Hooks() as hooks:
        ways = Notify(webhook=Hook(url=f"{hooks.base}/hook?x=1"), slack=Hook(url=f"{hooks.base}/slack"))
        assert notify(MESSAGE, ways, tmp_path) == []
    assert hooks.bodies["/hook?x=1"]["verdict"] == "look"
    assert hooks.bodies["/hook?x=1"]["forces"][0]["force"] == "testshire"
    assert hooks.bodies["/slack"] == {"text": MESSAGE.text}


def test_nobody_is_told_that_all_is_well_unless_they_want_to(tmp_path):
    well = Message(verdict="well", summary="all well", forces=[])
    with Hooks() as hooks:
        hook = Hook(url=f"{hooks.base}/hook")
        notify(well, Notify(webhook=hook), tmp_path)
        assert hooks.bodies == {}
        notify(well, Notify(webhook=hook, when="always"), tmp_path)
        assert "/hook" in hooks.bodies


def test_a_way_that_fails_is_a_line_and_the_others_go_on(tmp_path, mail_server):
    way = Email(host="127.0.0.1", port=mail_server.port, security="none", sender="a@x.example", to=["b@x.example"])
    with Hooks("500 Broken") as hooks:
        told = notify(MESSAGE, Notify(email=way, webhook=Hook(url=hooks.base), slack=Hook(url="nowhere")), tmp_path)
    assert len(mail_server.mails) == 1
    assert told == [
        "notification by webhook failed: 127.0.0.1 answered 500",
        "notification by slack failed: nowhere: not a web address",
    ]


def test_settings_with_a_misspelt_key(tmp_path):
    (tmp_path / "notify.toml").write_text('[webhook]\nurll = "x"\n')
    with pytest.raises(ScraperError, match="urll"):
        settings_in(tmp_path)


@pytest.mark.parametrize(("listed", "code", "verdict"), [(200, 0, None), (403, 2, "nothing"), (404, 1, "look")])
def test_exit_codes_tell_well_from_look_from_nothing(tmp_path, listed, code, verdict):
    answers = log_of(2)
    if listed == 403:
        answers[LIST] = page("", "403 Forbidden")
    if listed == 404:
        answers[LIST] = links(f"{LIST}/0", f"{LIST}?page=1")
        answers[f"{LIST}?page=1"] = page("", "404 Not Found")
    with ScriptedSite(answers) as site, Hooks() as hooks:
        toml_of(site.force(), tmp_path / "forces")
        (tmp_path / "notify.toml").write_text(f'[webhook]\nurl = "{hooks.base}/hook"\n')
        result = CliRunner().invoke(
            main,
            ["crawl", "testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces"), "--no-ingest"],
        )
    assert result.exit_code == code
    assert hooks.bodies.get("/hook", {}).get("verdict") == verdict
