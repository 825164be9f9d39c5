"""The table of provisions, shipped as data: what a number means under each law, and what kind of provision it is."""

from __future__ import annotations

import csv
import io
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple


class Provision(NamedTuple):
    """One provision. `qualified` is null where its limbs differ; `exemption`: it can be applied to withhold."""

    regime: str
    number: str
    title: str
    qualified: bool | None
    basis: str | None
    ncnd: bool
    exemption: bool


class Entry(NamedTuple):
    """A provision as cited, with the table's nearest: `exact` is false when only a parent is in the table."""

    provision: Provision
    exact: bool


@cache
def provisions() -> dict[tuple[str, str], Provision]:
    """The whole table by law and number."""
    text = resources.files("archive.normalise").joinpath("data/provisions.csv").read_text(encoding="utf-8")
    table = {}
    for row in csv.DictReader(io.StringIO(text)):
        kind = row["absolute_or_qualified"]
        qualified = (
            True if kind == "qualified" else False if kind.startswith("absolute") and "qualified" not in kind else None
        )
        basis = row["basis"] if row["basis"] not in ("", "n/a") else None
        exemption = row["counts_as_exemption"] == "true"
        table[row["regime"], row["provision"]] = Provision(
            row["regime"], row["provision"], row["short_title"], qualified, basis, row["ncnd_limb"] == "true", exemption
        )
    return table


@cache
def tops() -> dict[str, frozenset[str]]:
    """For each law the top-level numbers that exist in it (sections without their limbs)."""
    found: dict[str, set[str]] = {}
    for regime, number in provisions():
        found.setdefault(regime, set()).add(number.split("(")[0])
    return {regime: frozenset(numbers) for regime, numbers in found.items()}


@cache
def exempt_tops() -> dict[str, frozenset[str]]:
    """For each law the top-level numbers under which information can be withheld."""
    found: dict[str, set[str]] = {}
    for (regime, number), provision in provisions().items():
        if provision.exemption:
            found.setdefault(regime, set()).add(number.split("(")[0])
    return {regime: frozenset(numbers) for regime, numbers in found.items()}


@lru_cache(maxsize=4096)
def nearest(regime: str, number: str) -> Entry | None:
    """The provision or its nearest parent in the table; None if the law has no such top-level number."""
    table = provisions()
    exact = True
    while number:
        if (regime, number) in table:
            return Entry(table[regime, number], exact)
        exact = False
        number = number[: number.rfind("(")] if "(" in number else ""
    return None


@cache
def title_words(regime: str, top: str) -> frozenset[str]:
    """The telling words of the titles of a section and its limbs, to compare with what is printed beside a number."""
    words: set[str] = set()
    for (other, number), provision in provisions().items():
        if other == regime and number.split("(")[0] == top:
            words.update(re.findall(r"[a-z]{5,}", provision.title.lower()))
    return frozenset(words | EXTRA.get(top, frozenset())) - COMMON


EXTRA = {
    "40": frozenset({"personal", "personnel", "information", "third", "party"}),
    "38": frozenset({"health", "safety", "personal"}),
    "42": frozenset({"legal", "advice", "privilege", "professional"}),
    "43": frozenset({"commercial", "prejudice", "trade"}),
    "31": frozenset({"enforcement", "crime", "prevention", "detection"}),
    "30": frozenset({"investigations", "criminal", "sources", "confidential"}),
    "21": frozenset({"accessible", "reasonably", "means", "available"}),
    "22": frozenset({"future", "publication", "intended"}),
    "12": frozenset({"exceeds", "limit", "appropriate", "fees", "excess", "exemption"}),
    "14": frozenset({"vexatious", "repeated"}),
    "23": frozenset({"security", "bodies"}),
    "24": frozenset({"national", "security"}),
}
COMMON = frozenset({"under", "which", "other", "relating", "section", "their", "there"})
