"""What changed between two versions of a text, as marked-up HTML a person can read.

Paragraphs are matched first and words only inside paragraphs that differ, so a long letter with one changed figure
shows that figure. Paragraphs that stayed are left out but for the nearest one. Sizes are capped: comparing
is quadratic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from datasette_config.site.render import sanitised

MAX_PARAGRAPHS = 400
MAX_WORDS = 1500
CHARACTERS = 60_000


def split(text: str | None) -> list[str]:
    """The paragraphs of a text."""
    parts = [part.strip() for part in re.split(r"\n\s*\n|\n(?=- )", (text or "")[:CHARACTERS]) if part.strip()]
    return parts[:MAX_PARAGRAPHS]


def words(before: str, after: str) -> str:
    """Two versions of a paragraph as one, with what went and what came marked."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    if len(old) > MAX_WORDS or len(new) > MAX_WORDS:
        return f"<del>{escape(before)}</del> <ins>{escape(after)}</ins>"
    pieces = []
    for action, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            pieces.append(str(escape("".join(old[a:b]))))
            continue
        if a != b:
            pieces.append(f"<del>{escape(''.join(old[a:b]).rstrip())}</del> ")
        if c != d:
            pieces.append(f"<ins>{escape(''.join(new[c:d]).rstrip())}</ins> ")
    return "".join(pieces)


def changes(before: str | None, after: str | None) -> Markup:
    """The difference of two texts as HTML; empty if there is none."""
    old, new = split(before), split(after)
    if old == new:
        return Markup("")
    html: list[str] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (action, a, b, c, d) in enumerate(steps):
        if action == "equal":
            html.append(_same(old[a:b], first=place == 0, last=place == len(steps) - 1))
        elif action == "replace":
            for index in range(max(b - a, d - c)):
                left = old[a + index] if a + index < b else ""
                right = new[c + index] if c + index < d else ""
                html.append(f"<p>{words(left, right)}</p>")
        else:
            tag, run = ("del", old[a:b]) if action == "delete" else ("ins", new[c:d])
            html += [f"<p><{tag}>{escape(paragraph)}</{tag}></p>" for paragraph in run]
    return sanitised("".join(html))


def _same(run: Sequence[str], first: bool, last: bool) -> str:
    """The paragraph next to a change at either end, and a sign for those left out."""
    kept = list(run)
    if len(run) > 2:
        kept = ([] if first else [run[0]]) + ["[…]"] + ([] if last else [run[-1]])
    elif len(run) == 2 and (first or last):
        kept = ["[…]", run[1]] if first else [run[0], "[…]"]
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in kept)
