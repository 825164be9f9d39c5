"""Platforms: pure link discovery, one module a kind of site; bytes and addresses in, links out, no crawler.

A known platform needs only a force file. A new kind of site adds a module here that has a `PLATFORM`; its name in a
force file is the module's name.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from scraper.errors import ScraperError
from scraper.platforms.model import AddressFacts, Kind, Link, Page
from scraper.platforms.shapes import Platform

__all__ = ["AddressFacts", "Kind", "Link", "Page", "Platform", "UnknownPlatform", "platform_named", "platform_names"]

_PARTS = frozenset({"address", "anchors", "central", "model", "shapes", "slugs"})


class UnknownPlatform(ScraperError):
    """A force file names a platform for which there is no module."""


def platform_names() -> list[str]:
    """The platforms there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _PARTS)


@lru_cache(maxsize=64)
def platform_named(name: str) -> Platform:
    """The platform of that name. Raises `UnknownPlatform`."""
    if name not in platform_names():
        raise UnknownPlatform(f"unknown platform {name!r}; known: {', '.join(platform_names())}")
    platform: Platform = importlib.import_module(f"{__name__}.{name}").PLATFORM
    return platform
