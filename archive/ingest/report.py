"""What an ingest did, as a value: for the command's output and for tests."""

from __future__ import annotations

import msgspec


class IngestReport(msgspec.Struct, kw_only=True):
    """Counts of one run's ingest. `accepted` false: only the run's own row was written, and `reason` says why.

    `already` true: the same run had been taken in before and nothing was written. Counts are of disclosures, except
    `captures` (exchanges), `bodies` (distinct new bodies), `documents` (files read) and `files_changed` (attachments
    with a new version). `problems` are one line each: what could not be read, and what that left out.
    """

    force: str
    run: str
    accepted: bool = True
    already: bool = False
    reason: str = ""
    captures: int = 0
    bodies: int = 0
    documents: int = 0
    new: int = 0
    edited: int = 0
    reparsed: int = 0
    unchanged: int = 0
    missing: int = 0
    removed: int = 0
    returned: int = 0
    moved: int = 0
    files_changed: int = 0
    not_answers: int = 0
    problems: list[str] = msgspec.field(default_factory=list)

    def line(self) -> str:
        """One line for a person."""
        head = f"{self.force} {self.run}: "
        if self.already:
            return head + "already taken in, nothing to do"
        if not self.accepted:
            return head + f"kept out: {self.reason}"
        counted = [
            f"{value} {name}"
            for name, value in (
                ("new", self.new),
                ("edited", self.edited),
                ("reparsed", self.reparsed),
                ("unchanged", self.unchanged),
                ("missing", self.missing),
                ("removed", self.removed),
                ("returned", self.returned),
                ("moved", self.moved),
                ("files read", self.documents),
            )
            if value or name == "new"
        ]
        tail = f"; {len(self.problems)} problems" if self.problems else ""
        return head + ", ".join(counted) + tail
