"""Scoring the normaliser against labelled cases, field by field.

A case is `<id>.html` or `<id>.txt` with `<id>.json` (`force`, `url`, `content_type`, `expected`, `traps`,
`not_scored`). Text is compared after squashing; exemptions and attachments by precision and recall over all cases;
`*_starts`, `*_ends`, `*_contains` and `*_contains_not` together say whether the boundary between request and response
was found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.errors import UsageProblem
from archive.normalise import normalise
from archive.normalise.body import Body
from archive.normalise.record import Record
from archive.normalise.text import squash
from scraper.registry import UnknownForce, load_force

SCALARS = (
    "title",
    "reference",
    "request_date",
    "response_date",
    "published_date",
    "filed_period",
    "structure",
    "language",
    "outcome",
)
SETS = ("legislation", "outcome_flags")
COUNTED = ("exemptions", "attachments")
RECALLED = ("mentions", "warnings")
BULLET = re.compile(r"(?:^|(?<=\n))\s*- ")


@dataclass(slots=True)
class Tally:
    """Right and scored."""

    right: int = 0
    scored: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.scored += 1
        self.right += right

    @property
    def share(self) -> float:
        """Right of scored, 1 when nothing was scored."""
        return self.right / self.scored if self.scored else 1.0


@dataclass(slots=True)
class Retrieval:
    """True and false positives and false negatives of a field with several values."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of what was given, the share that is right."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what is right, the share that was given."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """Everything the accuracy command reports."""

    cases: int = 0
    fields: dict[str, Tally] = field(default_factory=dict)
    boundary: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    retrieval: dict[str, Retrieval] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        """Every figure by name, as shares between 0 and 1."""
        made = {name: tally.share for name, tally in self.fields.items()}
        made["boundary"] = self.boundary.share
        made["exact_record"] = self.exact.share
        for name, counts in self.retrieval.items():
            if name in COUNTED:
                made[f"{name}_precision"], made[f"{name}_recall"], made[f"{name}_f1"] = (
                    counts.precision,
                    counts.recall,
                    counts.f1,
                )
            else:
                made[f"{name}_recall"] = counts.recall
        return {name: round(value, 4) for name, value in made.items()}


def find_cases(paths: Iterable[Path]) -> list[Path]:
    """The expectation files under the given files and folders, in order. Raises `UsageProblem` if there are none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(path.rglob("*.json")))
        elif path.suffix == ".json" and path.is_file():
            found.append(path)
        elif path.with_suffix(".json").is_file():
            found.append(path.with_suffix(".json"))
        else:
            raise UsageProblem(f"{path}: no case (a case is a page and a .json file beside it)")
    if not found:
        raise UsageProblem("no cases found: give folders or files of labelled cases")
    return found


def score_paths(paths: Iterable[Path]) -> Scores:
    """Score every case under the paths."""
    scores = Scores()
    for path in find_cases(paths):
        score_case(scores, path)
    return scores


def read_case(path: Path) -> tuple[dict[str, Any], list[Record]]:
    """A case's expectation file, and the records that the normaliser makes of its page."""
    case = json.loads(path.read_text(encoding="utf-8"))
    page = next((path.with_suffix(suffix) for suffix in (".html", ".txt") if path.with_suffix(suffix).is_file()), None)
    if page is None or "expected" not in case:
        raise UsageProblem(f"{path}: no page beside it, or no `expected`")
    records = normalise(
        page.read_bytes(), content_type=case.get("content_type"), url=case.get("url"), force=_body(case.get("force"))
    )
    return case, records


def _body(slug: str | None) -> Body | None:
    if not slug:
        return None
    try:
        return Body.of(load_force(slug))
    except UnknownForce:
        return Body(slug, slug.replace("-", " ").title(), "")


def score_case(scores: Scores, path: Path) -> None:
    """Add one case to the scores. Where a page gives several records, `records` expects each, in order."""
    case, records = read_case(path)
    expectations = case.get("records") or [case["expected"]]
    skipped = set(case.get("not_scored", ()))
    for number, expected in enumerate(expectations):
        record = records[number] if number < len(records) else None
        name = path.stem if len(expectations) == 1 else f"{path.stem}#{number + 1}"
        misses = (
            [f"records: expected {len(expectations)}, got {len(records)}"] if len(records) != len(expectations) else []
        )
        if record is None:
            scores.misses[name] = misses
            scores.exact.add(False)
            continue
        misses += _score(scores, record, expected, skipped)
        scores.cases += 1
        scores.exact.add(not misses)
        if misses:
            scores.misses[name] = misses


def _score(scores: Scores, record: Record, expected: dict[str, Any], skipped: set[str]) -> list[str]:
    misses: list[str] = []

    def compare(name: str, right: bool, detail: str) -> None:
        scores.fields.setdefault(name, Tally()).add(right)
        if not right:
            misses.append(f"{name}: {detail}")

    for name in SCALARS:
        if name in expected and name not in skipped:
            want, got = expected[name], getattr(record, name)
            same = flat(want) == flat(got) if isinstance(want, str) and isinstance(got, str) else want == got
            compare(name, same, f"expected {want!r}, got {got!r}")
            if name == "outcome":
                scores.confusion[want, got] += 1
    for name in SETS:
        if name in expected and name not in skipped:
            want, got = set(expected[name]), set(getattr(record, name))
            compare(name, want == got, f"expected {sorted(want)}, got {sorted(got)}")
    boundary = _boundary(record, expected, skipped)
    if boundary is not None:
        scores.boundary.add(not boundary)
        misses.extend(boundary)
    misses.extend(_count(scores, record, expected, skipped))
    return misses


