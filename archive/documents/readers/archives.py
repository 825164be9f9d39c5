"""ZIP archives: each member is a file of its own, read by the same road, to a set depth.

Nothing is unpacked to disk. A member's name is a label only: drive letters, absolute paths and steps upward are taken
out of it before it is shown or stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.documents.model import Document, Member
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import UnreadableFileError, limit
from archive.documents.screening import unscreened

ReadMember = Callable[[bytes, str, int], Document]

_NOISE = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_BAD = re.compile(r"[\x00-\x1f\x7f:*?\"<>|]")


def safe_path(name: str) -> str:
    """A member's name as a relative path of plain parts: `..\\..\\a.txt` and `/a.txt` both become `a.txt`."""
    parts = [_BAD.sub("_", part).strip() for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")]
    return "/".join(kept)[-400:] or "unnamed"


def read(file: OpenedFile, read_member: ReadMember) -> Content:
    """Members read in the order of the archive's directory; an empty archive has none."""
    names = [name for name in file.package.names if not _NOISE.search(name)]
    if len(names) > file.limits.members:
        raise limit(f"more than {file.limits.members} members")
    members: list[Member] = []
    taken: set[str] = set()
    for name in names:
        path = unique(safe_path(name), taken)
        size = file.package.infos[name].file_size
        try:
            document = read_member(file.package.read(name), path, file.depth + 1)
        except UnreadableFileError as error:
            document = Document(error.status, None, findings=[unscreened()], note=error.note)
        members.extend(flattened(path, size, document))
    return Content(members=members, note=f"{len(names)} members" if len(names) != 1 else "1 member")


def unique(path: str, taken: set[str]) -> str:
    """The path, numbered if another member has it."""
    found, number = path, 1
    while found in taken:
        number += 1
        found = f"{path} ({number})"
    taken.add(found)
    return found


def flattened(path: str, size: int, document: Document) -> list[Member]:
    """A member and the members inside it, each with its whole path."""
    inner = [Member(f"{path}/{member.path}", member.size, member.document) for member in document.members]
    bare = Document(
        document.status, document.media_type, document.parts, document.tables, [], document.findings, document.note
    )
    return [Member(path, size, bare), *inner]
