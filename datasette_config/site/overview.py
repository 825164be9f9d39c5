"""What the home page and the force pages say of the whole: counted once for each published file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from datasette_config.site import dates
from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.words import FORCE_STATUS, RUN_STATUS


@dataclass(frozen=True)
class Standing:
    """How a force stands: its row, its count, its oldest and newest date, and its gaps in plain words."""

    force: Row
    count: int
    oldest: str
    newest: str
    label: str
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The archive as a whole."""

    total: int
    collected: int
    with_files: int
    oldest: str
    newest: str
    standings: tuple[Standing, ...]
    synthetic: bool


def iso(number: int) -> str:
    """The sidecar's yyyymmdd as `2024-03-05` or `2024-03`."""
    if not number:
        return ""
    text = f"{number:08}"
    return f"{text[:4]}-{text[4:6]}" + (f"-{text[6:]}" if text[6:] != "00" else "")


def gaps(force: Row) -> tuple[str, ...]:
    """What is missing of a force and why, one sentence each."""
    said = []
    reason = (force["reason"] or "").strip().rstrip(".")
    if force["status"] != "live":
        said.append(f"{FORCE_STATUS.get(force['status'], force['status'])}{': ' + reason if reason else ''}.")
    if force["last_run_status"] and force["last_run_status"] != "ok":
        why = (force["last_run_reason"] or "").strip().rstrip(".")
        said.append(
            f"The last look, on {dates.shown(force['last_run'][:10])}, was "
            f"{RUN_STATUS.get(force['last_run_status'], force['last_run_status'])}{': ' + why if why else ''}."
        )
    if force["status"] == "live" and not force["last_complete_run"]:
        said.append("Never yet collected from end to end.")
    if not force["full_text_public"]:
        said.append("Only an extract of each answer is shown, because the force’s terms don’t allow the whole.")
    return tuple(said)


def overview(snapshot: Snapshot) -> Overview:
    """The overview of a published file, from the cache if it was made before."""
    known: Overview | None = snapshot.cache.get("overview")
    if known is not None:
        return known
    facets = snapshot.facets
    force, date = facets.single["force"], facets.single["date"].astype(np.int64)
    size = max([int(row["id"]) for row in snapshot.forces], default=0) + 1
    newest, oldest = np.zeros(size, dtype=np.int64), np.full(size, 99999999, dtype=np.int64)
    dated = date > 0
    np.maximum.at(newest, force[dated], date[dated])
    np.minimum.at(oldest, force[dated], date[dated])
    counts = facets.everything["force"]
    standings = tuple(
        Standing(
            force=row,
            count=counts.get(row["id"], 0),
            oldest=iso(int(oldest[row["id"]])) if newest[row["id"]] else "",
            newest=iso(int(newest[row["id"]])),
            label=str(FORCE_STATUS.get(row["status"], row["status"])),
            gaps=gaps(row),
        )
        for row in snapshot.forces
    )
    found = Overview(
        total=snapshot.total,
        collected=sum(standing.count > 0 for standing in standings),
        with_files=facets.everything["has_attachment"].get(1, 0),
        oldest=iso(int(date[dated].min())) if dated.any() else "",
        newest=iso(int(date.max(initial=0))),
        standings=standings,
        synthetic=bool(snapshot.forces) and all(row["synthetic"] for row in snapshot.forces),
    )
    return snapshot.cache.put("overview", found)


def freshness(snapshot: Snapshot) -> dict[str, Any]:
    """Numbers for the site's foot: when the file was built, and its hash."""
    return {"built_at": snapshot.built_at, "build": snapshot.build}
