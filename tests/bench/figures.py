"""Figures that are kept: what was measured of each room, when, on which machine and how; in git, for the README."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from tests.bench import Row

FIGURES = Path(__file__).parent / "figures.json"


class Measured(TypedDict):
    """One room's figures: the day, the machine, how it was done, whether with smaller inputs, and the rows."""

    date: str
    machine: str
    method: str
    quick: bool
    rows: list[Row]


def machine() -> str:
    """The machine of this run, in a few words."""
    return f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()}), Python {platform.python_version()}"


def measured(method: str, rows: Sequence[Row], *, quick: bool) -> Measured:
    """The figures of a run that has just ended; `method` is the benchmark's own description, two paragraphs of it."""
    words = " ".join(" ".join(method.split("\n\n")[:2]).split())
    return {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "method": words, "quick": quick, "rows": [*rows]}


def load(path: Path = FIGURES) -> dict[str, Measured]:
    """What is kept, by room."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def keep(room: str, found: Measured, path: Path = FIGURES) -> None:
    """Put a room's figures in the place of its older ones; the other rooms' stay."""
    kept = load(path) | {room: found}
    text = json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def markdown(kept: dict[str, Measured], rooms: Sequence[str]) -> str:
    """The README's tables: for each of the rooms how it was measured, and a line a figure; what is missing is said."""
    parts = []
    for room in rooms:
        found = kept.get(room)
        if found is None:
            parts.append(f"**{room.capitalize()}**: not measured yet.")
            continue
        small = " This was a short run with smaller inputs." if found["quick"] else ""
        parts.append(
            f"**{room.capitalize()}.** {found['method']} Measured on {found['date']}, {found['machine']}.{small}\n\n"
            "| what | measured | bound | |\n|---|---|---|---|\n"
            + "\n".join(
                f"| {_cell(row['name'])} | {_cell(row['figure'])} | {_cell(row['bound'])} "
                f"| {'met' if row['met'] else '**missed**'} |"
                for row in found["rows"]
            )
        )
    return "\n\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")
