"""All citations of a page, each with its status: what the record's `exemptions` and `mentions` are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.normalise.citations.grammar import MOST, NUMBER, Path, scan
from archive.normalise.citations.judge import Setting, judge
from archive.normalise.citations.law import Laws, whose
from archive.normalise.citations.signs import HEADER, HEADER_DENIED, NEGATED_AFTER, NOT_UPHELD
from archive.normalise.citations.table import exempt_tops, nearest, title_words, tops
from archive.normalise.cue import Cue
from archive.normalise.record import Citation, CitationStatus, Legislation
from archive.normalise.text import lower, plain, sentences

NEITHER = Cue(
    ("neither", "den", "ncnd", "gwadu"),
    r"neither (?:\w+ )?(?:confirm|reveal)|confirm (?:n?or|or) den|ncnd|cadarnhau na gwadu",
    also=("confirm", "reveal", "ncnd", "cadarnhau"),
)
COST = re.compile(
    r"exceed|appropriate limit|cost (?:limit|of compl)|18 hours|£ ?450|£ ?600|fees limit|would have to be read"
    r"|would take",
    re.I,
)
VEXATIOUS = re.compile(r"vexatious|repeated|substantially similar|reasonable interval|burden", re.I)
SCOPE = re.compile(
    r"\b(?:questions?|qs?|parts?|points?|requests?)\s?(?:numbers?\s)?(\d{1,2}[a-z]?(?:\s?(?:,|&|and|to|-"
    r"|–)\s?(?:q\s?)?\d{1,2}[a-z]?){0,8})\b",
    re.I,
)
GLOSS_WORD = re.compile(r"[a-z]{5,}")
LINE_START = re.compile(
    r"^[\s\"“'‘(•·*–-]{0,6}(?:(?:foia?|freedom of information act)(?: "
    r"2000)?[\s,:–-]{1,3})?(?:(?:q\s?)?\d{1,2}[a-z]?\s?[.):]\s{1,3}(?=[a-z]))?",
    re.I,
)
OBLIGED = re.compile(r"\bdut(?:y|ies)\b|by virtue|1\s?\(1\)|obliged", re.I)
LISTING = re.compile(
    r"^\W{0,3}(?:exemptions?|exceptions?)(?:\s?\(s\))?(?: (?:applied|used|engaged|cited|claimed"
    r"|relied (?:up)?on))?\s?[:–-]",
    re.I,
)
"""`Exemption(s): Section 43(2)` on one line."""
COLUMN = re.compile(
    r"^(?:the )?(?:foi ?a? |lawful |legal )?(?:exemptions?|exceptions?|reason (?:for )?(?:withh\w+|refus\w+"
    r"|redact\w+))(?:\s?\(s\))?(?: (?:applied|used|engaged|cited|claimed|relied (?:up)?on))?\W{0,3}$",
    re.I,
)
"""The head of a table's column that names what is applied. A table that counts exemptions has figures beside it."""
RUN_IN = re.compile(r"\s?[.:–—-]\s{1,3}(?=[A-Z])")
"""What stands between a provision that opens a paragraph as its heading and the paragraph's own first sentence."""
AUTHORITY = re.compile(r"\((?:FOIA?|FOISA|the Act|EIRs?)?[,\s]{0,3}(?:under )?$")
"""What stands before a provision that is named in brackets as the authority for a sentence."""
LONGEST = 6000
"""Characters of a paragraph that are read for what it is about."""
BEFORE, AFTER = 700, 500
"""How much of a sentence is read around a citation: sentences of real answers are shorter."""


class Cited(NamedTuple):
    """A citation, and the index of the part it stands in."""

    citation: Citation
    part: int
    exemption: bool


class Source(NamedTuple):
    """A block to read: its text, place, role (`response`, `request`, `other`), links' places, and what carries it."""

    part: int
    text: str
    start: int
    role: str
    links: tuple[tuple[int, int], ...] = ()
    row: tuple[str, ...] = ()
    heading: bool = False
    item: bool = False
    follows: bool = False
    number: str | None = None


class Collected(NamedTuple):
    """Every citation in page order, and warnings."""

    cited: list[Cited]
    warnings: list[str]


def collect_citations(sources: Sequence[Source], base: str) -> Collected:
    """Read every citation. `base`: the law the body answers under (`FOIA`, `FOISA`, `JERSEY`, `IOM`)."""
    reader = _Collector(base, sources)
    for source in sources:
        reader.read(source)
    return Collected(reader.cited, ["broken_citation"] if reader.broken else [])


