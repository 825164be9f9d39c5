"""The few calls of pdfium that are made for every object of every page, with plain numbers for its pointers.

The bindings make a typed pointer object for each result and check each argument, which costs several times what the
call itself does. These are the same functions of the same library, told to take and give addresses.
"""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

_ADDRESS, _INT, _UNSIGNED = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint


def _call(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


object_of = _call(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
type_of = _call(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
bounds_of = _call(raw.FPDFPageObj_GetBounds, _INT, _ADDRESS, *[_ADDRESS] * 4)
mode_of = _call(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
fill_of = _call(raw.FPDFPageObj_GetFillColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
stroke_of = _call(raw.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
clip_of = _call(raw.FPDFPageObj_GetClipPath, _ADDRESS, _ADDRESS)
clip_paths = _call(raw.FPDFClipPath_CountPaths, _INT, _ADDRESS)
font_of = _call(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
veiled = _call(raw.FPDFPageObj_HasTransparency, _INT, _ADDRESS)


def typed(address: int) -> Any:
    """A page object as the other calls take it."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)