def _boundary(record: Record, expected: dict[str, Any], skipped: set[str]) -> list[str] | None:
    """What is wrong with request and response, an empty list when nothing is, null when nothing is scored."""
    misses: list[str] = []
    asked = False
    tests: dict[str, Callable[[str, str], bool]] = {
        "starts": str.startswith,
        "ends": str.endswith,
        "contains": lambda text, part: part in text,
    }
    for side in ("request", "response"):
        text = getattr(record, side)
        plain = flat(text) if text is not None else None
        for kind, test in tests.items():
            name = f"{side}_{kind}"
            if name not in expected or name in skipped:
                continue
            asked = True
            wanted = expected[name]
            if wanted is None:
                if text is not None:
                    misses.append(f"{name}: expected no {side}, got {plain[:70]!r}" if plain else name)
                continue
            for part in wanted if isinstance(wanted, list) else [wanted]:
                if plain is None or not test(plain, flat(part)):
                    shown = "nothing" if plain is None else repr(plain[-90:] if kind == "ends" else plain[:90])
                    misses.append(f"{name}: expected {part!r}, got {shown}")
        for part in expected.get(f"{side}_contains_not", ()):
            asked = True
            if plain is not None and flat(part) in plain:
                misses.append(f"{side}_contains_not: {part!r} is there")
    return misses if asked else None


def _count(scores: Scores, record: Record, expected: dict[str, Any], skipped: set[str]) -> list[str]:
    got = {
        "exemptions": {f"{cited.regime} {cited.provision}" for cited in record.exemptions},
        "attachments": {attachment.url for attachment in record.attachments},
        "mentions": {f"{cited.regime} {cited.provision}" for cited in record.mentions},
        "warnings": set(record.warnings),
    }
    misses = []
    for name in (*COUNTED, *RECALLED):
        key = name if name in COUNTED else f"{name}_include"
        if key not in expected or key in skipped or name in skipped:
            continue
        want = set(expected[key])
        counts = scores.retrieval.setdefault(name, Retrieval())
        counts.hits += len(want & got[name])
        counts.missed += len(want - got[name])
        extra = got[name] - want if name in COUNTED else set()
        counts.extra += len(extra)
        if want - got[name]:
            misses.append(f"{name}: missed {sorted(want - got[name])}")
        if extra:
            misses.append(f"{name}: extra {sorted(extra)}")
        if (
            name == "attachments"
            and want == got[name]
            and [item.url for item in record.attachments] != list(expected[key])
        ):
            misses.append("attachments: another order")
    return misses


def flat(text: str) -> str:
    """The text as it is compared: squashed, and without the dash that opens a list line."""
    return squash(BULLET.sub("", text))


def check(scores: Scores, floors: dict[str, float]) -> list[str]:
    """What falls below its recorded floor, one line a figure; a floor without a figure is a fault too."""
    figures = scores.figures()
    faults = []
    for name, floor in floors.items():
        if name not in figures:
            faults.append(f"{name}: no such figure")
        elif figures[name] < floor:
            faults.append(f"{name}: {figures[name]:.4f} is below the recorded {floor:.4f}")
    return faults


def markdown(scores: Scores) -> str:
    """The table for the README."""
    figures = scores.figures()
    rows = [
        f"{scores.cases} labelled cases, all invented; written to be hard, so no estimate for live pages.",
        "",
        "| field | scored by | figure |",
        "|---|---|---|",
    ]
    for name in (*SCALARS, *SETS):
        if name in scores.fields:
            tally = scores.fields[name]
            rows.append(f"| `{name}` | accuracy | {figures[name]:.3f} ({tally.right} of {tally.scored}) |")
    boundary = scores.boundary
    share = f"{figures['boundary']:.3f} ({boundary.right} of {boundary.scored})"
    rows.append(f"| request and response | boundary | {share} |")
    for name in COUNTED:
        if name in scores.retrieval:
            three = ", ".join(f"{figures[f'{name}_{kind}']:.3f}" for kind in ("precision", "recall", "f1"))
            rows.append(f"| `{name}` | precision, recall, F1 | {three} |")
    for name in RECALLED:
        if name in scores.retrieval:
            rows.append(f"| `{name}` | recall | {figures[f'{name}_recall']:.3f} |")
    rows.append(
        f"| whole record | exact | {figures['exact_record']:.3f} ({scores.exact.right} of {scores.exact.scored}) |"
    )
    return "\n".join(rows)


def report(scores: Scores, names: Sequence[str] = ()) -> dict[str, Any]:
    """The scores as plain data for `--json`."""
    return {
        "cases": scores.cases,
        "figures": scores.figures(),
        "counts": {name: {"right": tally.right, "scored": tally.scored} for name, tally in scores.fields.items()},
        "retrieval": {
            name: {"hits": counts.hits, "extra": counts.extra, "missed": counts.missed}
            for name, counts in scores.retrieval.items()
        },
        "outcome_confusion": [
            {"expected": want, "got": got, "cases": times} for (want, got), times in sorted(scores.confusion.items())
        ],
        "misses": {name: lines for name, lines in scores.misses.items() if not names or name in names},
    }
