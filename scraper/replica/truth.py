"""The right answer for each disclosure that a site shows, in the record's own terms, made with the pages themselves.

Where an answer stands in a letter alone, all that the page leaves out is what the letter says, as a reader who has both
would record it; `letter` holds what the letter itself prints. Where nothing can be read from the letter, nothing is told.
"""

from __future__ import annotations

from typing import Any

from scraper.replica import listings
from scraper.replica.layouts import layout_of
from scraper.replica.layouts.markup import IN_LETTER
from scraper.replica.letters import letter_facts
from scraper.replica.model import Disclosure
from scraper.replica.speech import Answer
from scraper.replica.state import Site


def truths(site: Site, base: str) -> list[dict[str, Any]]:
    """The truth of every disclosure of a site as it stands now, newest first, as dicts.

    `url` is absolute and canonical; `attachments` are absolute addresses in page order. `response` is a list of the
    response's paragraphs as the page (or the letter, where the answer is only there) prints them, tables left out.
    `structure` None: not to be scored.
    """
    one_page = site.force.platform == "single_page_log"
    return [
        truth(site.item(number), base, listings.record_path(site, place) if one_page else site.path(number))
        for place, number in enumerate(site.listed(0, site.total))
    ]


def truth(item: Disclosure, base: str, path: str) -> dict[str, Any]:
    """The truth of one disclosure that stands at `path`."""
    top, answer = item.head, item.answer
    layout = layout_of(top.force)
    printed = layout.printed(item)
    unread = top.kind.letter == "scan"
    by_letter = item.in_letter or top.is_file
    letter: dict[str, str | None] = letter_facts(item) if by_letter and not unread else {}
    if unread and top.is_file:
        printed = printed._replace(reference=None, reference_source=None, request=None)
        printed = printed._replace(request_date=None, response_date=None)
    return {
        "force": top.force.slug,
        "url": base + path,
        "title": printed.title,
        "reference": printed.reference,
        "reference_source": printed.reference_source,
        "request_date": printed.request_date or letter.get("request_date"),
        "response_date": printed.response_date or letter.get("response_date"),
        "published_date": printed.published_date,
        "filed_period": printed.filed_period,
        "legislation": [answer.legislation or top.force.regime],
        "request": printed.request or letter.get("request"),
        "response": _paragraphs(answer) if not unread else [] if top.is_file else [IN_LETTER],
        "structure": None if by_letter else printed.structure,
        "exemptions": [] if unread else sorted(answer.exemptions),
        "mentions": [] if unread else list(answer.mentions),
        "outcome": "unknown" if unread else answer.outcome,
        "outcome_flags": [] if unread else sorted(answer.flags),
        "attachments": [] if top.is_file else [base + link.path for link in item.files],
        "letter_only": by_letter,
        "letter": letter or None,
        "language": "en",
        "kind": top.kind.name,
        "version": item.version,
    }


def _paragraphs(answer: Answer) -> list[str]:
    blocks = [block for part in answer.parts for block in part.blocks] + list(answer.reasoning)
    return [block.text for block in blocks if block.kind != "table"]
