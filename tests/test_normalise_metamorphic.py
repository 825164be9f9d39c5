"""The same disclosure in other markup and under other headings gives the same record.

Every labelled page is set anew: its headings as bold lines, table cells, terms, summaries or plain lines, its
paragraphs as Word pastes or runs with line breaks, its labels in other words, and at last the whole page as a letter of
wrapped lines, with and without blank lines between the paragraphs. What the record says may not change.
"""

from __future__ import annotations

import copy
import json
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from archive.normalise import normalise, normalise_letter
from archive.normalise.accuracy import flat
from archive.normalise.body import Body
from archive.normalise.record import Record
from scraper.registry import UnknownForce, load_force

FIXTURES = Path(__file__).parent / "fixtures"
HEADINGS = ("h2", "h3", "h4", "h5")
MAIN = ("//main", "//*[@role='main']", "//article", "//*[@id='content']", "//body")
BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "li", "tr", "dt", "dd", "summary", "section", "article", "blockquote")
) | {"table", "ul", "ol", "dl", "details", "caption"}
REQUESTS = (
    "Request",
    "Your request",
    "You asked",
    "Information requested",
    "What you asked for",
    "Original request",
    "Details of request",
    "Question(s)",
    "What was asked",
    "Information you have requested",
    "What the applicant asked",
)
RESPONSES = (
    "Response",
    "Our response",
    "We said",
    "Information provided",
    "Our answer",
    "Response details",
    "What we found",
    "Answer(s)",
    "Our reply",
    "Response to your request",
    "How we replied to you",
)
Element = Any
Change = Callable[[Element], None]


@cache
def cases() -> list[tuple[Path, dict[str, Any]]]:
    """The labelled pages of one record that tell request from response, in UTF-8."""
    found = []
    for path in sorted([*(FIXTURES / "cases").glob("*.html"), *(FIXTURES / "holdout").glob("*.html")]):
        labels = json.loads(path.with_suffix(".json").read_text())
        if "records" in labels or path.stem.startswith("not-a-disclosure"):
            continue
        try:
            path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        if labels["expected"].get("structure") not in (None, "unsegmented"):
            found.append((path, labels))
    return found


def body_of(slug: str) -> Body:
    try:
        return Body.of(load_force(slug))
    except UnknownForce:
        return Body(slug, slug, "")


def content_of(root: Element) -> Element:
    return next(found[0] for path in MAIN if (found := root.xpath(path)))


def headings(root: Element) -> list[Element]:
    return [node for node in content_of(root).iter() if node.tag in HEADINGS]


