"""What the commands that decide on publication share: their options, and recording one decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option
from archive.store.decisions import REASONS, Action

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS = (
    click.option(
        "--reason", type=click.Choice(REASONS), required=True, help="Class of reason: this may be shown to the public."
    ),
    click.option("--why", required=True, metavar="WORDS", help="Why, in your own words. Kept, never published."),
    click.option(
        "--who", envvar="FOI_WHO", required=True, metavar="NAME", help="Who decides (or FOI_WHO). Never published."
    ),
    archive_option,
    data_option,
)


def decision_options(function: F) -> F:
    """The argument and options that every decision has."""
    for option in OPTIONS:
        function = option(function)
    return click.argument("subject")(function)


def now() -> str:
    """The time as the archive writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def record(
    action: Action,
    subject: str,
    data: Path,
    url: str | None,
    *,
    who: str,
    why: str,
    reason: str,
    texts: Sequence[str] = (),
    places: Sequence[tuple[str, str, str]] = (),
) -> None:
    """Record one decision and say so. Raises `UsageProblem` if it makes no sense or its subject is unknown."""
    from archive.store import writing
    from archive.store.cells import cells_at
    from archive.store.decisions import decide, find_subject

    with opened_archive(data, url) as engine, writing(engine) as session:
        about = find_subject(session, subject)
        cells = [cell for place in places for cell in cells_at(session, about, place)]
        decision = decide(session, action, about, who=who, at=now(), why=why, reason=reason, texts=texts, cells=cells)
        number = decision.id
    for cell in cells:
        spread = "and its words wherever they stand" if cell.everywhere else "and that row of the text"
        click.echo(f"  cell {cell.column} of row {cell.row} in {cell.table or 'its table'}, {spread}")
    click.echo(f"decision {number}: {action} {subject}; in force at the next `foi publish`")
