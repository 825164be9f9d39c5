"""Provisions as people write them, brought to the canonical form and to the tokens that the index holds.

The token rule is the published file's: the law's name and the provision in lower case, letters and digits only, fenced
with x, so that `s31 (3)`, `Section 31(3)` and `section:31(3)` all become one token.
"""

from __future__ import annotations

import re

REGIMES = ("FOIA", "FOISA", "EIR", "EISR", "JERSEY", "IOM", "DPA")
BY_HEAD = {"s": ("FOIA", "FOISA", "IOM", "DPA"), "r": ("EIR", "EISR"), "a": ("JERSEY",)}
"""First letter of section, regulation or article to the laws that number themselves so."""

SPLIT = re.compile(r"(?P<head>[A-Za-z.\s-]*?)(?P<number>[0-9]{1,2}[A-Za-z]?)(?P<levels>[^0-9A-Za-z].*)?$", re.DOTALL)
HEADS = frozenset(("s", "ss", "exemption"))
HEAD_STEMS = ("sec", "reg", "art")
PART = re.compile(r"[0-9]{1,2}[A-Za-z]?|[A-Za-z]{1,4}")


def token(regime: str, provision: str) -> str:
    """The search token of a provision: `FOIA`, `31(1)(a)` give `xfoia31x1xax`."""
    return "x" + regime.lower() + provision.lower().replace("(", "x").replace(")", "").replace(" ", "") + "x"


def law(text: str) -> tuple[str, ...]:
    """The regime that a law's short name means, as a tuple of one, or empty if it names none."""
    name = re.sub(r"[^A-Z]", "", text.upper().replace("OF THE", "").replace("OF", "", 1) if text else "")
    name = "EIR" if name == "EIRS" else name
    return (name,) if name in REGIMES else ()


def canonical(text: str) -> tuple[list[str], tuple[str, ...]] | None:
    """Canonical provisions and the regimes they may belong to (empty: any), or None if none is written there.

    `Section 31 (1) (a)` gives `31(1)(a)`; `31(1)(a)(b)` gives both letters; `FOISA 38(1)(b)` and `foia-31` name their
    law; a bare `31.1.a` is understood.
    """
    regimes: tuple[str, ...] = ()
    for word in re.findall(r"[A-Za-z]+", text):
        named = law(word)
        if named:
            regimes = named
            text = re.sub(rf"(?<![A-Za-z]){word}(?![A-Za-z])", " ", text, count=1)
            break
    text = re.sub(r"\s+(?:of\s+the|of|the)\s*$", "", text.strip(), flags=re.IGNORECASE)
    found = SPLIT.match(text.strip())
    if not found:
        return None
    head = re.sub(r"[^a-z]", "", found.group("head").lower())
    if head and head not in HEADS and not (head[:3] in HEAD_STEMS and len(head) <= 11):
        return None
    if not regimes and head and head != "exemption":
        regimes = BY_HEAD[head[0]]
    return _expand(found.group("number").upper(), PART.findall(found.group("levels") or "")[:8]), regimes


def _expand(number: str, levels: list[str]) -> list[str]:
    """The lowest levels: a letter after a letter, or a digit after a digit, is a sibling and not a child."""
    siblings: list[list[str]] = [[]]
    for raw in levels:
        # letters after a number are part of a subsection's name: 5b is 5B
        level = raw.upper() if raw[0].isdigit() else raw.lower()
        path = siblings[-1]
        if path and path[-1][0].isdigit() == level[0].isdigit() and not _roman_below(path, level):
            siblings.append([*path[:-1], level])
        else:
            siblings[-1] = [*path, level]
    return [number + "".join(f"({level})" for level in path) for path in siblings]


def _roman_below(path: list[str], level: str) -> bool:
    """Whether a letter after a letter is a roman numeral one level down, as in 34(1)(a)(i)."""
    return level[0] in "ivx" and not path[-1][0].isdigit() and path[-1] != "h" and path[-1][0] not in "ivx"
