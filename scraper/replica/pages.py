"""The pages that answers stand on, one renderer a kind of site, with the label habits known of each.

Every renderer gets the same disclosure and differs only in markup, labels, order and what it leaves out: some kinds of
site print no date, some no response date, some answer question by question.
"""

from __future__ import annotations

from html import escape

from scraper.replica.answers import Block
from scraper.replica.disclosures import Disclosure, shown_blocks


def main_content(item: Disclosure) -> str:
    """The main content of a disclosure's page as HTML."""
    return {
        "single_online_home": _online_home,
        "avon_and_somerset": _own_site,
        "west_midlands": _blog,
        "psni": _drupal,
    }[item.force.platform](item)


def title(item: Disclosure) -> str:
    """The heading of a disclosure's page."""
    if item.force.platform == "single_online_home" and item.force.style == "decided":
        return f"FOI {item.reference} - {item.title}"
    if item.force.platform == "west_midlands":
        return f"{item.title} ({item.printed_reference})"
    return item.title


def published(item: Disclosure) -> str | None:
    """The page date that the page prints at its head, if it prints one."""
    return item.answered.isoformat() if item.force.platform == "psni" and item.number % 2 else None


def request_text(item: Disclosure) -> str:
    """The request as the record gives it: an item of a list keeps its dash."""
    return f"- {item.request}" if item.force.platform == "west_midlands" else item.request


def prints_dates(item: Disclosure) -> tuple[bool, bool]:
    """Whether the page prints the request date and the response date."""
    platform = item.force.platform
    if platform == "avon_and_somerset":
        return True, False
    if platform == "single_online_home" and item.force.style == "decided":
        return False, True
    return False, False


def _blocks(blocks: tuple[Block, ...], heading: str = "h3") -> str:
    parts = []
    for block in blocks:
        if block.kind == "table":
            head, *rows = block.rows
            cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
            body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            parts.append(f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>")
        elif block.kind == "h":
            parts.append(f"<{heading}>{escape(block.text)}</{heading}>")
        else:
            parts.append(f"<p>{escape(block.text)}</p>")
    return "\n".join(parts)


def _files(item: Disclosure, heading: str) -> str:
    if not item.files:
        return ""
    links = "".join(f'<li><a href="{escape(link.path)}">{escape(link.label)}</a></li>' for link in item.files)
    return f"\n{heading}<ul>{links}</ul>"


def _online_home(item: Disclosure) -> str:
    request, response = escape(item.request), _blocks(shown_blocks(item))
    if item.force.style == "decided":
        answered = f"{item.answered:%d/%m/%y}"
        return (
            f"<main>\n<h1>{escape(title(item))}</h1>\n"
            f"<p>Date: {answered}</p>\n<p>Enquiry Reference: {escape(item.printed_reference)}</p>\n"
            f"<p>Below is your request and our response.</p>\n<p><strong>Request</strong></p>\n<p>{request}</p>\n"
            f"<p><strong>Answer</strong></p>\n{response}{_files(item, '')}\n</main>"
        )
    return (
        f"<main>\n<h1>{escape(item.title)}</h1>\n<p>FOI Reference: {escape(item.printed_reference)}</p>\n"
        f"<h2>Request:</h2>\n<p>{request}</p>\n<h2>Response:</h2>\n{response}{_files(item, '<h2>Attachments</h2>')}\n</main>"
    )


def _own_site(item: Disclosure) -> str:
    day = item.requested
    month_first = f"{day:%B} {day.day}, {day.year}"
    day_first = f"{day.day} {day:%B} {day.year}"
    return (
        f'<main id="main">\n<h1>{escape(item.title)}</h1>\n'
        f"<p>Date of request: {month_first if day.year == 2021 else day_first}</p>\n"
        f"<p>Reference: {escape(item.printed_reference)}</p>\n<h2>Request</h2>\n<p>{escape(item.request)}</p>\n"
        f"<h2>Response</h2>\n{_blocks(shown_blocks(item))}{_files(item, '<h2>Related documents</h2>')}\n</main>"
    )


def _blog(item: Disclosure) -> str:
    return (
        f"<article>\n<h1>{escape(title(item))}</h1>\n"
        f"<h2>Request</h2>\n<ol><li>{escape(item.request)}</li></ol>\n<h2>Response</h2>\n"
        f"{_blocks(shown_blocks(item))}{_files(item, '<p><strong>Attachments</strong></p>')}\n</article>"
    )


def _drupal(item: Disclosure) -> str:
    label = "Request" if item.number % 2 else "Request Number"
    day = item.answered
    header = (
        f"<p>{day:%B} {day.day}, {day.year} | Organisational Information , Policies</p>\n" if item.number % 2 else ""
    )
    return (
        f'<main id="main-content">\n<h1>{escape(item.title)}</h1>\n{header}'
        f"<p><strong>{label}:</strong> {escape(item.printed_reference)}</p>\n"
        "<p><strong>Category:</strong> Organisational Information</p>\n"
        f"<p><strong>Subject:</strong> {escape(item.title)}</p>\n<p><strong>Request and Answer:</strong></p>\n"
        "<p>Your request for information below has now been considered.</p>\n"
        f"<p><strong>Request 1</strong></p>\n<p>{escape(item.request)}</p>\n<p><strong>Answer 1</strong></p>\n"
        f"{_blocks(shown_blocks(item), 'h4')}{_files(item, '')}\n</main>"
    )
