"""`foi parse`: the page it all started from, letters, manifests, and a line for what can't be read."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from scraper.replica import Replica

FIXTURES = Path(__file__).parent / "fixtures"
SEED = FIXTURES / "seed" / "avon-and-somerset-992-20.txt"
FOI = [sys.executable, "-m", "archive", "parse"]


def parse(*arguments: str, stdin: str | None = None) -> tuple[int, list[dict[str, object]], str]:
    result = subprocess.run([*FOI, *arguments], input=stdin, capture_output=True, text=True, check=False, timeout=120)
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_the_seed_page_comes_out_right() -> None:
    code, [record], _ = parse(str(SEED), "--force", "avon-and-somerset")
    assert code == 0
    assert record["title"] == "Facial Recognition Technology"
    assert record["reference"] == "992/20"
    assert record["request_date"] == "2020-10-05"
    assert record["response_date"] is None
    assert record["request"] == (
        "Please tell me which Facial Searching software is used by the Constabulary? And who provides it?"
    )
    assert record["response"].startswith("Avon and Somerset Constabulary uses")
    assert record["response"].endswith("does or does not exist.")
    assert "feedback" not in record["response"]
    applied = [(one["regime"], one["provision"], one["ncnd"], one["status"]) for one in record["exemptions"]]
    assert applied == [("FOIA", "24(2)", True, "applied"), ("FOIA", "31(3)", True, "applied")]
    assert record["outcome"] == "partially_withheld"
    assert record["outcome_flags"] == ["ncnd_part"]
    assert record["structure"] == "labelled"


def test_keys_stand_in_the_record_s_order() -> None:
    _, [record], _ = parse(str(SEED), "--force", "avon-and-somerset")
    assert list(record)[:5] == ["force", "url", "title", "reference", "reference_source"]
    assert list(record)[-3:] == ["language", "provenance", "warnings"]


def test_letters_in_pdf_and_word_are_read(tmp_path: Path) -> None:
    letters: dict[str, dict[str, object]] = {}
    with Replica(size=60, forces=["demofordshire", "sampleton"]) as replica:
        for slug in replica.slugs:
            for one in replica.truth(slug):
                if one["letter_only"]:
                    for url in one["attachments"]:
                        path = tmp_path / url.rsplit("/", 1)[1]
                        with urllib.request.urlopen(url, timeout=20) as answer:
                            path.write_bytes(answer.read())
                        letters[str(path)] = one
    assert letters
    read = 0
    for path, one in letters.items():
        code, [record], stderr = parse(path, "--force", "cleveland")
        if "error" in record:
            assert "needs_ocr" in record["error"]
            assert code == 1
            assert len(stderr.strip().splitlines()) == 1
        else:
            assert record["reference"] == one["reference"]
            read += 1
    assert read


@pytest.mark.parametrize("from_stdin", [True, False])
def test_a_manifest_is_answered_line_by_line(tmp_path: Path, from_stdin: bool) -> None:
    pages = sorted((FIXTURES / "cases").glob("*-01.html"))[:12]
    entries = [{"id": f"n{i}", "force": "cleveland", "url": "https://x/", "path": str(p)} for i, p in enumerate(pages)]
    entries.insert(3, {"id": "gone", "force": "cleveland", "url": "https://x/", "path": str(tmp_path / "gone.html")})
    text = "".join(json.dumps({**entry, "content_type": "text/html"}) + "\n" for entry in entries)
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(text)
    code, lines, stderr = parse("--manifest", "-" if from_stdin else str(manifest), stdin=text if from_stdin else None)
    assert code == 1
    assert "1 of 13" in stderr
    assert list(dict.fromkeys(line["id"] for line in lines)) == [entry["id"] for entry in entries]
    assert [line["id"] for line in lines if "error" in line] == ["gone"]


def test_many_pages_come_back_in_order() -> None:
    pages = sorted((FIXTURES / "cases").glob("*.html"))
    text = "".join(
        json.dumps({"id": i, "force": None, "url": None, "path": str(p)}) + "\n" for i, p in enumerate(pages)
    )
    code, lines, _ = parse("--manifest", "-", stdin=text)
    assert code == 0
    assert list(dict.fromkeys(line["id"] for line in lines)) == list(range(len(pages)))


def test_an_unknown_force_is_one_line() -> None:
    code, lines, stderr = parse(str(SEED), "--force", "nosuch")
    assert code == 2
    assert lines == []
    assert stderr.startswith("foi: unknown force 'nosuch'")
    assert len(stderr.strip().splitlines()) == 1
