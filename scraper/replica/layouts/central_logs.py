"""Stub pages whose answer is in a letter, and the logs that islands and the government keep for many bodies."""

from __future__ import annotations

import re
from hashlib import blake2s
from html import escape

from scraper.replica import days
from scraper.replica.layouts import markup
from scraper.replica.model import Disclosure, Head, Layout, Printed

# Stub pages: a title and files; request and answer stand in the letter alone.

STUB_ROOT = "/access-to-information/freedom-of-information/disclosure-log/"
_STUB = re.compile(r"/\d\d-(\d{4,})-[a-z0-9-]+/$")


def _stub_path(top: Head) -> str:
    month = markup.month_slug(top)
    return f"{STUB_ROOT}disclosure-log-{top.requested.year}/{month}/{stub_reference(top)}-{top.topic.slug}/"


def stub_reference(top: Head) -> str:
    """`24-0634`: the short form of a Scottish case, as the page prints it."""
    return f"{top.yy}-{top.serial:04d}"


def _stub_root(top: Head) -> str:
    return f"/spa-media/{blake2s(f'{top.force.slug}/{top.serial}'.encode(), digest_size=4).hexdigest()}"


def _stub(item: Disclosure) -> str:
    top = item.head
    return (
        f'<main id="mainContent">\n<h1>{stub_reference(top)} - {escape(top.title)}</h1>\n'
        "<section><h2>Important information about requests</h2>\n<p>What we send to one person we put here for all. If "
        "you want something that we hold about yourself, see the data protection pages instead.</p></section>"
        f"{markup.correction(item)}{markup.files(item)}\n</main>"
    )


def _stub_printed(item: Disclosure) -> Printed:
    top = item.head
    return Printed(
        f"{stub_reference(top)} - {top.title}",
        stub_reference(top),
        "title",
        None,
        structure="unsegmented",
        filed_period=days.period(top.requested),
    )


STUB = Layout(_stub_path, lambda path: markup.numbered(_STUB, path), stub_reference, _stub_root, _stub, _stub_printed)

# Reports: parts A, B, C alone on a line in both halves; no reference is printed.

_REPORT = re.compile(r"\?reportid=(\d+)$", re.IGNORECASE)
REPORT_PAGE = "/government/freedomofinformation/pages/foi.aspx"


def _lettered(item: Disclosure) -> tuple[str, str, str]:
    """Request and response of a report as HTML, and the request as text."""
    several = len(item.questions) > 1
    asked = "".join(f"{markup.shown(block)}\n" for block in item.opening)
    text = [block.text for block in item.opening]
    answered = []
    for n, question in enumerate(item.questions):
        letter = "ABCDEFG"[n]
        asked += (f"{markup.strong(letter)}\n" if several else "") + f"<p>{escape(question)}</p>\n"
        text += [letter, question] if several else [question]
    for part in item.answer.parts:
        if several and part.numbers:
            answered.append(markup.strong(" and ".join("ABCDEFG"[n - 1] for n in part.numbers)))
        answered.append(markup.blocks(part.blocks))
    return asked, "\n".join(answered), "\n\n".join(text)


def _report(item: Disclosure) -> str:
    top = item.head
    asked, answered, _ = _lettered(item)
    return (
        f'<div id="content">\n<h1>{escape(top.title)} (FOI)</h1>\n'
        "<div>Produced by the Freedom of Information office</div>\n"
        f"<div>Authored by the Government of the Isle of Sample and published on <span>{days.long(top.listed)}</span>."
        f"</div>\n<h2>Request</h2>\n{asked}<h2>Response</h2>\n{answered}{markup.files(item)}\n</div>"
    )


def _report_printed(item: Disclosure) -> Printed:
    top = item.head
    return Printed(f"{top.title} (FOI)", None, None, _lettered(item)[2], published_date=top.listed.isoformat())


