"""The archive's copies of forces' files, where the published folder holds them: `files/<first two digits>/<SHA-256>`.

They are handed out as downloads only, whatever they are, so that nothing a force published can run or show itself here.
"""

from __future__ import annotations

import re
from pathlib import Path

DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


def plain(digest: str | None) -> str:
    """The hex digits of a digest, with or without its algorithm's name; empty if it is none."""
    found = DIGEST.fullmatch(digest or "")
    return found[1] if found else ""


def stored(public: Path, digest: str | None) -> Path | None:
    """Where the copy with this digest lies; None if there is none."""
    name = plain(digest)
    if not name:
        return None
    path = public / "files" / name[:2] / name
    return path if path.is_file() else None


def safe_name(name: str | None) -> str:
    """A name for a download: letters, digits, dots, hyphens and underscores, never beginning with a dot."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "_", name or "").lstrip("._")[-120:]
    return kept or "file"
