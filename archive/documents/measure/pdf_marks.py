"""Annotations of a PDF page: comments, attached files, fields with hidden values, marks laid over the text."""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

_COMMENT = (raw.FPDF_ANNOT_TEXT,)
_COVERING = (
    raw.FPDF_ANNOT_SQUARE,
    raw.FPDF_ANNOT_CIRCLE,
    raw.FPDF_ANNOT_POLYGON,
    raw.FPDF_ANNOT_INK,
    raw.FPDF_ANNOT_STAMP,
    raw.FPDF_ANNOT_FREETEXT,
    raw.FPDF_ANNOT_LINE,
    raw.FPDF_ANNOT_REDACT,
    raw.FPDF_ANNOT_HIGHLIGHT,
)
_HIDDEN = 0x02 | 0x20
_FILE = raw.FPDF_ANNOT_FILEATTACHMENT
Box = tuple[float, float, float, float]


def annotation_signals(page: Any) -> tuple[dict[str, int], list[Box], bool]:
    """Counts by kind of signal, boxes of annotations that may cover text, and whether there are any of those."""
    counts: dict[str, int] = {}
    covers: list[Box] = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            hidden = raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN
            contents = _has(annotation, b"Contents")
            name = ""
            if kind == _FILE:
                name = "embedded_file"
            elif kind == raw.FPDF_ANNOT_REDACT:
                name = "covered_text"
            elif kind in _COMMENT or (kind == raw.FPDF_ANNOT_POPUP and contents):
                name = "comments" if contents else ""
            elif kind == raw.FPDF_ANNOT_WIDGET:
                name = "hidden_annotation" if hidden and _has(annotation, b"V") else "form_fields"
            elif hidden and contents:
                name = "hidden_annotation"
            elif kind != raw.FPDF_ANNOT_LINK and contents and kind != raw.FPDF_ANNOT_FREETEXT:
                name = "comments"
            if name:
                counts[name] = counts.get(name, 0) + 1
            if kind in _COVERING and not hidden:
                rectangle = raw.FS_RECTF()
                if raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
                    covers.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return counts, covers, bool(covers)


def _has(annotation: Any, key: bytes) -> bool:
    """Whether a text value of an annotation is there and not empty."""
    return int(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)) > 2
