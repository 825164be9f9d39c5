"""The notice to a force about something in its own publication that it may not have meant to publish.

It says where to look and in general words at what, so that the notice itself spreads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.documents.screening import POLICY
from archive.errors import UsageProblem
from archive.review.held import findings_of, offers_of
from archive.store import Disclosure, Revision
from archive.store.decisions import Subject
from scraper.registry import Force

TEXT = """To: {force}
Subject: Information that may have been published by mistake

{date}

We keep a public archive of the Freedom of Information answers that police forces publish. In checking
files before showing them, our software found signs that the following holds information which its
readers were not meant to see:

{places}

What was found:

{found}

We have not published it and are not looking into it further. As you published it, it may still be
open to anybody at the address above. You may wish to take it down, to check who has asked for it, and
to consider whether it has to be reported to the Information Commissioner or your own regulator.

Please tell us what you decide: we will go by it. If it was meant to be public, we will show it.

{contact}
"""


def _words(kind: str) -> str:
    """A kind of finding in general words."""
    return POLICY[kind].words if kind in POLICY else kind.replace("_", " ")


def force_notice(session: Session, subject: Subject, registry: Mapping[str, Force], contact: str, date: str) -> str:
    """The text of the notice. Raises `UsageProblem` if the file was never offered by a force's page."""
    if subject.digest is not None:
        offers = offers_of(session, subject.digest)
        places = [(force, url) for _, force, url in offers]
        found = [f"- {one.count} x {_words(one.kind)} ({one.place})" for one in findings_of(session, subject.digest)]
    else:
        row = session.execute(
            select(Disclosure.force, Revision.url)
            .join(Revision, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
            .where(Disclosure.id == subject.disclosure_id)
        ).one()
        places, found = [(row.force, row.url)], []
    if not places:
        raise UsageProblem(f"{subject.digest}: no page of a force offers this file")
    forces = sorted({force for force, _ in places})
    return TEXT.format(
        force="; ".join(registry[slug].name if slug in registry else slug for slug in forces),
        date=date,
        places="\n".join(sorted({f"  {url}" for _, url in places})),
        found="\n".join(found) or "- details that may identify a person",
        contact=contact,
    )