class _Collector:
    def __init__(self, base: str, sources: Sequence[Source]) -> None:
        self.base = base
        self.cited: list[Cited] = []
        self.broken = False
        self.header = self.denied = self.neither = self.unrevealed = False
        self.header_role = ""
        self.columns: tuple[int, ...] = ()
        self.laws = Laws()
        eir = "EISR" if base == "FOISA" else "EIR"
        self.families = {"article": "JERSEY"} if base == "JERSEY" else {"section": base}
        if base in ("FOIA", "FOISA") and any(
            "EI" in source.text or "nvironmental" in source.text for source in sources
        ):
            self.families["regulation"] = eir

    def read(self, source: Source) -> None:
        """The citations of one block."""
        text = source.text
        if len(self.cited) > MOST:
            return
        if source.role != self.header_role:
            self.header = False
            self.header_role = source.role
        if "Act" in text:
            self.laws.read_definitions(text)
        self.look_for_columns(source)
        bare = None
        if self.header and source.role == "response":
            start = LINE_START.match(text)
            if start and self.may_be_bare(text, start.end()):
                bare = start.end()
        paths = scan(text, self.families, bare)
        line = bool(paths) and self.is_line(text, paths)
        if paths:
            self.take(source, paths, line)
        if source.role == "response":
            self.look_for_header(text, line, source)

    def look_for_columns(self, source: Source) -> None:
        """The columns of a table whose heading names exemptions: what is cited in them is applied."""
        if not source.row:
            self.columns = ()
        elif found := tuple(at for at, cell in enumerate(source.row) if COLUMN.match(cell)):
            self.columns = found

    def in_column(self, source: Source, at: int) -> bool:
        """Whether a place of a row's text lies in such a column."""
        return bool(self.columns) and source.text.count(" | ", 0, at) in self.columns

    def cell_of(self, source: Source, path: Path) -> str | None:
        """What stands behind a citation that opens a cell of a row, or None."""
        if not source.row or source.text[: path.start].rstrip()[-1:] not in ("|", ""):
            return None
        return source.text[path.end :].split(" | ", 1)[0]

    def may_be_bare(self, text: str, at: int) -> bool:
        """Whether a bullet under a list's heading starts with a number of this law: `31(1)(a) Law enforcement`."""
        number = NUMBER.match(text, at)
        return bool(
            number
            and number.group(1) in exempt_tops().get(self.base, ())
            and (text[number.end() : number.end() + 2].strip()[:1] in ("(", "", "–", "-") or len(text) < 60)
        )

    def is_line(self, text: str, paths: list[Path]) -> bool:
        """Whether the block is a citation with its title and little else."""
        lead = LINE_START.match(text)
        return len(text) < 220 and paths[0].start <= (lead.end() if lead else 0) + 1

    def heads_paragraph(self, text: str, path: Path, list_end: int) -> bool:
        """Whether a citation is the heading, on the same line, of a paragraph that upholds it."""
        lead = LINE_START.match(text)
        if path.start > (lead.end() if lead else 0) + 1:
            return False
        run_in = RUN_IN.match(text, list_end)
        if not run_in or NOT_UPHELD.search(text[run_in.end() : LONGEST]):
            return False
        return not NEGATED_AFTER.search(lower(text[run_in.end() : run_in.end() + 160]))

    def look_for_header(self, text: str, line: bool, source: Source) -> None:
        """A list's heading opens a list; the first block that is no citation line closes it."""
        ending = lower(text[-170:])
        opens = (
            ending.rstrip()[-1:] in (":", ";", ",", "–", "-")
            or source.heading
            or len(text) < 60
            or not ending.rstrip().endswith(".")
        )
        if opens and not line and HEADER.search(ending):
            self.header = True
            self.denied = bool(HEADER_DENIED.search(ending)) and not OBLIGED.search(ending)
        elif opens and line and text.rstrip().endswith(":") and HEADER.search(ending):
            self.header, self.denied = True, False
        elif not line:
            self.header = False

    def take(self, source: Source, paths: list[Path], line: bool) -> None:
        """Judge the citations of a block and keep them, each in a window of its sentence."""
        self.neither = bool(NEITHER.search(plain(source.text[:LONGEST])))
        spans = sentences(source.text) or [(0, len(source.text))]
        place = 0
        for index, path in enumerate(paths):
            while place < len(spans) - 1 and spans[place][1] <= path.start:
                place += 1
            begin, end = spans[place]
            list_end = path.end
            following = index + 1
            while following < len(paths) and paths[following].start - list_end <= 6 and paths[following].start < end:
                list_end = paths[following].end
                following += 1
                if following - index > 40:
                    break
            window = max(begin, path.start - BEFORE), min(max(end, path.end), list_end + AFTER)
            self.one(source, path, line, window, list_end)

    def one(self, source: Source, path: Path, line: bool, span: tuple[int, int], list_end: int) -> None:
        """Judge one citation."""
        regime = self.families.get(path.family)
        text = source.text
        if regime is None or path.top not in tops().get(regime, ()):
            return
        owner = whose(text, path.start, list_end, self.laws)
        if owner == "other" or (path.family == "article" and owner != "ours" and self.base != "JERSEY"):
            self.laws.foreign.add(path.top)
            return
        if regime == "FOISA" and path.top == "18" and source.role == "response":
            self.unrevealed = True
        number, broken = canonical(regime, path)
        entry = nearest(regime, number)
        if entry is None:
            return
        provision = entry.provision
        begin, end = span
        sentence = text[begin:end]
        status: CitationStatus = "mentioned"
        rule = source.role
        if source.role == "request":
            status, rule = "requester", "request_side"
        elif source.role == "response":
            setting = self.setting(source, path, line, sentence, regime, list_end)
            verdict = judge(
                lower(sentence), path.start - begin, max(path.end - begin, 0), setting, path.top, path.ranged
            )
            rule = verdict.rule
            status = verdict.status  # type: ignore[assignment]
            if (status == "applied" and not provision.exemption and path.top not in exempt_tops().get(regime, ())) or (
                status == "applied"
                and not provision.exemption
                and path.levels
                and (entry.exact or "(" in provision.number)
            ):
                status, rule = "mentioned", "procedural"
        if (
            status == "mentioned"
            and not owner
            and path.top in self.laws.foreign
            and rule in ("no_verb", "request_side", "other")
        ):
            return
        if broken and status == "applied":
            self.broken = True
        self.cited.append(
            Cited(
                Citation(
                    regime=as_law(regime),
                    provision=number,
                    title=provision.title,
                    ncnd=provision.ncnd,
                    qualified=provision.qualified,
                    basis=provision.basis,
                    scope=scope_of(sentence, source.number),
                    quote=quote(text, begin, end, path),
                    status=status,
                    span=(source.start + path.start, source.start + path.end),
                    rule=rule,
                ),
                source.part,
                provision.exemption or path.top in exempt_tops().get(regime, ()),
            )
        )

    def setting(self, source: Source, path: Path, line: bool, sentence: str, regime: str, list_end: int) -> Setting:
        """What the place of the citation says."""
        text = source.text
        linked = any(begin <= path.start < end for begin, end in source.links)
        counted = bool(source.row) and _is_count_row(source.row)
        after = text[list_end : list_end + 90]
        titled = False
        if line:
            words = set(GLOSS_WORD.findall(after.lower()))
            known = title_words(regime, path.top)
            titled = bool(words & known) and len(text) < 200
        cell = self.cell_of(source, path)
        if cell is not None and path.top in exempt_tops().get(regime, ()):
            titled = titled or bool(set(GLOSS_WORD.findall(cell.lower())) & title_words(regime, path.top))
        alone = line and (source.heading or not after.strip(" .:;,–-")) and len(text) < 90
        alone = alone or (path.top in exempt_tops().get(regime, ()) and self.heads_paragraph(text, path, list_end))
        authority = path.top in exempt_tops().get(regime, ()) and bool(
            AUTHORITY.search(text[max(0, path.start - 14) : path.start])
            and text[list_end : list_end + 12].lstrip().startswith((")", "of the"))
        )
        return Setting(
            listed=(self.header and line and not self.denied)
            or bool(LISTING.match(text))
            or self.in_column(source, path.start),
            denied=self.header and line and self.denied,
            alone=alone,
            titled=titled,
            linked=linked,
            counted=counted,
            authority=authority,
            neither=self.neither or self.unrevealed,
        )


