"""Puts the site together: Datasette with this package's templates, plugins and settings, over one published folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from datasette_config import paths
from datasette_config.site.database import NAME, PublishedDatabase
from datasette_config.site.headers import App
from datasette_config.site.site import Site, register


@dataclass
class Running:
    """A site ready to be served: its ASGI application and what must be closed at the end."""

    app: App
    datasette: Any
    site: Site

    def close(self) -> None:
        """Let the file and the threads go."""
        self.site.close()
        if self.datasette.executor is not None:
            self.datasette.executor.shutdown(wait=True, cancel_futures=True)


def build(public: Path, *, address: str = "", downloads: bool = False, watch: bool = True) -> Running:
    """The site over `public`/foi.db. Raises `NothingPublishedError`, or what opening the file raises.

    `address` is the site's public address, for feeds and the sitemap; without it the request's own host is used.
    `downloads`: let dated snapshots be downloaded. `watch`: pick up newly published files.
    """
    # Datasette prints every error, even a mistyped address, with all local variables: slow, and they may hold a search
    import_module("datasette.handle_exception").rich = None  # type: ignore[attr-defined]
    datasette = Datasette(
        files=[],
        metadata=json.loads(paths.METADATA.read_text(encoding="utf-8")),
        settings=json.loads(paths.SETTINGS.read_text(encoding="utf-8")),
        template_dir=str(paths.TEMPLATES),
        plugins_dir=str(paths.PLUGINS),
    )
    site = Site(public, address, downloads, lambda connection: datasette._prepare_connection(connection, NAME))
    datasette.remove_database("_memory")
    datasette.add_database(PublishedDatabase(datasette, site.keeper), name=NAME)
    register(datasette, site)
    if watch:
        site.keeper.watch()
    return Running(datasette.app(), datasette, site)
