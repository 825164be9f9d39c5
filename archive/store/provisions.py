"""The provisions of the information laws, loaded from the package's own list whenever that list has changed.

Loaded when the archive is opened and not by a migration, because the list is data that is corrected far more often
than the tables change. Rows are updated in place, so citations keep pointing at them.
"""

from __future__ import annotations

import csv
import hashlib
import re
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, insert, select, update

from archive.store.crawls import Fact
from archive.store.disclosures import Provision

FACT = "provisions_digest"


def provisions_are_current(connection: Connection) -> bool:
    """Whether the package's list is the one last loaded: most openings of an archive need no lock."""
    return connection.scalar(select(Fact.value).where(Fact.key == FACT)) == _digest(_data())


def seed_provisions(connection: Connection) -> None:
    """Make the table hold the package's list; nothing is written if it does. The caller holds the write lock."""
    data = _data()
    digest = _digest(data)
    stored = connection.scalar(select(Fact.value).where(Fact.key == FACT))
    if stored == digest:
        return
    known = {
        (row.regime, row.provision): row.id
        for row in connection.execute(select(Provision.id, Provision.regime, Provision.provision))
    }
    new: list[dict[str, Any]] = []
    for line in csv.DictReader(data.decode("utf-8").splitlines()):
        values = _values(line)
        key = known.get((values["regime"], values["provision"]))
        if key is None:
            new.append(values)
        else:
            connection.execute(update(Provision).where(Provision.id == key).values(**values))
    if new:
        connection.execute(insert(Provision), new)
    if stored is None:
        connection.execute(insert(Fact).values(key=FACT, value=digest))
    else:
        connection.execute(update(Fact).where(Fact.key == FACT).values(value=digest))


def _data() -> bytes:
    return files("archive.normalise").joinpath("data/provisions.csv").read_bytes()


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def section_of(provision: str) -> str:
    """The section, regulation or article of a provision: `31(1)(a)` gives `31`, `40A(2)` gives `40A`."""
    found = re.match(r"\w+", provision)
    return found.group(0) if found else provision


def _values(line: dict[str, str]) -> dict[str, Any]:
    return {
        "regime": line["regime"],
        "provision": line["provision"],
        "section": section_of(line["provision"]),
        "parent": line["parent"] or None,
        "title": line["short_title"],
        "kind": line["kind"],
        "qualified": {"qualified": True, "absolute": False}.get(line["absolute_or_qualified"]),
        "basis": line["basis"] if line["basis"] not in {"", "n/a"} else None,
        "ncnd_limb": line["ncnd_limb"] == "true",
        "counts_as_exemption": line["counts_as_exemption"] == "true",
    }
