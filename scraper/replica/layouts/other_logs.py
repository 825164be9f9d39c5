"""Logs without a page an answer: one page with many records on it, and a list of letters."""

from __future__ import annotations

import re
from html import escape

from scraper.replica import days
from scraper.replica.layouts import markup
from scraper.replica.model import Disclosure, Head, Layout, Printed

# One page with many records: `main` is one record of it; its address is the page's.

ONE_PAGE_PATH = "/freedom-of-information/disclosure-log/"


def _record_reference(top: Head) -> str:
    return f"{top.serial}-{top.yy}"


def _record(item: Disclosure) -> str:
    top = item.head
    return (
        f"<h3>{escape(top.title)}</h3>\n<p>Reference: {_record_reference(top)}</p>\n"
        f"<p>Date: {days.slashed(top.answered)}</p>\n{markup.strong('Request')}\n{markup.request(item, 'numbered')}\n"
        f"{markup.strong('Response')}\n{markup.response(item, heading='h4')}{markup.files(item)}"
    )


def _record_printed(item: Disclosure) -> Printed:
    top = item.head
    request = markup.request_text(item, "numbered")
    return Printed(top.title, _record_reference(top), "label", request, response_date=top.answered.isoformat())


ONE_PAGE = Layout(
    lambda top: ONE_PAGE_PATH,
    lambda path: None,
    _record_reference,
    lambda top: f"/media/{top.requested.year}",
    _record,
    _record_printed,
)

# A list of letters: the file is the disclosure.

LETTERS_PATH = "/publications/disclosure-log/"
_LETTER = re.compile(r"/(\d{3,})-20\d\d-[a-z0-9-]+\.pdf$")


def letter_reference(top: Head) -> str:
    """`FOI 000880/20`: as a joint unit's letters print it."""
    return f"FOI {top.serial:06d}/{top.yy}"


def _letters_root(top: Head) -> str:
    return f"/SysSiteAssets/media/downloads/publications/disclosure-logs/{top.requested.year}"


def letter_printed(item: Disclosure, reference: str) -> Printed:
    """What a letter that is a disclosure of its own prints."""
    top = item.head
    return Printed(
        None,
        reference,
        "label",
        markup.request_text(item, "numbered"),
        request_date=top.requested.isoformat(),
        response_date=top.answered.isoformat(),
    )


LETTERS = Layout(
    lambda top: f"{_letters_root(top)}/{top.serial}-{top.requested.year}-{top.topic.slug}.pdf",
    lambda path: markup.numbered(_LETTER, path),
    letter_reference,
    _letters_root,
    lambda item: "",
    lambda item: letter_printed(item, letter_reference(item.head)),
)
