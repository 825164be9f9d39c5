"""Starting and stopping the replica, and handing out what a crawl needs: a registry directory with the real ports.

One uvicorn server in a thread listens on all ports, so that a test can change a site and look at its log directly, and
nothing outlives the process that started it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import uvicorn

from scraper.errors import ScraperError
from scraper.replica.app import Application
from scraper.replica.bodies import DEMO, FORCES, by_slug
from scraper.replica.holdings import Holdings
from scraper.replica.registering import write_registry
from scraper.replica.state import Request, Site
from scraper.replica.truth import truths
from scraper.replica.web_archives import WebArchives

HOST = "127.0.0.1"
START_SECONDS = 20


class Replica:
    """The replica sites, as a context manager.

    `size` disclosures a force to begin with, all from `seed`; `forces` limits it to some slugs (default: those of the
    demo; `ALL` has every one). `root` is where the registry directory is written (a temporary one if not given).
    `port_base` 0 takes free ports; otherwise the controls are on `port_base`, the sites on those that follow, in the
    order of `slugs`, and the web archives on the one after. Raises `ScraperError` if a port is taken and `KeyError` for an unknown slug.
    """

    ALL = tuple(force.slug for force in FORCES)

    def __init__(
        self,
        size: int = 10,
        seed: int = 1,
        root: Path | None = None,
        forces: Sequence[str] | None = None,
        port_base: int = 0,
    ) -> None:
        chosen = [by_slug(slug) for slug in (DEMO if forces is None else forces)]
        self._sites = {force.slug: Site(force, seed, size) for force in chosen}
        self._port_base = port_base
        self._ports: dict[str, int] = {}
        self._root = root
        self._temporary: TemporaryDirectory[str] | None = None
        self._archives = WebArchives(())
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.control_port = 0
        self.archives_port = 0
        self.forces_dir = Path()

    def __enter__(self) -> Replica:
        """Start listening and write the registry directory."""
        sockets = self._sockets(2 + len(self._sites))
        self.control_port, *ports, self.archives_port = [bound.getsockname()[1] for bound in sockets]
        self._ports = dict(zip(self._sites, ports, strict=True))
        sites = {self._ports[slug]: site for slug, site in self._sites.items()}
        self._archives = WebArchives(Holdings(site, port) for port, site in sites.items())
        self._start(Application(sites, self.control_port, {self.archives_port: self._archives}), sockets)
        if self._root is None:
            self._temporary = TemporaryDirectory(prefix="replica-")
        self.forces_dir = Path(self._temporary.name if self._temporary else str(self._root)) / "forces"
        write_registry(self.forces_dir, sites)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server and forget the temporary registry directory."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
        if self._temporary:
            self._temporary.cleanup()

    def _start(self, application: Application, sockets: list[socket.socket]) -> None:
        config = uvicorn.Config(
            application,
            log_level="critical",
            access_log=False,
            lifespan="off",
            server_header=False,
            ws="none",
            backlog=512,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=(sockets,), name="replica", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise ScraperError("replica: its server did not start")
            time.sleep(0.01)

    def _sockets(self, count: int) -> list[socket.socket]:
        sockets: list[socket.socket] = []
        for place in range(count):
            port = self._port_base + place if self._port_base else 0
            # The protocol is named because asyncio sets TCP_NODELAY only on sockets that name it: 40 ms a request.
            bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                bound.bind((HOST, port))
            except OSError as error:
                for other in [bound, *sockets]:
                    other.close()
                raise ScraperError(f"replica: port {port} on {HOST} is taken; name another with --port-base") from error
            sockets.append(bound)
        return sockets

    @property
    def slugs(self) -> list[str]:
        """The invented forces that are served."""
        return list(self._sites)

    def base_url(self, slug: str) -> str:
        """The address of a force's site, without a final slash."""
        return f"http://{HOST}:{self._ports[slug]}"

    @property
    def archives_url(self) -> str:
        """Where the imitations of the web archives answer, without a final slash."""
        return f"http://{HOST}:{self.archives_port}"

    def publish(self, slug: str, number: int = 1) -> list[str]:
        """Publish new disclosures; their addresses."""
        return self._addresses(slug, self._sites[slug].publish(number))

    def edit(self, slug: str, number: int = 1, skip: int = 0) -> list[str]:
        """Change the main content of the newest disclosures after `skip`; their addresses."""
        return self._addresses(slug, self._sites[slug].edit(number, skip))

    def remove(self, slug: str, number: int = 1, skip: int = 0) -> list[str]:
        """Take down the newest disclosures after `skip`; their addresses."""
        return self._addresses(slug, self._sites[slug].remove(number, skip))

    def move(self, slug: str, number: int = 1, skip: int = 0) -> list[tuple[str, str]]:
        """Move the newest disclosures after `skip` to other addresses; pairs of old and new. The old ones redirect.

        Raises `ValueError` where the kind of site has one address only for each.
        """
        base = self.base_url(slug)
        return [(base + old, base + new) for old, new in self._sites[slug].move(number, skip)]

    def restore(self, slug: str) -> list[str]:
        """Put back what was removed; the addresses."""
        return self._addresses(slug, self._sites[slug].restore())

    def switch(self, slug: str, name: str, value: str | None = "on") -> None:
        """Turn a switch of a site on (to a value) or off (None); `traps.SWITCHES` tells them."""
        self._sites[slug].switch(name, value)

    def requests(self, slug: str) -> list[Request]:
        """What a site was asked since the last `forget`, oldest first; of very many, the last 50,000."""
        return list(self._sites[slug].log)

    def archive_requests(self) -> list[Request]:
        """What the web archives were asked, oldest first."""
        return list(self._archives.log)

    def forget(self, slug: str) -> None:
        """Empty a site's log of requests."""
        self._sites[slug].log.clear()

    def truth(self, slug: str) -> list[dict[str, Any]]:
        """The right answer for each disclosure a site shows now, newest first, in the record's terms (see `truth`)."""
        return truths(self._sites[slug], self.base_url(slug))

    def _addresses(self, slug: str, paths: list[str]) -> list[str]:
        return [self.base_url(slug) + path for path in paths]
