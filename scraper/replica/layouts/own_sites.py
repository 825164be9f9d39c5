"""Forces with sites of their own: three generations of one, a blog, two Drupal sites, and a tree of categories."""

from __future__ import annotations

import re
from html import escape

from scraper.replica import days
from scraper.replica.layouts import markup
from scraper.replica.model import Disclosure, Head, Layout, Printed

# A site of three generations of addresses: the oldest pages have no date and no reference.

_OWN = re.compile(r"-(\d{3,})/$|^/(\d{4,})-[a-z]")
_LOG = "/about/freedom-of-information"


def _own_path(top: Head) -> str:
    if top.requested.year < 2021:
        return f"/{top.serial:04d}-{top.topic.slug}/"
    folder = "foi-responses" if top.requested.year < 2022 else "previous-foi-requests/requests"
    return f"{_LOG}/{folder}/{top.topic.slug}-{top.serial}/"


def _own_reference(top: Head) -> str:
    return f"{top.serial:03d}{'/' if top.requested.year < 2022 else '-'}{top.yy}"


def _own(item: Disclosure) -> str:
    top = item.head
    oldest = top.requested.year < 2021
    day = days.month_first(top.requested) if top.requested.year == 2021 else days.long(top.requested)
    facts = "" if oldest else f"<p>Date of request: {day}</p>\n<p>Reference: {_own_reference(top)}</p>\n"
    if not oldest and top.number % 4 == 0:
        facts += "<p>Posted in: Freedom of information</p>\n"
    first, second = ("Question", "Answer") if oldest else ("Request", "Response")
    return (
        f'<main id="main">\n<h1>{escape(top.title)}</h1>\n{facts}<h2>{first}</h2>\n{markup.request(item)}\n'
        f"<h2>{second}</h2>\n{markup.response(item)}{markup.files(item, '<h2>Related documents</h2>')}\n</main>"
    )


def _own_printed(item: Disclosure) -> Printed:
    top = item.head
    request = markup.request_text(item)
    if top.requested.year < 2021:
        return Printed(top.title, None, None, request)
    return Printed(top.title, _own_reference(top), "label", request, request_date=top.requested.isoformat())


OWN_SITE = Layout(
    _own_path,
    lambda path: markup.numbered(_OWN, path),
    _own_reference,
    lambda top: f"/media/{top.requested.year}/{top.serial}",
    _own,
    _own_printed,
)

# A blog: the reference in brackets in the title, no date on the page.

_POST = re.compile(r"^/[a-z0-9-]+?-(\d{3,})a?-\d\d/$")


def _post_path(top: Head) -> str:
    letter = "a" if top.serial % 2 == 0 else ""
    return f"/{top.topic.slug}-{top.serial}{letter}-{top.yy}/"


def _post_reference(top: Head) -> str:
    return f"{top.serial}{'A' if top.serial % 2 == 0 else ''}/{top.yy}"


def _post(item: Disclosure) -> str:
    top = item.head
    bold = top.number % 2
    first = markup.strong("Request") if bold else "<h2>Request</h2>"
    second = markup.strong("Response") if bold else "<h2>Response</h2>"
    return (
        f'<main id="content"><article id="post-{20_000 + top.serial}">\n'
        f"<h1>{escape(top.title)} ({_post_reference(top)})</h1>\n{first}\n{markup.request(item)}\n{second}\n"
        f"{markup.response(item, prefix='Q{}. ')}{markup.files(item, markup.strong('Attachments'))}\n</article></main>"
    )


def _post_printed(item: Disclosure) -> Printed:
    top = item.head
    reference = _post_reference(top)
    return Printed(f"{top.title} ({reference})", reference, "title", markup.request_text(item))


BLOG = Layout(
    _post_path,
    lambda path: markup.numbered(_POST, path),
    _post_reference,
    lambda top: f"/wp-content/uploads/{top.requested.year}/{top.requested.month:02d}",
    _post,
    _post_printed,
)

# A Drupal site with a summary before the request and answers beneath each question.

_NODE = re.compile(r"^/foi-disclosure-log/[a-z0-9-]+?-(\d{3,})$")


def _older(top: Head) -> bool:
    return (top.requested.year, top.requested.month) < (2025, 6)


def _node_reference(top: Head) -> str:
    return f"FOI/{top.serial:08d}" if _older(top) else f"FOI/{top.serial}"


def _node(item: Disclosure) -> str:
    top = item.head
    dated, label = "", "Request Number:"
    if _older(top):
        dated, label = f"<p>{days.month_first(top.listed)} | Organisational Information , Policies</p>\n", "Request:"
    start = "".join(f"{markup.shown(block)}\n" for block in item.opening)
    several = len(item.questions) > 1
    asked = [
        f"{markup.strong(f'Request {n}' if several else 'Request')}\n{start if n == 1 else ''}<p>{escape(text)}</p>"
        for n, text in enumerate(item.questions, 1)
    ]
    rows: list[str] = []
    if len(item.answer.parts) == 1 or item.in_letter:
        numbers = " & ".join(str(n) for n in range(1, len(item.questions) + 1))
        rows = [
            *asked,
            markup.strong(f"Answers {numbers}" if several else "Answer"),
            markup.response(item, heading="h4"),
        ]
    else:
        for part in item.answer.parts:
            rows += [asked[n - 1] for n in part.numbers]
            label_of = "Answers {}" if len(part.numbers) > 1 else "Answer {}"
            rows += [markup.strong(label_of.format(markup.numbers_of(part))), markup.blocks(part.blocks, "h4")]
        rows.append(markup.blocks(item.answer.reasoning, "h4"))
    body = "\n".join(row for row in rows if row)
    return (
        f'<main id="main-content"><article>\n<h1><span>{escape(top.title)}</span></h1>\n{dated}'
        f"<p><strong>{label}</strong> {_node_reference(top)}</p>\n"
        f"<p><strong>Category:</strong> Organisational Information</p>\n"
        f"<p><strong>Subject:</strong> {escape(top.title)}</p>\n{markup.strong('Request and Answer:')}\n"
        f"<p>Your request for information below has now been considered.</p>\n{body}{markup.files(item)}\n</article></main>"
    )


