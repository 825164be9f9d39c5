"""Cutting the search box's text into tokens. Every string has a reading; unmatched quotes and brackets are forgiven."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

MAX_LENGTH = 500
MAX_TOKENS = 40

TokenKind = Literal["word", "phrase", "citation", "or", "not", "open", "close"]

FIELDS = {
    "force": "force",
    "police": "force",
    "nation": "nation",
    "country": "nation",
    "year": "year",
    "outcome": "outcome",
    "has": "has",
    "is": "is",
    "filetype": "filetype",
    "type": "filetype",
    "regime": "regime",
    "law": "regime",
    "date": "date",
    "from": "from",
    "since": "from",
    "after": "after",
    "to": "to",
    "until": "to",
    "before": "before",
    "section": "section",
    "exemption": "section",
    "regulation": "section",
    "article": "section",
    "ref": "ref",
    "reference": "ref",
    "title": "title",
    "request": "request",
    "question": "request",
    "response": "response",
    "answer": "response",
    "attachment": "attachment",
    "file": "attachment",
}
"""Operator as typed to its plain name."""

LEVEL = r"\s*\(\s*[0-9]{1,2}[A-Za-z]?\s*\)|\s*\(\s*[A-Za-z]{1,4}\s*\)"
NUMBER = r"[0-9]{1,2}(?:[A-Z]|[a-z](?![a-z]))?"
CITATION = re.compile(
    rf"""(?:
        (?P<word>sections?|sect|sec|regulations?|regs?|articles?|art)\.?\s*(?P<number1>{NUMBER})(?![0-9/.:%-]*[0-9%])
      | (?P<short>ss?)\.?\s?(?P<number2>{NUMBER})(?![0-9/.:%-]*[0-9%])
    )(?P<levels>(?:{LEVEL})*)
    (?P<law>\s*(?:of\s+(?:the\s+)?)?(?:FOISA|FOIA|EISR|EIRs?|DPA)\b)?(?![A-Za-z0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
"""A provision in running text: `s31 (3)`, `Section 31(3)`, `reg. 12(4)(b) EIR`. Not `S12/345` or `section 12%`."""

FIELD = re.compile(r"([A-Za-z]{2,10}):(?!//)")
SPECIAL = re.compile(r'[\s"“”„«»()]')
OPENING = '"“„«'
QUOTES = '"“”„«»'


@dataclass(frozen=True)
class Token:
    """A piece of the query. `field` is a plain operator name or empty; `negated` if a minus stood before it."""

    kind: TokenKind
    text: str = ""
    field: str = ""
    negated: bool = False
    law: str = ""


def clean(text: str) -> str:
    """Text without control characters, blanks squashed, at most `MAX_LENGTH` characters long."""
    text = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp", "Cn") else c for c in text[: MAX_LENGTH * 4]
    )
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()[:MAX_LENGTH]


def _quoted(text: str, at: int) -> tuple[str, int]:
    """The phrase that starts after the quote at `at`, and the place after its end."""
    end = at + 1
    while end < len(text) and text[end] not in QUOTES:
        end += 1
    return text[at + 1 : end], min(end + 1, len(text))


def _bare(text: str, at: int, field: str) -> tuple[str, int]:
    """The word at `at` and the place after it; brackets belong to the value of an operator such as `section:31(3)`."""
    if field == "section":
        found = re.compile(rf"[A-Za-z. -]{{0,12}}?{NUMBER}(?:{LEVEL})*", re.IGNORECASE).match(text, at)
        if found:
            return found.group(), found.end()
    stop = re.compile(r'[\s"“”„«»]') if field in ("section", "ref") else SPECIAL
    found = stop.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end


def tokens(text: str) -> tuple[list[Token], bool]:
    """The tokens of a cleaned query, and whether some were dropped because there were more than `MAX_TOKENS`."""
    found: list[Token] = []
    at, negated, field = 0, False, ""
    while at < len(text) and len(found) < MAX_TOKENS:
        char = text[at]
        if char == " ":
            at, negated, field = at + 1, False, ""
            continue
        if char in QUOTES:
            phrase, at = _quoted(text, at)
            found.append(Token("phrase", phrase, field, negated))
            negated, field = False, ""
            continue
        if char in "()" and not field:
            found.append(Token("open" if char == "(" else "close", negated=negated))
            at, negated = at + 1, False
            continue
        if char in "()":
            at, field, negated = at + 1, "", False
            continue
        if char in "-−–" and not field and not negated and (at == 0 or text[at - 1] in ' ("'):  # noqa: SIM102
            if at + 1 < len(text) and text[at + 1] not in " -":
                at, negated = at + 1, True
                continue
        if not field:
            named = FIELD.match(text, at)
            if named and named.group(1).lower() in FIELDS and named.end() < len(text) and text[named.end()] != " ":
                if named.group(1).lower() in ("regulation", "article"):
                    law = named.group(1).lower()
                    word, at = _bare(text, named.end(), "section")
                    found.append(Token("word", word, "section", negated, law))
                    negated = False
                    continue
                at, field = named.end(), FIELDS[named.group(1).lower()]
                continue
            cited = CITATION.match(text, at)
            if cited:
                found.append(Token("citation", cited.group(), "", negated, (cited.group("law") or "").strip()))
                at, negated = cited.end(), False
                continue
        word, at = _bare(text, at, field)
        if not field and word in ("OR", "|", "||"):
            found.append(Token("or"))
        elif not field and word in ("AND", "&", "&&", "+"):
            pass
        elif not field and word == "NOT":
            found.append(Token("not"))
        elif word:
            found.append(Token("word", word, field, negated))
        else:
            at += 1
        negated, field = False, ""
    return found, at < len(text)
