"""References, exactly as printed: from a label, the title, the prose, and last the address.

The page's own reference comes first, right after its label; other numbers in the text (earlier cases, crime codes,
financial years) are never taken. From an address a reference is taken only if one reading alone fits the year in the
path, written the way the body writes its others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

PREFIX = r"(?:[A-Z]{1,6}(?:[-/. ][A-Z]{1,5}){0,2})"
VALUE = re.compile(
    rf"^[\[(]?\s?((?:(?:{PREFIX}|[Ff]oi)\s?[-/.#]?\s?)?\d{{1,10}}[A-Z]{{0,2}}(?:\s?[-/._]\s?(?:[A-Z]{{1,4}}\s?[-/.]\s?)?\d{{1,8}}[A-Z]{{0,2}}){{0,4}}(?:[/-][A-Z]{{1,3}}\d?)?)\s?[\])]?(?=$|[\s.,;:)\]])"
)
SPACED = re.compile(r"\s{0,3}([-/_])\s{0,3}(?=[\dA-Z])")
FINANCIAL = re.compile(r"^(?:19|20)(\d\d)\s?[-/_–]\s?(?:(?:19|20))?(\d\d)$")
IN_TITLE = (
    re.compile(r"(?:^|[\s(\[])((?:[A-Z]{1,3}[-/]\d{2,4}[-/]\d{3,7}|[A-Z]{0,4}FOI[A-Z]?(?:[-/]\d{2,8}){2,3}))\b"),
    re.compile(r"\b(\d{2}[./](?:FOI|FIN|EIR)[./]\d{2}[./]\d{3,7}(?:/[A-Z])?)\b", re.I),
    re.compile(
        r"[\[(]\s?(?:ref(?:erence)?\.?:?\s|no\.?\s)?"
        r"((?:[A-Z]{2,5}[ /-]{0,2})?\d{1,8}[A-Z]?\s?[/_-]\s?\d{2,6}(?:/\d{2})?)\s?[\])]",
        re.I,
    ),
    re.compile(
        r"\b((?:IM-|(?-i:[A-Z]{2,3}/))?FOIA?[ /-]{0,2}(?:\d{2,4}[ /-])?\d{1,8}[A-Z]?"
        r"(?:\s?[-/_]\s?\d{2,4}){0,2})\b(?!\s?(?:%|officers"
        r"|requests))",
        re.I,
    ),
    re.compile(r"(?:^|[-–:|]\s{1,2}|\bref(?:erence)?\.?:?\s)(\d{1,8}[A-Z]?\s?[-/_]\s?(?:20)?\d{2}(?:/\d{2})?)$", re.I),
    re.compile(
        r"^(?:(?:foia?|eir|information) (?:request|response|release|disclosure)s? (?:no\.? "
        r"|number )?)?(\d{2}-\d{4,6}|20\d\d[/-]\d{3,7}|\d{2}/\d{2}/(?!(?:19|20)\d\d\b)\d{3,6}"
        r"|\d{1,6}[A-Z]?\s?[-/_]\s?\d{2,4}(?:/\d{2})?)(?=\s{0,2}[-–:|])",
        re.I,
    ),
    re.compile(r"\b(?:foia?|eir) requests? (?:no\.? |number |ref(?:erence)? )?(\d{1,8}[/-]\d{2,4})\b", re.I),
    re.compile(r"\b(?:your|foi|information) request (\d{5,9})$", re.I),
)
IN_PROSE = re.compile(
    r"\b(?:reference|ref|request|case|foi)(?:\s(?:no|number|reference|id))?\.?\s?(?:is|:|no\.?"
    r"|number)?\s?((?:IM-FOI-\d{4}-\d{4})|\d{2}[./]FOI[./]\d{2}[./]\d{4,7}(?:/[A-Z])?"
    r"|FOI[ /]?\d{1,8}(?:[/-]\d{2,6}){0,2}|F-\d{4}-\d{4,6})\b",
    re.I,
)


BESIDE_REQUEST = re.compile(r"\b(?:request|enquiry|application) \(((?:[A-Z]{1,4}[/-])?\d{2,6}[/-]\d{2,7})\)")
"""`This request (F/2021/00871) came to us`."""
PROSE_LABEL = re.compile(
    r"(?:^|(?<=[.;,(–-]\s)|\b(?:our|foi|request|unique|response|disclosure|quoting|quote|under|is"
    r"|with)\s)ref(?:erence)?\b\.?\s?(?:number|no\.?|id)?\s?(?:is|of|:)?\s?(?=[A-Z]{0,6}[ /-]?\d)",
    re.I,
)
"""`Reference number 21/07/0412` in a sentence of the body's own."""


