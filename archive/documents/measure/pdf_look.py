"""Rendering a page and looking at the box of each character."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np
from pypdfium2 import raw

if TYPE_CHECKING:
    from archive.documents.measure.pdf import Suspicion

_SCALE = 2.0
_MOST_PIXELS = 16_000_000
_FLAT = 16
_DARK = 140
_LEAST_PIXELS = 3
_NOTHING = 0.05
_MANY = 200
"""Shapes on a page that is a drawing: letters half under one of so many are not looked for."""
_THIN = frozenset("lI1i|jtrf!")
_PAGE_PICTURE = 0.5
_STRETCH, _NO_LAYER, _GOOD_LAYER = 6, 0.05, 0.7
_MOST_PAGES, _BLOCK, _INKED, _BLANK, _LOST_BLOCKS = 20, 8, 60, 12, 6
Box = tuple[float, float, float, float]


class Look:
    """One rendered page with its characters."""

    def __init__(self, page: Any, textpage: Any, suspicion: Suspicion) -> None:
        self._page, self._textpage, self._suspicion = page, textpage, suspicion
        width, height = page.get_size()
        self._scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=self._scale, grayscale=True, may_draw_forms=False)
        array = bitmap.to_numpy()
        self._pixels = array[:, :, 0] if array.ndim == 3 else array
        self._width, self._height = self._pixels.shape[1], self._pixels.shape[0]

    def counts(self) -> dict[str, int]:
        """Unseen characters by kind of signal."""
        found: dict[str, int] = {}
        paired: list[bool] = []
        for index in range(raw.FPDFText_CountChars(self._textpage)):
            code = raw.FPDFText_GetUnicode(self._textpage, index)
            letter = chr(code) if code < 0x110000 else ""
            if not letter.isalnum() or letter in _THIN:
                continue
            box = self._box(index)
            if box is None:
                continue
            shade = self._flat(box)
            if shade is None:
                if self._half_covered(box):
                    found["covered_text"] = found.get("covered_text", 0) + 1
                paired.append(True)
                continue
            kind = self._kind(index, box, shade)
            if kind:
                found[kind] = found.get(kind, 0) + 1
            elif self._suspicion.picture_share > _PAGE_PICTURE:
                paired.append(False)
        blank = _unpaired(paired)
        if blank:
            found["covered_text"] = found.get("covered_text", 0) + blank
        return found

    def _kind(self, index: int, box: Box, shade: int) -> str:
        item = raw.FPDFText_GetTextObject(self._textpage, index)
        invisible = bool(item) and raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        suspicion = self._suspicion
        if any(_within(box, other) for other in suspicion.layered):
            return "hidden_layer"
        if suspicion.picture_share > _PAGE_PICTURE and (invisible or any(_within(box, o) for o in suspicion.covers)):
            return "covered_text" if shade < _DARK else ""
        if invisible:
            return "invisible_text"
        if any(_within(box, other) for other in suspicion.covers):
            return "covered_text"
        if suspicion.forms and shade < _DARK:
            return "covered_text"
        return "invisible_text"

    def _box(self, index: int) -> Box | None:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not raw.FPDFText_GetCharBox(
            self._textpage, index, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
        ):
            return None
        if right.value - left.value < _NOTHING or top.value - bottom.value < _NOTHING:
            return self._room(index)
        return left.value, bottom.value, right.value, top.value

    def _room(self, index: int) -> Box | None:
        """The room a letter takes up in its line, for one that is drawn as nothing."""
        room = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(self._textpage, index, ctypes.byref(room)):
            return None
        return room.left, room.bottom, room.right, room.top

    def _half_covered(self, box: Box) -> bool:
        """Whether a dark shape lies over the middle of a letter, its feet or head still showing."""
        covers = self._suspicion.covers
        if len(covers) > _MANY or not any(_within(box, other) for other in covers):
            return False
        quarter = (box[3] - box[1]) / 4
        shade = self._flat((box[0], box[1] + quarter, box[2], box[3] - quarter))
        return shade is not None and shade < _DARK

    def _flat(self, box: Box) -> int | None:
        """The shade of a box that is one flat colour; null if it is not, is too small to say, or is off the page."""
        x, y = ctypes.c_int(), ctypes.c_int()
        points = []
        for across, up in ((box[0], box[3]), (box[2], box[1])):
            raw.FPDF_PageToDevice(
                self._page, 0, 0, self._width, self._height, 0, across, up, ctypes.byref(x), ctypes.byref(y)
            )
            points.append((x.value, y.value))
        (x0, y0), (x1, y1) = points
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1) + 1, min(y0, y1), max(y0, y1) + 1
        if x0 < 0 or y0 < 0 or x1 > self._width or y1 > self._height:
            return None
        if x1 - x0 < _LEAST_PIXELS or y1 - y0 < _LEAST_PIXELS:
            return None
        region = self._pixels[y0:y1, x0:x1]
        low, high = int(np.min(region)), int(np.max(region))
        return (low + high) // 2 if high - low <= _FLAT else None


def _within(box: Box, other: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] - 1 <= across <= other[2] + 1 and other[1] - 1 <= up <= other[3] + 1


def _unpaired(paired: list[bool]) -> int:
    """Letters of a layer over a picture that the picture does not have, given for each letter whether it has it.

    A layer that fits its picture has them nearly all: a stretch without is what was blanked out. If it has none, the
    picture was laid over text. A layer that fits badly says nothing.
    """
    if len(paired) < _STRETCH:
        return 0
    share = sum(paired) / len(paired)
    if share < _NO_LAYER:
        return len(paired)
    if share < _GOOD_LAYER:
        return 0
    found = run = 0
    for one in [*paired, True]:
        if one:
            found += run if run >= _STRETCH else 0
            run = 0
        else:
            run += 1
    return found


def pictures_lost(earlier: Any, later: Any) -> bool:
    """Whether places of a page that had something drawn are blank or one colour now, as a picture blacked out is."""
    for index in range(min(len(earlier), len(later), _MOST_PAGES)):
        before, after = (_blocks(document[index]) for document in (earlier, later))
        if before.shape != after.shape:
            continue
        if int(np.sum((before > _INKED) & (after < _BLANK))) >= _LOST_BLOCKS:
            return True
    return False


def _blocks(page: Any) -> Any:
    """How far the shades of each small square of a page lie apart."""
    array = page.render(scale=1.0, grayscale=True, may_draw_forms=False).to_numpy()
    pixels = array[:, :, 0] if array.ndim == 3 else array
    page.close()
    high, wide = pixels.shape[0] // _BLOCK * _BLOCK, pixels.shape[1] // _BLOCK * _BLOCK
    squares = pixels[:high, :wide].reshape(high // _BLOCK, _BLOCK, wide // _BLOCK, _BLOCK)
    return np.ptp(squares.astype(np.int16), axis=(1, 3))
