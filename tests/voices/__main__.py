"""`python -m tests.voices`: learn the weights from the kept pages; with `--note` note the pages' roles first."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.voices.learn import learn
from tests.voices.pages import KEPT, note_roles, read_pages

WEIGHTS = Path(__file__).parent.parent.parent / "archive" / "normalise" / "data" / "voices.json"


def _lines(part: Mapping[str, object]) -> str:
    """A line for each weight, so that a change can be read."""
    entries = (f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in sorted(part.items()))
    return "{\n" + ",\n".join(entries) + "\n}"


def main() -> None:
    if "--note" in sys.argv[1:]:
        KEPT.write_text(json.dumps(note_roles(), indent=0, sort_keys=True) + "\n", encoding="utf-8")
    pages = read_pages()
    found = learn(pages)
    text = "{\n" + ",\n".join(f'"{name}": {_lines(part)}' for name, part in found._asdict().items()) + "\n}\n"
    WEIGHTS.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages, {len(found.marks)} marks, {len(text) // 1000} kB")


if __name__ == "__main__":
    main()
