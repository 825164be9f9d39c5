"""The outermost layer of every answer: which snapshot it is made from, and the headers that keep a browser safe.

The site needs no script at all, so none is allowed. Styles come from the one stylesheet; nothing may be framed.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette_config.site.access import refusal
from datasette_config.site.keeper import Keeper, current
from datasette_config.site.snapshot import Snapshot

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[Scope, int, str], Awaitable[bytes]]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
METHODS = ("GET", "HEAD")
MAX_QUERY = 8000


def guarded(app: App, keeper: Keeper, own_paths: re.Pattern[str], refuse: Refuse) -> App:
    """`app` with one snapshot held a request, safe headers, and all but the site's own and open paths refused."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        snapshot = keeper.hold()
        token = current.set(snapshot)

        async def safe_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [(k.lower(), v) for k, v in message.get("headers", [])]
                names = {k for k, _ in given}
                kept = [(k, v) for k, v in given if k != b"vary" or v.strip() not in (b"", b"Cookie, Authorization")]
                headers = kept + [(k, v) for k, v in SAFETY.items() if k not in names]
                headers.append((b"x-archive-build", snapshot.build.encode("ascii", "replace")))
                message = {**message, "headers": headers}
            await send(message)

        try:
            problem = _problem(scope, own_paths, snapshot)
            if problem is None:
                await app(scope, receive, safe_send)
            else:
                status, words = problem
                body = await refuse(scope, status, words)
                headers = [(b"content-type", b"text/html; charset=utf-8")]
                if status == 405:
                    headers.append((b"allow", b"GET, HEAD"))
                await safe_send({"type": "http.response.start", "status": status, "headers": headers})
                await safe_send({"type": "http.response.body", "body": body})
        finally:
            current.reset(token)
            snapshot.release()

    return answer


def _problem(scope: Scope, own_paths: re.Pattern[str], snapshot: Snapshot) -> tuple[int, str] | None:
    if scope["method"] not in METHODS:
        return 405, "This site is for reading: only GET and HEAD are answered."
    query = scope.get("query_string", b"")
    if len(query) > MAX_QUERY:
        return 414, "The address is too long."
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.decode("latin-1").partition("?")[0]
    if own_paths.fullmatch(path):
        return None
    return refusal(path, query.decode("latin-1"), snapshot.columns)
