"""Hostile pages by kind, each made at any size: a page of size 2n is twice the page of size n."""

from __future__ import annotations

from collections.abc import Callable


def _page(inside: str) -> bytes:
    return (
        "<html><head><title>A page</title></head><body><main><h1>A page</h1><h2>Request</h2><p>How many?</p>"
        f"<h2>Response</h2>{inside}</main></body></html>"
    ).encode()


def _unanswered(inside: str) -> bytes:
    """A page whose request has a label and whose answer, if there is one, has none."""
    return f"<html><body><main><h1>A page</h1><h2>Request</h2><p>How many?</p>{inside}</main></body></html>".encode()


def _cited(size: int) -> str:
    return "".join(f"<p>Section {number % 44}({number % 3 + 1})(a) applies.</p>" for number in range(size // 36))


def _headed(size: int) -> str:
    return "".join(f"<h3>Question {number}</h3><p>Seven.</p>" for number in range(size // 36))


def _linked(size: int) -> str:
    return "".join(f'<a href="/media/{number}/file-{number}.pdf">File {number}</a> ' for number in range(size // 50))


def _referred(size: int) -> str:
    return "".join(f"<p>FOI reference: {number}/26</p>" for number in range(size // 30))


def _dated(size: int) -> str:
    return "".join(f"<p>Date: {number % 28 + 1} May 2024</p>" for number in range(size // 22))


def _numbered(size: int) -> str:
    return "".join(f"<p>Q{number}. How many?</p><p>A{number}. Seven.</p>" for number in range(size // 44))


def _swarm(size: int, attribute: str) -> str:
    count = size // (len(attribute) + 6)
    return "<p " + "".join(attribute.format(number, number) for number in range(count)) + "><b>Seven.</b> The rest.</p>"


KINDS: dict[str, Callable[[int], bytes]] = {
    "table": lambda size: _page("<table>" + "<tr><td>Exampleton</td><td>12</td></tr>" * (size // 40) + "</table>"),
    "wide table": lambda size: _page("<table><tr>" + "<td>12</td>" * (size // 11) + "</tr></table>"),
    "nested tags": lambda size: _page("<div>" * (size // 11) + "Seven." + "</div>" * (size // 11)),
    "nested lists": lambda size: _page("<ul><li>a" * (size // 9)),
    "nested tables": lambda size: _page("<table><tr><td>a" * (size // 16)),
    "unclosed paragraphs": lambda size: _page("<p>Seven." * (size // 9)),
    "unclosed bold": lambda size: _page("<b>a<i>b" * (size // 8)),
    "NUL bytes": lambda size: _page("<p>Sev\x00en.</p>" * (size // 14)),
    "zero-width": lambda size: _page("<p>Sev\u200b\u200den.</p>" * (size // 18)),
    "right to left": lambda size: _page("<p>\u202eSection\u202c \u200f31\u200e</p>" * (size // 30)),
    "encoded twice": lambda size: _page("<p>caf\u00c3\u00a9 \u00e2\u20ac\u2122s</p>" * (size // 24)),
    "windows-1252": lambda size: _page("").replace(b"</main>", b"<p>caf\xe9 \x93x\x94</p>" * (size // 16)),
    "UTF-16": lambda size: _page("<p>Seven.</p>" * (size // 26)).decode().encode("utf-16-le"),
    "citations": lambda size: _page(_cited(size)),
    "citations in one line": lambda size: _page("<p>" + "Section 31(1)(a) applies. " * (size // 26)),
    "a list of citations": lambda size: _page("<p>Sections " + "31(1)(a), 40(2), " * (size // 17) + "apply."),
    "one citation repeated": lambda size: _page("<p>" + "section 40 " * (size // 11)),
    "one word": lambda size: _page("<p>" + "a" * size),
    "one word repeated": lambda size: _page("<p>" + "request " * (size // 8)),
    "refusals without end": lambda size: _page("<p>" + "we refuse to disclose information " * (size // 34)),
    "digits": lambda size: _page("<p>" + "1" * size),
    "blanks": lambda size: _page("<p>" + " " * size + "x"),
    "brackets": lambda size: _page("<p>Section 31" + "(" * size),
    "full stops": lambda size: _page("<p>" + "." * size),
    "hyphens": lambda size: _page("<p>" + "- " * (size // 2)),
    "short lines": lambda size: _page("<p>a</p>" * (size // 8)),
    "line breaks": lambda size: _page("<p>" + "a<br>" * (size // 5)),
    "empty breaks": lambda size: _page("<br>" * (size // 4)),
    "entities": lambda size: _page("<p>" + "&amp;&#x31;&nbsp;&bogus;" * (size // 24)),
    "links": lambda size: _page(_linked(size)),
    "headings": lambda size: _page(_headed(size)),
    "empty headings": lambda size: _page("<h2>Response</h2>" * (size // 17)),
    "references": lambda size: _page(_referred(size)),
    "dates": lambda size: _page(_dated(size)),
    "questions and answers": lambda size: _page(_numbered(size)),
    "attributes": lambda size: _page("<p " + "".join(f"a{number}=1 " for number in range(size // 8)) + ">Seven.</p>"),
    "attributes with angles": lambda size: _page(_swarm(size, 'a{}="<{}>" ')),
    "attributes with quotes": lambda size: _page(_swarm(size, "a{}='x>\"{}' ")),
    "attributes unquoted": lambda size: _page(_swarm(size, "a{}=<b{} ")),
    "attributes without blanks": lambda size: _page(_swarm(size, 'a{}=">{}"')),
    "attributes without end": lambda size: _page("") + _swarm(size, "a{}=1{} ").encode()[:-30],
    "reasons without a response": lambda size: _unanswered(
        "<p>We have decided that this is exempt under section 31.</p><h3>Evidence of harm</h3>" * (size // 86)
    ),
    "files without a response": lambda size: _unanswered(
        "<p>We are withholding the names of all who were there.</p><p><b>Disclosure</b></p>" * (size // 81)
    ),
    "answers without a response": lambda size: _unanswered("<p>We can confirm that there were 41.</p>" * (size // 41)),
    "requests without a response": lambda size: _unanswered("<p>How many were there in 2023?</p>" * (size // 34)),
    "thanks without a response": lambda size: _unanswered("<p>Many thanks</p>" * (size // 18)),
    "both sides under one heading": lambda size: _unanswered("").replace(
        b"<h2>Request</h2>", b"<h2>Request and response</h2>" + b"<p>How many were there?</p><p>41.</p>" * (size // 36)
    ),
    "comments": lambda size: _page("<!-- a --><![CDATA[b]]>" * (size // 23)),
    "scripts": lambda size: _page("<script>var a = 1;</script>" * (size // 27)),
    "definition list": lambda size: _page("<dl>" + "<dt>Request</dt><dd>Seven.</dd>" * (size // 31)),
    "definitions of entities": lambda size: (
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + _page("&b;" * (size // 3))
    ),
}
