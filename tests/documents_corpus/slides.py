"""PPTX by python-pptx, and ODP by odfpy."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from odf import draw, presentation, style, text
from odf.opendocument import OpenDocumentPresentation
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from tests.documents_corpus import Case
from tests.documents_corpus.edits import linked
from tests.documents_corpus.workbooks import book

SLIDE = "ppt/slides/slide1.xml"


def show(change: Callable[[Any], None] | None = None) -> bytes:
    """Two slides by python-pptx."""
    made = Presentation()
    for title in ("Overtime", "Costs by district"):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "Figures are for the year to March."
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _notes(made: Any) -> None:
    made.slides[0].notes_slide.notes_text_frame.text = "Do not name Sergeant Arbuckle"


def _hidden(made: Any) -> None:
    made.slides[1]._element.set("show", "0")


def _box(made: Any, left: float, words: str = "Sergeant Arbuckle") -> object:
    shape = made.slides[0].shapes.add_textbox(Inches(left), Inches(5), Inches(2), Inches(1))
    shape.text_frame.text = words
    return shape


def _outside(made: Any) -> None:
    _box(made, 14)


def _hidden_shape(made: Any) -> None:
    _box(made, 2)._element.nvSpPr.cNvPr.set("hidden", "1")


def _white(made: Any) -> None:
    shape = _box(made, 2)
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def _grid(made: Any) -> None:
    grid = made.slides[1].shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    for place, value in enumerate(("District", "Cost", "North", "7")):
        grid.cell(place // 2, place % 2).text = value


def _dark_shape(made: Any) -> None:
    shape = made.slides[0].shapes.add_shape(1, Inches(1), Inches(5), Inches(3), Inches(1))
    shape.text_frame.text = "Key point"
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def _embedded() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return linked(show(), SLIDE, "package", "ppt/embeddings/Microsoft_Excel_Sheet.xlsx", book(), kind)


def _comment() -> bytes:
    body = (
        b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" idx="1">'
        b'<p:pos x="1" y="1"/><p:text>Remove Arbuckle</p:text></p:cm></p:cmLst>'
    )
    kind = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    return linked(show(), SLIDE, "comments", "ppt/comments/comment1.xml", body, kind)


def odp(*, notes: bool = False, hidden: bool = False) -> bytes:
    """A presentation by odfpy."""
    made = OpenDocumentPresentation()
    layout = style.PageLayout(name="layout")
    made.automaticstyles.addElement(layout)
    master = style.MasterPage(name="master", pagelayoutname=layout)
    made.masterstyles.addElement(master)
    look = style.Style(name="page", family="drawing-page")
    look.addElement(style.DrawingPageProperties(visibility="hidden" if hidden else "visible"))
    made.automaticstyles.addElement(look)
    page = draw.Page(name="One", masterpagename=master, stylename=look)
    frame = draw.Frame(width="10cm", height="3cm", x="1cm", y="1cm")
    box = draw.TextBox()
    box.addElement(text.P(text="Overtime by district"))
    frame.addElement(box)
    page.addElement(frame)
    if notes:
        aside = presentation.Notes()
        frame = draw.Frame(width="10cm", height="3cm", x="1cm", y="1cm")
        box = draw.TextBox()
        box.addElement(text.P(text="Do not name Arbuckle"))
        frame.addElement(box)
        aside.addElement(frame)
        page.addElement(aside)
    made.presentation.addElement(page)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def cases() -> Iterator[Case]:
    """Planted and clean presentations."""
    planted: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("notes", "python-pptx", "speaker_notes", partial(show, _notes)),
        ("hidden-slide", "python-pptx", "hidden_slide", partial(show, _hidden)),
        ("outside", "python-pptx", "off_page_text", partial(show, _outside)),
        ("hidden-shape", "python-pptx", "hidden_text", partial(show, _hidden_shape)),
        ("white-text", "python-pptx", "hidden_text", partial(show, _white)),
        ("embedded", "raw XML", "embedded_file", _embedded),
        ("comment", "raw XML", "comments", _comment),
    ]
    clean: list[tuple[str, str, Callable[[], bytes]]] = [
        ("plain", "python-pptx", show),
        ("table", "python-pptx", partial(show, _grid)),
        ("dark-shape", "python-pptx", partial(show, _dark_shape)),
    ]
    for name, maker, kind, make in planted:
        yield Case(name, "pptx", maker, kind, make)
    for name, maker, make in clean:
        yield Case(f"clean-{name}", "pptx", maker, None, make)
    yield Case("notes", "odp", "odfpy", "speaker_notes", partial(odp, notes=True))
    yield Case("hidden-slide", "odp", "odfpy", "hidden_slide", partial(odp, hidden=True))
    yield Case("clean-plain", "odp", "odfpy", None, odp)
