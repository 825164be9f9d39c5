"""Hostile strings for a compiled pattern, built from its own parse tree, and the finding of all patterns of a package.

For each repetition in a pattern: what leads up to it, then what it repeats many times over, then something that cannot
follow; the same without what leads up to it; and what leads up to it many times over, so that every start is a near
miss. Each choice of an alternation inside a repetition is tried on its own.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import islice
from types import ModuleType
from typing import Any

PARSER: Any = importlib.import_module("re._parser")
MISMATCHES = ("\x01", "(", " ", "a")
CHOICES = 6
CATEGORY = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": " ",
}
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def patterns_of(package: str) -> dict[str, re.Pattern[Any]]:
    """Every compiled pattern reachable from the modules of a package, by the name under which it was first found."""
    found: dict[int, tuple[str, re.Pattern[Any]]] = {}
    seen: set[int] = set()
    root = importlib.import_module(package)
    modules: list[ModuleType] = [root]
    modules += [importlib.import_module(entry.name) for entry in pkgutil.walk_packages(root.__path__, f"{package}.")]
    for module in modules:
        for name, value in vars(module).items():
            _reach(f"{module.__name__}.{name}", value, package, found, seen)
    return dict(found.values())


def _reach(name: str, value: Any, package: str, found: dict[int, tuple[str, re.Pattern[Any]]], seen: set[int]) -> None:
    if id(value) in seen or isinstance(value, str | bytes | int | float | ModuleType):
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        found.setdefault(id(value), (name, value))
        return
    for part, inner in _parts(value, package):
        _reach(f"{name}{part}", inner, package, found, seen)


def _parts(value: Any, package: str) -> Iterator[tuple[str, Any]]:
    """What a value holds: items, attributes, slots, and what a function keeps bound, defaults and all."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"[{key!r}]", inner
            yield "[key]", key
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((f"[{number}]", inner) for number, inner in enumerate(value))
    elif str(getattr(value, "__module__", "")).split(".")[0] == package.split(".", maxsplit=1)[0]:
        yield from ((f".{key}", inner) for key, inner in getattr(value, "__dict__", {}).items())
        for kind in type(value).__mro__:
            for slot in getattr(kind, "__slots__", ()):
                if hasattr(value, slot):
                    yield f".{slot}", getattr(value, slot)
        yield from ((".default", inner) for inner in getattr(value, "__defaults__", None) or ())
        for cell in getattr(value, "__closure__", None) or ():
            yield ".bound", cell.cell_contents
    elif getattr(value, "__self__", None) is not None:
        yield ".of", value.__self__


def baits(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Hostile subjects of about so many characters for a pattern, of the pattern's own kind (text or bytes)."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    flags = pattern.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.flags
    tree = PARSER.parse(text, flags)
    seen: set[str] = set()
    for before, unit, after in _repeats(list(tree), "", ""):
        if not unit and not before:
            continue
        for subject in _subjects(before, unit, after, length):
            if subject not in seen:
                seen.add(subject)
                yield subject.encode("latin-1", "replace") if isinstance(source, bytes) else subject


def _subjects(before: str, unit: str, after: str, length: int) -> Iterator[str]:
    if unit:
        many = unit * (length // len(unit))
        for end in MISMATCHES:
            yield before + many + end
        yield many
        yield many + after
        if len(unit) == 1:
            yield (before + unit * 30 + "\x01") * (length // (len(before) + 31))
    if before:
        yield before * (length // len(before))
        yield (before + unit) * (length // len(before + unit))


def _repeats(items: list[Any], before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """(what leads up to a repetition, what it repeats, what would follow) for each repetition in a sequence."""
    lead = before
    for place, (code, argument) in enumerate(items):
        rest = _sample(items[place + 1 :]) + after
        name = str(code)
        if name in REPEATS:
            _low, high, inner = argument
            if int(high) > 3:
                for unit in islice(_samples(list(inner)), CHOICES):
                    yield lead, unit, rest
            yield from _repeats(list(inner), lead, rest)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _repeats(list(branch), lead, rest)
        elif name == "SUBPATTERN":
            yield from _repeats(list(argument[3]), lead, rest)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(list(argument), lead, rest)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repeats(list(argument[1]), lead, rest)
        lead += _sample([(code, argument)])


def _sample(items: list[Any]) -> str:
    return next(_samples(items), "")


def _samples(items: list[Any]) -> Iterator[str]:
    """Short strings that a sequence matches: the first is the plainest, then one for each choice in it."""
    options = [list(islice(_one(item), CHOICES)) or [""] for item in items]
    plain = [option[0] for option in options]
    yield "".join(plain)
    for place, option in enumerate(options):
        for other in option[1:]:
            yield "".join([*plain[:place], other, *plain[place + 1 :]])


def _one(item: Any) -> Iterator[str]:
    code, argument = item
    name = str(code)
    if name == "LITERAL":
        yield chr(argument)
    elif name in ("NOT_LITERAL", "ANY"):
        yield "a" if argument != ord("a") else "b"
        yield " "
    elif name == "IN":
        yield from _of_class(argument)
    elif name == "BRANCH":
        for branch in argument[1]:
            yield from islice(_samples(list(branch)), 2)
    elif name == "SUBPATTERN":
        yield from _samples(list(argument[3]))
    elif name == "ATOMIC_GROUP":
        yield from _samples(list(argument))
    elif name in REPEATS:
        low, _high, inner = argument
        for unit in _samples(list(inner)):
            yield unit * max(int(low), 1)
    else:
        yield ""


def _of_class(members: list[Any]) -> Iterator[str]:
    negated = str(members[0][0]) == "NEGATE"
    if negated:
        barred = {chr(value) for kind, value in members[1:] if str(kind) == "LITERAL"}
        yield from (mark for mark in "a 1.\n(" if mark not in barred)
        return
    for kind, value in members:
        if str(kind) == "LITERAL":
            yield chr(value)
        elif str(kind) == "RANGE":
            yield chr(value[0])
        else:
            yield CATEGORY[str(value)]
