"""What the operator's `consents.toml` in the data folder says of publishing, one table a force.

    [avon-and-somerset]
    who = "Information Governance, by letter"
    when = "2026-05-01"
    evidence = "letters/2026-05-01.pdf"
    full_text = true

A consent to collect is the crawler's business. To publish the whole text, although the force's terms as known do not
allow it, the table must say `full_text = true` and who agreed, when, and where the evidence lies.
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
        missing = [key for key in ("who", "when", "evidence") if not table.get(key)]
        if full_text and missing:
            raise DataProblem(f"{path}: [{slug}] has full_text = true, but does not say {', '.join(missing)}")
        if full_text:
            granted.add(slug)
    return frozenset(granted)
