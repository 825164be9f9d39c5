"""Recognising labels: whole lines (`Response 2-5:`) and label-and-value lines (`Reference: 99/26`).

Tokens and look-ups rather than patterns: linear in the line, and a new word is one entry in `vocabulary` or
`factwords`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from archive.normalise import factwords
from archive.normalise import vocabulary as v

LONGEST = 110
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[&,/()+–-]")
NUMBER_JOINERS = frozenset({"and", "to", "&", ",", "-", "–", "/", "a", "ac"})
SIDES = ("response", "answer", "request", "reply")
EDGE = " \t:;.,-–—*•·|#>"
OUTCOME_WORDS = re.compile(
    r"(?:(?:request |information )?(?:full(?:y)?|part(?:ial|ly|ially)?|no) (?:disclos(?:ure|ed)|refus(?:al|ed)"
    r"|granted)|(?:request |information )?(?:disclosed|refused|granted|withheld) in (?:full"
    r"|part))(?: with [a-z ]{3,60})?"
)
ACRONYM = re.compile(r"(?!YOUR)[A-Z]{2,5}\s")
"""The system that numbers the requests (`HTK reference`)."""
VALUE_BEHIND = re.compile(r"(?::\s{0,3}|[a-z] [–-] )\d{1,2}\.?$")
"""`Answer: 12` is an answer of twelve, and no label of a question's number."""
MARKED_ANSWER = re.compile(r"[Aa](?:ns)?\.?\s?(\d{1,2}[a-z]?)\W{0,2}")
"""`A1` on a line of its own; a label only where it is set off, since roads and paper sizes look alike."""
CITED = re.compile(r"1[2-9]|[2-9]\d")
"""Numbers of sections that exempt (12 to 44): `Section 31` heads the reasons for it, no question."""
BARS = re.compile(r" [|•] ")
ENDS_WITH_DATE = re.compile(r"\d{4}\W{0,3}$")
OUTLINE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?|[A-H])[.)]\s")
SENTENCE = re.compile(r"\. (?=[A-Z])")
MASK = {8217: 39}
GLUED = re.compile(r"\d(?=[A-Z][a-z])")
"""Where a label follows a value without a blank, as neighbouring inline elements put it."""


class Label(NamedTuple):
    """What a line says it begins. `number` is the question's own number (`2-5`) or null; `value` what follows it."""

    kind: str
    number: str | None = None
    value: str = ""
    phrase: str = ""


def whole_line(text: str, force_words: frozenset[str] = frozenset()) -> Label | None:
    """The label that the whole line is, or None. `force_words`: words of the body's own name."""
    if len(text) > LONGEST or not text:
        return None
    return _whole_line(text, force_words)


@lru_cache(maxsize=8192)
def _whole_line(text: str, force_words: frozenset[str]) -> Label | None:
    if text[-1] == "!":
        return None
    tokens = TOKEN.findall(text.translate(MASK).lower().replace("(s)", "s"))
    if not tokens or len(tokens) > 22:
        return None
    if text[-1] == "?":
        words = [token for token in tokens if token.isalpha()]
        asked = " ".join(words)
        if (asked.startswith(v.TAIL_STARTS) and len(words) < 12) or asked in v.TAIL:
            return Label("tail", phrase=asked)
        kind = composed(words)
        return Label(kind, phrase=" ".join(tokens)) if kind and len(tokens) > 2 else None
    marked = MARKED_ANSWER.fullmatch(text)
    if marked:
        return Label("response", marked.group(1), phrase="a")
    if VALUE_BEHIND.search(text):
        return None
    words, number = take_number(tokens)
    words = [word for word in words if word not in NUMBER_JOINERS or word in ("and", "a", "to")]
    words = [word for word in words if word not in "&,/()+–-"]
    if not words:
        return None
    phrase = " ".join(words)
    if OUTCOME_WORDS.fullmatch(phrase):
        return Label("decision", phrase=phrase)
    for candidate in _forms(words, force_words):
        kind = _kind(candidate, number)
        if kind:
            return Label(kind, number, phrase=phrase)
    outline = OUTLINE.match(text)
    if outline:
        inner = whole_line(text[outline.end() :], force_words)
        sides = ("request", "response") if text[0].isalpha() else ()
        if inner and inner.kind in ("tail", "attachments", "annex", "decision", *sides):
            return inner
    if "/" in tokens:
        return _both_tongues(text, number, phrase, force_words)
    if number is None and not v.CLOSING.isdisjoint(words) and all(word in v.CLOSING_WORDS for word in words):
        return Label("tail", phrase=phrase)
    kind = composed(words) if text[-1] != "." else None
    if kind and not meta_kind(text.rstrip(EDGE)):
        return Label(kind, number, phrase=phrase)
    if phrase.startswith(v.REASONING_STARTS):
        return Label("reasoning", number, phrase=phrase)
    if phrase.startswith(v.TAIL_STARTS) and len(words) < 16:
        return Label("tail", phrase=phrase)
    return None


