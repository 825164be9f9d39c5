"""References as forces print them and as people retype them: `992/20`, `01.FOI.22.024049`, `89- 26`.

A typed reference is compared in every spelling that differs only by case and separators, so that it finds its answer
whichever of them the force printed.
"""

from __future__ import annotations

import re

SHAPE = re.compile(r"[A-Za-z]{0,6}[\s/._-]?(?=[^a-z]*[0-9])[A-Za-z0-9]+(?:\s*[/._-]\s*[A-Za-z0-9]+|\s[0-9]{2,8}){0,5}")
SEPARATED = re.compile(r"[0-9].*[/._-]|[/._-].*[0-9]|^[A-Za-z]{2,6}\s?[0-9]{3,}|^[0-9]{3,9}[A-Za-z]?$")
SEPARATORS = ("/", "-", ".", "_", " ", "")


def squash(text: str) -> str:
    """White space squashed, and none round a separator: `89- 26` gives `89-26`."""
    return re.sub(r"\s*([/._-])\s*", r"\1", re.sub(r"\s+", " ", text.strip()))


def looks_like(text: str) -> bool:
    """Whether a whole query could be a reference: short, with digits, in the shape that references have."""
    text = squash(text)
    return 3 <= len(text) <= 40 and bool(SHAPE.fullmatch(text)) and bool(SEPARATED.search(text))


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
