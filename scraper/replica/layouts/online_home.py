"""The commonest platform: five forces' ways of filing and labelling on one content system.

Only the first two folders of an address are the platform's; the rest, the labels, the references and whether there is
any date are each force's own.
"""

from __future__ import annotations

import re
from html import escape

from scraper.replica import days
from scraper.replica.layouts import markup, other_logs
from scraper.replica.model import Disclosure, Head, Layout, Printed

DECISIONS = {
    "granted_in_full": "disclose the located information to you in full.",
    "partially_withheld": "disclose some of the requested information.",
    "fully_withheld": "withhold the requested information, as it is exempt.",
    "neither_confirm_nor_deny": "neither confirm nor deny whether any information is held.",
    "cost_limit": "refuse access to the information you have asked for, on grounds of cost.",
    "vexatious_or_repeated": "refuse your request.",
    "not_held": "inform you that no information is held.",
    "accessible_elsewhere": "direct you to what is already published.",
    "future_publication": "refuse access to the information until it is published.",
    "clarification_sought": "ask you for more detail before any search is made.",
    "transferred": "direct you to another public authority.",
}


def media(top: Head) -> str:
    """Where the platform keeps a force's files: the short name is not the folder of its pages."""
    return f"/SysSiteAssets/foi-media/{top.force.slug}/disclosure_{top.requested.year}/{markup.month_slug(top)}"


# An enquiry with its letter's date: `Date:`, `Enquiry Reference:`, then a stock sentence and `Answer`.

_ENQUIRY = re.compile(r"/foi-(?:(\d{3,})-\d\d|(\d{3,})\d\d)-[a-z]")


def _enquiry_path(top: Head) -> str:
    between = "-" if top.serial % 2 == 0 else ""
    month = markup.month_slug(top)
    return (
        f"/foi-ai/{top.force.folder}/disclosure/{top.requested.year}/{month}/"
        f"foi-{top.serial}{between}{top.yy}-{top.topic.slug}/"
    )


def _enquiry_reference(top: Head) -> str:
    return f"{top.serial}-{top.yy}"


def _enquiry(item: Disclosure) -> str:
    top = item.head
    printed = (f"{top.serial}-{top.yy}", f"{top.serial}- {top.yy}", f"{top.serial} -{top.yy}")[top.number % 3]
    return (
        f"<main>\n<h1>{escape(top.title)}</h1>\n<p>Date: {days.slashed_short(top.answered)}</p>\n"
        f"<p>Enquiry Reference: {printed}</p>\n<p>Below is your request and our response.</p>\n{markup.request(item)}\n"
        f"{markup.strong('Answer')}\n{markup.response(item)}{markup.files(item)}\n</main>"
    )


def _enquiry_printed(item: Disclosure) -> Printed:
    top = item.head
    return Printed(
        top.title,
        _enquiry_reference(top),
        "label",
        markup.request_text(item),
        response_date=top.answered.isoformat(),
        filed_period=days.period(top.requested),
    )


ENQUIRY = Layout(
    _enquiry_path, lambda path: markup.numbered(_ENQUIRY, path), _enquiry_reference, media, _enquiry, _enquiry_printed
)

# Numbered responses: `FOI Reference:`, `Request:`, a clarification, `Response 1:`, `Response 2-3:`; no date at all.

_NUMBERED = re.compile(r"/[a-z-]+-(\d{3,})20\d\d/$")


def _numbered_path(top: Head) -> str:
    year = top.requested.year
    return f"/foi-ai/{top.force.folder}/disclosure-{year}/{markup.month_slug(top)}/{top.topic.slug}-{top.serial}{year}/"


def _numbered_reference(top: Head) -> str:
    return f"{top.serial}/{top.requested.year}"


def _numbered_response(item: Disclosure) -> str:
    top = item.head
    clarified = ""
    if item.clarification:
        question, answer = item.clarification
        clarified = (
            f"<p>Clarification Q:</p>\n<p>{escape(question)}</p>\n<p>Clarification A:</p>\n<p>{escape(answer)}</p>\n"
        )
    several = len(item.answer.parts) > 1 and not item.in_letter
    label = "" if several else f"{markup.strong('Response:')}\n"
    given = markup.response(item, line="Response {}:", joiner="-")
    return (
        f'<main id="main-content"><article>\n<h1>{escape(top.title)}</h1>\n'
        f"<p><strong>FOI Reference:</strong> {_numbered_reference(top)}</p>\n{markup.strong('Request:')}\n"
        f"{markup.request(item)}\n{clarified}{label}{given}{markup.files(item, '<h2>Attachments</h2>')}\n</article></main>"
    )


def _numbered_printed(item: Disclosure) -> Printed:
    top = item.head
    request = markup.request_text(item, clarified=True)
    return Printed(top.title, _numbered_reference(top), "label", request, filed_period=days.period(top.requested))


NUMBERED_RESPONSE = Layout(
    _numbered_path,
    lambda path: markup.numbered(_NUMBERED, path),
    _numbered_reference,
    media,
    _numbered_response,
    _numbered_printed,
)

# A decision's opening sentence parts request and response; the reference stands in a heading; no date at all.

_DECIDED = re.compile(r"-(\d{3,})(?:/|\.pdf)$")


def _decided_path(top: Head) -> str:
    if top.is_file:
        return f"{media(top)}/{top.topic.slug}-{top.serial}.pdf"
    year, month = top.requested.year, markup.month_slug(top)
    folder = f"d/{month}-{year}" if year < 2023 else f"disclosure-{year}/{month}-{year}"
    return f"/foi-ai/{top.force.folder}/{folder}/{top.topic.slug}-{top.serial}/"


