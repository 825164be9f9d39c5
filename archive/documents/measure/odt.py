"""ODT and ODP: tracked changes, comments, hidden and unseen text, speaker notes, hidden slides."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from archive.documents.measure import odf
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.readers.opendocument import DRAW, PRESENTATION, TABLE, TEXT

DETECTOR = "odt/1"


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a document or presentation."""
    content, trees = odf.roots(file.package)
    styles = odf.Styles(trees)
    counts: Counter[tuple[str, str]] = Counter()
    for where, tree in (("document", content), ("header or footer", trees[0])):
        if where != "document" and tree is content:
            continue
        counts["tracked_changes", where] += sum(1 for _ in tree.iter(f"{TEXT}changed-region"))
        counts["comments", where] += odf.comment_count(tree)
        counts["hidden_text", where] += _hidden(tree, styles)
    for number, page in enumerate(content.iter(f"{DRAW}page"), 1):
        where = f"slide {number}"
        shown = styles.value(
            "drawing-page", page.get(f"{DRAW}style-name"), "drawing-page-properties", f"{PRESENTATION}visibility"
        )
        counts["hidden_slide", where] += shown == "hidden"
        notes = page.find(f"{PRESENTATION}notes")
        if notes is not None and any(_text(box) for box in notes.iter(f"{DRAW}text-box")):
            counts["speaker_notes", where] += 1
    found = [Signal(kind, count, where, DETECTOR) for (kind, where), count in counts.items() if count]
    return found + odf.measure(file.package)


def _hidden(tree: etree._Element, styles: odf.Styles) -> int:
    count = sum(1 for e in tree.iter(f"{TEXT}hidden-text") if e.get(f"{TEXT}string-value") or _text(e))
    count += sum(1 for e in tree.iter(f"{TEXT}hidden-paragraph"))
    for section in tree.iter(f"{TEXT}section"):
        count += section.get(f"{TEXT}display") in ("none", "condition") and _text(section)
    spans = {name for name in styles.names("text") if styles.unseen("text", name, "text-properties")}
    paragraphs = {
        name for name in styles.names("paragraph") if styles.unseen("paragraph", name, "paragraph-properties")
    }
    for element in tree.iter(f"{TEXT}span", f"{TEXT}p", f"{TEXT}h"):
        name = element.get(f"{TEXT}style-name")
        unseen = spans if element.tag == f"{TEXT}span" else paragraphs
        if name in unseen and _text(element) and not _on_colour(element, styles):
            count += 1
    return count


def _on_colour(element: etree._Element, styles: odf.Styles) -> bool:
    """Whether a coloured cell, paragraph or shape stands behind: white text is then read against it."""
    for parent in element.iterancestors():
        if parent.tag in (f"{TEXT}p", f"{TEXT}h"):
            family, style = "paragraph", parent.get(f"{TEXT}style-name")
        elif parent.tag == f"{TABLE}table-cell":
            family, style = "table-cell", parent.get(f"{TABLE}style-name")
        elif parent.tag in (f"{DRAW}text-box", f"{DRAW}custom-shape", f"{DRAW}frame", f"{DRAW}page"):
            return True
        else:
            continue
        shade = styles.value(family, style, f"{family}-properties", f"{odf.FO}background-color")
        if shade not in (None, "transparent", "#ffffff"):
            return True
    return False


def _text(element: etree._Element) -> bool:
    return any(str(text).strip() for text in element.itertext())
