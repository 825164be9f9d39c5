"""Copies of files in the public folder: which originals go out, byte for byte, and which never do or no longer may."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.errors import DataProblem
from archive.publish import PublishReport, publish
from archive.publish.copies import FOLDER
from archive.publish.writer import only_one
from archive.store import Attachment, Finding
from tests.fixtures.site.server import served
from tests.publish_archive import Builder, forces_folder, simple

BYTES = "rota.pdf ['A rota.'] None"
"""What the builder stores as the body of the file `rota.pdf` with this one page."""


@pytest.fixture
def forces(tmp_path: Path) -> Path:
    return forces_folder(tmp_path / "forces")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def copies(data: Path) -> dict[str, bytes]:
    """Every file under the folder of copies, by its path there."""
    folder = data / "public" / FOLDER
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expected(*bodies: str) -> dict[str, bytes]:
    names = {hashlib.sha256(body.encode()).hexdigest(): body.encode() for body in bodies}
    return {f"{name[:2]}/{name}": body for name, body in names.items()}


def one_file(data: Path, force: str = "whole") -> tuple[int, str]:
    with Builder(data) as archive:
        disclosure = archive.disclosure(force, "1-24", simple("1/24"))
        return disclosure, archive.file(disclosure, "rota.pdf", ["A rota."])


def again(data: Path, forces: Path) -> PublishReport:
    return publish(data, forces_dir=forces)


def test_the_original_is_kept_byte_for_byte_and_written_once(data: Path, forces: Path) -> None:
    one_file(data)
    report = again(data, forces)
    assert (report.copies, report.copies_missing, report.copies_removed) == (1, [], 0)
    assert copies(data) == expected(BYTES)
    path = next(path for path in (data / "public" / FOLDER).rglob("*") if path.is_file())
    assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    before = path.stat()
    assert again(data, forces).copies == 1
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "why",
    ["hold", "withdraw", "redact", "hold file", "withdraw file", "redact file", "redact file cell", "terms", "dropped"],
)
def test_a_copy_that_may_no_longer_be_seen_goes_at_the_next_publication(data: Path, forces: Path, why: str) -> None:
    disclosure, digest = one_file(data)
    again(data, forces)
    assert copies(data) == expected(BYTES)
    action, _, kind = why.partition(" ")
    if why == "terms":
        (forces / "whole.toml").write_text((forces / "whole.toml").read_text() + "[terms]\nfull_text_public = false\n")
    else:
        with Builder(data) as archive:
            if why == "dropped":
                archive.session.query(Attachment).update({"offered": False})
            else:
                cell = {"table": None, "row": 1, "column": 1, "cells": ["a", "b"], "everywhere": False}
                detail = {"cells": [cell]} if kind == "file cell" else {"texts": ["nowhere in it"]}
                detail = detail if action == "redact" else None
                archive.decide(action, digest if kind else disclosure, detail=detail)
    report = again(data, forces)
    assert (report.copies, report.copies_removed) == (0, 1)
    assert copies(data) == {}


@pytest.mark.parametrize(
    "kind", ["serious", "unread", "encrypted", "needs_ocr", "member", "place", "extract", "hidden"]
)
def test_what_was_not_let_out_whole_has_no_copy(data: Path, forces: Path, kind: str) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("short" if kind == "extract" else "whole", "1-24", simple("1/24"))
        status = kind if kind in ("encrypted", "needs_ocr") else "ok"
        digest = archive.file(
            one, "rota.pdf", None if kind == "unread" else ["A rota."], status=status, serious=kind == "serious"
        )
        if kind == "member":
            archive.document(digest, "in.docx", [], path="in.docx", status="encrypted")
        if kind == "place":
            archive.session.query(Finding).update({"kind": "picture_place", "severity": "notice"})
        if kind == "hidden":
            archive.decide("hold", one)
    assert again(data, forces).copies == 0
    assert copies(data) == {}


@pytest.mark.parametrize("other", ["short", "held", "withdrawn", "redacted"])
def test_a_file_is_judged_by_everybody_who_offers_it(data: Path, forces: Path, other: str) -> None:
    one_file(data)
    again(data, forces)
    with Builder(data) as archive:
        two = archive.disclosure("short" if other == "short" else "whole", "2-24", simple("2/24"))
        archive.file(two, "rota.pdf", ["A rota."], offered=other != "redacted")
        if other != "short":
            action = {"held": "hold", "withdrawn": "withdraw", "redacted": "redact"}[other]
            archive.decide(action, two, detail={"texts": ["somebody"]} if other == "redacted" else None)
    again(data, forces)
    assert copies(data) == {}


def test_a_release_brings_the_original_back(data: Path, forces: Path) -> None:
    _, digest = one_file(data)
    for action, there in (("hold", {}), ("release", expected(BYTES))):
        with Builder(data) as archive:
            archive.decide(action, digest)
        again(data, forces)
        assert copies(data) == there


def test_an_original_that_is_lost_is_said_and_stops_nothing(data: Path, forces: Path) -> None:
    one_file(data)
    with (data / "runs" / "whole" / "1" / "c.warc.gz").open("r+b") as file:
        file.truncate(40)
    result = CliRunner().invoke(main, ["publish", "--data", str(data), "--forces", str(forces), "--json"])
    assert result.exit_code == 0, result.output
    assert "no copy of a file: " in result.stderr
    assert "c.warc.gz" in result.stderr
    assert json.loads(result.stdout)["copies"] == 0
    assert copies(data) == {}
    with served(data / "public", watch=False) as site:
        assert "/file/1/download" not in site.get("/d/whole/1-24").text
        assert site.get("/d/whole/1-24/file/1/download").status_code == 404


def test_what_a_killed_publication_left_goes_and_a_damaged_copy_is_made_again(data: Path, forces: Path) -> None:
    one_file(data)
    again(data, forces)
    (name,) = copies(data)
    path = data / "public" / FOLDER / name
    path.write_bytes(b"short")
    path.with_name(f".building-{path.name}").write_bytes(b"half")
    (data / "public" / FOLDER / "stray.txt").write_bytes(b"?")
    again(data, forces)
    assert copies(data) == expected(BYTES)


def test_two_publications_do_not_run_over_each_other(data: Path, forces: Path) -> None:
    one_file(data)
    again(data, forces)
    with only_one(data / "public" / FOLDER), pytest.raises(DataProblem, match="another publication is running"):
        again(data, forces)


def test_the_page_offers_the_copy_as_a_download(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1-24", simple("1/24"))
        archive.file(one, 'Rota "2024" – péage;\r\n.pdf', ["<script>alert(1)</script>"])
        archive.file(one, "../../etc/passwd", ["Nothing of note."])
    again(data, forces)
    with served(data / "public", watch=False) as site:
        assert 'href="/d/whole/1-24/file/1/download"' in site.get("/d/whole/1-24").text
        found = site.get("/d/whole/1-24/file/1/download")
        assert found.status_code == 200
        assert hashlib.sha256(found.content).hexdigest() in "".join(copies(data))
        said = found.headers["content-disposition"]
        assert said.startswith("attachment; ")
        assert 'filename="Rota_2024_p_age_.pdf"' in said
        assert "filename*=UTF-8''Rota%20%222024%22%20%E2%80%93%20p%C3%A9age%3B.pdf" in said
        assert found.headers["content-type"] == "application/octet-stream"
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert "passwd" in (said := site.get("/d/whole/1-24/file/2/download").headers["content-disposition"])
        assert "/" not in said
        for path in (
            "/d/whole/1-24/file/3/download",
            "/d/whole/1-24/file/0/download",
            "/d/whole/1-24/file/1/download/",
            "/d/whole/1-24/file/..%2f..%2f..%2farchive.db/download",
            "/d/whole/..%2f..%2f..%2farchive.db/file/1/download",
            "/d/%2e%2e/%2e%2e/file/1/download",
            "/files/" + next(iter(copies(data))),
            "/files/../foi.db",
            "/assets/..%2f..%2ffoi.db",
        ):
            assert site.get(path).status_code in (400, 404), path


def test_another_folder_is_never_given_out(data: Path, forces: Path) -> None:
    """A copy that should not lie there is refused by what the published file says of its disclosure."""
    with Builder(data) as archive:
        one = archive.disclosure("short", "1-24", simple("1/24"))
        archive.file(one, "rota.pdf", ["A rota."])
    again(data, forces)
    for name, body in expected(BYTES).items():
        path = data / "public" / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    with served(data / "public", watch=False) as site:
        assert site.get("/d/short/1-24/file/1/download").status_code == 404
        assert "/download" not in site.get("/d/short/1-24").text
