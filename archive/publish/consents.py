"""Consents that the operator has recorded in the data folder's `consents.toml`, one table a force.

    [avon-and-somerset]
    granted = 2026-01-15
    by = "letter of the force's information manager, kept on file"
    full_text = true

What consent to collect needs is the crawler's business; of publishing, the file says one thing: `full_text = true` lets
the whole text of that force's answers be published although its terms, as known, do not.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from archive.errors import DataProblem

CONSENTS_FILE = "consents.toml"


def read_consents(data: Path) -> frozenset[str]:
    """Slugs of the forces that consented to their whole text being published; none if there is no such file."""
    path = data / CONSENTS_FILE
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError) as error:
        raise DataProblem(f"{path}: cannot be read: {error}") from error
    granted = set()
    for slug, table in tables.items():
        if not isinstance(table, dict):
            raise DataProblem(f"{path}: {slug} is no table of a force: write it as [{slug}]")
        full_text = table.get("full_text", False)
        if not isinstance(full_text, bool):
            raise DataProblem(f"{path}: full_text of {slug} is {full_text!r}, not true or false")
        if full_text:
            granted.add(slug)
    return frozenset(granted)
