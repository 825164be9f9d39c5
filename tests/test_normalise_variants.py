"""The labelled pages of the cases in other clothes: other words, other markup, some labels gone; the sides stay.

No page here was written by hand, so nothing was made to fit. Where a label is gone the words alone tell; what is asked
of that is what it was seen to do, on pages from which its weights were learned too.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import pytest

from archive.normalise import normalise
from archive.normalise.body import Body
from archive.normalise.labels import Label, whole_line
from archive.normalise.page import words_of
from archive.normalise.record import Record
from archive.normalise.text import squash
from scraper.registry import load_registry

CASES = Path(__file__).parent / "fixtures" / "cases"
NAMES = ("p", "h2", "h3", "h4", "h5", "div")
REQUESTS = (
    "What the applicant wants to know",
    "Text of the enquiry",
    "Information sought",
    "The question put to us",
    "Details sought",
    "FOI question(s)",
    "Enquiry from the public",
    "What you would like to know",
    "Questions received",
    "Their request",
)
RESPONSES = (
    "What the force says",
    "Reply from the Constabulary",
    "Police answer",
    "How we answered",
    "Our answer in full",
    "FOI answer(s)",
    "Outcome and response",
    "The answer we gave",
    "What we told the requester",
    "Information released",
)
MARKUP = (
    "<p>{}</p>",
    "<p>{}:</p>",
    "<p><b>{}</b></p>",
    "<p><em>{}</em></p>",
    "<p><u>{}:-</u></p>",
    "<h2>{}</h2>",
    "<h5>{}</h5>",
    "<div>{}</div>",
    "<div><span>{}</span><br></div>",
    "<div><font size='4'>{}</font></div>",
    "<div><button type='button'>{}</button></div>",
    "<details open><summary>{}</summary></details>",
    "<table><tr><th>{}</th></tr></table>",
    "<ul><li><strong>{}</strong></li></ul>",
    "<fieldset><legend>{}</legend></fieldset>",
    "<blockquote><p><strong>{}</strong></p></blockquote>",
    "<p class='MsoNormal'><b><span style='font-size:11pt'>{}</span></b></p>",
)


class Labelled(NamedTuple):
    """A page with one label for either side, the tree's two elements that hold them, and what was read."""

    name: str
    tree: Any
    labels: list[Any]
    read: Callable[[bytes], list[Record]]
    record: Record


@cache
def labelled() -> list[Labelled]:
    """Every page of the cases that has two labels and nothing doubtful about them."""
    return list(_labelled())


def _labelled() -> Iterator[Labelled]:
    registry = load_registry()
    for path in sorted(CASES.rglob("*.html")):
        case = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        force = registry.get(case["force"])
        body = Body.of(force) if force else None
        tree = lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))

        def read(page: bytes, case: dict[str, Any] = case, body: Body = body) -> list[Record]:
            return normalise(page, content_type="text/html", url=case["url"], force=body)

        found = [(element, label) for element in tree.iter(*NAMES) if (label := _label(element, body)) is not None]
        if [label.kind for _, label in found] != ["request", "response"]:
            continue
        records = read(written(tree))
        if len(records) == 1 and records[0].structure == "labelled":
            yield Labelled(path.stem, tree, [element for element, _ in found], read, records[0])


def _label(element: Any, body: Body) -> Label | None:
    if any(True for _ in element.iterdescendants(*NAMES)):
        return None
    text = squash("".join(element.itertext()))
    label = whole_line(text, words_of(body)) if text else None
    return label if label and label.kind in ("request", "response") else None


def written(tree: Any) -> bytes:
    return lxml.html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")


def changed(page: Labelled, change: Callable[[Any, int], None], sides: tuple[int, ...] = (0, 1)) -> list[Record]:
    """What is read when `change` was made to the labels of these sides."""
    tree = copy.deepcopy(page.tree)
    at = page.tree.getroottree()
    elements = [tree.getroottree().xpath(at.getpath(element))[0] for element in page.labels]
    for side in sides:
        change(elements[side], side)
    return page.read(written(tree))


def other_words(words: tuple[str, str]) -> Callable[[Any, int], None]:
    def change(element: Any, side: int) -> None:
        tail = element.tail
        for child in list(element):
            element.remove(child)
        element.text, element.tail = words[side], tail

    return change


def other_markup(form: str) -> Callable[[Any, int], None]:
    def change(element: Any, side: int) -> None:
        text = squash("".join(element.itertext())).rstrip(" :").replace("&", "&amp;")
        made = lxml.html.fragment_fromstring(form.format(text))
        made.tail = element.tail
        element.getparent().replace(element, made)

    return change


def without(element: Any, side: int) -> None:
    element.drop_tree()


def same(page: Labelled, records: list[Record]) -> bool:
    """Whether both sides are what they were."""
    return len(records) == 1 and all(
        squash(getattr(records[0], side) or "") == squash(getattr(page.record, side) or "")
        for side in ("request", "response")
    )


def begins(page: Labelled, records: list[Record]) -> bool:
    """Whether the request ends and the response begins where they did."""
    one, other = records[0], page.record
    return (
        squash(one.response or "")[:60] == squash(other.response or "")[:60]
        and squash(one.request or "")[-60:] == squash(other.request or "")[-60:]
    )


def share(right: list[bool]) -> float:
    assert len(right) > 60
    return sum(right) / len(right)


def test_other_words() -> None:
    wrong = []
    for index, page in enumerate(labelled()):
        words = REQUESTS[index % len(REQUESTS)], RESPONSES[index % len(RESPONSES)]
        if not same(page, changed(page, other_words(words))):
            wrong.append((page.name, words))
    assert wrong == []


@pytest.mark.parametrize("turn", [0, 7])
def test_other_markup(turn: int) -> None:
    wrong = []
    for index, page in enumerate(labelled()):
        form = MARKUP[(index + turn) % len(MARKUP)]
        if not same(page, changed(page, other_markup(form))):
            wrong.append((page.name, form))
    assert wrong == []


@pytest.mark.parametrize(("sides", "least"), [((0,), 0.98), ((1,), 0.92), ((0, 1), 0.9)])
def test_labels_gone(sides: tuple[int, ...], least: float) -> None:
    assert share([begins(page, changed(page, without, sides)) for page in labelled()]) >= least
