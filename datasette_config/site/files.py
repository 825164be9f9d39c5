"""The archive's copies of forces' files, where the published folder holds them: `files/<first two digits>/<SHA-256>`.

They are handed out as downloads only, whatever they are, so that nothing a force published can run or show itself here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

SHOWN = 60
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


class Kept(NamedTuple):
    """A file of a dated snapshot: its name, bytes, and SHA-256 (empty if it is not in the list of checksums)."""

    name: str
    size: int
    digest: str


def snapshots(public: Path) -> list[tuple[str, list[Kept]]]:
    """The dated snapshots of a published folder, newest first, each with its files."""
    folders = sorted((f for f in (public / "snapshots").glob("[0-9]*") if f.is_dir()), reverse=True)[:SHOWN]
    found = []
    for folder in folders:
        sums: dict[str, str] = {}
        for listing in folder.glob("*SHA256*"):
            for line in listing.read_text(encoding="utf-8").splitlines():
                digest, _, name = line.partition(" ")
                sums[name.strip().lstrip("*")] = digest
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
        found.append((folder.name, [Kept(path.name, path.stat().st_size, sums.get(path.name, "")) for path in files]))
    return found


def safe_name(name: str | None) -> str:
    """A name for a download: letters, digits, dots, hyphens and underscores, never beginning with a dot."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "_", name or "").lstrip("._")[-120:]
    return kept or "file"


def as_download(name: str | None) -> str:
    """The `Content-Disposition` of a download (RFC 6266): a name every browser can read, and the file's own."""
    own = "".join(sign for sign in name or "" if sign.isprintable() and sign not in "/\\").strip(" .")[-120:]
    exact = f"; filename*=UTF-8''{quote(own, safe='')}" if own and own != safe_name(name) else ""
    return f'attachment; filename="{safe_name(name)}"{exact}'
