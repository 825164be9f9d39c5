"""The table of decisions people took about what may be public: append-only, each with who, when and why.

The current standing of a thing is read from its decisions in order; a decision is undone by another, never erased.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from archive.errors import DataProblem
from archive.store.base import Base, CleanText, Digest, Key, Time
from archive.store.crawls import Purge
from archive.store.disclosures import one_of

ACTIONS = ("hold", "release", "redact", "withdraw")


class Decision(Base):
    """One decision about a disclosure or about a file (by digest, wherever it is offered).

    `reason` is the class of reason that may be shown, `why` the decider's own words (private). `detail` is JSON: for
    `redact` what is replaced, for `withdraw` the force and reference of the tombstone.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index(None, "disclosure_id"),
        Index(None, "digest"),
        one_of("action", ACTIONS),
        CheckConstraint("(disclosure_id IS NULL) <> (digest IS NULL)", "one_subject"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    action: Mapped[str] = mapped_column(String(10))
    disclosure_id: Mapped[int | None] = mapped_column(ForeignKey("disclosure.id"))
    digest: Mapped[str | None] = mapped_column(Digest)
    who: Mapped[str] = mapped_column(CleanText)
    at: Mapped[str] = mapped_column(Time)
    why: Mapped[str] = mapped_column(CleanText)
    reason: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(CleanText)


def _refuse(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    raise DataProblem(f"{target.__tablename__} {target.id}: is append-only; record another decision instead")


for _model in (Decision, Purge):
    event.listen(_model, "before_update", _refuse)
    event.listen(_model, "before_delete", _refuse)