def as_law(regime: str) -> Legislation:
    """The table's law as the record names it."""
    return regime  # type: ignore[return-value]


def canonical(regime: str, path: Path) -> tuple[str, bool]:
    """The cited number in canonical form, and whether it had to be mended: `31(a)` is 31(1)(a), junk levels are cut."""
    number = path.number
    broken = path.broken
    entry = nearest(regime, number)
    if entry and not entry.exact and path.levels and path.levels[0].isalpha():
        mended = f"{path.top}(1)" + "".join(f"({level})" for level in path.levels)
        other = nearest(regime, mended)
        if other and other.exact:
            return mended, True
    if entry and not entry.exact and len(path.levels) > 4:
        return entry.provision.number, True
    return number, broken


def scope_of(sentence: str, number: str | None) -> str | None:
    """The questions a citation is about: named in its sentence, else the part of the answer it stands in."""
    found = SCOPE.search(sentence)
    return " ".join(found.group(1).split()) if found else number


def quote(text: str, begin: int, end: int, path: Path) -> str:
    """The sentence, or 400 characters of it around the number."""
    if end - begin <= 400:
        return text[begin:end].strip()
    begin = max(begin, path.start - 200)
    return text[begin : min(end, begin + 400)].strip()


def _is_count_row(cells: tuple[str, ...]) -> bool:
    """A table row that counts: a cell beside the citation is a bare figure."""
    return any(re.fullmatch(r"[£<]?\d[\d,.]*%?|-|–", cell.strip()) for cell in cells[1:])
