"""`foi withdraw`: take something down for good, and erase its raw bytes where that is asked for."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.archive_option import opened_archive
from archive.cli.deciding import decision_options, record


@click.command()
@decision_options
@click.option("--purge", "with_purge", is_flag=True, help="Erase the raw bytes from the WARC files too; no way back.")
def command(
    subject: str, data: Path, archive_url: str | None, who: str, why: str, reason: str, with_purge: bool
) -> None:
    """Take a disclosure or file down: nothing of it is published again, and a crawl never brings it back.

    What stays public is a line in the log of withdrawals: force, reference, class of reason and day. What was purged is
    not even asked for again; the rest is looked at once a month.

    Example: foi withdraw metropolitan/01-foi-22-1 --who "A. Editor" --why "named victim" --reason personal_data --purge
    """
    record("withdraw", subject, data, archive_url, who=who, why=why, reason=reason)
    if with_purge:
        purge_withdrawn(subject, data, archive_url)


def purge_withdrawn(subject: str, data: Path, archive_url: str | None) -> None:
    """Erase the bytes of what was withdrawn, and say how much that was."""
    from archive.ingest.purge import purge
    from archive.store import writing
    from archive.store.decisions import decisions_of, find_subject
    from archive.store.vacuum import forget_deleted

    with opened_archive(data, archive_url) as engine:
        with writing(engine) as session:
            about = find_subject(session, subject)
            withdrawal = [item for item in decisions_of(session, about) if item.action == "withdraw"][-1]
            done = purge(session, data, withdrawal)
        forget_deleted(engine)
    click.echo(f"purged {done.bodies} bodies, {done.records} records in WARC files")
