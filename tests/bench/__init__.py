"""Benchmarks: ratios measured side by side in one run, printed by `make bench`; never part of the tests."""

from __future__ import annotations

from typing import TypedDict


class Row(TypedDict):
    """One measured figure: what, how much (with unit), the bound it is held to, and whether it is met."""

    name: str
    figure: str
    bound: str
    met: bool
