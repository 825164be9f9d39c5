"""What one run observed of each address: listed, answered, gone; and nothing more than that."""

from __future__ import annotations

from pathlib import Path

from archive.ingest.addresses import Answer, address_of, answer_of, loose
from archive.ingest.rundir import RunDirectory
from scraper.contract import Entry, Run

OWN_MODES = frozenset({"nightly", "full"})
"""Modes in which the force's own site was read, so that absence can mean something."""


def nothing_observed(force: str) -> RunDirectory:
    """A run that saw nothing: for reading old captures again."""
    run = Run(id="", force=force, started="")
    return RunDirectory(Path(), run, [], [], [], "")


class Observations:
    """A run's observations by address (loose form)."""

    def __init__(self, directory: RunDirectory) -> None:
        run = directory.run
        self.started = run.started
        self.may_mark_absent = run.complete and run.mode in OWN_MODES
        self.listing_exhausted = run.listing_exhausted
        self.listed: dict[str, Entry] = {loose(entry.url): entry for entry in directory.entries}
        self.mirrors: dict[str, str] = {
            loose(entry.url): entry.alternate_of for entry in directory.entries if entry.alternate_of
        }
        self.mirrored: dict[str, list[str]] = {}
        for mirror, original in self.mirrors.items():
            self.mirrored.setdefault(loose(original), []).append(mirror)
        self._answers: dict[str, tuple[Answer, str]] = {}
        for _, capture in directory.captures:
            if capture.kind in {"disclosure", "attachment", "other"}:
                for url in {loose(capture.url), loose(address_of(capture))}:
                    self.note(url, answer_of(capture), capture.at)

    def note(self, url: str, answer: Answer, at: str) -> None:
        """Note an answer; a later one replaces an earlier one, but silence replaces nothing."""
        key = loose(url)
        known = self._answers.get(key)
        if known is None or (answer != "silent" and (known[0] == "silent" or at >= known[1])):
            self._answers[key] = (answer, at)

    def silence(self, url: str) -> None:
        """What answered was no disclosure (a challenge, a soft 404): it says nothing of the address."""
        key = loose(url)
        self._answers[key] = ("silent", self._answers[key][1] if key in self._answers else self.started)

    def answer(self, url: str) -> Answer | None:
        """What the address answered; null if it was not asked."""
        found = self._answers.get(loose(url))
        return found[0] if found else None

    def asked_at(self, url: str) -> str | None:
        """When the address last answered, or was last asked."""
        found = self._answers.get(loose(url))
        return found[1] if found else None

    def seen_at(self, url: str) -> str | None:
        """When the run saw the address alive (answered as a page, or listed and not answered as gone), else null."""
        key = loose(url)
        answer = self.answer(key)
        if answer == "alive":
            return self._answers[key][1]
        if key in self.listed and answer not in {"gone", "moved"}:
            return self.listed[key].at
        return None

    def gone(self, url: str) -> bool:
        """Whether this run shows the address to be gone: it says so, or a listing read to its end omits it.

        An address that answered, but with a block or a fault, is not gone: nothing is known of it.
        """
        answer = self.answer(url)
        if answer == "gone":
            return True
        return self.listing_exhausted and loose(url) not in self.listed and answer in {None, "moved"}