def _decided_reference(top: Head) -> str:
    return f"01.FOI.{top.yy}.{top.serial:06d}"


def _decided(item: Disclosure) -> str:
    top = item.head
    decision = DECISIONS[item.answer.outcome]
    opener = "" if item.in_letter else f"<p>I have today decided to {decision}</p>\n"
    opener = opener or "<p>I have today decided to answer your request by letter.</p>\n"
    return (
        f'<main id="main-content"><article>\n<h1>{escape(top.title)}</h1>\n'
        f"<h2>Freedom of information request reference no: {_decided_reference(top)}</h2>\n"
        f"<p>I note you seek access to the following information:</p>\n{markup.request(item)}\n{opener}"
        f"{markup.response(item, prefix='Q{} - ')}{markup.files(item, '<h3>Disclosure</h3>', 'p')}\n</article></main>"
    )


def _decided_printed(item: Disclosure) -> Printed:
    top = item.head
    if top.is_file:
        return other_logs.letter_printed(item, _decided_reference(top))
    request = markup.request_text(item)
    period = days.period(top.requested)
    return Printed(top.title, _decided_reference(top), "label", request, structure="opener", filed_period=period)


DECIDED = Layout(
    _decided_path, lambda path: markup.numbered(_DECIDED, path), _decided_reference, media, _decided, _decided_printed
)

# Received on a day: the date of receipt in prose, an apology between request and response, rights of complaint after.

_RECEIVED = re.compile(r"/foi-(\d{3,})-20\d\d--")


def _received_path(top: Head) -> str:
    year, month = top.requested.year, markup.month_slug(top)
    return (
        f"/foi-ai/{top.force.folder}/foi-disclosure-{year}/{month}-{year}/"
        f"foi-{top.serial}-{year}--{month[:3]}-{year}--{top.topic.slug}/"
    )


def _received_reference(top: Head) -> str:
    return f"{top.serial}-{top.requested.year}"


def _received(item: Disclosure) -> str:
    top = item.head
    several = len(item.answer.parts) > 1 and not item.in_letter
    label = "" if several else f"{markup.strong('Response:')}\n"
    given = markup.response(item, line="Q{} response:", joiner=" & Q")
    sorry = "<p>Please accept our apologies for the time this has taken.</p>\n" if top.number % 2 else ""
    name = escape(top.force.plain_name)
    return (
        f'<main id="main-content"><article>\n<h1>{escape(top.title)}</h1>\n'
        f"{markup.strong(f'FREEDOM OF INFORMATION REQUEST REFERENCE NO: {_received_reference(top)}')}\n"
        "<p>I write in connection with your request for information which was received on "
        f"{days.ordinal(top.requested)} as follows:</p>\n{markup.request(item)}\n{sorry}"
        f"<p>Please find the {name} response set out below.</p>\n{label}{given}{markup.files(item)}"
        f"{markup.tail(top.force.plain_name)}\n</article></main>"
    )


def _received_printed(item: Disclosure) -> Printed:
    top = item.head
    return Printed(
        top.title,
        _received_reference(top),
        "label",
        markup.request_text(item),
        request_date=top.requested.isoformat(),
        filed_period=days.period(top.requested),
    )


RECEIVED = Layout(
    _received_path,
    lambda path: markup.numbered(_RECEIVED, path),
    _received_reference,
    media,
    _received,
    _received_printed,
)

# The reference stands in the address alone; half of the pages have no labels, and lines are broken rather than set.

_SLUG_ONLY = re.compile(r"/foi-(?:(\d{3,})-\d\d|(\d{3,})\d\d)/$")


def _slug_only_path(top: Head) -> str:
    between = "-" if top.serial % 2 == 0 else ""
    month = markup.month_slug(top)
    return f"/foi-ai/{top.force.folder}/disclosure-log/{top.requested.year}/{month}/foi-{top.serial}{between}{top.yy}/"


def _slug_only_reference(top: Head) -> str:
    return f"{top.serial}/{top.yy}"


def _has_labels(item: Disclosure) -> bool:
    return item.head.number % 2 == 0


def _slug_only(item: Disclosure) -> str:
    top = item.head
    given = markup.response(item, line="Questions {}")
    asked = markup.request(item, "numbered")
    if _has_labels(item):
        clarified = ""
        if item.clarification:
            clarified = "\n".join(
                [markup.strong("CLARIFICATION"), *(f"<p>{escape(text)}</p>" for text in item.clarification), ""]
            )
        body = f"{markup.strong('REQUEST')}\n{asked}\n{clarified}{markup.strong('RESPONSE')}\n{given}"
    else:
        broken = asked.replace("</p>\n<p>", "<br/><br/>").removeprefix("<p>").removesuffix("</p>")
        body = f"<div>{broken}<br/><br/>Your request for information has now been considered.</div>\n{given}"
    return (
        f'<div role="main" id="main"><div class="row"><div class="rte">\n<h1>{escape(top.title)}</h1>\n{body}'
        f"{markup.files(item)}\n</div></div></div>"
    )


def _slug_only_printed(item: Disclosure) -> Printed:
    top = item.head
    labels = _has_labels(item)
    legible = top.serial < 100_000
    return Printed(
        top.title,
        _slug_only_reference(top) if legible else None,
        "url" if legible else None,
        markup.request_text(item, "numbered", clarified=labels),
        structure="labelled" if labels else "opener",
        filed_period=days.period(top.requested),
    )


SLUG_ONLY = Layout(
    _slug_only_path,
    lambda path: markup.numbered(_SLUG_ONLY, path),
    _slug_only_reference,
    media,
    _slug_only,
    _slug_only_printed,
)
