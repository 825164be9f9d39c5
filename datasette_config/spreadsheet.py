"""The one rule by which a CSV cell is made safe to open in a spreadsheet, for the site and for `foi export`.

A program that opens CSV runs a cell which begins with one of these signs as a formula; a formula can fetch and send.
The full-width signs are there because some programs take them for the plain ones.
"""

from __future__ import annotations

from typing import Any

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
RULE = (
    "A text cell that begins with =, +, -, @ (or their full-width forms), a tab or a line end gets an apostrophe "
    "before it, so that no spreadsheet runs it as a formula."
)


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: such a text begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA and value else value
