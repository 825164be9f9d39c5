"""Where the site's own files lie, found from this package so that an installed wheel works in an empty folder."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
PLUGINS = HERE / "plugins"
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
METADATA = HERE / "metadata.json"
SETTINGS = HERE / "settings.json"
