"""Nothing that was held, redacted or withdrawn is in any byte of what is public.

A canary string is planted in every place a thing has words; after publishing, every file of the public folder is read
whole, and the database page by page, so that deleted rows and free pages count too.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from archive.errors import DataProblem
from archive.normalise.assemble import merge_letter
from archive.normalise.record import Provenance, Record
from archive.publish import items, publish
from archive.publish.redaction import Redactor
from tests.fixtures.site.server import Served, served
from tests.publish_archive import TIME, Builder, cited, forces_folder, simple

CANARY = "Quibblethorpe Zanzibar"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = [
    CANARY,
    "quibblethorpe-zanzibar",
    "Quibblethorpe_Zanzibar",
    "Quibblethorpe%20Zanzibar",
    "QUIBBLETHORPE  ZANZIBAR",
]
SECRETS = (b"quibblethorpe", b"PRIVATE-WHY", b"FINDING-PLACE", b"A. Reviewer", b"hidden_sheet")


def planted(reference: str, **fields: object) -> Record:
    """A record with the canary in every field that has words."""
    return simple(
        reference,
        title=f"About {CANARY}",
        request=f"What of {CANARY}?",
        response=f"Nothing on {FORMS[4]} here.\n\nQuibblethorpe\nZanzibar again.",
        exemptions=[cited("40(2)", f"It would tell of {CANARY}.")],
        **fields,
    )


def assert_clean(public: Path) -> None:
    """No file of the folder, by any name or in any page, holds a secret."""
    files = [path for path in public.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in files)
    assert any(path.suffix == ".npz" for path in files)
    for path in files:
        content = path.read_bytes()
        for secret in SECRETS:
            assert secret not in content, f"{secret!r} in {path.name}"
            assert secret.lower() not in content.lower(), f"{secret!r} in {path.name}"
            wide = secret.decode().encode("utf-16-le")
            assert wide not in content, f"{secret!r} as UTF-16 in {path.name}"
        if path.suffix == ".npz":
            with np.load(path) as arrays:
                assert b"quibblethorpe" not in arrays["vocab"].tobytes().lower()


def count(public: Path, sql: str) -> int:
    with closing(sqlite3.connect(public / "foi.db")) as connection:
        return int(connection.execute(sql).fetchone()[0])


@pytest.fixture
def forces(tmp_path: Path) -> Path:
    return forces_folder(tmp_path / "forces")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_withdrawn_disclosure_leaves_only_its_tombstone(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        gone = archive.disclosure("whole", "quibblethorpe-zanzibar", planted("7/24"), planted("7/24"))
        archive.file(gone, f"{FORMS[1]}.pdf", [f"On {CANARY}."], table=[["Name"], [CANARY]])
        archive.disclosure("whole", "8-24", simple("8/24"))
        archive.decide("withdraw", gone, reason="libel")
    report = publish(data, forces_dir=forces)
    assert_clean(data / "public")
    assert (report.disclosures, report.withdrawn) == (1, 1)
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        stone = connection.execute(
            "SELECT slug, reference, w.reason, at FROM withdrawn w JOIN forces f ON f.id = force_id"
        )
        assert stone.fetchall() == [("whole", "7/24", "libel", TIME[:10])]


def test_a_held_disclosure_keeps_only_its_tombstone_fields(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        held = archive.disclosure("whole", "quibblethorpe-zanzibar", planted("7/24"), planted("7/24"))
        archive.file(held, f"{FORMS[1]}.pdf", [f"On {CANARY}."])
        archive.decide("hold", held)
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        row = connection.execute("SELECT held, reference, title, url, date, permalink FROM disclosures").fetchone()
        assert row[:5] == (1, "7/24", None, None, None)
        assert row[5].startswith("whole/withheld-")
        for table in ("texts", "citations", "attachments", "revisions", "events", "addresses"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_a_held_file_is_named_by_nothing(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple())
        archive.file(one, "Quibblethorpe Zanzibar.xlsx", [f"On {CANARY}."], table=[["Name"], [CANARY]], serious=True)
        by_hand = archive.file(one, f"{FORMS[1]}.pdf", [f"On {CANARY}, too."])
        archive.decide("hold", by_hand)
        packed = archive.file(one, "all.zip", [], media_type="application/zip")
        archive.document(packed, "in.xlsx", [CANARY], path="in.xlsx", serious=True)
        archive.file(one, "Quibblethorpe-unread.pdf", None)
        archive.file(one, "good.pdf", ["Nothing of note."])
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    assert count(data / "public", "SELECT count(*) FROM attachments WHERE status = 'held'") == 4
    assert count(data / "public", "SELECT count(*) FROM attachments WHERE status = 'published'") == 1
    assert count(data / "public", "SELECT count(*) FROM attachments WHERE status = 'held' AND digest IS NOT NULL") == 0
    assert count(data / "public", "SELECT count(*) FROM attachments WHERE note LIKE '%(a hidden sheet).'") == 2
    assert count(data / "public", "SELECT count(*) FROM attachments WHERE note LIKE '%(personal data).'") == 1


def test_a_released_file_is_published(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple())
        digest = archive.file(one, "rota.xlsx", ["A rota."], serious=True)
        archive.decide("release", digest)
    publish(data, forces_dir=forces)
    assert count(data / "public", "SELECT count(*) FROM search WHERE search MATCH 'rota'") == 1


def from_letter(**fields: object) -> Record:
    """A record whose answer was taken from an attached letter."""
    return simple(**fields, provenance={"response": Provenance(rule="attachment")}, warnings=["answer_in_attachment"])


@pytest.mark.parametrize("how", ["finding", "hold", "withdraw"])
def test_the_words_of_a_withheld_letter_do_not_come_out_by_the_page(data: Path, forces: Path, how: str) -> None:
    told = from_letter(response=f"It was {CANARY}.")
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", told, simple(response="Twelve bicycles, now on the page."))
        two = archive.disclosure("whole", "2-24", from_letter(reference="2/24", response=f"It was {CANARY}."))
        for disclosure in (one, two):
            digest = archive.file(disclosure, "letter.pdf", [f"It was {CANARY}."], serious=how == "finding")
        if how != "finding":
            archive.decide(how, digest)
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    assert count(data / "public", "SELECT held FROM disclosures WHERE reference = '1/24'") == 0
    assert count(data / "public", "SELECT count(*) FROM revisions") == 1
    assert count(data / "public", "SELECT held FROM disclosures WHERE reference = '2/24'") == 1


def test_what_the_normaliser_takes_from_a_letter_is_known_by_its_rule() -> None:
    assert items.from_letter(merge_letter(simple(None), simple("1/24", response="As the letter says.")).provenance)
    assert not items.from_letter(simple().provenance)


def test_a_page_is_not_hidden_for_a_file_that_its_answer_is_not_from(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple())
        archive.file(one, "letter.pdf", [CANARY], serious=True)
        two = archive.disclosure("whole", "2-24", from_letter(reference="2/24"))
        archive.file(two, "letter.pdf", ["Twelve."])
        archive.file(two, "rota.xlsx", [CANARY], serious=True, media_type=SHEET)
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    assert count(data / "public", "SELECT count(*) FROM disclosures WHERE held") == 0


def test_somebody_who_has_looked_at_a_page_can_release_it(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", from_letter(response="Nothing secret here."))
        archive.file(one, "letter.pdf", [CANARY], serious=True)
        archive.decide("release", one)
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    assert count(data / "public", "SELECT count(*) FROM search WHERE search MATCH 'secret'") == 1


def test_a_withdrawn_file_is_gone_with_a_tombstone(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple())
        digest = archive.file(one, f"{FORMS[2]}.csv", [CANARY], table=[["Name"], [CANARY]])
        archive.file(one, "good.pdf", ["Nothing of note."])
        archive.decide("withdraw", digest)
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    assert count(data / "public", "SELECT count(*) FROM withdrawn WHERE reference = '1/24'") == 1
    assert count(data / "public", "SELECT attachments FROM disclosures") == 1


@pytest.mark.parametrize("subject", ["disclosure", "file"])
def test_redacted_words_are_in_no_table_index_or_name(data: Path, forces: Path, subject: str) -> None:
    segments = [{"role": "response", "number": "1", "text": f"So says {CANARY}"}]
    with Builder(data) as archive:
        one = archive.disclosure(
            "whole",
            "about-quibblethorpe-zanzibar",
            planted("7/24"),
            planted("7/24", segments=segments, url="https://whole.example/foi/about-quibblethorpe-zanzibar/"),
        )
        cells = [["Name", CANARY], [f"{CANARY}, aged", "1"], ["Other", "2"]]
        digest = archive.file(one, f"{FORMS[3]}.pdf", [f"Signed: {CANARY}", f"and {FORMS[0].upper()}"], table=cells)
        archive.decide("redact", one if subject == "disclosure" else digest, detail={"texts": [CANARY]})
    publish(data, forces_dir=forces)
    assert_clean(data / "public")
    with closing(sqlite3.connect(data / "public" / "foi.db")) as connection:
        assert connection.execute("SELECT response FROM texts").fetchone()[0].startswith("Nothing on [redacted] here.")
        assert connection.execute("SELECT cells FROM table_rows WHERE number = 2").fetchone() == ('["Other","2"]',)
        assert connection.execute("SELECT url FROM disclosures").fetchone() == (None,)


@pytest.mark.parametrize(
    "detail", [{}, {"texts": []}, {"texts": [" "]}, {"spans": [[1, 2]]}, {"texts": ["a"], "more": 1}]
)
def test_a_redaction_that_is_not_understood_stops_the_publication(data: Path, forces: Path, detail: object) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", planted("1/24"))
    publish(data, forces_dir=forces)
    before = (data / "public" / "foi.db").resolve()
    with Builder(data) as archive:
        archive.decide("redact", one, detail=detail)
    with pytest.raises(DataProblem, match="decision 1: its redaction"):
        publish(data, forces_dir=forces)
    assert (data / "public" / "foi.db").resolve() == before


@pytest.mark.parametrize("taken", ["withdraw", "hold", "redact", "hold file", "withdraw file", "terms"])
def test_what_is_taken_down_is_gone_from_older_files_too(data: Path, forces: Path, taken: str) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "7-24", planted("7/24"))
        two = archive.disclosure("whole", "8-24", simple("8/24", response_date="2023-01-01"))
        file = archive.file(two, "letter.pdf", ["Nothing of note."])
    publish(data, forces_dir=forces, built_at="2026-01-01T00:00:00.000Z")
    publish(data, forces_dir=forces, built_at="2026-01-02T00:00:00.000Z")
    assert len(list((data / "public").glob("foi-*.db"))) == 2
    assert publish(data, forces_dir=forces, built_at="2026-01-02T01:00:00.000Z").removed == []
    if taken == "terms":
        text = (forces / "whole.toml").read_text() + "[terms]\nfull_text_public = false\n"
        (forces / "whole.toml").write_text(text)
    else:
        with Builder(data) as archive:
            action, _, kind = taken.partition(" ")
            archive.decide(action, file if kind else one, detail={"texts": [CANARY]} if action == "redact" else None)
    report = publish(data, forces_dir=forces, built_at="2026-01-03T00:00:00.000Z")
    assert len(report.removed) == 3
    assert len(list((data / "public").glob("foi-*.*"))) == 2
    if taken in ("withdraw", "hold", "redact"):
        assert_clean(data / "public")
    assert publish(data, forces_dir=forces, built_at="2026-01-04T00:00:00.000Z").removed == []


def test_short_redactions_take_whole_words_only() -> None:
    redactor = Redactor(["3", "Ann", "Jo Bloggs"])
    assert redactor.clean("3 of 13 were Ann's, not Annex's; jo\nbloggs and Jo-Bloggs") == (
        "[redacted] of 13 were [redacted]'s, not Annex's; [redacted] and [redacted]"
    )
    assert redactor.clean(["3", 3, None, {"a": "Ann"}]) == ["[redacted]", 3, None, {"a": "[redacted]"}]
    assert Redactor(["-", "***"]).clean("a - b *** c-d") == "a [redacted] b [redacted] c-d"
    assert not Redactor()
    assert Redactor().clean("as it was") == "as it was"


def every_page(site: Served) -> dict[str, bytes]:
    """Every answer that a reader or a feed reader can get from the site, headers and all, by its address."""
    paths = [
        *("/", "/search", "/search?q=thirteen", f"/search?q={FORMS[1]}", "/changes", "/withdrawn", "/forces", "/data"),
        *("/search.csv?text=1&raw=1", "/search.json", "/search.jsonl", "/search.csv-metadata.json", "/sitemap-1.xml"),
        *("/foi/attachments.json", "/foi/disclosures.json", "/foi/withdrawn.json", "/foi/addresses.json"),
        *("/search.atom", "/search.atom?q=thirteen", "/search.atom?state=missing", "/changes.atom"),
        *("/changes.atom?kind=removed", "/changes.atom?kind=edited", "/force/whole.atom", "/force/short.atom"),
    ]
    links = [f"/d/{row['permalink']}" for row in site.get("/foi/disclosures.json?_shape=objects").json()["rows"]]
    for link in links:
        paths += [link, f"{link}.json", *(f"{link}/file/{n}{end}" for n in (1, 2, 3) for end in ("", "/download"))]
        paths += [f"{link}/table/{n}.csv?raw=1" for n in (1, 2, 3)]
    found = {}
    for path in paths:
        answer = site.get(path)
        assert answer.status_code in (200, 404), path
        found[path] = b"\n".join(name + b": " + value for name, value in answer.headers.raw) + b"\n" + answer.content
    return found


def test_no_byte_of_any_feed_page_export_or_copy_tells_it(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        held = archive.disclosure("whole", "quibblethorpe-zanzibar", planted("7/24"), planted("7/24"))
        archive.file(held, f"{FORMS[1]}.pdf", [f"On {CANARY}."])
        archive.decide("hold", held)
        gone = archive.disclosure("whole", "about-quibblethorpe", planted("8/24"), planted("8/24"), state="removed")
        archive.file(gone, f"{FORMS[2]}.pdf", [f"On {CANARY}."])
        archive.decide("withdraw", gone)
        cut = archive.disclosure("whole", "9-24", planted("9/24"), planted("9/24"), state="missing")
        archive.file(cut, "rota.pdf", [f"On {CANARY}."], table=[["Name"], [CANARY]])
        archive.decide("redact", cut, detail={"texts": [CANARY]})
        some = archive.disclosure("whole", "10-24", simple("10/24"), simple("10/24", response="Thirteen."))
        archive.file(some, f"{FORMS[0]}.xlsx", [CANARY], serious=True, media_type=SHEET)
        by_hand = archive.file(some, f"{FORMS[3]}.csv", [CANARY])
        archive.decide("withdraw", by_hand)
        archive.file(some, "good.pdf", ["Nothing of note."])
        short = archive.disclosure("short", "11-24", simple("11/24", response="A word. " * 400 + CANARY))
        archive.file(short, "long.pdf", [CANARY])
    assert publish(data, forces_dir=forces).copies == 1
    assert_clean(data / "public")
    with served(data / "public", watch=False) as site:
        answers = every_page(site)
    feeds = [path for path in answers if ".atom" in path]
    assert len(feeds) == 8
    for path in ("/search.atom", "/search.atom?q=thirteen", "/force/whole.atom", "/force/short.atom"):
        assert b"<entry>" in answers[path], path
    for path, answer in answers.items():
        asked = path.encode() if path.startswith(f"/search?q={FORMS[1]}") else b""
        words = answer.lower().replace(FORMS[1].encode(), b"") if asked else answer.lower()
        for secret in SECRETS:
            assert secret.lower() not in words, f"{secret!r} in {path}"
            assert secret.decode().encode("utf-16-le") not in answer, f"{secret!r} in {path}"
