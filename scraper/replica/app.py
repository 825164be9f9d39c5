"""The ASGI application of the replica: each loopback port is one invented force's host, one more is the controls.

Pages are made on request. A request is noted before it is answered, so that who has an answer finds the request in the
log.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from scraper.replica import control, hazards, sites
from scraper.replica.replies import Reply, wire
from scraper.replica.state import Site
from scraper.replica.traps import Dropped, Traps, met

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Other = Callable[[str, str, dict[str, str]], Reply]
"""What answers on a port that is no force's: path, query and headers in, reply out."""


class Application:
    """The replica's sites by port, the control port, and further ports that answer by themselves."""

    def __init__(
        self, sites_by_port: dict[int, Site], control_port: int, others: dict[int, Other] | None = None
    ) -> None:
        self.sites = sites_by_port
        self.traps = {port: Traps(site) for port, site in sites_by_port.items()}
        self.control_port = control_port
        self.others = others or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        port = scope["server"][1]
        path = scope["path"]
        query = scope["query_string"].decode("latin-1")
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if port == self.control_port:
            await _send(send, control.answer(self.sites.items(), path, query), headers, scope["method"])
            return
        if port in self.others:
            await _send(send, self.others[port](path, query, headers), headers, scope["method"])
            return
        await self._site(port, path, query, headers, scope["method"], send)

    async def _site(self, port: int, path: str, query: str, headers: dict[str, str], method: str, send: Send) -> None:
        site, traps = self.sites[port], self.traps[port]
        whole = f"{path}?{query}" if query else path
        hazard = await met(site, port, path, headers)
        if hazard is not None:
            site.note(method, whole, headers, hazard.status)
            await hazards.send_reply(send, hazard)
            return
        try:
            reply = await traps.answer(path, query)
        except Dropped:
            site.note(method, whole, headers, 0)
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
            return
        reply = reply or traps.touched(sites.answer(site, port, path, query))
        sent = wire(reply, headers, site.force.validators)
        site.note(method, whole, headers, sent.status)
        await send({"type": "http.response.start", "status": sent.status, "headers": sent.headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else sent.body})


async def _send(send: Send, reply: Reply, headers: dict[str, str], method: str) -> None:
    sent = wire(reply, headers)
    await send({"type": "http.response.start", "status": sent.status, "headers": sent.headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else sent.body})
