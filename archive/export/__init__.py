"""Taking the public data away: as Parquet, as CSV, as the whole database, and as dated, checksummed snapshots.

Everything here reads the published file and nothing else, so an export can hold nothing that the site does not.
"""

from archive.export.formats import FORMATS, Exported, export
from archive.export.snapshot import snapshot

__all__ = ["FORMATS", "Exported", "export", "snapshot"]