def _node_printed(item: Disclosure) -> Printed:
    top = item.head
    given = "\n\n".join([*(block.text for block in item.opening), *item.questions])
    pairs = len(item.answer.parts) > 1 and not item.in_letter
    return Printed(
        top.title,
        _node_reference(top),
        "label",
        given,
        structure="interleaved" if pairs else "labelled",
        published_date=top.listed.isoformat() if _older(top) else None,
    )


DRUPAL = Layout(
    lambda top: f"/foi-disclosure-log/{top.topic.slug}-{top.serial}",
    lambda path: markup.numbered(_NODE, path),
    _node_reference,
    lambda top: f"/sites/default/files/{top.requested.year}-{top.requested.month:02d}",
    _node,
    _node_printed,
)

# A Drupal site that prints the month of the answer, and alternates questions and answers without labels.

_PAIRS = re.compile(r"-foi-(\d{3,})-\d\d-")


def _pairs_path(top: Head) -> str:
    month = f"{top.answered:%B}".lower()
    return f"/freedom-of-information/{month}-{top.answered.year}-foi-{top.serial}-{top.yy}-{top.topic.slug}"


def _pairs_reference(top: Head) -> str:
    return f"FOI {top.serial}/{top.yy}"


def _pairs_title(top: Head) -> str:
    return f"{top.answered:%B} {top.answered.year} {_pairs_reference(top)} {top.title}"


def _undated(top: Head) -> bool:
    return top.number % 5 == 3


def _pairs(item: Disclosure) -> str:
    top = item.head
    value = "" if _undated(top) else f"<div>{top.answered:%m/%Y}</div>"
    facts = (
        f'<div class="field"><div>FOI date</div>{value}</div>\n'
        f'<div class="field"><div>FOI reference</div><div>{_pairs_reference(top)}</div></div>\n'
    )
    if len(item.answer.parts) == 1 or item.in_letter:
        body = (
            "<p>We received a request under the Freedom of Information Act 2000 (FOIA):</p>\n"
            f"{markup.request(item, 'numbered')}\n{markup.strong('Our Response:')}\n{markup.response(item)}"
        )
    else:
        rows = [markup.blocks(item.opening)] if item.opening else []
        for part in item.answer.parts:
            rows += [markup.strong(f"{n}. {item.questions[n - 1]}") for n in part.numbers]
            rows.append(markup.blocks(part.blocks))
        rows.append(markup.blocks(item.answer.reasoning))
        body = "\n".join(row for row in rows if row)
    annex = ""
    if top.number % 4 == 0:
        annex = (
            "\n<h2>APPENDIX A</h2>\n<p>Section 17(1) of the Act provides that a refusal must name the exemption.</p>"
        )
    return (
        f"<main><article>\n<h1><span>{escape(_pairs_title(top))}</span></h1>\n{facts}"
        f'<div class="field">\n{body}{markup.files(item)}{annex}\n</div>\n</article></main>'
    )


def _pairs_printed(item: Disclosure) -> Printed:
    top = item.head
    pairs = len(item.answer.parts) > 1 and not item.in_letter
    return Printed(
        _pairs_title(top),
        _pairs_reference(top),
        "label",
        markup.request_text(item, "numbered"),
        structure="interleaved" if pairs else "labelled",
        response_date=None if _undated(top) else days.period(top.answered),
    )


DATED_PAIRS = Layout(
    _pairs_path,
    lambda path: markup.numbered(_PAIRS, path),
    _pairs_reference,
    lambda top: f"/sites/default/files/foi/{top.answered.year}-{top.answered.month:02d}",
    _pairs,
    _pairs_printed,
)

# A tree of categories: number and year run together in the address, the most regular labels of all.

_CATEGORY = re.compile(r"-(\d{3,})\d\d/$")
CATEGORY_ROOT = "/about-us/publications-and-documents/accessing-information/disclosure-log/"


def _category_path(top: Head) -> str:
    return f"{CATEGORY_ROOT}{top.topic.category}/{top.topic.slug}-{top.serial}{top.yy}/"


def _category_reference(top: Head) -> str:
    return f"{top.serial}/{top.yy}"


def _category(item: Disclosure) -> str:
    top = item.head
    reference = _category_reference(top)
    return (
        f"<main>\n<h1>{escape(top.title)} - {reference}</h1>\n<p>Date Responded {days.long(top.answered)}</p>\n"
        f"<p>You asked:</p>\n{markup.request(item, 'numbered')}\n<p>In Response:</p>\n{markup.response(item)}"
        f"{markup.files(item)}{markup.tail(top.force.plain_name)}\n</main>"
    )


def _category_printed(item: Disclosure) -> Printed:
    top = item.head
    reference = _category_reference(top)
    return Printed(
        f"{top.title} - {reference}",
        reference,
        "title",
        markup.request_text(item, "numbered"),
        response_date=top.answered.isoformat(),
    )


CATEGORIES = Layout(
    _category_path,
    lambda path: markup.numbered(_CATEGORY, path),
    _category_reference,
    lambda top: f"/media/{top.serial}",
    _category,
    _category_printed,
)