def _both_tongues(text: str, number: str | None, phrase: str, force_words: frozenset[str]) -> Label | None:
    """`Cais / Request`: the same label in two languages or two wordings."""
    sides = [whole_line(side.strip(EDGE), force_words) for side in text.split("/")]
    kinds = {side.kind for side in sides if side}
    return Label(kinds.pop(), number, phrase=phrase) if all(sides) and len(kinds) == 1 else None


def composed(words: Sequence[str]) -> str | None:
    """The side that a heading made of nothing but words about asking and answering names, or None.

    Bodies word such headings in endless ways (`The information you asked us for`, `What we were able to provide`), so
    what counts is that no word has any other subject.
    """
    if (
        not 1 < len(words) < 12
        or words[-1] in v.DANGLING
        or (words[0] == "i" and len(words) > 4)
        or not all(word in v.COMPOSING for word in words)
    ):
        return None
    ours = any(word in v.ANSWERING_WORDS for word in words) or (
        not v.BODIES.isdisjoint(words) and not v.GIVING.isdisjoint(words)
    )
    theirs = any(word in v.ASKING_WORDS for word in words)
    if not theirs and words[0] in ("what", "information", "data") and not v.GIVEN.isdisjoint(words):
        return "response"
    if ours and theirs:
        first = next(word for word in words if word in v.ANSWERING_WORDS or word in v.ASKING_WORDS or word == "we")
        joined = "and" in words and words.index("and") > words.index(first)
        if joined and not {"to", "for", "of", "on"} & set(words):
            return "both"
        return "response" if first in v.ANSWERING_WORDS or (first == "we" and "asked" not in words) else None
    if ours:
        return "response"
    return "request" if theirs and not {"below", "follows", "here"} & set(words) else None


def _kind(phrase: str, number: str | None) -> str | None:
    if phrase in v.REQUEST:
        return "question" if number and phrase in ("question", "questions") else "request"
    if phrase in v.RESPONSE:
        return "response"
    if phrase in v.BOTH:
        return "both"
    if phrase in v.DECISION:
        return "decision"
    if phrase in v.CLARIFICATION:
        return "clarification"
    if phrase in v.REASONING:
        return "reasoning"
    if phrase in v.ANNEX:
        return "annex"
    if number is None:
        if phrase in v.TAIL:
            return "tail"
        if phrase in v.ATTACHMENTS:
            return "attachments"
    if phrase in v.UNITS and number:
        return None if phrase.startswith("section") and CITED.match(number) else "question"
    return None


def _forms(words: list[str], force_words: frozenset[str]) -> list[str]:
    """The phrase as it stands, then with leading qualifiers and the body's own name taken off, one by one."""
    forms = [" ".join(words)]
    at = 0
    own = force_words | {f"{word}'s" for word in force_words} | {"and", "to"}
    while at < len(words) - 1 and (words[at].removesuffix("'s") in v.QUALIFIERS or words[at] in own):
        at += 1
        forms.append(" ".join(words[at:]))
    light = [word for word in words if word not in ("the", "your", "our", "this", "my")]
    if light and len(light) < len(words):
        forms.append(" ".join(light))
    plain = [word for word in words if word not in ("the", "your", "a", "this", "of", "my")]
    if plain and len(plain) < len(words):
        forms.append(" ".join(plain))
    whose = next((at for at, word in enumerate(words) if word in ("from", "of", "by")), 0)
    if whose and all(word == "the" or word in v.QUALIFIERS or word in own for word in words[whose + 1 :]):
        forms.append(" ".join(words[:whose]))
    if len(words) > 1 and words[-1] in ("below", "follows", "received", "provided"):
        forms.append(" ".join(words[:-1]))
    return forms


