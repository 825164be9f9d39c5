"""Sending an answer piece by piece, so that an export of any length takes no more memory than one piece.

Each piece is made in the export threads and sent before the next is begun; the server's own back-pressure makes a slow
reader wait for nobody but itself. If the reader goes away, the work stops at the next piece.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]


async def _gone(receive: Callable[[], Awaitable[Message]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def send_stream(
    request: Any,
    send: Callable[[Message], Awaitable[None]],
    content_type: str,
    headers: Mapping[str, str],
    pieces: AsyncIterator[bytes],
) -> None:
    """Send a 200 answer of these pieces; for HEAD the headers alone."""
    raw = [(b"content-type", content_type.encode())]
    raw += [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    if request.method == "HEAD":
        await send({"type": "http.response.body", "body": b""})
        return
    gone = asyncio.ensure_future(_gone(request.receive))
    try:
        async for piece in pieces:
            if gone.done():
                return
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