NAMED_LAW = re.compile(r"(?:act|law|year|date|page|part|section|regs?|deddf)\b", re.I)
"""`Freedom of Information` / `ACT 2000` is a heading."""


class Reference(NamedTuple):
    """A reference, where it was found (`label` `title` `prose` `url`), and its place in the text it was found in."""

    value: str
    source: str
    start: int = 0
    end: int = 0


def tidy(value: str) -> str:
    """White space squashed, blanks round the separator removed: `89- 26` is `89-26`."""
    value = " ".join(value.split())
    return (SPACED.sub(r"\1", value) if " " in value else value).strip(" .,;:[]()")


def reference_value(text: str) -> Reference | None:
    """The reference that a label's value begins with, or None. Letters are kept only before or behind digits."""
    stripped = text.lstrip(" :#-–")
    offset = len(text) - len(stripped)
    found = VALUE.match(stripped[:80])
    if not found:
        return None
    rest = stripped[found.end() :].strip(" .,;)]")
    if rest and rest[0].isalpha() and rest[0].islower() and len(rest) > 25:
        return None
    value = tidy(found.group(1))
    if NAMED_LAW.match(value):
        return None
    if re.match(r"^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|[A-Z]{0,2}\s?\d{1,2}[A-Z]{0,2})$", value, re.I):
        return None
    return Reference(value, "label", offset + found.start(1), offset + found.end(1))


def title_reference(title: str) -> Reference | None:
    """A reference printed in the title, in brackets, behind `FOI`, or set off by a dash; years and spans are none."""
    for pattern in IN_TITLE:
        for found in pattern.finditer(title):
            value = tidy(found.group(1))
            if _is_years(value):
                continue
            if pattern is IN_TITLE[3] and not re.search(r"\d[/-]\d|\d{4,}", value):
                continue
            digits = re.sub(r"\D", "", value)
            if pattern is IN_TITLE[3] and re.fullmatch(r"(?:19|20)\d\d", digits):
                continue
            return Reference(value, "title", found.start(1), found.end(1))
    return None


def prose_reference(text: str) -> Reference | None:
    """A reference in running text, in one of the forms that nothing else has."""
    found = IN_PROSE.search(text) or BESIDE_REQUEST.search(text)
    if found and not FINANCIAL.match(found.group(1)):
        return Reference(tidy(found.group(1)), "prose", found.start(1), found.end(1))
    for label in PROSE_LABEL.finditer(text):
        value = VALUE.match(text[label.end() : label.end() + 60])
        if value and sum(map(str.isdigit, value.group(1))) > 3 and not FINANCIAL.match(tidy(value.group(1))):
            at = label.end()
            return Reference(tidy(value.group(1)), "prose", at + value.start(1), at + value.end(1))
    return None


def _is_years(value: str) -> bool:
    """`2018-2021`, `2022/23`, `01/2024` as a span or month: shaped like a reference, and none."""
    years = FINANCIAL.match(value)
    return bool(years)