def take_number(tokens: list[str]) -> tuple[list[str], str | None]:
    """Split a label's tokens into its words and the question's number: `q 2 & q 3 response` gives `response`, `2-3`."""
    marks = [index for index, token in enumerate(tokens) if token.isdigit() and len(token) <= 2]
    if not marks:
        return _letter_part(tokens)
    first, last = marks[0], marks[-1]
    if any(token.isdigit() and len(token) > 2 for token in tokens):
        return tokens, None
    end = last + 1
    while end < len(tokens) and len(tokens[end]) == 1 and tokens[end].isalpha():
        end += 1
    begin = first
    while begin > 0 and (tokens[begin - 1] in v.UNITS or tokens[begin - 1] in "()"):
        begin -= 1
    inside = tokens[begin:end]
    for token in inside:
        if not (token.isdigit() or len(token) == 1 or token in v.UNITS or token in NUMBER_JOINERS):
            return tokens, None
    words = tokens[:begin] + tokens[end:]
    if words and words[-1] in ("to", "for", "-", "–") and len(words) > 1:
        words = words[:-1]
    unit = next((token for token in inside if token in v.UNITS), None)
    if not [word for word in words if word.isalpha()]:
        words = [unit] if unit else words
        if not unit:
            return words, _number(tokens)
    return words, _number(inside)


def _letter_part(tokens: list[str]) -> tuple[list[str], str | None]:
    """A lone letter after a unit word: `question a`, `q a`, or glued `qa`."""
    if len(tokens) == 2 and tokens[0] in v.UNITS and len(tokens[1]) == 1 and tokens[1].isalpha():
        return [tokens[0]], tokens[1]
    if len(tokens) == 3 and tokens[0] in SIDES and tokens[1] in v.UNITS and len(tokens[2]) == 1 and tokens[2].isalpha():
        return [tokens[0]], tokens[2]
    return tokens, None


def _number(tokens: list[str]) -> str | None:
    """The numbers of a label as a range where they follow each other, else as a list."""
    items: list[str] = []
    ranged = False
    for token in tokens:
        if token.isdecimal():
            items.append(str(int(token)))
        elif len(token) == 1 and token.isalpha() and token not in v.UNITS and items and items[-1].isdecimal():
            items[-1] += token
        elif token in ("to", "-", "–") and items:
            ranged = True
    if not items:
        return None
    if len(items) == 1:
        return items[0]
    plain = [int(item) for item in items if item.isdecimal()]
    if len(plain) == len(items) and (
        (ranged and len(items) == 2) or plain == list(range(plain[0], plain[0] + len(plain)))
    ):
        return f"{items[0]}-{items[-1]}"
    return ", ".join(items)


@lru_cache(maxsize=4096)
def meta_kind(text: str) -> str | None:
    """The field that a label such as `FOI reference no.` names, or None."""
    if len(text) > 90:
        return None
    if "/" in text:
        kinds = {meta_kind(side.strip(EDGE)) for side in text.split("/")}
        if len(kinds) == 1 and None not in kinds:
            return kinds.pop()
    tokens = TOKEN.findall(text.translate(MASK).lower())
    words = [token for token in tokens if token[0].isalpha()]
    if not words or len(words) > 11 or any(token[0].isdigit() for token in tokens):
        return None
    phrases = [" ".join(words)]
    if words[0] in ("the", "our", "your") and len(words) > 1 and "your" not in words[:1]:
        phrases.append(" ".join(words[1:]))
    if words[-1] in factwords.REFERENCE_NOUNS:
        phrases.extend(" ".join(words[at + 1 :]) for at, word in enumerate(words[:-1]) if word in v.POLICE)
    for phrase in phrases:
        for kind, known in factwords.META.items():
            if phrase in known:
                return kind
    if len(words) > 1:
        bare = factwords.BARE_META.get(" ".join(sorted(word for word in words if word not in factwords.GLUE)))
        if bare:
            return bare
    if len(words) > 1 and words[-1] in factwords.REFERENCE_NOUNS:
        system = ACRONYM.match(text)
        if all(word in factwords.REFERENCE_WORDS for word in (words[1:] if system else words)):
            return "reference"
    return None


