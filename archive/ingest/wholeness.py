"""Whether the archive has all that a force's listing offers from its newest entry down, without a gap.

A nightly run reads a listing from the newest entry until it meets what is known, which is right only if nothing is
missing behind it. After a run that was killed, or was limited, or brought pages from elsewhere, something may be: the
listing is to be read to its end again, once.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.ingest.observations import OWN_MODES
from archive.store import Run


def listing_is_whole(session: Session, force: str) -> bool:
    """Whether a complete run read the force's listing to its end, and every run since then was complete as well."""
    whole = False
    for run in session.execute(
        select(Run.mode, Run.complete, Run.listing_exhausted)
        .where(Run.force == force, Run.accepted)
        .order_by(Run.started, Run.id)
    ):
        complete = run.complete and run.mode in OWN_MODES
        whole = complete and (whole or run.listing_exhausted)
    return whole
