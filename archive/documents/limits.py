"""Bounds on what one file may cost. Values, passed along; the defaults fit what forces publish with room to spare."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Sizes in bytes, times in seconds.

    `unpacked` bounds everything a file unpacks to, `ratio` how many times its packed size a member may grow beyond
    1 MiB. `output` bounds the text and cells handed on. `depth` counts archives within archives.
    """

    file: int = 100 << 20
    unpacked: int = 400 << 20
    ratio: int = 300
    entries: int = 5_000
    members: int = 200
    depth: int = 2
    pages: int = 3_000
    cells: int = 5_000_000
    pixels: int = 60_000_000
    output: int = 64 << 20
    memory: int = 2 << 30
    cpu: int = 60
    wall: float = 90.0
    written: int = 64 << 20


DEFAULT = Limits()