TOKEN = re.compile(r"(?:^|(?<=-))(?:(\d{1,6}[a-z]?)-(\d{2,6})|(\d{4,10}))(?=-|$|\.)")
YEAR_FOLDER = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def url_reference(url: str | None, examples: Sequence[str] = ()) -> Reference | None:
    """The one reading of the last path segment's digits that fits the year in the path; None if none or several do.

    `examples`: references as the body prints them, which settle the separator and nothing else.
    """
    if not url:
        return None
    segments = [segment for segment in urlsplit(url).path.lower().split("/") if segment]
    if len(segments) < 2:
        return None
    slug = segments[-1].rsplit(".", 1)[0] if "." in segments[-1][-6:] else segments[-1]
    years = {int(year) for segment in segments[:-1] for year in YEAR_FOLDER.findall(segment)}
    if not years:
        return None
    readings: list[str] = []
    for found in TOKEN.finditer(re.sub(r"-{2,}", "-", slug.replace("_", "-"))):
        if not _stands_apart(slug, found):
            continue
        readings.extend(_readings(found, years, examples))
    unique = list(dict.fromkeys(readings))
    return Reference(unique[0], "url") if len(unique) == 1 else None


def _stands_apart(slug: str, found: re.Match[str]) -> bool:
    """Only digits at an end of the slug or behind `foi` can be a reference."""
    slug = re.sub(r"-{2,}", "-", slug.replace("_", "-"))
    before = slug[: found.start()]
    return (
        not before or before.endswith(("foi-", "eir-", "ref-", "rfi-", "request-", "foia-")) or found.end() >= len(slug)
    )


def _readings(found: re.Match[str], years: set[int], examples: Sequence[str]) -> list[str]:
    first, second, joined = found.groups()
    if joined:
        return _joined_readings(joined, years, examples)
    number = re.match(r"\d+", first)
    if number is None:
        return []
    last_two = {year % 100 for year in years}
    close = last_two | {(year - 1) % 100 for year in years}
    if re.fullmatch(r"20\d\d", first) and len(second) in (2, 4) and FINANCIAL.match(f"{first}-{second}"):
        return []
    if len(second) == 6 and _financial_year(second, years):
        return [f"{first}-{second[:4]}/{second[4:]}"]
    separator = separator_of(examples)
    if len(second) == 2 and int(second) in close:
        return [f"{first.upper()}{separator}{second}"]
    if len(second) == 4 and int(second) in years | {year - 1 for year in years} and not re.fullmatch(r"20\d\d", first):
        return [f"{first.upper()}{separator}{second}"]
    if re.fullmatch(r"20\d\d", first) and int(first) in years and len(second) > 2:
        return [f"{first}{separator_of(examples, '-')}{second}"]
    if len(first) == 2 and len(second) == 4 and int(first) in last_two:
        return [f"{first}-{second}"]
    return []


def _joined_readings(digits: str, years: set[int], examples: Sequence[str]) -> list[str]:
    if re.fullmatch(r"20\d\d", digits) or (len(digits) == 6 and _financial_year(digits, None)):
        return []
    if len(digits) == 8 and FINANCIAL.match(f"{digits[:4]}-{digits[4:]}"):
        return []
    separator = separator_of(examples)
    readings = []
    for year in years:
        short = f"{year % 100:02d}"
        if digits.endswith(str(year)) and len(digits) > 4:
            readings.append(f"{digits[:-4]}{separator}{year}")
        if digits.endswith(short) and len(digits) > 3:
            readings.append(f"{digits[:-2]}{separator}{short}")
        if digits.startswith(str(year)) and len(digits) > 6:
            readings.append(f"{year}{separator}{digits[4:]}")
    return readings


def _financial_year(digits: str, years: set[int] | None) -> bool:
    begin, end = int(digits[:4]), int(digits[4:])
    if not 2000 <= begin < 2050 or (begin + 1) % 100 != end:
        return False
    return years is None or begin in years or begin + 1 in years


def separator_of(examples: Sequence[str], default: str = "/") -> str:
    """The mark that a body puts between number and year, by its printed references: the last one of most of them."""
    marks: dict[str, int] = {}
    for example in examples:
        found = re.search(r"\d([-/_])\d{2,6}$", example)
        if found:
            marks[found.group(1)] = marks.get(found.group(1), 0) + 1
    return max(marks, key=lambda mark: marks[mark]) if marks else default
