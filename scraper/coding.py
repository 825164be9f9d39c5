"""Undoing a body's content coding, with a bound, so that a small answer cannot fill the memory."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
"""What the crawler says it accepts: the codings undone here, and no other."""


class CodingProblem(Exception):
    """A body that cannot be decoded; `code` is `gzip_bomb`, `broken_coding` or `unknown_coding`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def decoded(body: bytes, header: str | None, limit: int) -> bytes:
    """The body with its content codings undone, last applied first, at most `limit` bytes. Raises `CodingProblem`."""
    codings = [part.strip().lower() for part in (header or "").split(",") if part.strip()]
    for coding in reversed(codings):
        if coding == "identity" or not body:
            continue
        if coding not in {"gzip", "x-gzip", "deflate"}:
            raise CodingProblem("unknown_coding", f"content coding {coding!r} was not asked for and is not understood")
        body = _inflated(body, coding, limit)
    return body


def _inflated(body: bytes, coding: str, limit: int) -> bytes:
    windows = [zlib.MAX_WBITS | 32] if coding != "deflate" else [zlib.MAX_WBITS, -zlib.MAX_WBITS]
    problem = ""
    for window in windows:
        parts: list[bytes] = []
        size, rest = 0, body
        try:
            while rest:
                machine = zlib.decompressobj(window)
                part = machine.decompress(rest, limit - size + 1)
                parts.append(part)
                size += len(part)
                if size > limit:
                    raise CodingProblem("gzip_bomb", f"{len(body)} bytes decode to more than {limit}")
                if not machine.eof:
                    raise zlib.error("ends before its end")
                rest = machine.unused_data.lstrip(b"\x00")
            return b"".join(parts)
        except zlib.error as error:
            if parts and size and rest is not body:
                return b"".join(parts)
            problem = str(error)
    raise CodingProblem("broken_coding", f"{coding} body does not decode: {problem}")
