"""A small real web server for tests: each path answers with the bytes it was told to send, headers as spelt."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from scraper.registry import Force, Politeness


class Seen(NamedTuple):
    path: str
    headers: dict[str, str]
    head: bytes
    at: float


Answer = bytes | Iterable[bytes]


def page(body: str | bytes, status: str = "200 OK", headers: Iterable[str] = (), kind: str = "text/html") -> bytes:
    """A whole HTTP answer."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(data)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def links(*paths: str) -> bytes:
    """A listing page of these links."""
    return page(
        "<main><ul>" + "".join(f'<li><a href="{path}">Entry {path}</a></li>' for path in paths) + "</ul></main>"
    )


class ScriptedSite:
    """Serves `answers` by path (query included; `None` for everything else); keeps what it was asked."""

    def __init__(self, answers: dict[str | None, Answer | Callable[[Seen], Answer]] | None = None) -> None:
        self.answers: dict[str | None, Any] = answers or {}
        self.seen: list[Seen] = []
        site = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while True:
                    head = b""
                    while not head.endswith(b"\r\n\r\n"):
                        line = self.rfile.readline()
                        if not line:
                            return
                        head += line
                    first, *rest = head.decode("latin-1").split("\r\n")
                    headers = dict(line.split(": ", 1) for line in rest if ": " in line)
                    seen = Seen(first.split(" ")[1], {k.lower(): v for k, v in headers.items()}, head, time.time())
                    site.seen.append(seen)
                    answer = site.answers.get(seen.path, site.answers.get(None, page("Not here", "404 Not Found")))
                    answer = answer(seen) if callable(answer) else answer
                    try:
                        for part in [answer] if isinstance(answer, bytes) else answer:
                            self.wfile.write(part)
                            self.wfile.flush()
                    except OSError:
                        return
                    if not isinstance(answer, bytes):
                        return

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> ScriptedSite:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]

    def force(self, slug: str = "testshire", **changes: Any) -> Force:
        """An invented force whose log is this site's `/foi-disclosure-log`."""
        values: dict[str, Any] = {
            "name": "Testshire Police (invented)",
            "nation": "england",
            "regime": "FOIA",
            "platform": "psni",
            "status": "live",
            "evidence": "seen",
            "website": self.base,
            "listings": [f"{self.base}/foi-disclosure-log"],
            "hosts": [self.host],
            "synthetic": True,
            "politeness": Politeness(delay=0.0, timeout=5.0),
            "slug": slug,
        }
        return Force(**{**values, **changes})


def toml_of(force: Force, directory: Path) -> Path:
    """Write a force's file as a person would, and return it."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{force.slug}.toml"
    quoted = lambda items: "[" + ", ".join(f'"{item}"' for item in items) + "]"  # noqa: E731
    path.write_text(
        f'name = "{force.name}"\nnation = "{force.nation}"\nregime = "{force.regime}"\nplatform = "{force.platform}"\n'
        f'status = "{force.status}"\nevidence = "{force.evidence}"\nwebsite = "{force.website}"\n'
        f"listings = {quoted(force.listings)}\nhosts = {quoted(force.hosts)}\nsynthetic = true\n"
        f"\n[politeness]\ndelay = {force.politeness.delay}\ntimeout = {force.politeness.timeout}\n"
    )
    return path
