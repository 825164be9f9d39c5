"""Markup that the layouts share: blocks of text as HTML, questions in a row, answers by question, lists of files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from scraper.replica.model import FIRST_SERIAL, Disclosure, Head
from scraper.replica.speech import Block, Part

IN_LETTER = "The response to this request is in the attached letter."


def shown(block: Block, heading: str = "h3") -> str:
    """One block as HTML."""
    if block.kind == "table":
        top, *rows = block.rows
        cells = "".join(f"<th>{escape(cell)}</th>" for cell in top)
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    if block.kind == "h":
        return f"<{heading}>{escape(block.text)}</{heading}>"
    return f"<p>{escape(block.text)}</p>"


def blocks(given: Iterable[Block], heading: str = "h3") -> str:
    """Blocks as HTML, one a line."""
    return "\n".join(shown(block, heading) for block in given)


def strong(text: str) -> str:
    """A paragraph in bold: the commonest form of a label."""
    return f"<p><strong>{escape(text)}</strong></p>"


def labelled(label: str, value: str) -> str:
    """A paragraph of a label and its value."""
    return f"<p>{escape(label)} {escape(value)}</p>"


def form_of(item: Disclosure) -> str:
    """How this request's questions stand: `numbered` paragraphs, an `ol` or a `ul`."""
    return ("numbered", "ol", "ul")[item.head.number % 3]


def request(item: Disclosure, form: str = "") -> str:
    """The requester's words as HTML; `form` overrules `form_of`."""
    start = "".join(f"{shown(block)}\n" for block in item.opening)
    if len(item.questions) == 1:
        return f"{start}<p>{escape(item.questions[0])}</p>"
    form = form or form_of(item)
    if form == "numbered":
        return start + "\n".join(f"<p>{n}. {escape(text)}</p>" for n, text in enumerate(item.questions, 1))
    return f"{start}<{form}>" + "".join(f"<li>{escape(text)}</li>" for text in item.questions) + f"</{form}>"


def request_text(item: Disclosure, form: str = "", clarified: bool = False) -> str:
    """The same words as the record has them: paragraphs a blank line apart, list items a line each with `- `."""
    given = [block.text for block in item.opening]
    form = form or form_of(item)
    if len(item.questions) == 1:
        given.append(item.questions[0])
    elif form == "numbered":
        given += [f"{n}. {text}" for n, text in enumerate(item.questions, 1)]
    else:
        given.append("\n".join(f"- {text}" for text in item.questions))
    if clarified and item.clarification:
        given += item.clarification
    return "\n\n".join(given)


def numbers_of(part: Part, joiner: str = " & ") -> str:
    """The numbers of the questions that a part answers, joined."""
    return joiner.join(str(number) for number in part.numbers)


def response(item: Disclosure, line: str = "", prefix: str = "{}. ", heading: str = "h3", joiner: str = " & ") -> str:
    """The whole response; where there are several parts, each under a bold `line` or with a `prefix` to its first words.

    An answer that stands in a letter alone is a pointer to it.
    """
    if item.in_letter:
        return f"<p>{IN_LETTER}</p>{correction(item)}"
    made = []
    several = len(item.answer.parts) > 1
    for part in item.answer.parts:
        given = part.blocks
        if several and line:
            made.append(strong(line.format(numbers_of(part, joiner))))
        elif several:
            given = (given[0]._replace(text=prefix.format(numbers_of(part, joiner)) + given[0].text), *given[1:])
        made.append(blocks(given, heading))
    if item.answer.reasoning:
        made.append(blocks(item.answer.reasoning, heading))
    return "\n".join(made)


def correction(item: Disclosure) -> str:
    """What a page whose answer is in a letter says of an edit: the letter was replaced."""
    return f"\n<p>Correction {item.version}: the letter was replaced.</p>" if item.version else ""


def files(item: Disclosure, heading: str = "", tag: str = "li") -> str:
    """The files offered, under `heading` (HTML); empty if there are none."""
    if not item.files:
        return ""
    links = [f'<a href="{escape(link.path)}">{escape(link.label)}</a>' for link in item.files]
    if tag == "li":
        return f"\n{heading}<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"
    return f"\n{heading}" + "".join(f"<{tag}>{link}</{tag}>" for link in links)


def tail(force_name: str) -> str:
    """The rights of complaint at the foot of an answer."""
    return (
        "\n<h2>Your right to complain</h2>\n<p>Should you be unhappy with how your request was handled, write to "
        f"{escape(force_name)} within forty working days and ask for a review.</p>\n<p>After that you may ask the "
        "Information Commissioner for a decision under Section 50 of the Freedom of Information Act 2000.</p>"
    )


def numbered(pattern: re.Pattern[str], path: str) -> int | None:
    """The number of the disclosure whose serial one of the pattern's groups finds in a path, or None."""
    found = pattern.search(path)
    return int(next(group for group in found.groups() if group)) - FIRST_SERIAL if found else None


def month_slug(top: Head) -> str:
    """The month of the request in lower case, as folders have it."""
    return f"{top.requested:%B}".lower()
