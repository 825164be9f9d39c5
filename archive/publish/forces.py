"""Rows of `forces`: every body of the registry, collected or not, with what the last crawls of it came to.

A body that is in the archive and not in the registry is published too, under its slug, and by extracts only, since
nothing is known of its terms.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.publish.lookups import Row
from archive.store import Disclosure, Run
from scraper.registry import Force

ENDED = ("ok", "incomplete", "blocked", "failed")
ABSENT = "in the archive, but not in the registry of forces it was published with"


def force_rows(session: Session, registry: Mapping[str, Force], full_text: frozenset[str]) -> list[Row]:
    """The rows in order of slug, ids from 1, unregistered bodies last. `full_text`: slugs published whole."""
    last = {run.force: run for run in session.scalars(select(Run).order_by(Run.started, Run.id))}
    complete = {
        run.force: run.started
        for run in session.scalars(select(Run).where(Run.complete, Run.accepted).order_by(Run.started, Run.id))
    }
    stray = (set(last) | set(session.scalars(select(Disclosure.force).distinct()))) - registry.keys()
    return [
        {
            "id": number,
            **(_registered(registry[slug]) if slug in registry else _unregistered(slug)),
            "full_text_public": int(slug in full_text),
            "last_complete_run": complete.get(slug),
            **_last_run(last.get(slug)),
        }
        for number, slug in enumerate([*sorted(registry), *sorted(stray)], 1)
    ]


def _registered(force: Force) -> Row:
    return {
        "slug": force.slug,
        "name": force.name,
        "nation": force.nation,
        "regime": force.regime,
        "platform": force.platform,
        "website": force.website,
        "listing_url": force.listings[0] if force.listings else None,
        "status": force.status,
        "reason": force.reason,
        "evidence": force.evidence,
        "licence": force.terms.licence,
        "terms_url": force.terms.terms_url or None,
        "terms_note": force.terms.note,
        "terms_checked": force.terms.checked,
        "synthetic": int(force.synthetic),
    }


def _unregistered(slug: str) -> Row:
    return {
        "slug": slug,
        "name": slug,
        "nation": "uk",
        "regime": "FOIA",
        "status": "unverified",
        "reason": ABSENT,
        "evidence": "assumed",
        "licence": "unknown",
        "terms_checked": "",
        "synthetic": 0,
    }


def _last_run(run: Run | None) -> Row:
    if run is None:
        return {"last_run": None, "last_run_status": None, "last_run_reason": None}
    status = run.status if run.status in ENDED else "incomplete"
    reason = run.reason or ("" if status == "ok" else run.finish_reason)
    if status == "ok" and not run.accepted:
        status, reason = "failed", reason or "failed its checks"
    elif status == "ok" and not run.complete:
        status, reason = "incomplete", reason or run.finish_reason
    return {"last_run": run.started, "last_run_status": status, "last_run_reason": reason or None}


def published_whole(registry: Mapping[str, Force], consents: frozenset[str]) -> frozenset[str]:
    """Slugs whose text may be published whole: the terms do not forbid it, or consent to it is on record."""
    return frozenset(slug for slug, force in registry.items() if force.terms.full_text_public or slug in consents)
