"""The running site: the published file's keeper, the threads, and the Datasette that carries them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette_config.site.keeper import Keeper, current
from datasette_config.site.lanes import Lanes
from datasette_config.site.snapshot import Prepare, Snapshot

_SITES: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()


class Site:
    """What the pages need beside a request.

    `address` is the public address of the site, if it was given; `downloads`: dated snapshots can be downloaded.
    """

    def __init__(
        self, public: Path, address: str = "", downloads: bool = False, prepare: Prepare | None = None
    ) -> None:
        self.public = public
        self.address = address.rstrip("/")
        self.downloads = downloads
        self.keeper = Keeper(public, prepare)
        self.lanes = Lanes()

    def close(self) -> None:
        """Stop the threads and close the file."""
        self.keeper.close()
        self.lanes.close()


def register(datasette: Any, site: Site) -> None:
    """Tie a site to the Datasette that serves it."""
    _SITES[datasette] = site


def of(datasette: Any) -> Site | None:
    """The site that a Datasette serves; None for a Datasette that is not ours."""
    return _SITES.get(datasette)


def here() -> Snapshot:
    """The snapshot that the running request holds."""
    return current.get()
