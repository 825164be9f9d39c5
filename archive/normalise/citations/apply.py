"""From the citations of a page to the record's two lists: what is applied, and what is only mentioned.

One entry for each lowest level; a bare parent goes when a finer form of it is applied; the sections on cost, vexatious
requests and what is accessible elsewhere are also applied by the words of the answer when no other sign stands beside
them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from archive.normalise.blocks import Block
from archive.normalise.citations.collect import COST, LONGEST, NEITHER, VEXATIOUS, Cited, Source, collect_citations
from archive.normalise.citations.meaning import meaning
from archive.normalise.citations.signs import NOT_UPHELD
from archive.normalise.facts import Facts
from archive.normalise.record import Citation, Legislation
from archive.normalise.segments import Part
from archive.normalise.text import plain

ROLES = {"request": "request", "clarification": "request", "response": "response", "reasoning": "response"}
APPLIES = re.compile(r"\bexemption\b[^.;]{0,120}\b(?:therefore|also) applies\b", re.I)
"""What a letter applies before it prints the request: Scottish letters that answer under the Regulations alone."""
ACCESSIBLE = re.compile(
    r"\b(?:accessible|(?:already|publicly|reasonably|otherwise) (?:been )?(?:available|published))\b", re.I
)
FALLBACK = {
    ("FOIA", "12"): COST,
    ("FOISA", "12"): COST,
    ("FOIA", "14"): VEXATIOUS,
    ("FOISA", "14"): VEXATIOUS,
    ("FOIA", "21"): ACCESSIBLE,
    ("FOISA", "25"): ACCESSIBLE,
    ("IOM", "20"): ACCESSIBLE,
    ("JERSEY", "23"): ACCESSIBLE,
}
"""Sections that the words of the answer apply when no other sign stands beside them."""

BESIDES = re.compile(r"\b(?:also|in addition|additionally|alternatively|further|moreover|both|and sections?)\b", re.I)
POSSIBLY = re.compile(r"\b(?:could|might)\b", re.I)
WOULD_BE = re.compile(r"\bwould (?:\w+ ){0,2}?(?:be|attract|apply|fall)\b[^.;]{0,80}\bsections? \d", re.I)
HELD_IF = re.compile(
    r"\b(?:if|were|should)\b[^.;:]{0,40}\b(?:information|it|they|this|these|records?|documents?"
    r"|data)\b[^.;:]{0,40}?\b(?:held|exist(?:ed)?|to hold)\b",
    re.I,
)


class Applied(NamedTuple):
    """The two lists, the parts in which something is applied, and warnings."""

    exemptions: list[Citation]
    mentions: list[Citation]
    applied_parts: set[int]
    warnings: list[str]


def apply_citations(
    parts: Sequence[Part], facts: Facts, blocks: Sequence[Block], base: str, title: str | None
) -> Applied:
    """Read, judge and sort the citations of a page's parts."""
    outcome_blocks = {id(blocks[fact.block]) for fact in facts.of("outcome")}
    sources = [_source(index, part, outcome_blocks) for index, part in enumerate(parts)]
    collected = collect_citations(sources, base)
    cited = _beside_burden(_by_words(_headed(collected.cited, parts), parts))
    applied = _lowest([entry for entry in cited if entry.citation.status == "applied"])
    names = {(entry.citation.regime, entry.citation.provision) for entry in applied}
    supposed = _supposed(cited, parts)
    unsaid = {entry.citation.regime for entry in cited if _is_unsaid(entry.citation)}
    exemptions = [_neither(entry, parts, supposed, unsaid) for entry in applied]
    mentions: list[Citation] = []
    seen = set()
    for entry in cited:
        citation = entry.citation
        key = (citation.regime, citation.provision)
        if key in names or key in seen or citation.status == "applied":
            continue
        if citation.rule not in ("request_side", "other") and any(
            regime == citation.regime and provision.startswith(citation.provision + "(") for regime, provision in names
        ):
            continue
        seen.add(key)
        mentions.append(citation)
    return Applied(exemptions, mentions, {entry.part for entry in applied_everywhere(cited)}, collected.warnings)


def applied_everywhere(cited: Sequence[Cited]) -> list[Cited]:
    """Every applied citation, repeats and parents included."""
    return [entry for entry in cited if entry.citation.status == "applied"]


def _source(index: int, part: Part, outcome_blocks: set[int]) -> Source:
    block = part.block
    role = ROLES.get(part.role, "other")
    if part.role == "meta" and id(block) in outcome_blocks:
        role = "response"
    if part.role == "preamble" and APPLIES.search(block.text[:LONGEST]):
        role = "response"
    if part.role == "label" and part.label and part.label.kind in ("reasoning", "decision", "response"):
        role = "response"
    return Source(
        index,
        block.text,
        block.start,
        role,
        tuple((link.start, link.end) for link in block.links),
        tuple(block.cells) if block.kind == "row" else (),
        block.kind == "heading" or block.strong,
        block.kind == "item",
        block.follows,
        part.number,
    )


