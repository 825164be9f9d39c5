"""PDF: text that the page does not show, measured by rendering the page and looking.

A cheap pass over a page's objects says whether anything could hide text there: an opaque shape or picture drawn after
text it overlaps, text in the colour behind it, text drawn invisibly, outside the page or in a layer. Only such a page
is rendered, and a character counts as unseen if the box it stands in is one flat colour. Invisible text over a picture
of the page is the layer that text recognition leaves, unless the picture is blacked out there.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from archive.documents.measure.pdf_calls import (
    bounds_of,
    clip_of,
    clip_paths,
    fill_of,
    font_of,
    mode_of,
    object_of,
    stroke_of,
    type_of,
    typed,
    veiled,
)
from archive.documents.measure.pdf_look import Look, pictures_lost
from archive.documents.measure.pdf_marks import annotation_signals
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile

DETECTOR = "pdf/2"

_INVISIBLE, _CLIP = 3, 7
_OUTLINES = (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_NARROW, _NARROW_LETTERS, _PIECE = 3.0, 3, 3
_RECTANGLE, _MOST_CLIPS, _MOST_POINTS = 5, 6, 40
_SLUG = re.compile(r"[\w.-]*\.(?:indd|qxp|ai|pdf)|[\d/.:,-]+|Page\d+", re.IGNORECASE)
"""What a printer's page has beside its edge: the document's name, the date, marks of colour."""
_LEAST = {"covered_text": 2}
_LEAST_OTHERS = 3
_TINY = 1.0
_FAINT, _LIGHT = 13, 215
_MOST_COMPARED, _MOST_WEIGHED = 100_000, 1_000_000
_PAGE_PICTURE = 0.5
_SWITCHED_OFF = re.compile(rb"/OFF\s*\[\s*[0-9]+\s+[0-9]+\s+R|/BaseState\s*/OFF")
_END = re.compile(rb"%%EOF[ \t\r\n]*")
Box = tuple[float, float, float, float]


class Suspicion(msgspec.Struct):
    """What the objects of a page say: why it should be rendered, and boxes in page units (left, bottom, right, top)."""

    invisible: bool = False
    layered: list[Box] = []
    covers: list[Box] = []
    alike: list[Box] = []
    tiny: list[Any] = []
    narrow: list[Any] = []
    outside: list[Any] = []
    clipped: list[Any] = []
    picture_share: float = 0.0
    pictured: int = 0
    forms: bool = False
    marked: bool = False

    @property
    def worth_a_look(self) -> bool:
        """Whether the page must be rendered."""
        return bool(self.invisible or self.layered or self.covers or self.alike or self.forms or self.marked)


class PdfWatcher:
    """Looks at each page while the reader has it open; `signals` are complete once the last page has been read."""

    def __init__(self, file: OpenedFile) -> None:
        self._file = file
        self.signals: list[Signal] = []
        self.outside: dict[int, list[str]] = {}
        self.clipped: dict[int, list[str]] = {}
        self._layers = self._masks = self._drawn = False

    def __call__(self, number: int, page: Any, textpage: Any) -> None:
        """Page 0 is the document itself."""
        if number == 0:
            self._document(page)
            return
        where = f"page {number}"
        suspicion = suspect(page, self._layers, self._masks, self._drawn)
        annotations, covers, marks = annotation_signals(page)
        self.signals += [Signal(kind, count, where, DETECTOR) for kind, count in annotations.items()]
        suspicion.covers += covers
        suspicion.marked = suspicion.marked or marks
        narrow = sum(sum(map(str.isalnum, _object_text(item, textpage))) > _NARROW_LETTERS for item in suspicion.narrow)
        tiny = sum(any(map(str.isalnum, _object_text(item, textpage))) for item in suspicion.tiny)
        counts = {"invisible_text": tiny + narrow}
        for items, kept in ((suspicion.outside, self.outside), (suspicion.clipped, self.clipped)):
            if items:
                kept[number] = joined([_object_text(item, textpage) for item in items])
        if suspicion.pictured:
            counts["covered_text"] = suspicion.pictured
        if suspicion.worth_a_look:
            for kind, count in Look(page, textpage, suspicion).counts().items():
                if count >= _LEAST.get(kind, _LEAST_OTHERS):
                    counts[kind] = counts.get(kind, 0) + count
        self.signals += [Signal(kind, count, where, DETECTOR) for kind, count in counts.items() if count]

    def _document(self, document: pdfium.PdfDocument) -> None:
        files = raw.FPDFDoc_GetAttachmentCount(document)
        if files > 0:
            self.signals.append(Signal("embedded_file", files, "document", DETECTOR))
        if document.get_formtype() != raw.FORMTYPE_NONE:
            self.signals.append(Signal("form_fields", 1, "document", DETECTOR))
        if document.get_metadata_value("Author").strip():
            self.signals.append(Signal("author_metadata", 1, "properties", DETECTOR))
        if b"/JavaScript" in self._file.data:
            self.signals.append(Signal("macros", 1, "document", DETECTOR))
        if _SWITCHED_OFF.search(self._file.data):
            self.signals.append(Signal("hidden_layer", 1, "document", DETECTOR))
        self._layers = b"/OCProperties" in self._file.data or b"/ObjStm" in self._file.data
        self._drawn = b"/Type3" in self._file.data or b"/ObjStm" in self._file.data
        self._masks = any(sign in self._file.data for sign in (b"/Luminosity", b"/Alpha", b"/ObjStm"))
        self.signals += earlier_revisions(self._file.data, document)


def watcher(file: OpenedFile) -> PdfWatcher:
    """The watcher to register with the reader."""
    return PdfWatcher(file)


def measure(file: OpenedFile) -> list[Signal]:
    """What the watcher saw, after the reader has been through the pages."""
    found: list[Signal] = []
    for one in file.watchers:
        if isinstance(one, PdfWatcher):
            found += one.signals
            if one.outside or one.clipped:
                found += _off_page(file, one.outside, one.clipped)
    return found


def joined(texts: list[str]) -> list[str]:
    """Pieces of text, those of a letter or two put together with their neighbours."""
    found: list[str] = []
    before = ""
    for text in texts:
        if len(text) < _PIECE and len(before) < _PIECE and found:
            found[-1] += text
        else:
            found.append(text)
        before = text
    return found


def _off_page(file: OpenedFile, outside: dict[int, list[str]], clipped: dict[int, list[str]]) -> list[Signal]:
    """Text outside its page or clip that no page shows: a drawing cut over two pages is on both, on one of them cut."""
    document = pdfium.PdfDocument(file.data)
    try:
        shown = []
        for index in range(len(document)):
            page = document[index]
            textpage = page.get_textpage()
            shown.append("".join(textpage.get_text_bounded(*page.get_bbox()).split()))
            textpage.close()
            page.close()
    finally:
        document.close()
    everything = "\n".join(shown)
    found = []
    for number, texts in outside.items():
        lost = [text for text in texts if text and text not in everything and not _SLUG.fullmatch(text)]
        if lost:
            found.append(Signal("off_page_text", len(lost), f"page {number}", DETECTOR))
    cut = Counter(text for texts in clipped.values() for text in texts)
    for number, texts in clipped.items():
        lost = [text for text in texts if text and everything.count(text) <= cut[text]]
        if lost:
            found.append(Signal("invisible_text", len(lost), f"page {number}", DETECTOR))
    return found


def _object_text(item: Any, textpage: Any) -> str:
    """The letters of a text object, without spaces."""
    size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return "".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split())


def suspect(page: pdfium.PdfPage, layers: bool, masks: bool, drawn: bool) -> Suspicion:
    """One pass over a page's objects in the order they are drawn.

    `layers`, `masks` and `drawn` (fonts that are drawings) say whether the file may have any, which spares most
    files the questions.
    """
    found = Suspicion()
    left, bottom, right, top = page.get_bbox()
    area = max((right - left) * (top - bottom), 1.0)
    texts: list[Box] = []
    pictures: list[tuple[int, Box]] = []
    compared = weighed = 0
    backgrounds: list[tuple[Box, tuple[int, int, int]]] = []
    edges, shades = (ctypes.c_float * 4)(), (ctypes.c_uint * 4)()
    first, colour = ctypes.addressof(edges), ctypes.addressof(shades)
    refs, colours = (first, first + 4, first + 8, first + 12), (colour, colour + 4, colour + 8, colour + 12)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    text = raw.FPDF_PAGEOBJ_TEXT
    handle = ctypes.cast(page.raw, ctypes.c_void_p).value
    fonts: set[int] = set()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = object_of(handle, index)
        kind = type_of(item)
        if not bounds_of(item, *refs):
            continue
        box = tuple(edges)
        if kind == text:
            texts.append(box)
            if box[2] < left or box[0] > right or box[3] < bottom or box[1] > top:
                found.outside.append(typed(item))
                continue
            mode = mode_of(item)
            if mode in (_INVISIBLE, _CLIP):
                found.invisible = True
            elif (stroke_of if mode in _OUTLINES else fill_of)(item, *colours):
                red, green, blue, alpha = shades
                if alpha < _FAINT:
                    found.alike.append(box)
                elif backgrounds:
                    weighed += len(backgrounds)
                    if weighed > _MOST_WEIGHED:
                        found.marked = True
                    elif _same((red, green, blue), _behind(box, backgrounds)):
                        found.alike.append(box)
                elif red > _LIGHT and green > _LIGHT and blue > _LIGHT:
                    found.alike.append(box)
            if box[3] - box[1] < _TINY and box[3] > box[1] and box[2] - box[0] > 2 * _TINY:
                found.tiny.append(typed(item))
            if box[2] - box[0] < _NARROW and box[3] - box[1] > _NARROW:
                found.narrow.append(typed(item))
            if layers and _in_layer(typed(item)):
                found.layered.append(box)
            if masks and veiled(item):
                found.marked = True
            if drawn and (font := font_of(item)) not in fonts:
                fonts.add(font)
                found.marked = found.marked or _drawn(ctypes.cast(font, raw.FPDF_FONT))
            if (paths := clip_paths(clip_of(item))) > 0:
                clip = raw.FPDFPageObj_GetClipPath(typed(item))
                if _clipped_away(clip, paths, box):
                    found.clipped.append(typed(item))
                elif raw.FPDFClipPath_CountPathSegments(clip, paths - 1) > _RECTANGLE:
                    found.marked = True
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPath_GetDrawMode(typed(item), ctypes.byref(fill), ctypes.byref(stroke))
                if not fill.value and not _thick(typed(item), box):
                    continue
                getter = fill_of if fill.value else stroke_of
                if not getter(item, *colours) or shades[3] < 128:
                    continue
                backgrounds.append((box, (shades[0], shades[1], shades[2])))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                if not veiled(item):
                    pictures.append((len(texts), box))
                wide, tall = min(box[2], right) - max(box[0], left), min(box[3], top) - max(box[1], bottom)
                found.picture_share = max(found.picture_share, max(0.0, wide) * max(0.0, tall) / area)
            compared += len(texts)
            if compared > _MOST_COMPARED or any(overlaps(box, other) for other in texts):
                found.covers.append(box)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            found.forms = True
    if found.picture_share < _PAGE_PICTURE:
        found.pictured = sum(_inside(text, box) for count, box in pictures[:50] for text in texts[:count])
    return found


def _inside(one: Box, other: Box) -> bool:
    return one[0] >= other[0] - 1 and one[1] >= other[1] - 1 and one[2] <= other[2] + 1 and one[3] <= other[3] + 1


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5


def earlier_revisions(data: bytes, document: pdfium.PdfDocument) -> list[Signal]:
    """Whether an earlier state, kept in front of an incremental update, had words, pages or pictures that are gone."""
    ends = [match.end() for match in _END.finditer(data)]
    ends = [end for end in ends if end < len(data) - 32]
    if b"/Linearized" in data[:2048] and ends:
        ends = ends[1:]
    if not ends:
        return []
    now = _words(document)
    lost = 0
    for end in ends[-5:]:
        try:
            earlier = pdfium.PdfDocument(data[:end])
        except pdfium.PdfiumError:
            continue
        try:
            lost += bool(_words(earlier) - now) or len(earlier) > len(document) or pictures_lost(earlier, document)
        except pdfium.PdfiumError:
            continue
        finally:
            earlier.close()
    return [Signal("earlier_revision", lost, "document", DETECTOR)] if lost else []


def _words(document: pdfium.PdfDocument) -> set[str]:
    found: set[str] = set()
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        found.update(textpage.get_text_range().split())
        textpage.close()
        page.close()
    return found


def _same(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2])) < 40


def _behind(box: Box, backgrounds: list[tuple[Box, tuple[int, int, int]]]) -> tuple[int, int, int]:
    for other, colour in reversed(backgrounds):
        if overlaps(box, other):
            return colour
    return (255, 255, 255)


def _thick(item: Any, box: Box) -> bool:
    """Whether a stroked line is as wide as a line of text, as a marker's stroke is."""
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(width))
    return width.value > 4 and (box[2] - box[0] > 4 or box[3] - box[1] > 4)


def _clipped_away(clip: Any, paths: int, box: Box) -> bool:
    """Whether a piece of text lies outside one of the shapes its drawing is clipped to, by the box around the shape."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(min(paths, _MOST_CLIPS)):
        across, up = [], []
        count = raw.FPDFClipPath_CountPathSegments(clip, path)
        if count < 0:
            continue
        for place in range(min(count, _MOST_POINTS)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, place)
            if raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                across.append(x.value)
                up.append(y.value)
        if count > _MOST_POINTS:
            continue
        if not across or box[2] <= min(across) or box[0] >= max(across) or box[3] <= min(up) or box[1] >= max(up):
            return True
    return False


def _drawn(font: Any) -> bool:
    """Whether a font has no name, as those whose letters are drawings of their own, which may be empty."""
    return bool(font) and raw.FPDFFont_GetBaseFontName(font, None, 0) <= 1


def _in_layer(item: Any) -> bool:
    for index in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, index)
        size = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * 8)()
        raw.FPDFPageObjMark_GetName(mark, buffer, 16, ctypes.byref(size))
        if buffer[0] == ord("O") and buffer[1] == ord("C") and buffer[2] == 0:
            return True
    return False