def sections(root: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each heading with the elements that stand beside it, up to the next heading."""
    for node in headings(root):
        beside = []
        following = node.getnext()
        while following is not None and following.tag not in (*HEADINGS, "h1"):
            beside.append(following)
            following = following.getnext()
        yield node, beside


def wrap(node: Element, tag: str, inner: str) -> None:
    """`<h2>Text</h2>` becomes `<tag><inner>Text</inner></tag>`."""
    node.tag = tag
    made = etree.Element(inner)
    made.text, node.text = node.text, None
    made.extend(list(node))
    node.append(made)


def bold(root: Element) -> None:
    for node in headings(root):
        wrap(node, "p", "strong")


def underlined(root: Element) -> None:
    for node in headings(root):
        wrap(node, "div", "u")


def from_bold(root: Element) -> None:
    """Paragraphs that are bold throughout become headings."""
    for node in list(content_of(root).iter("p")):
        if len(node) == 1 and node[0].tag in ("b", "strong") and len(node.text_content()) < 60:
            if (node.text or "").strip() or (node[0].tail or "").strip():
                continue
            text = node.text_content()
            node.remove(node[0])
            node.tag, node.text = "h3", text


def with_colon(root: Element) -> None:
    for node in headings(root):
        if not len(node) and node.text:
            node.text = node.text.rstrip(": ") + ":"


def plain(root: Element) -> None:
    from_bold(root)
    with_colon(root)
    for node in headings(root):
        node.tag = "p"


def upper(root: Element) -> None:
    for node in headings(root):
        if not len(node) and node.text:
            node.text = node.text.upper()


def accordion(root: Element) -> None:
    for node, beside in list(sections(root)):
        made = etree.Element("details")
        node.addprevious(made)
        node.tail, node.tag = None, "summary"
        made.append(node)
        made.extend(beside)


def terms(root: Element) -> None:
    for node, beside in list(sections(root)):
        made = etree.Element("dl")
        node.addprevious(made)
        etree.SubElement(made, "dt").text = node.text_content()
        etree.SubElement(made, "dd").extend(beside)
        node.getparent().remove(node)


def table(root: Element) -> None:
    """One table, a row a section; pages that hold tables already are left as they are."""
    parts = list(sections(root))
    if len({node.getparent() for node, _ in parts}) != 1 or content_of(root).xpath(".//table"):
        return
    made = etree.Element("table")
    parts[0][0].addprevious(made)
    for node, beside in parts:
        row = etree.SubElement(made, "tr")
        etree.SubElement(row, "th").text = node.text_content()
        etree.SubElement(row, "td").extend(beside)
        node.getparent().remove(node)


def line_breaks(root: Element) -> None:
    """Paragraphs that follow each other become one, with breaks between them."""
    for node in list(content_of(root).iter("p")):
        before = node.getprevious()
        if before is not None and before.tag == "p" and not (before.tail or "").strip():
            etree.SubElement(before, "br")
            etree.SubElement(before, "br").tail = node.text
            before.extend(list(node))
            node.getparent().remove(node)


def word_paste(root: Element) -> None:
    for node in list(content_of(root).iter("p")):
        words = (node.text or "").split(" ")
        half = len(words) // 2
        node.set("class", "MsoNormal")
        first, second = etree.Element("span"), etree.Element("span")
        first.set("style", "font-family:Arial")
        first.text = " ".join(words[:half]) + (" " if half else "")
        second.text = "\n".join(words[half:])
        second.extend(list(node))
        node.text = None
        node.extend([first, second])


def quoted(root: Element) -> None:
    for node, beside in list(sections(root)):
        made = etree.Element("blockquote")
        node.addnext(made)
        made.extend(beside)


def nested(root: Element) -> None:
    for node, beside in list(sections(root)):
        made = etree.Element("div")
        node.addnext(made)
        etree.SubElement(etree.SubElement(made, "section"), "div").extend(beside)


def renamed(number: int) -> Change:
    """Labels in other words, where the page's own are among the known ones."""

    def change(root: Element) -> None:
        known = {text.lower(): REQUESTS for text in REQUESTS} | {text.lower(): RESPONSES for text in RESPONSES}
        for node in content_of(root).iter():
            if isinstance(node.tag, str) and not len(node) and not node.xpath("following::*[1][self::dd]"):
                words = known.get((node.text or "").strip().rstrip(":").lower())
                if words:
                    node.text = words[number]

    return change


CHANGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        bold,
        underlined,
        from_bold,
        with_colon,
        plain,
        upper,
        accordion,
        terms,
        table,
        line_breaks,
        word_paste,
        quoted,
        nested,
    )
} | {f"labels {REQUESTS[number]}": renamed(number) for number in range(len(REQUESTS))}
EXPECTED_TO_DIFFER = {
    ("terms", "metropolitan-03"): "a share list under the last term",
    ("terms", "civil-nuclear-constabulary-01"): "the heading was the link to the file",
    ("plain", "west-yorkshire-01"): "questions as plain lines with a colon",
    ("underlined", "civil-nuclear-constabulary-01"): "the heading of the share list keeps its list out",
    ("table", "metropolitan-01"): "a notice of copyright has no heading of its own in a cell",
    ("table", "northumbria-03"): "the whole page is one form",
    ("labels", "psni-01"): "the heading was the label of the reference",
}


