"""References as forces print them and as people retype them: `992/20`, `01.FOI.22.024049`, `89- 26`.

A typed reference is compared in every spelling that differs only by case and separators, so that it finds its answer
whichever of them the force printed.
"""

from __future__ import annotations

import re

PART = re.compile(r"[A-Za-z]{0,6}[0-9]+[A-Za-z0-9]{0,4}|[A-Za-z]{1,6}")
SEPARATORS = ("/", "-", ".", "_", " ", "")


def squash(text: str) -> str:
    """White space squashed, and none round a separator: `89- 26` gives `89-26`."""
    return re.sub(r"\s*([/._-])\s*", r"\1", re.sub(r"\s+", " ", text.strip()))


def looks_like(text: str) -> bool:
    """Whether a whole query could be a reference: up to six short parts, one at least with digits.

    Lenient on purpose: it only decides whether to look for exact references too, and most words have none.
    """
    text = squash(text)
    parts = re.split(r"[/._ -]", text)
    return (
        3 <= len(text) <= 40
        and len(parts) <= 6
        and any(char.isdigit() for char in text)
        and all(PART.fullmatch(part) for part in parts)
    )


def variants(text: str) -> list[str]:
    """Spellings to look for exactly, the typed one first; at most sixteen."""
    base = squash(text)
    spellings = [base]
    for separator in SEPARATORS:
        spellings.append(re.sub(r"[/._\s-]", separator, base))
    spellings += [s.upper() for s in spellings]
    stripped = re.sub(r"^foi(?: ref(?:erence)?)?[\s:.-]*(?=\d)", "", base, flags=re.IGNORECASE)
    spellings.append(stripped)
    return list(dict.fromkeys(s for s in spellings if s))[:16]


def slug(text: str) -> str:
    """The reference as it stands in a permalink: small letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", squash(text).lower()).strip("-")
