"""When a force that turned the crawler away is tried again: after 1, 2, 4, then 8 days, counted from its own runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from scraper.contract import Run
from scraper.rundir import RUN_FILE, read_run

DAYS = (1, 2, 4, 8)


def runs_of(runs: Path) -> list[Run]:
    """The readable reports of a force's run directories, newest first."""
    found = []
    for path in sorted(runs.glob(f"*/{RUN_FILE}"), reverse=True):
        try:
            found.append(read_run(path.parent))
        except (OSError, msgspec.MsgspecError):
            continue
    return found


def not_before(history: list[Run]) -> datetime | None:
    """When the next try is due after the blocked runs at the head of a history (newest first); None: at once."""
    blocked = 0
    for run in history:
        if run.status != "blocked":
            break
        blocked += 1
    if not blocked:
        return None
    last = datetime.fromisoformat(history[0].finished or history[0].started)
    last = last if last.tzinfo else last.replace(tzinfo=UTC)
    return last + timedelta(days=DAYS[min(blocked, len(DAYS)) - 1])