def facts(record: Record) -> dict[str, object]:
    """What may not change."""
    return {
        "request_date": record.request_date,
        "response_date": record.response_date,
        "outcome": record.outcome,
        "flags": record.outcome_flags,
        "exemptions": sorted((cited.regime, cited.provision) for cited in record.exemptions),
        "structure": record.structure,
        "request": letters_of(record.request),
        "response": letters_of(record.response),
    }


def letters_of(text: str | None) -> str:
    return re.sub(r"\W+", "", flat(text or "")).lower()


@cache
def usual(path: Path) -> Record:
    labels = json.loads(path.with_suffix(".json").read_text())
    return read(path.read_bytes(), labels)


def read(page: bytes, labels: dict[str, Any]) -> Record:
    return normalise(page, content_type="text/html; charset=utf-8", url=labels["url"], force=body_of(labels["force"]))[
        0
    ]


def tree(path: Path) -> Element:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize("name", CHANGES)
def test_other_markup_gives_the_same_record(name: str) -> None:
    differing = []
    for path, labels in cases():
        if (name.split(" ", 1)[0], path.stem) in EXPECTED_TO_DIFFER:
            continue
        root = copy.deepcopy(tree(path))
        CHANGES[name](root)
        got = facts(read(html.tostring(root, encoding="utf-8", doctype="<!doctype html>"), labels))
        want = facts(usual(path))
        if got != want:
            differing.append(f"{path.stem}: {[field for field in want if want[field] != got[field]]}")
    assert not differing


def lines_of(node: Element) -> list[str]:
    """The text as a reader sees it, a block a line; menus, forms and feet are left out."""
    lines: list[str] = []
    current: list[str] = []

    def close() -> None:
        text = " ".join("".join(current).split())
        current.clear()
        if text:
            lines.append(text)

    def walk(element: Element) -> None:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "nav", "aside", "footer"):
            return
        if element.tag in BLOCKS or element.tag == "br":
            close()
        if element.tag == "tr":
            lines.append("   ".join(" ".join(cell.text_content().split()) for cell in element))
            return
        if element.tag == "li":
            current.append("- ")
        current.append(element.text or "")
        for child in element:
            walk(child)
            current.append(child.tail or "")
        if element.tag in BLOCKS:
            close()

    walk(node)
    close()
    return lines


def as_letter(lines: list[str], blank: bool) -> list[str]:
    """The lines wrapped at 84 letters, on pages with a marking above and a foot below."""
    text: list[str] = []
    for line in lines:
        text += textwrap.wrap(line, 84)
        text += [""] if blank else []
    sheets = [text[at : at + 38] for at in range(0, len(text), 38)]
    foot = "Freedom of Information Unit\nPage {} of {}"
    return [
        "\n".join(["OFFICIAL", "", *sheet, "", foot.format(number, len(sheets))])
        for number, sheet in enumerate(sheets, 1)
    ]


@pytest.mark.parametrize(("blank", "least"), [(True, 0.9), (False, 0.85)], ids=["blank lines", "no blank lines"])
def test_a_wrapped_letter_says_what_the_page_says(blank: bool, least: float) -> None:
    same = dict.fromkeys(("outcome", "exemptions", "request", "response_date"), 0)
    pages = [(path, labels) for path, labels in cases() if not content_of(tree(path)).xpath(".//form//p")]
    assert len(pages) > 60
    for path, labels in pages:
        letter = as_letter(lines_of(content_of(tree(path))), blank)
        record = normalise_letter(letter, url=labels["url"], force=body_of(labels["force"]))[0]
        got, want = facts(record), facts(usual(path))
        for field in same:
            same[field] += got[field] == want[field]
    assert {field: round(count / len(pages), 3) for field, count in same.items() if count / len(pages) < least} == {}
