"""Small text operations that every part of the normaliser shares: squashing white space, sentences."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f]")
"""Zero-width and direction characters and the soft hyphen: dropped, since they are no text."""

SHORTENED = re.compile(r"\b([a-z]+)n['’]t\b")
WRITTEN = {"ca": "cannot", "wo": "will not", "sha": "shall not"}
SENTENCE_END = re.compile(r"[.!?;][\"'”’)\]]{0,2}(?=\s)|\n")
ABBREVIATIONS = (
    "s",
    "ss",
    "sec",
    "secs",
    "sect",
    "no",
    "nos",
    "reg",
    "regs",
    "art",
    "arts",
    "para",
    "p",
    "pp",
    "mr",
    "mrs",
    "ms",
    "dr",
    "e.g",
    "i.e",
    "etc",
    "st",
    "approx",
    "vs",
    "ref",
)


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def squash(text: str) -> str:
    """The text on one line, runs of white space made one blank, invisible characters dropped, in NFC."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    return " ".join(text.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph, in order; a line break ends one. Abbreviations such as `s.` do not."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in SENTENCE_END.finditer(text):
        end = found.end()
        if text[found.start()] == ".":
            word = text[max(0, found.start() - 8) : found.start()].rpartition(" ")[2].lower().lstrip("(")
            if word in ABBREVIATIONS or (len(word) <= 2 and word.isdigit() and start == found.start() - len(word)):
                continue
        if end > start:
            spans.append((start, end))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def plain(text: str) -> str:
    """The text in lower case with shortened words written out (`can't`, `doesn't`), as phrases are looked for."""
    lowered = text.lower()
    if "n't" not in lowered and "n’t" not in lowered:
        return lowered
    return SHORTENED.sub(_written_out, lowered)


def _written_out(found: re.Match[str]) -> str:
    return WRITTEN.get(found.group(1), f"{found.group(1)} not")


def lower(text: str) -> str:
    """The text in lower case, place by place: a letter that would grow in lower case stays as it is."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(map(_lower_one, text))


def _lower_one(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character
