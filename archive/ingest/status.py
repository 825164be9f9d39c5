"""How each force stands: its last run, whether it was complete and why not, what is held of it, and what is due.

Read from the archive alone (and the registry's names), never from a crawl, so that it can be asked at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import DataProblem
from archive.store import Attachment, AttachmentVersion, Disclosure, Run
from scraper.registry import Force

STATUS_FILE = "status.json"
EVERY = timedelta(days=1)
BACKOFF_DAYS = (1, 2, 4, 8)
"""Days until a host that blocked is asked again, by the number of blocked runs in a row."""

LATE = timedelta(days=1)
"""How long after it was due a crawl may still be said to be on time."""


class ForceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One force. Times are UTC; `due` null: not crawled (blocked or no log in the registry, or not in it).

    `verdict`: `ok`; `look` (the last run was not complete or was kept out, or the next is overdue); `never` crawled;
    `not_collected` (the registry says so, with its reason).
    """

    force: str
    name: str
    verdict: str
    reason: str
    last_run: str | None
    last_run_status: str | None
    last_run_accepted: bool | None
    last_complete_run: str | None
    due: str | None
    runs: int
    disclosures: int
    present: int
    missing: int
    removed: int
    returned: int
    attachments: int
    attachments_captured: int


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """Every force, and when this was worked out (UTC)."""

    generated: str
    forces: list[ForceStatus]


def archive_status(session: Session, registry: Mapping[str, Force], now: datetime) -> Status:
    """The standing of every force of the registry and of the archive, in order of slug. `now` must have a time zone."""
    runs: dict[str, list[Run]] = {}
    for run in session.scalars(select(Run).order_by(Run.started, Run.id)):
        runs.setdefault(run.force, []).append(run)
    states: dict[str, dict[str, int]] = {}
    for force, state, count in session.execute(
        select(Disclosure.force, Disclosure.state, func.count()).group_by(Disclosure.force, Disclosure.state)
    ):
        states.setdefault(force, {})[state] = count
    files: dict[str, tuple[int, int]] = {
        force: (offered, captured)
        for force, offered, captured in session.execute(
            select(
                Disclosure.force,
                func.count(Attachment.id.distinct()),
                func.count(AttachmentVersion.attachment_id.distinct()),
            )
            .join(Attachment, Attachment.disclosure_id == Disclosure.id)
            .outerjoin(AttachmentVersion, AttachmentVersion.attachment_id == Attachment.id)
            .where(Attachment.offered)
            .group_by(Disclosure.force)
        )
    }
    slugs = sorted({*registry, *runs, *states})
    return Status(
        generated=_text(now),
        forces=[
            _force(slug, registry.get(slug), runs.get(slug, []), states.get(slug, {}), files.get(slug, (0, 0)), now)
            for slug in slugs
        ],
    )


def write_status(data: Path, status: Status) -> Path:
    """Write `status.json` into the data folder, by rename, so that a reader never sees half of it.

    Raises `DataProblem` where the disk refuses.
    """
    path = data / STATUS_FILE
    scratch = path.with_suffix(".json.new")
    try:
        scratch.write_bytes(msgspec.json.format(msgspec.json.encode(status), indent=2) + b"\n")
        scratch.replace(path)
    except OSError as error:
        raise DataProblem(f"{path}: cannot be written: {error.strerror or error}") from error
    return path


def next_due(runs: Iterable[Run]) -> str | None:
    """When the next crawl is due, from the runs in order of time: a day after the last, later after blocks."""
    ordered = list(runs)
    if not ordered:
        return None
    blocked = 0
    for run in reversed(ordered):
        if run.status != "blocked":
            break
        blocked += 1
    days = BACKOFF_DAYS[min(blocked, len(BACKOFF_DAYS)) - 1] if blocked else EVERY.days
    last = ordered[-1]
    return _text(_time((last.finished or last.started) if blocked else last.started) + timedelta(days=days))


def _force(
    slug: str,
    entry: Force | None,
    runs: list[Run],
    states: dict[str, int],
    files: tuple[int, int],
    now: datetime,
) -> ForceStatus:
    last = runs[-1] if runs else None
    collected = entry is not None and entry.status in {"live", "unverified"}
    due = (next_due(runs) or _text(now)) if collected else None
    verdict, reason = _verdict(entry, last, due, now)
    return ForceStatus(
        force=slug,
        name=entry.name if entry else slug,
        verdict=verdict,
        reason=reason,
        last_run=last.started if last else None,
        last_run_status=last.status if last else None,
        last_run_accepted=last.accepted if last else None,
        last_complete_run=next((run.started for run in reversed(runs) if run.complete and run.accepted), None),
        due=due,
        runs=len(runs),
        disclosures=sum(states.values()),
        present=states.get("present", 0),
        missing=states.get("missing", 0),
        removed=states.get("removed", 0),
        returned=states.get("returned", 0),
        attachments=files[0],
        attachments_captured=files[1],
    )


def _verdict(entry: Force | None, last: Run | None, due: str | None, now: datetime) -> tuple[str, str]:
    if last is None:
        if entry is not None and entry.status in {"blocked", "no_log"}:
            return "not_collected", entry.reason or entry.status
        return "never", "never crawled"
    if not last.accepted:
        return "look", "the last run was kept out: " + _why(last)
    if not last.complete:
        return "look", f"the last run was {last.status}: " + _why(last)
    if due is not None and now > _time(due) + LATE:
        return "look", f"no crawl since {last.started[:10]}"
    return "ok", ""


def _why(run: Run) -> str:
    report = msgspec.json.decode(run.report)
    failed = [check["message"] or check["name"] for check in report["checks"] if check["verdict"] == "fail"]
    return "; ".join(failed) or run.reason or run.finish_reason


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _text(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
