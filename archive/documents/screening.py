"""The policy: which measured signals are serious, the same for every format. Measuring lives in `measure/`.

Serious means that content is in the file which a reader of the page would not see, or personal data in bulk: such a
file is held until somebody has looked. A notice is recorded and holds nothing. Who wrote a file is never a reason. A
format or file that can't be looked into is held, because "nothing found" would not be true of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from archive.documents.measure.signal import Signal
from archive.documents.model import NOTICE, SERIOUS, Finding, Member, Severity

SCREENING_VERSION = "2"


class Rule(msgspec.Struct, frozen=True):
    """What a kind of signal means: its severity, the count from which it has it, and general words for the public.

    Below `least` the signal is a notice.
    """

    severity: Severity
    words: str
    least: int = 1


POLICY: dict[str, Rule] = {
    # what nobody could look into
    "cannot_be_screened": Rule(SERIOUS, "the file could not be checked"),
    # workbooks
    "hidden_sheet": Rule(SERIOUS, "a hidden sheet"),
    "very_hidden_sheet": Rule(SERIOUS, "a hidden sheet"),
    "hidden_rows": Rule(SERIOUS, "hidden rows"),
    "hidden_columns": Rule(SERIOUS, "hidden columns"),
    "filtered_rows": Rule(SERIOUS, "rows hidden by a filter"),
    "pivot_cache": Rule(SERIOUS, "source data kept behind a pivot table"),
    "kept_data": Rule(SERIOUS, "data kept in the file that no page shows"),
    "data_model": Rule(SERIOUS, "a data model kept in the file"),
    "external_link_cache": Rule(SERIOUS, "values copied from another workbook"),
    "hidden_name": Rule(SERIOUS, "a named range that points to a hidden place"),
    "hidden_cells": Rule(SERIOUS, "cells formatted so as not to be seen"),
    "far_cells": Rule(SERIOUS, "cells far from the visible table"),
    "orphan_strings": Rule(SERIOUS, "text kept in the file that no cell shows"),
    "external_link": Rule(NOTICE, "a link to another workbook"),
    "query_cache": Rule(NOTICE, "a connection to a database"),
    "chart_cache": Rule(SERIOUS, "chart values copied from another workbook"),
    # documents, slides, messages
    "comments": Rule(SERIOUS, "comments"),
    "tracked_changes": Rule(SERIOUS, "tracked changes"),
    "hidden_text": Rule(SERIOUS, "hidden text"),
    "embedded_file": Rule(SERIOUS, "a file embedded in the document"),
    "speaker_notes": Rule(SERIOUS, "speaker notes"),
    "hidden_slide": Rule(SERIOUS, "a hidden slide"),
    "earlier_versions": Rule(SERIOUS, "earlier versions of the document"),
    "blind_recipients": Rule(SERIOUS, "recipients who were not shown"),
    "hidden_headers": Rule(NOTICE, "headers of a message"),
    # PDF
    "covered_text": Rule(SERIOUS, "text under an opaque box"),
    "invisible_text": Rule(SERIOUS, "text that cannot be seen"),
    "off_page_text": Rule(SERIOUS, "text outside the page"),
    "hidden_layer": Rule(SERIOUS, "a layer that is switched off"),
    "earlier_revision": Rule(SERIOUS, "an earlier revision of the document"),
    "hidden_annotation": Rule(SERIOUS, "notes on the page that are not shown"),
    "cropped_picture": Rule(NOTICE, "pictures cropped or covered"),
    "layers": Rule(NOTICE, "layers, all shown"),
    "form_fields": Rule(NOTICE, "form fields"),
    # any format
    "macros": Rule(NOTICE, "a program in the file"),
    "author_metadata": Rule(NOTICE, "the author's name in the properties"),
    "markup_comments": Rule(NOTICE, "comments in the page's code"),
    "custom_data": Rule(NOTICE, "custom data parts"),
    "picture_metadata": Rule(NOTICE, "data about where or when a picture was taken"),
    "picture_place": Rule(NOTICE, "the place where a picture was taken"),
    # personal data in what is visible
    "national_insurance_numbers": Rule(SERIOUS, "what looks like National Insurance numbers"),
    "nhs_numbers": Rule(SERIOUS, "what looks like NHS numbers"),
    "birth_dates": Rule(SERIOUS, "what looks like dates of birth beside names"),
    "bank_details": Rule(SERIOUS, "what looks like bank details"),
    "email_addresses": Rule(SERIOUS, "many e-mail addresses", least=10),
    "phone_numbers": Rule(SERIOUS, "many telephone numbers", least=10),
    "people_rows": Rule(SERIOUS, "many rows that look like records of people", least=50),
}
"""Every kind of signal there is, with what it means. A measurer that reports another kind is a defect."""


def findings_of(signals: Iterable[Signal]) -> list[Finding]:
    """Signals judged by the policy, serious ones first."""
    found = []
    for signal in signals:
        rule = POLICY[signal.kind]
        severity = rule.severity if signal.count >= rule.least else NOTICE
        found.append(Finding(signal.kind, severity, signal.count, signal.where, signal.detector))
    return sorted(found, key=lambda finding: finding.severity != SERIOUS)


def with_members(findings: Sequence[Finding], members: Sequence[Member]) -> list[Finding]:
    """Findings of a file with those of its members, the member's path in front of the place."""
    inner = [
        msgspec.structs.replace(finding, where=f"{member.path}: {finding.where}".removesuffix(": "))
        for member in members
        for finding in member.document.findings
    ]
    return sorted([*findings, *inner], key=lambda finding: finding.severity != SERIOUS)


def unscreened(where: str = "", detector: str = f"screening/{SCREENING_VERSION}") -> Finding:
    """The finding of a file that could not be looked into."""
    return Finding("cannot_be_screened", SERIOUS, 1, where, detector)


def general_words(findings: Iterable[Finding]) -> list[str]:
    """Why a file is held, in words that may be shown: each serious kind once, without count or place."""
    return list(dict.fromkeys(POLICY[one.kind].words for one in findings if one.severity == SERIOUS))
