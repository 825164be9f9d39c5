"""Reading the numbers: heads, lists, limbs, ranges, broken brackets and typing slips.

A scanner with small anchored patterns, one step at a time, so that its time grows with the text and nothing else.
What it finds are paths such as `31 / 1 / a`, each where it stands; whose law they belong to is decided elsewhere.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.normalise.citations.table import nearest, tops

DIGITS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
HEAD = re.compile(r"(?<![\w'’])([A-Za-z]{1,12})(\.?)\s{0,3}(?:(?:n[ou]s?\.?|numbers?)\s{0,2})?[\"“'‘]?\s{0,2}$", re.I)
NO_HEAD = frozenset("/-–:,£(#")
"""Signs right before a number that no head can stand before."""
MOST = 4000
"""Provisions read of one paragraph; no real one has a hundredth of them."""
REACH = 28
"""How far before a number its head is looked for."""
NUMBER = re.compile(r"(\d{1,2}[A-Z]?)(?![\dA-Za-z]|[.,]\d|\s?%|:\d|/\d|-\d{2})")
LEVEL = re.compile(
    r"\s{0,3}\(\s{0,2}(\d{1,2}[A-Za-z]{0,2}|[A-Za-z]{1,2}|[ivx]{2,5})(?:\s{0,2}(\))|(?=\()|(?=\s{0,2}(?:\n|$)))"
)
EMPTY = re.compile(r"\s{0,2}\(\s{0,2}\)")
GLOSS = re.compile(r"\s{0,3}\(([^()\n]{5,110})\)")
DASH_GLOSS = re.compile(r"\s{0,3}[-–—:]?\s{0,3}(?=[A-Z‘“'\"(])[^.;:\n\d]{3,70}?(?=,?\s(?:and|&)\s\d{1,2}[A-Z]?\s?\()")
JOINER = re.compile(
    r"\s{0,3}(?:(?:,|;|&|/|\band\b|\bor\b|\bac\b|\ba\b|\bplus\b|\bby virtue of\b"
    r"|\bread with\b)\s{0,3}){1,3}(?:also\s{1,2})?(sub-?\s?sections?\s{0,2}|paras?(?:graphs?)?\s{0,2})?"
    r"|\s{1,3}(sub-?\s?sections?|paras?(?:graphs?)?)\s{0,2}(?=[\d(])",
    re.I,
)
RANGE = re.compile(r"\s{0,2}(to|-|–|through)\s{0,2}(\d{1,2})(?![\d(]|\s?\()")
LIMBS = re.compile(r"\s{0,2}(?:to|-|–)\s{0,2}\(([a-z])\)")
UNIT = re.compile(
    r"\s{1,2}(?:%|per\b|hours?|working|days?|weeks?|months?|years?|minutes?|officers?|staff|people|persons?"
    r"|incidents?|crimes?|records?|requests?|cases?|pages?|reports?|vehicles?|times|occasions|million|and a half)\b",
    re.I,
)
AFTER_BARE = re.compile(
    r"\s{0,2}(?:$|[\n.,;:)\]&/’'\"“”–—-]|\((?!\d{4})|(?:of|in|under|to|for|from|by|as|at|and|or|are|is|was|were|has"
    r"|have|had|will|would|may|might|could|can|apply|applies|applied|both|being|do|does|which|because|when|where"
    r"|since|so|that|the|also|above|below|respectively|then|on|with|exempt\w*|engaged|foi\w*|this|these|it|we|yn"
    r"|o'r|o)\b)",
    re.I,
)
ROMAN = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"})
DOUBLE = frozenset({"aa", "ab", "ac", "ad", "za", "zb"})


class Path(NamedTuple):
    """A provision as cited: `top` and `levels` (`31`, `('1', 'a')`), its place, and how it was written."""

    family: str
    top: str
    levels: tuple[str, ...]
    start: int
    end: int
    broken: bool = False
    ranged: bool = False

    @property
    def number(self) -> str:
        """The canonical form, `31(1)(a)`."""
        return self.top + "".join(f"({level})" for level in self.levels)


def _slips(word: str) -> frozenset[str]:
    """The word with one letter left out, doubled, or swapped with its neighbour."""
    made = {word}
    for index in range(len(word)):
        made.add(word[:index] + word[index + 1 :])
        made.add(word[:index] + word[index] * 2 + word[index + 1 :])
        if index:
            made.add(word[: index - 1] + word[index] + word[index - 1] + word[index + 1 :])
    return frozenset(slip for slip in made if len(slip) > 4 and slip[0] == word[0])


SECTIONS = (
    _slips("section")
    | _slips("sections")
    | {"section", "sections", "sect", "sects", "sec", "secs", "s", "ss", "adran", "adrannau"}
)
REGULATIONS = (
    _slips("regulation")
    | _slips("regulations")
    | {"reg", "regs", "regulation", "regulations", "eir", "eirs", "exception", "exceptions", "rheoliad", "rheoliadau"}
)
ARTICLES = frozenset({"article", "articles", "art", "arts", "erthygl", "erthyglau"})
SHORT = frozenset({"s", "ss"})


def family_of(word: str) -> str | None:
    """`section`, `regulation` or `article` for a head word, or None for any other word."""
    word = word.lower()
    if word in SECTIONS or word in ("foia", "foisa"):
        return "section"
    if word in REGULATIONS:
        return "regulation"
    if word in ARTICLES:
        return "article"
    if word.startswith("exempt"):
        return "exemption"
    if word == "under":
        return "bare"
    return None


def scan(text: str, regimes: dict[str, str], bare_from: int | None = None) -> list[Path]:
    """Every citation in the text. `regimes` gives the law for each family of heads; `bare_from`: a place where a list
    goes on with numbers alone (a bullet under a list's heading)."""
    found: list[Path] = []
    at = 0
    if bare_from is not None and NUMBER.match(text, bare_from):
        family = next(iter(regimes))
        paths, at = _list(text, bare_from, bare_from, family, regimes[family])
        found.extend(paths)
    for digits in DIGITS.finditer(text):
        start = digits.start()
        if start < at:
            continue
        if len(found) > MOST:
            break
        if text[start - 1 : start] in NO_HEAD:
            continue
        head = HEAD.search(text, max(at, start - REACH), start)
        family_found = family_of(head.group(1)) if head else None
        if head is None or family_found is None:
            continue
        if head.group(1).lower() in SHORT and not _short_head(text, head):
            continue
        family = family_found
        if family in ("exemption", "bare"):
            family = "section" if "section" in regimes else next(iter(regimes))
        regime = regimes.get(family)
        if regime is None:
            continue
        paths, at = _list(text, head.start(), start, family, regime)
        if family_found == "exemption":
            paths = [path for path in paths if 21 <= _value(path.top) <= 44 or path.top in ("12", "14")]
        elif family_found == "bare":
            paths = [path for path in paths if 21 <= _value(path.top) <= 44] if paths and paths[0].levels else []
        found.extend(paths)
    return found


def _short_head(text: str, head: re.Match[str]) -> bool:
    """A lone `s` or `S` counts when it is no plural or initial: at a start, behind a blank, bracket or mark."""
    before = text[head.start() - 1 : head.start()]
    return not before or before in " (\n\t,;:–—-“\"'‘/[•"


def _list(text: str, start: int, at: int, family: str, regime: str) -> tuple[list[Path], int]:
    """The provisions of one head, and where the list ends."""
    number = NUMBER.match(text, at)
    if not number or not _possible(number.group(1)):
        return [], at
    reader = _Reader(text, family, regime)
    reader.begin(number.group(1), start)
    at = reader.limbs(reader.levels(number.end()))
    if not reader.deep and UNIT.match(text, at):
        return [], at
    while True:
        after = _skip_gloss(text, at)
        ranged = RANGE.match(text, at) if not reader.deep else None
        if ranged and _is_range(ranged) and not UNIT.match(text, ranged.end()):
            return reader.close_range(ranged.group(2), ranged.end())
        joiner = JOINER.match(text, after)
        if not joiner:
            break
        if len(reader.paths) > MOST:
            break
        more = reader.more(joiner.end(), bool(joiner.group(1) or joiner.group(2)))
        if more is None:
            break
        at = reader.limbs(more)
    return reader.done(at), at


def _is_range(ranged: re.Match[str]) -> bool:
    """`21 to 44`, `12-14`; a dash with a blank before it sets off a title."""
    return _possible(ranged.group(2)) and (ranged.group(1) != "-" or " " not in ranged.group()[:2])


def _possible(number: str) -> bool:
    return 1 <= _value(number) <= 88


def _value(number: str) -> int:
    return int(number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _skip_gloss(text: str, at: int) -> int:
    """Past a bracketed or dashed title beside a number, when the list goes on behind it."""
    gloss = GLOSS.match(text, at)
    if gloss:
        return gloss.end()
    dashed = DASH_GLOSS.match(text, at)
    return dashed.end() if dashed else at


class _Reader:
    """One list: the path being read, and the paths that are complete."""

    def __init__(self, text: str, family: str, regime: str) -> None:
        self.text, self.family, self.regime = text, family, regime
        self.paths: list[Path] = []
        self.top = ""
        self.path: list[tuple[str, str]] = []
        self.start = self.end = 0
        self.broken = False

    @property
    def deep(self) -> bool:
        """Whether the present path has levels."""
        return bool(self.path)

    def begin(self, top: str, start: int) -> None:
        """Start a new top-level number."""
        self.top, self.path, self.start = top, [], start
        self.end = start

    def emit(self) -> None:
        """The present path is complete."""
        levels = tuple(symbol for symbol, _ in self.path)
        self.paths.append(Path(self.family, self.top, levels, self.start, self.end, self.broken))

    def levels(self, at: int) -> int:
        """Read glued levels; returns where they end."""
        self.end = at
        for _ in range(40):
            level = LEVEL.match(self.text, at)
            if level is None or not self.add(level.group(1)):
                empty = EMPTY.match(self.text, at)
                if empty:
                    self.broken = True
                    at = empty.end()
                    continue
                break
            if not level.group(2):
                self.broken = True
            at = self.end = level.end()
        return at

    def limbs(self, at: int) -> int:
        """Read on to the last of a range of limbs, `(a)-(c)`; returns where it ends."""
        ranged = LIMBS.match(self.text, at) if self.path and self.path[-1][1] == "letter" else None
        last = self.path[-1][0] if ranged else ""
        if ranged is None or len(last) > 1 or not last < ranged.group(1) <= chr(ord(last) + 8):
            return at
        for code in range(ord(last) + 1, ord(ranged.group(1)) + 1):
            self.add(chr(code))
            self.end = ranged.end()
        return ranged.end()

    def add(self, symbol: str) -> bool:
        """Put a symbol where it belongs: deeper if its class is new, else in place of the last one of its class."""
        kind = self.kind_of(symbol)
        if kind is None:
            return False
        symbol = symbol.upper() if kind == "number" else symbol.lower()
        for index in range(len(self.path) - 1, -1, -1):
            if self.path[index][1] == kind:
                self.emit()
                self.start = self.end
                del self.path[index:]
                break
        self.path.append((symbol, kind))
        return True

    def kind_of(self, symbol: str) -> str | None:
        """The class of a symbol: number, letter or roman numeral, by what stands before it."""
        if symbol[0].isdigit():
            return "number" if len(symbol) < 4 else None
        lowered = symbol.lower()
        if lowered in ROMAN:
            return "roman"
        if lowered in DOUBLE:
            return "letter"
        if len(lowered) > 1:
            return None
        if lowered in "ivx" and self.path:
            last, kind = self.path[-1]
            if kind == "roman":
                return "roman"
            if kind == "letter" and last != chr(ord(lowered) - 1):
                return "roman"
        return "letter"

    def more(self, at: int, limb: bool) -> int | None:
        """What stands behind a joiner: another level, a bare level, or another number. None ends the list."""
        level = LEVEL.match(self.text, at)
        if level:
            before = len(self.paths)
            if self.kind_of(level.group(1)) is None:
                return None
            end = self.levels(at)
            return end if end > at or len(self.paths) > before else None
        number = NUMBER.match(self.text, at)
        if not number:
            return None
        following = LEVEL.match(self.text, number.end())
        if limb or self.is_bare_level(number.group(1), following):
            if not self.add(number.group(1)):
                return None
            return self.levels(number.end())
        if not _possible(number.group(1)) or number.group(1) not in tops()[self.regime]:
            return None
        if not following and (UNIT.match(self.text, number.end()) or not AFTER_BARE.match(self.text, number.end())):
            return None
        if not following and self.text[at - 2 : at].strip(" ") == "," and not self.listed(number.end()):
            return None
        self.emit()
        self.begin(number.group(1), at)
        return self.levels(number.end())

    def listed(self, at: int) -> bool:
        """Behind a comma a bare number needs another joiner or an end: `Section 40, 14 of them` is no list."""
        return bool(
            re.match(
                r"\s{0,2}(?:,|and\b|&|or\b|\(|[.;:]?\s{0,2}$|\n|of the\b|appl|are\b|[-–—])", self.text[at : at + 12]
            )
        )

    def is_bare_level(self, number: str, following: re.Match[str] | None) -> bool:
        """`& 3A(a)` and `, 2(b)` behind 40(2) are levels; `and 43(2)` is another section."""
        if not self.path:
            return False
        if number[-1].isalpha():
            return number not in tops()[self.regime]
        if following is None:
            return False
        as_top = f"{number}({following.group(1)})"
        entry = nearest(self.regime, as_top)
        if entry and entry.exact:
            return False
        return int(number) < 10 or number not in tops()[self.regime]

    def close_range(self, last: str, end: int) -> tuple[list[Path], int]:
        """A range is never applied: its ends are kept and marked."""
        self.end = end
        made = [Path(self.family, number, (), self.start, end, self.broken, True) for number in (self.top, last)]
        return [*self.paths, *made], end

    def done(self, _: int) -> list[Path]:
        """All paths, the present one last."""
        self.emit()
        return self.paths
