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

import uvicorn

from scraper.errors import ScraperError
from scraper.replica import listings, pages
from scraper.replica.app import Application
from scraper.replica.bodies import FORCES, ReplicaForce, by_slug
from scraper.replica.state import Request, Site

HOST = "127.0.0.1"
START_SECONDS = 20


class Replica:
    """The replica sites, as a context manager.

    `size` disclosures a force to begin with, all from `seed`; `forces` limits it to some slugs. `root` is where the
    registry directory is written (a temporary one if not given). `port_base` 0 takes free ports; otherwise force n is on
    `port_base + 1 + n` and the controls are on `port_base`. Raises `ScraperError` if a port is taken.
    """

    def __init__(
        self,
        size: int = 10,
        seed: int = 1,
        root: Path | None = None,
        forces: Sequence[str] | None = None,
        port_base: int = 0,
    ) -> None:
        chosen = FORCES if forces is None else tuple(by_slug(slug) for slug in forces)
        self._sites = {force.slug: Site(force, seed, size) for force in chosen}
        self._port_base = port_base
        self._ports: dict[str, int] = {}
        self._root = root
        self._temporary: TemporaryDirectory[str] | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.control_port = 0
        self.forces_dir = Path()

    def __enter__(self) -> Replica:
        """Start listening and write the registry directory."""
        sockets = self._sockets()
        self.control_port = sockets[0].getsockname()[1]
        for slug, bound in zip(self._sites, sockets[1:], strict=True):
            self._ports[slug] = bound.getsockname()[1]
        application = Application({self._ports[slug]: site for slug, site in self._sites.items()}, self.control_port)
        config = uvicorn.Config(
            application, log_level="error", access_log=False, lifespan="off", server_header=False, ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=(sockets,), name="replica", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise ScraperError("replica: its server did not start")
            time.sleep(0.01)
        self.forces_dir = self._write_registry()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server and forget the temporary registry directory."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._server.force_exit = True
            self._thread.join()
        if self._temporary:
            self._temporary.cleanup()

    def _sockets(self) -> list[socket.socket]:
        sockets: list[socket.socket] = []
        for place in range(len(self._sites) + 1):
            port = self._port_base + place if self._port_base else 0
            bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                bound.bind((HOST, port))
            except OSError as error:
                for other in [bound, *sockets]:
                    other.close()
                raise ScraperError(f"replica: port {port} on {HOST} is taken; name another with --port-base") from error
            sockets.append(bound)
        return sockets

    def _write_registry(self) -> Path:
        if self._root is None:
            self._temporary = TemporaryDirectory(prefix="replica-")
        directory = (self._root or Path(self._temporary.name if self._temporary else ".")) / "forces"
        directory.mkdir(parents=True, exist_ok=True)
        for slug, site in self._sites.items():
            (directory / f"{slug}.toml").write_text(self._toml(site.force), encoding="utf-8")
        return directory

    def _toml(self, force: ReplicaForce) -> str:
        base = self.base_url(force.slug)
        return (
            f'name = "{force.name}"\nnation = "{force.nation}"\nregime = "{force.regime}"\n'
            f'platform = "{force.platform}"\nstatus = "live"\nreason = "An invented force of the replica."\n'
            f'evidence = "seen"\nwebsite = "{base}"\nlistings = ["{base}{listings.start_path(force.platform)}"]\n'
            f'hosts = ["{HOST}:{self._ports[force.slug]}"]\nsynthetic = true\n\n'
            '[terms]\nlicence = "invented"\nfull_text_public = true\n\n[politeness]\ndelay = 0.0\n'
        )

    @property
    def slugs(self) -> list[str]:
        """The invented forces that are served."""
        return list(self._sites)

    def base_url(self, slug: str) -> str:
        """The address of a force's site, without a final slash."""
        return f"http://{HOST}:{self._ports[slug]}"

    def publish(self, slug: str, number: int = 1) -> list[str]:
        """Publish new disclosures; their addresses."""
        return self._addresses(slug, self._sites[slug].publish(number))

    def edit(self, slug: str, number: int = 1) -> list[str]:
        """Change the main content of the newest disclosures; their addresses."""
        return self._addresses(slug, self._sites[slug].edit(number))

    def remove(self, slug: str, number: int = 1) -> list[str]:
        """Take down the newest disclosures; their addresses."""
        return self._addresses(slug, self._sites[slug].remove(number))

    def restore(self, slug: str) -> list[str]:
        """Put back what was removed; the addresses."""
        return self._addresses(slug, self._sites[slug].restore())

    def switch(self, slug: str, name: str, value: str | None = "on") -> None:
        """Turn a switch of a site on (to a value) or off (None); `traps` and `app` name them."""
        self._sites[slug].switch(name, value)

    def requests(self, slug: str) -> list[Request]:
        """What a site was asked since the last `forget`, oldest first."""
        return list(self._sites[slug].log)

    def forget(self, slug: str) -> None:
        """Empty a site's log of requests."""
        self._sites[slug].log.clear()

    def truth(self, slug: str) -> list[dict[str, object]]:
        """The right answer for each disclosure a site shows now, newest first, in the record's own terms.

        `letter_only` marks those whose answer stands only in an attached letter: there outcome and exemptions are what
        the letter says.
        """
        site = self._sites[slug]
        items, _ = site.listed(0, site.count)
        truths: list[dict[str, object]] = []
        for item in items:
            request_printed, response_printed = pages.prints_dates(item)
            truths.append(
                {
                    "url": self.base_url(slug) + item.path,
                    "title": pages.title(item),
                    "reference": item.reference,
                    "request_date": item.requested.isoformat() if request_printed or item.letter_only else None,
                    "response_date": item.answered.isoformat() if response_printed or item.letter_only else None,
                    "published_date": pages.published(item),
                    "request": pages.request_text(item),
                    "outcome": item.answer.outcome,
                    "outcome_flags": sorted(item.answer.flags),
                    "exemptions": sorted(item.answer.exemptions),
                    "attachments": [self.base_url(slug) + link.path for link in item.files],
                    "letter_only": item.letter_only,
                    "version": item.version,
                }
            )
        return truths

    def _addresses(self, slug: str, paths: list[str]) -> list[str]:
        return [self.base_url(slug) + path for path in paths]