def split_meta(text: str) -> list[tuple[str, str]]:
    """Label-and-value pairs of a short line, in order: `Date: 16/02/26 Ref: 89-26` gives two. May be empty."""
    if len(text) > 300:
        return []
    if " | " in text or " • " in text:
        pieces = [split_meta(piece.strip()) for piece in BARS.split(text)]
        if len(pieces) < 8 and all(pieces):
            return [pair for piece in pieces for pair in piece]
    if ":" not in text:
        return _unpunctuated(text)
    found: list[tuple[int, int, str]] = []
    colon = text.find(":")
    while colon >= 0 and len(found) < 12:
        begin = _label_start(text, colon, found[-1][1] if found else 0)
        if begin is not None:
            kind = meta_kind(text[begin:colon])
            if kind:
                found.append((begin, colon + 1, kind))
        colon = text.find(":", colon + 1)
    if not found or text[: found[0][0]].strip(EDGE + "[("):
        return _unpunctuated(text)
    pairs = []
    for index, (_, value_at, kind) in enumerate(found):
        end = found[index + 1][0] if index + 1 < len(found) else len(text)
        value, *more = SENTENCE.split(text[value_at:end], maxsplit=3)
        pairs.append((kind, value.strip(" \t|;,-–")))
        for piece in more:
            pairs.extend(_unpunctuated(piece) or [("", piece)])
    return _joined(pairs)


def _joined(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pieces that hold no label of their own belong to the value before them."""
    made: list[tuple[str, str]] = []
    for kind, value in pairs:
        if kind or not made:
            made.append((kind, value))
        else:
            made[-1] = (made[-1][0], f"{made[-1][1]}. {value}")
    return made


def _label_start(text: str, colon: int, since: int) -> int | None:
    """Where the longest known label that ends at the colon begins, looking back over eleven words at most."""
    best = None
    at = colon
    may_glue = GLUED.search(text, since, colon) is not None
    for _ in range(11):
        cut = text.rfind(" ", since, max(at - 1, since))
        at = cut + 1 if cut >= 0 else since
        glued = GLUED.search(text, max(at - 1, 0), colon) if may_glue else None
        for begin in (at, glued.end()) if glued else (at,):
            if meta_kind(text[begin:colon]):
                best = begin
        if cut < 0 or cut <= since:
            break
    return best


def _unpunctuated(text: str) -> list[tuple[str, str]]:
    """`FOI date 08/2023`: a known label with its value behind it and no colon between."""
    first = text.split(" ", 1)[0].lower()
    if first not in factwords.FIRST_WORDS or len(text) > 160:
        return []
    words = text.split(" ")
    if len(words) > 14:
        return []
    for size in range(min(9, len(words) - 1), 0, -1):
        rest = " ".join(words[size:])
        if not any(character.isdigit() for character in rest[:30]):
            continue
        kind = (
            meta_kind(" ".join(words[:size]))
            if size > 1 or words[0].lower() not in factwords.REFERENCE_LETTERS
            else None
        )
        if words[size - 1].lower() in ("of", "dated") and not ENDS_WITH_DATE.search(rest):
            continue
        if kind in ("reference", "request_date", "response_date", "published_date", "date", "page_date") and size > 0:
            return [(kind, rest)]
    return []


def leading(text: str, lead: int, force_words: frozenset[str] = frozenset()) -> tuple[Label, int] | None:
    """A label with its text on the same line (`Response: We hold…`): the label and where the text begins.

    It must end with a colon or dash, or be the emphasised beginning of the line (`lead` characters long).
    """
    for mark in (":", " - ", " – "):
        at = text.find(mark, 0, 70)
        if at > 0:
            label = whole_line(text[:at], force_words)
            if label and (mark == ":" or at == lead or (label.kind == "response" and " " not in label.phrase)):
                return label, at + len(mark)
    if 1 < lead < 70:
        label = whole_line(text[:lead], force_words)
        if label and len(text) > lead:
            return label, lead
    return None