REPORTS = Layout(
    lambda top: f"{REPORT_PAGE}?ReportID={top.serial}",
    lambda path: markup.numbered(_REPORT, path),
    lambda top: str(top.serial),
    lambda top: f"/sitecollectiondocuments/foi/{top.serial}",
    _report,
    _report_printed,
)

# Cases: a case number without a year.

CASE_ROOT = "/about-the-government/freedom-of-information/disclosure-log/"
_CASE = re.compile(r"-1(\d{6})/$")


def _case_reference(top: Head) -> str:
    return f"1{top.serial:06d}"


def _case(item: Disclosure) -> str:
    top = item.head
    return (
        f"<main><article>\n<h1>{escape(top.title)}</h1>\n<p>Reference number: {_case_reference(top)}</p>\n"
        f"<p>Date of response: {days.long(top.answered)}</p>\n<h2>Your request</h2>\n{markup.request(item)}\n"
        f"<h2>Response to your request</h2>\n{markup.response(item)}{markup.files(item)}\n"
        "<h2>Your right to request a review</h2>\n<p>Write to us within sixty days if you are not content.</p>\n"
        "</article></main>"
    )


def _case_printed(item: Disclosure) -> Printed:
    top = item.head
    request = markup.request_text(item)
    return Printed(top.title, _case_reference(top), "label", request, response_date=top.answered.isoformat())


CASES = Layout(
    lambda top: f"{CASE_ROOT}{top.topic.slug}-{_case_reference(top)}/",
    lambda path: markup.numbered(_CASE, path),
    _case_reference,
    lambda top: f"/media/{top.serial}",
    _case,
    _case_printed,
)

# Publications: a government page with a summary, the day it was put up, details and documents.

_PUBLICATION = re.compile(r"/government/publications/foi-[a-z0-9-]+?-(\d{3,})$")


def publication_reference(top: Head) -> str:
    """`2021-038`: the year and number of a publication's case."""
    return f"{top.requested.year}-{top.serial:03d}"


def publication_title(top: Head) -> str:
    """The publication's title, which the search prints too."""
    return f"FOI release: {top.title[0].lower()}{top.title[1:]}"


def _media_root(top: Head) -> str:
    return f"/media/{blake2s(f'{top.force.slug}/{top.serial}'.encode(), digest_size=12).hexdigest()}"


def details(item: Disclosure) -> str:
    """The body of a publication, as its page and the content interface give it."""
    top = item.head
    return (
        f"<p>FOI reference: {publication_reference(top)}</p>\n<p>Date of request: {days.long(top.requested)}</p>\n"
        f"<p>Date of response: {days.long(top.answered)}</p>\n<h3>Request</h3>\n{markup.request(item)}\n"
        f"<h3>Response</h3>\n{markup.response(item, heading='h4')}"
    )


def _publication(item: Disclosure) -> str:
    top = item.head
    documents = f"<section><h2>Documents</h2>{markup.files(item, tag='h3')}</section>\n" if item.files else ""
    return (
        f'<main id="content">\n<span>FOI release</span>\n<h1>{escape(publication_title(top))}</h1>\n'
        f'<dl><dt>From:</dt><dd><a href="/government/organisations/{top.force.slug}">{escape(top.force.plain_name)}</a>'
        f'</dd><dt>Published</dt><dd><time datetime="{top.listed.isoformat()}T09:30:00+00:00">{days.long(top.listed)}'
        f"</time></dd></dl>\n{documents}<section><h2>Details</h2><div>\n{details(item)}\n</div></section>\n</main>"
    )


def _publication_printed(item: Disclosure) -> Printed:
    top = item.head
    return Printed(
        publication_title(top),
        publication_reference(top),
        "label",
        markup.request_text(item),
        request_date=top.requested.isoformat(),
        response_date=top.answered.isoformat(),
        published_date=top.listed.isoformat(),
    )


PUBLICATIONS = Layout(
    lambda top: f"/government/publications/foi-{top.topic.slug}-{top.serial}",
    lambda path: markup.numbered(_PUBLICATION, path),
    publication_reference,
    _media_root,
    _publication,
    _publication_printed,
)
