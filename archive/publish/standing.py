"""What people and findings decided about each thing: withdrawn, held, released, redacted.

The last decision to hold, release or withdraw counts; redactions add up and are not undone by a release. A file with a
serious finding is held until it is released, and so is one that was captured and not yet looked into: only what has
been looked at is let out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.documents.model import SERIOUS
from archive.documents.screening import POLICY
from archive.publish.cells import placed
from archive.publish.redaction import redacted_things
from archive.store import Decision, Document, Finding
from archive.store.cells import RedactedCell

REASON_WORDS = {
    "personal_data": "personal data",
    "hidden_data": "hidden data that was not meant to be published",
    "legal": "a court order or another legal reason",
    "copyright": "copyright",
    "safety": "somebody's safety",
    "force_request": "the force asked for it",
    "error": "an error of this archive",
    "checked": "it was checked",
}
"""Classes of reason as the public reads them."""


class Standing(NamedTuple):
    """Archive ids and digests by what was decided.

    `held_words` gives the general words in which a held file may be said to be held; `redacted` is the time of the
    last redaction.
    """

    withdrawn: dict[int, Decision]
    held: set[int]
    released: set[int]
    redactions: dict[int, list[str | RedactedCell]]
    files_withdrawn: dict[str, Decision]
    files_held: set[str]
    held_words: dict[str, list[str]]
    files_ready: set[str]
    file_redactions: dict[str, list[str | RedactedCell]]
    redacted: str

    def file(self, digest: str | None) -> str:
        """The standing of a file by digest: `withdrawn`, `held`, `unread` or `open`."""
        if digest is None:
            return "unread"
        if digest in self.files_withdrawn:
            return "withdrawn"
        if digest in self.files_held:
            return "held"
        return "open" if digest in self.files_ready else "unread"


def standing(session: Session) -> Standing:
    """Read every decision and finding. Raises `DataProblem` for a redaction that cannot be understood."""
    last: dict[tuple[str, int | str], Decision] = {}
    redactions: dict[int, list[str | RedactedCell]] = defaultdict(list)
    file_redactions: dict[str, list[str | RedactedCell]] = defaultdict(list)
    redacted = ""
    for decision in session.scalars(select(Decision).order_by(Decision.id)):
        if decision.action == "redact":
            redacted = max(redacted, decision.at)
            found = redacted_things(decision.detail, f"decision {decision.id}")
            parts: list[str | RedactedCell] = [*found.texts]
            parts += [placed(session, decision, cell) for cell in found.cells]
            if decision.digest is not None:
                file_redactions[decision.digest] += parts
            elif decision.disclosure_id is not None:
                redactions[decision.disclosure_id] += parts
        elif decision.digest is not None:
            last["file", decision.digest] = decision
        elif decision.disclosure_id is not None:
            last["disclosure", decision.disclosure_id] = decision
    files = {str(key): decision for (kind, key), decision in last.items() if kind == "file"}
    things = {int(key): decision for (kind, key), decision in last.items() if kind == "disclosure"}
    released = {digest for digest, decision in files.items() if decision.action == "release"}
    held = {digest: words for digest, words in _serious(session).items() if digest not in released}
    held |= {digest: [said(decision.reason)] for digest, decision in files.items() if decision.action == "hold"}
    return Standing(
        withdrawn={key: decision for key, decision in things.items() if decision.action == "withdraw"},
        held={key for key, decision in things.items() if decision.action == "hold"},
        released={key for key, decision in things.items() if decision.action == "release"},
        redactions=dict(redactions),
        files_withdrawn={key: decision for key, decision in files.items() if decision.action == "withdraw"},
        files_held=set(held),
        held_words=held,
        files_ready=set(session.scalars(select(Document.digest).where(Document.path == ""))),
        file_redactions=dict(file_redactions),
        redacted=redacted,
    )


def said(reason: str) -> str:
    """A class of reason in the words that the public reads."""
    return REASON_WORDS.get(reason, reason.replace("_", " "))


def _serious(session: Session) -> dict[str, list[str]]:
    """Digests of the files with serious findings, each with the general words for them."""
    query = select(Document.digest, Finding.kind).join(Finding).where(Finding.severity == SERIOUS).distinct()
    found: dict[str, list[str]] = defaultdict(list)
    for digest, kind in session.execute(query):
        found[digest] += [POLICY[kind].words] if kind in POLICY else []
    return {digest: sorted(words) for digest, words in found.items()}
