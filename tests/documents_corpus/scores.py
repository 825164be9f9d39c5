"""Scoring the accuracy corpus, and the table of it for the README."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from archive.documents import Document, DocumentPool
from tests.documents_corpus import Case, accuracy_cases


@dataclass
class Scores:
    """Counts by format: planted files and those found, clean files and those held; and what went wrong by name."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    kinds: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    makers: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def add(self, case: Case, document: Document) -> None:
        """Score one file: a planted defect counts as found only if a serious finding names its kind."""
        serious = {finding.kind for finding in document.findings if finding.severity == "serious"}
        label = f"{case.filename} ({case.maker})"
        self.makers[case.maker] += 1
        if case.planted:
            self.planted[case.suffix] += 1
            self.kinds[case.planted][case.suffix] += 1
            if case.planted in serious:
                self.found[case.suffix] += 1
            else:
                self.missed.append(f"{label}: {case.planted} planted, {sorted(serious)} found")
        else:
            self.clean[case.suffix] += 1
            if serious:
                self.held[case.suffix] += 1
                self.false.append(f"{label}: {sorted(serious)}")

    @property
    def recall(self) -> float:
        """The share of planted files whose defect was found."""
        return self.found.total() / self.planted.total()

    @property
    def false_holds(self) -> float:
        """The share of clean files that would be held."""
        return self.held.total() / self.clean.total()


def score(workers: int | None = None) -> Scores:
    """Make, read and score every case."""
    cases = {f"{number}": case for number, case in enumerate(accuracy_cases())}
    scores = Scores()
    with DocumentPool(workers) as pool:
        for key, document in pool.read_many((key, case.make(), case.filename, None) for key, case in cases.items()):
            scores.add(cases[key], document)
    return scores


def markdown(scores: Scores | None = None) -> str:
    """The results as a Markdown table by format, with the defects planted in each."""
    scores = scores or score()
    rows = ["| format | planted | found | clean | held by mistake | defects planted |", "|---|---|---|---|---|---|"]
    for suffix in sorted(scores.planted.keys() | scores.clean.keys()):
        kinds = sorted(kind.replace("_", " ") for kind, formats in scores.kinds.items() if formats[suffix])
        rows.append(
            f"| {suffix.upper()} | {scores.planted[suffix]} | {scores.found[suffix]} | {scores.clean[suffix]} "
            f"| {scores.held[suffix]} | {', '.join(kinds)} |"
        )
    planted, clean = scores.planted.total(), scores.clean.total()
    rows.append(
        f"| **all** | **{planted}** | **{scores.found.total()}** | **{clean}** | **{scores.held.total()}** "
        f"| recall {scores.recall:.2f}, false holds {scores.false_holds:.1%} |"
    )
    makers = ", ".join(f"{maker} {count}" for maker, count in sorted(scores.makers.items()))
    return "\n".join(rows) + f"\n\nFiles by who made them: {makers}."
