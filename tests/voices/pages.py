"""Pages whose blocks are known to be the requester's or the body's.

The roles are kept in `tests/fixtures/voices.json`, a letter for each block, so that what is learned does not depend on
how today's normaliser reads the pages: `P` around the request, `Q` asked, `A` answered, `T` closing, in small letters
where the block is a label of that side, `.` where it is of none (facts, files).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from archive.normalise import assemble
from archive.normalise.accuracy import find_cases, read_case, score_paths
from archive.normalise.blocks import Block
from archive.normalise.segments import Segmented

FIXTURES = Path(__file__).parent.parent / "fixtures"
KEPT = FIXTURES / "voices.json"
FOLDERS = (FIXTURES / "cases", FIXTURES / "holdout")
LETTERS = {
    "preamble": "P",
    "request": "Q",
    "clarification": "Q",
    "response": "A",
    "reasoning": "A",
    "tail": "T",
}
LABELS = {"request": "q", "response": "a", "decision": "a", "reasoning": "a", "tail": "t"}


class Page(NamedTuple):
    """The blocks of a page and their roles, a letter each; the outcome, its flags, the provisions applied
    and the extensions of the files as labelled."""

    name: str
    blocks: list[Block]
    roles: str
    outcome: str
    flags: frozenset[str]
    provisions: tuple[tuple[str, str], ...]
    files: frozenset[str]


def read_pages(paths: Iterable[Path] = FOLDERS) -> list[Page]:
    """Every kept page. Raises `ValueError` where a page has other blocks than when its roles were noted."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    pages = []
    for path, case, segmented in _segmented(paths):
        name = f"{path.parent.name}/{path.stem}"
        roles = kept.get(name)
        if roles is None:
            continue
        if len(roles) != len(segmented.parts):
            raise ValueError(f"{name}: {len(segmented.parts)} blocks, {len(roles)} roles; note the roles again")
        blocks = [part.block for part in segmented.parts]
        wanted = case["expected"]
        pages.append(
            Page(
                name,
                blocks,
                roles,
                wanted.get("outcome", ""),
                frozenset(wanted.get("outcome_flags") or ()),
                tuple((regime, provision) for regime, provision in map(str.split, wanted.get("exemptions") or ())),
                frozenset(url.rsplit(".", 1)[-1].lower() for url in wanted.get("attachments") or ()),
            )
        )
    return pages


def note_roles(paths: Iterable[Path] = FOLDERS) -> dict[str, str]:
    """The roles of every page whose request and response are read as its labels say."""
    sides = ("request_", "response_", "structure")
    noted = {}
    for path, _, segmented in _segmented(paths):
        wrong = score_paths([path]).misses
        if any(miss.startswith(sides) for misses in wrong.values() for miss in misses):
            continue
        noted[f"{path.parent.name}/{path.stem}"] = "".join(
            LABELS.get(part.label.kind, ".") if part.label else LETTERS.get(part.role, ".") for part in segmented.parts
        )
    return noted


def _segmented(paths: Iterable[Path]) -> Iterator[tuple[Path, dict[str, Any], Segmented]]:
    """Each case and its expectation file, with the parts of its page, where that is one disclosure."""
    told: list[Segmented] = []
    tell = assemble.segment

    def listen(*given: object) -> Segmented:
        told.append(tell(*given))  # type: ignore[arg-type]
        return told[-1]

    assemble.segment = listen  # type: ignore[assignment]
    try:
        for path in find_cases(paths):
            told.clear()
            case, _ = read_case(path)
            if len(told) == 1 and "expected" in case:
                yield path, case, told[0]
    finally:
        assemble.segment = tell
