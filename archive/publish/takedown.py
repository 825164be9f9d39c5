"""Telling whether an older public file still holds what may no longer be seen, so that it is removed and not kept.

The files themselves are asked, because they say what they hold: a record of what each once held would be one more place
to keep in step, and would have to be private. A file that cannot be asked is taken to hold it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

SNAPSHOTS = "snapshots"
"""Folder of dated snapshots within the public folder."""

REMOVED = (
    "This snapshot was removed because something in it has been taken down since.\n"
    "A later snapshot holds everything else; the page of withdrawals says what was taken down and for what reason.\n"
)


class Withheld(NamedTuple):
    """What may not be seen: permalinks, digests of files, slugs published by extracts, time of the last redaction."""

    permalinks: frozenset[str]
    digests: frozenset[str]
    extract_only: frozenset[str]
    redacted: str

    def in_file(self, path: Path) -> bool:
        """Whether a public file holds any of it, or is older than the last redaction, or cannot be read."""
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
                built_at = connection.execute("SELECT value FROM archive_build WHERE key = 'built_at'").fetchone()
                if built_at is None or built_at[0] <= self.redacted:
                    return True
                links = connection.execute("SELECT permalink FROM disclosures WHERE held = 0")
                if any(link in self.permalinks for (link,) in links):
                    return True
                digests = connection.execute("SELECT digest FROM attachments WHERE digest IS NOT NULL")
                if any(digest in self.digests for (digest,) in digests):
                    return True
                whole = connection.execute("SELECT slug FROM forces WHERE full_text_public = 1 AND disclosures > 0")
                return any(slug in self.extract_only for (slug,) in whole)
        except sqlite3.DatabaseError:
            return True


def purge_snapshots(public: Path, unfit: Callable[[Path], bool]) -> list[Path]:
    """Remove the snapshots whose database is `unfit`, leaving a note in the place of each; returns the folders."""
    removed = []
    for folder in sorted((public / SNAPSHOTS).glob("[0-9]*/")):
        databases = list(folder.glob("foi-*.db"))
        if not databases or any(unfit(path) for path in databases):
            shutil.rmtree(folder)
            folder.with_name(f"{folder.name}.removed.txt").write_text(REMOVED, encoding="utf-8")
            removed.append(folder)
    return removed