def _lowest(applied: Sequence[Cited]) -> list[Cited]:
    """Each provision once, in page order, without the parents of finer ones."""
    unique: dict[tuple[str, str], Cited] = {}
    for entry in applied:
        unique.setdefault((entry.citation.regime, entry.citation.provision), entry)
    parents = set()
    for regime, provision in unique:
        at = provision.rfind("(")
        while at > 0:
            parents.add((regime, provision[:at]))
            at = provision.rfind("(", 0, at)
    return [entry for key, entry in unique.items() if key not in parents]


def _supposed(cited: Sequence[Cited], parts: Sequence[Part]) -> set[int]:
    """The parts in which FOISA's section 18 names exemptions: those that would apply if the information were held.

    They follow the supposition, or stand as a list below the notice itself.
    """
    notice = next(
        (
            entry.part
            for entry in cited
            if (entry.citation.regime, entry.citation.provision[:2]) == ("FOISA", "18")
            and entry.citation.status == "mentioned"
        ),
        None,
    )
    if notice is None:
        return set()
    told = [at for at in range(notice, len(parts)) if HELD_IF.search(parts[at].block.text[:LONGEST])]
    named = (at for at in told if WOULD_BE.search(parts[at].block.text[:LONGEST]))
    supposed = set(_with_its_lines(parts, next(named, told[0] if told else notice)))
    said = parts[notice].block.text[:LONGEST]
    if said.rstrip().endswith(":") and NEITHER.search(plain(said)):
        supposed.update(_with_its_lines(parts, notice))
    return supposed


def _with_its_lines(parts: Sequence[Part], begin: int) -> range:
    """A part and the short lines below it."""
    end = begin + 1
    while end < len(parts) and len(parts[end].block.text) < 160 and not parts[end].label:
        end += 1
    return range(begin, end)


def _is_unsaid(citation: Citation) -> bool:
    """Jersey's Article 10(2): not saying whether anything is held, on the grounds named beside it."""
    return citation.regime == "JERSEY" and citation.provision == "10(2)" and citation.status == "mentioned"


def _neither(entry: Cited, parts: Sequence[Part], supposed: set[int], unsaid: set[Legislation]) -> Citation:
    """A bare parent in a paragraph that neither confirms nor denies is cited for that limb.

    FOISA and the Jersey law have no such limbs: there the provision on not saying makes the named grounds ones.
    """
    citation = entry.citation
    if (citation.regime == "FOISA" and entry.part in supposed) or citation.regime in unsaid:
        return msgspec.structs.replace(citation, ncnd=True)
    if (
        not citation.ncnd
        and ("(" not in citation.provision or citation.regime == "FOISA")
        and NEITHER.search(plain(parts[entry.part].block.text[:LONGEST]))
    ):
        return msgspec.structs.replace(citation, ncnd=True)
    return citation


def _headed(cited: list[Cited], parts: Sequence[Part]) -> list[Cited]:
    """A provision that heads a paragraph which does not uphold it is not applied by the heading."""
    made = []
    for entry in cited:
        follows = parts[entry.part + 1].block.text[:LONGEST] if entry.part + 1 < len(parts) else ""
        heads = entry.citation.status == "applied" and entry.citation.rule in ("heading", "title")
        if heads and len(parts[entry.part].block.text) < 90 and NOT_UPHELD.search(follows):
            negated = msgspec.structs.replace(entry.citation, status="negated", rule="negated")
            made.append(entry._replace(citation=negated))
        else:
            made.append(entry)
    return made


def _beside_burden(cited: list[Cited]) -> list[Cited]:
    """Where a request is refused as vexatious or repeated, what else a sentence cites tells of earlier requests."""
    if not any(
        entry.citation.status == "applied" and meaning(entry.citation.regime, entry.citation.provision) == "burden"
        for entry in cited
    ):
        return cited
    return [
        entry._replace(citation=msgspec.structs.replace(entry.citation, status="mentioned", rule="beside_burden"))
        if entry.citation.status == "applied"
        and entry.citation.rule == "verb"
        and meaning(entry.citation.regime, entry.citation.provision) != "burden"
        and not BESIDES.search(entry.citation.quote)
        else entry
        for entry in cited
    ]


def _by_words(cited: list[Cited], parts: Sequence[Part]) -> list[Cited]:
    """Sections that the answer cites beside its words of cost, burden or access, with no other sign."""
    made = list(cited)
    for (regime, top), words in FALLBACK.items():
        mine = [
            index
            for index, entry in enumerate(made)
            if entry.citation.regime == regime and entry.citation.provision.split("(")[0] == top
        ]
        if not mine or any(made[index].citation.status == "applied" for index in mine):
            continue
        for index in mine:
            citation = made[index].citation
            part = parts[made[index].part]
            if (
                citation.status != "mentioned"
                or citation.rule not in ("no_verb", "nature", "verb", "heading", "title")
                or citation.provision in ("12(4)",)
            ):
                continue
            if part.role not in ("response", "reasoning") or not words.search(part.block.text[:LONGEST]):
                continue
            if POSSIBLY.search(citation.quote):
                continue
            if re.search(r"how (?:often|many)|number of times", part.block.text[:LONGEST], re.I):
                continue
            made[index] = made[index]._replace(
                citation=msgspec.structs.replace(citation, status="applied", rule="words")
            )
    return made
