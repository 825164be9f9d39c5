"""The record: every field from the page's blocks, each with the rule that found it and its place.

The steps are in the order in which they need each other: labelled facts, segments, citations, dates and reference,
attachments, outcome. A page that is no disclosure leaves after the first glance, with nulls and its warning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from archive.normalise import kinds
from archive.normalise.addresses import canonical, filed_period
from archive.normalise.answer import read_answer
from archive.normalise.attachments import collect_attachments
from archive.normalise.blocks import Block
from archive.normalise.body import Body
from archive.normalise.citations.apply import apply_citations
from archive.normalise.facts import Facts, collect
from archive.normalise.language import language_of
from archive.normalise.legislation import base_law, laws_of
from archive.normalise.outcome import derive
from archive.normalise.page import Page
from archive.normalise.record import Provenance, Record, Segment
from archive.normalise.segments import Part, Segmented, segment
from archive.normalise.several import divide
from archive.normalise.values import Dates, find_dates_of, find_reference
from archive.normalise.working_days import outside_table, working_days
from archive.normalise.writing import segments_of, span_of, text_of

SIDES = {"request": ("request", "clarification"), "response": ("response", "reasoning")}


def records_of(page: Page, force: Body | None, letters: Mapping[str, Sequence[str]] | None = None) -> list[Record]:
    """The records of a page: one, unless several requests with references of their own stand on it."""
    if page.problem:
        return [nothing(page, force, page.problem)]
    facts = collect(page.blocks, page.force_words)
    stretches = divide(page.blocks, facts)
    if len(stretches) < 2:
        return [_record(page, force, facts, page.blocks, page.title, [])]
    made = []
    for stretch in stretches:
        blocks = page.blocks[stretch.begin : stretch.end]
        made.append(
            _record(
                page,
                force,
                collect(blocks, page.force_words),
                blocks,
                stretch.title or page.title,
                ["several_requests"],
            )
        )
    return made


def nothing(page: Page, force: Body | None, warning: str) -> Record:
    """The record of a page that is no disclosure: nulls, and the warning that says why."""
    url = canonical(page.url)
    period = filed_period(url)
    return Record(
        force=force.slug if force else None,
        url=url,
        title=page.title,
        reference=None,
        reference_source=None,
        request_date=None,
        response_date=None,
        published_date=None,
        filed_period=period,
        legislation=base_law(force, ""),
        request=None,
        response=None,
        segments=[],
        structure="unsegmented",
        exemptions=[],
        mentions=[],
        outcome="unknown",
        outcome_flags=[],
        attachments=[],
        working_days=None,
        language=language_of(" ".join(block.text for block in page.blocks)),
        provenance={"outcome": Provenance(rule=warning)},
        warnings=sorted({warning, *page.warnings}),
    )


def _record(
    page: Page, force: Body | None, facts: Facts, blocks: list[Block], title: str | None, warnings: list[str]
) -> Record:
    segmented = segment(blocks, facts.blocks, page.force_words)
    url = canonical(page.url)
    reference = find_reference(page, facts, blocks, segmented, title, force)
    if segmented.structure == "unsegmented" and reference is None and kinds.is_foreign(title or "", page.url, blocks):
        return nothing(page, force, "not_a_disclosure")
    if page.kind == "html" and not warnings:
        undated = reference is None and not facts.of("request_date", "response_date", "date")
        if undated and kinds.is_guide(title or "", blocks):
            return nothing(page, force, "not_a_disclosure")
        if kinds.is_listing(title or "", blocks) and segmented.structure == "unsegmented":
            return nothing(page, force, "not_a_disclosure")
        if kinds.is_policy(title or "", page.url, blocks, segmented, bool(reference and reference.source != "url")):
            return nothing(page, force, "not_a_disclosure")
    if not any(part.role not in ("meta", "label") for part in segmented.parts) and page.title is None:
        return nothing(page, force, "empty_page")
    return _fill(
        page, force, facts, blocks, title, [*page.warnings, *warnings, *segmented.warnings], segmented, reference, url
    )


def _fill(
    page: Page,
    force: Body | None,
    facts: Facts,
    blocks: list[Block],
    title: str | None,
    warnings: list[str],
    segmented: Segmented,
    reference: Any,
    url: str | None,
) -> Record:
    parts = segmented.parts
    request, response = text_of(parts, "request", "clarification"), text_of(parts, "response", "reasoning")
    whole = "\n".join(block.text for block in blocks)
    law = base_law(force, whole)
    cited = apply_citations(parts, facts, blocks, law[0] if law else "FOIA", title)
    dates = find_dates_of(page, facts, blocks, segmented)
    attachments = collect_attachments(parts, page.base)
    reading = read_answer(parts, cited.applied_parts, attachments)
    derived = derive(parts, cited.exemptions, cited.mentions, reading, attachments, segmented.structure, title or "")
    legislation = laws_of(law, cited, response or "")
    counted = (dates.request, dates.response, legislation[0] if legislation else None)
    days = working_days(*counted)
    warnings = [
        *(["outside_holiday_table"] if outside_table(*counted) else []),
        *warnings,
        *dates.warnings,
        *cited.warnings,
        *derived.warnings,
    ]
    warnings += _missing(reference, segmented, request, response)
    provenance = _provenance(page, title, reference, dates, segmented, parts, derived.rule, url)
    return Record(
        force=force.slug if force else None,
        url=url,
        title=title,
        reference=reference.value if reference else None,
        reference_source=reference.source if reference else None,
        request_date=dates.request,
        response_date=dates.response,
        published_date=dates.published,
        filed_period=filed_period(url),
        legislation=legislation,
        request=request,
        response=response,
        segments=segments_of(parts),
        structure=segmented.structure,  # type: ignore[arg-type]
        exemptions=cited.exemptions,
        mentions=cited.mentions,
        outcome=derived.outcome,
        outcome_flags=derived.flags,
        attachments=attachments,
        working_days=days,
        language=language_of(response or request or whole),
        provenance=provenance,
        warnings=sorted(set(warnings)),
    )


def _missing(reference: Any, segmented: Segmented, request: str | None, response: str | None) -> list[str]:
    warnings = []
    if reference is None:
        warnings.append("no_reference")
    if segmented.structure == "unsegmented":
        warnings.append("unsegmented")
    elif request is None:
        warnings.append("empty_request")
    if response is None:
        warnings.append("empty_response")
    return warnings


def _provenance(
    page: Page,
    title: str | None,
    reference: Any,
    dates: Dates,
    segmented: Segmented,
    parts: Sequence[Part],
    outcome_rule: str,
    url: str | None,
) -> dict[str, Provenance]:
    found: dict[str, Provenance] = {}
    if title:
        found["title"] = Provenance(rule=page.title_rule, span=page.title_span)
    if reference:
        found["reference"] = Provenance(rule=reference.source, span=reference.span)
    for name, where in (
        ("request_date", dates.request_where),
        ("response_date", dates.response_where),
        ("published_date", dates.published_where),
    ):
        if where:
            found[name] = Provenance(rule=where[0], span=where[1])
    if filed_period(url):
        found["filed_period"] = Provenance(rule="url_folders")
    for name, roles in SIDES.items():
        span = span_of(parts, roles)
        if span:
            found[name] = Provenance(
                rule=(segmented.request_rule if name == "request" else segmented.response_rule) or segmented.structure,
                span=span,
            )
    found["structure"] = Provenance(rule=segmented.response_rule or "no_boundary")
    found["outcome"] = Provenance(rule=outcome_rule)
    return found


def merge_letter(record: Record, letter: Record) -> Record:
    """A page's record completed from the letter it offers: what the page itself does not say, the letter says."""
    changes: dict[str, Any] = {}
    provenance = dict(record.provenance)
    for name in ("request", "request_date", "response_date"):
        if getattr(record, name) is None and getattr(letter, name) is not None:
            changes[name] = getattr(letter, name)
    if record.reference is None and letter.reference is not None:
        changes.update(reference=letter.reference, reference_source="attachment")
    unplaced = [msgspec.structs.replace(cited, span=None) for cited in letter.exemptions]
    mentioned = [msgspec.structs.replace(cited, span=None) for cited in letter.mentions]
    changes.update(
        response=letter.response,
        segments=letter.segments,
        structure=letter.structure,
        exemptions=unplaced,
        mentions=mentioned,
        outcome=letter.outcome,
        outcome_flags=letter.outcome_flags,
        legislation=letter.legislation or record.legislation,
        language=letter.language,
    )
    merged = msgspec.structs.replace(record, **changes)
    for name in (*changes, "outcome"):
        provenance[name] = Provenance(rule="attachment")
    gone = {
        "outside_holiday_table",
        "unsegmented",
        "empty_request",
        "empty_response",
        "no_response",
        *(["no_reference"] if merged.reference else []),
    }
    counted = (merged.request_date, merged.response_date, merged.legislation[0] if merged.legislation else None)
    days = working_days(*counted)
    kept = [warning for warning in record.warnings if warning not in gone]
    added = [warning for warning in letter.warnings if warning not in ("no_reference", "outside_holiday_table")]
    added += ["outside_holiday_table"] if outside_table(*counted) else []
    return msgspec.structs.replace(
        merged, working_days=days, provenance=provenance, warnings=sorted({*kept, *added, "answer_in_attachment"})
    )


def needs_letter(record: Record) -> bool:
    """Whether the answer stands only in a file: nothing was told apart, or the response only points to the file."""
    if not record.attachments or "not_a_disclosure" in record.warnings:
        return False
    return (
        record.structure == "unsegmented"
        or record.response is None
        or (record.outcome == "unknown" and len(record.response) < 600)
    )


__all__ = ["Segment", "merge_letter", "needs_letter", "nothing", "records_of"]
