"""Bytes to text: the declared charset when it holds, and what is known to go wrong when it does not.

The order is: byte order mark; UTF-16 without a mark (its zero bytes give it away); UTF-8, which is hardly ever right by
chance; the declared charset. Only when these fail is Beautiful Soup's detection asked, because it costs more than the
rest of the reading. Text that was encoded twice is put right where the repair is certain. Every departure from the
declaration is a warning code, so that a mistaken repair can be found.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from bs4 import UnicodeDammit

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})", re.I)
LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})
TWICE = re.compile(
    "[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc–—"
    "‘’‚“”„†‡•…‰‹›€™]{1,2}"
)
HIGH_RUN = re.compile(r"[^\x00-\x7f]{2,400}")
SWARM = 50_000
"""Characters of one tag beyond which its attributes may be too many: each is compared with all before it."""
LONG_PAGE = 100_000
"""Characters up to which a page is not searched for values that hide a tag's end: its swarms cost 0.1 s at most."""
TAG = re.compile(r"""<[a-zA-Z](?:[^>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|["'=])*+""")
"""A tag without its `>`, or one that never ends. A value in quotes after `=` may hold anything."""
ANGLE_IN_QUOTES = re.compile(r"""=\s*+(?:"[^"<>]*+[<>]|'[^'<>]*+[<>])""")
QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
TAG_NAME = re.compile(r"<[a-zA-Z0-9]{1,20}")
MOST_ATTRIBUTES = 1000
CONTROLS = {code: None for code in range(32) if code not in (9, 10, 12, 13)} | {0xFFFE: None, 0xFFFF: None}
CONTROL = tuple(map(chr, CONTROLS))
CONTROL_BYTES = bytes([*(code for code in CONTROLS if code < 32), 0xFF, 0xBF])
"""Bytes without which no encoding gives a control character: looked for first, since most pages have none."""


class Decoded(NamedTuple):
    """The text, and warning codes for what had to be repaired. `as_sent`: the body is the text in UTF-8 as it is."""

    text: str
    warnings: list[str]
    as_sent: bool = False


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Text of a captured body. `content_type` is the header's value, parameters and all. Never raises."""
    text, warnings, as_sent = _text(body, content_type)
    found = text
    if len(body.translate(None, CONTROL_BYTES)) < len(body) and any(mark in text for mark in CONTROL):
        text = text.translate(CONTROLS)
        warnings.append("control_characters")
    if any(mark in text for mark in "ÂÃâ") and TWICE.search(text):
        repaired = _undo_second_encoding(text)
        if repaired != text:
            text = repaired
            warnings.append("double_encoded")
    return Decoded(text, warnings, as_sent and text is found)


def without_swarms(text: str) -> str:
    """Markup whose tags with thousands of attributes lost them: lxml's time grows with the square of their number.

    A long tag that owes its length to a picture written into it is left alone.
    """
    return TAG.sub(_calmed, text) if _may_swarm(text) else text


def _may_swarm(text: str) -> bool:
    """Whether some stretch as long as a swarm has no `>`, or some value in quotes has one that ends no tag."""
    if len(text) > LONG_PAGE and ANGLE_IN_QUOTES.search(text):
        return True
    at = 0
    while at + SWARM <= len(text):
        closed = text.rfind(">", at, at + SWARM)
        if closed < 0:
            return True
        at = closed + 1
    return False


def _calmed(found: re.Match[str]) -> str:
    tag = found.group()
    if len(tag) < SWARM:
        return tag
    bare = QUOTED.sub("= ", tag)
    swarms = max(len(bare.split(None, MOST_ATTRIBUTES)), bare.count("=")) > MOST_ATTRIBUTES
    name = TAG_NAME.match(tag)
    return name.group() if swarms and name else tag


def _text(body: bytes, content_type: str | None) -> Decoded:
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(encoding, "replace"), [])
    wide = _utf16_without_mark(body)
    if wide:
        return Decoded(body.decode(wide, "replace"), ["charset_undeclared_utf16"])
    declared = _declared(body, content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return Decoded(*_not_utf8(body, declared))
    wrong = declared not in (None, "utf-8") and not text.isascii()
    return Decoded(text, ["charset_wrong"] if wrong else [], as_sent=True)


def _not_utf8(body: bytes, declared: str | None) -> tuple[str, list[str]]:
    if declared not in (None, "utf-8"):
        encoding = "cp1252" if declared in LATIN else declared
        try:
            return body.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            return body.decode("cp1252", "replace"), ["charset_wrong"]
    warnings = ["charset_wrong"] if declared else ["charset_undeclared"]
    mixed = UnicodeDammit.detwingle(body)
    try:
        return mixed.decode("utf-8"), warnings
    except UnicodeDecodeError:
        return UnicodeDammit(body, ["cp1252", "iso-8859-1"], is_html=False).unicode_markup or "", warnings


def _declared(body: bytes, content_type: str | None) -> str | None:
    """The declared charset by Python's name: the header's, else the first one named in the page's first 2 KB."""
    for source in ((content_type or "").encode("ascii", "replace"), body[:2048]):
        found = DECLARED.search(source)
        if found:
            try:
                return codecs.lookup(found.group(1).decode("ascii")).name
            except LookupError:
                continue
    return None


def _utf16_without_mark(body: bytes) -> str | None:
    head = body[:2000]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _undo_second_encoding(text: str) -> str:
    """UTF-8 that was read as windows-1252 and encoded again, put right run by run where it decodes without a fault."""
    return HIGH_RUN.sub(_repair_run, text)


def _repair_run(found: re.Match[str]) -> str:
    run = found.group()
    try:
        raw = b"".join(_byte(character) for character in run)
        return raw.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return run


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        if ord(character) < 256:
            return bytes([ord(character)])
        raise
