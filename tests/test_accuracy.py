"""The normaliser's figures on the labelled cases never fall, and the score itself can tell right from wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parent / "fixtures" / "cases"
HELD_OUT = Path(__file__).parent / "fixtures" / "holdout"
"""Cases that were scored before they were looked at; since then they are guarded like the others."""
FLOORS = Path(__file__).parent / "accuracy.toml"
FOI = [sys.executable, "-m", "archive", "accuracy"]


def accuracy(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*FOI, *arguments], capture_output=True, text=True, check=False, timeout=200)


def test_no_figure_is_below_its_floor() -> None:
    result = accuracy(str(CASES), str(HELD_OUT), "--floors", str(FLOORS))
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_wrong_expectation_is_a_miss_and_a_floor_not_reached(tmp_path: Path) -> None:
    for suffix in ("html", "json"):
        shutil.copy(CASES / f"avon-and-somerset-01.{suffix}", tmp_path)
    case = tmp_path / "avon-and-somerset-01.json"
    labels = json.loads(case.read_text())
    labels["expected"] |= {"reference": "1/20", "exemptions": ["FOIA 24(2)"], "outcome": "not_held"}
    case.write_text(json.dumps(labels))
    result = accuracy(str(tmp_path), "--json", "--floors", str(FLOORS))
    figures = json.loads(result.stdout)["figures"]
    assert figures["reference"] == 0
    assert figures["outcome"] == 0
    assert figures["title"] == 1
    assert figures["exemptions_precision"] == 0.5
    assert result.returncode == 1
    assert "reference" in result.stderr


def test_a_folder_without_cases_is_one_line(tmp_path: Path) -> None:
    result = accuracy(str(tmp_path / "none"))
    assert result.returncode != 0
    assert len(result.stderr.strip().splitlines()) == 1
