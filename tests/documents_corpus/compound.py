"""Compound files, the container of MSG, DOC and XLS, written plainly.

Every stream is padded to four kilobytes or more, so that no table of small streams is needed.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file of streams and storages by name."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _FREE, _END, 0]]
    data = b""

    def add(folder: Tree) -> int:
        """Add the entries of one folder, each linked to the next; the number of the first."""
        nonlocal data
        first = previous = _FREE
        for name, body in folder.items():
            number = len(entries)
            if isinstance(body, bytes):
                padded = body.ljust(max(4096, -(-len(body) // SECTOR) * SECTOR), b"\0")
                entries.append([name, 2, _FREE, _FREE, _FREE, len(data) // SECTOR, len(padded)])
                chains.append((len(data) // SECTOR, len(padded) // SECTOR))
                data += padded
            else:
                entries.append([name, 1, _FREE, _FREE, _FREE, 0, 0])
                entries[number][4] = add(body)
            if previous == _FREE:
                first = number
            else:
                entries[previous][3] = number
            previous = number
        return first

    chains: list[tuple[int, int]] = []
    entries[0][4] = add(tree)
    directory = b"".join(_entry(entry) for entry in entries)
    directory += _entry(["", 0, _FREE, _FREE, _FREE, 0, 0]) * (-len(entries) % 4)
    chains.append((len(data) // SECTOR, len(directory) // SECTOR))
    at = len(data) // SECTOR
    body = data + directory
    count = len(body) // SECTOR
    tables = 1
    while (count + tables) * 4 > tables * SECTOR:
        tables += 1
    fat = [_FREE] * (tables * SECTOR // 4)
    for start, length in chains:
        for step in range(length):
            fat[start + step] = start + step + 1 if step + 1 < length else _END
    for step in range(tables):
        fat[count + step] = _FAT
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, at, 0, 4096, _END, 0, _END, 0)
    places = [count + step for step in range(tables)] + [_FREE] * (109 - tables)
    return head + struct.pack("<109I", *places) + body + struct.pack(f"<{len(fat)}I", *fat)


def _entry(entry: list[object]) -> bytes:
    name, kind, left, right, child, start, size = entry
    wide = str(name).encode("utf-16-le")
    length = len(wide) + 2 if name else 0
    out = wide.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, left, right, child)
    return out + bytes(36) + struct.pack("<IQ", start, size)


def msg(
    subject: str,
    body: str,
    *,
    blind: str = "",
    markup: str = "",
    attached: Mapping[str, bytes] | None = None,
) -> bytes:
    """An Outlook message."""
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        "__substg1.0_0C1A001F": "FOI Unit".encode("utf-16-le"),
        "__substg1.0_0E04001F": "Requester".encode("utf-16-le"),
    }
    if blind:
        tree["__substg1.0_0E02001F"] = blind.encode("utf-16-le")
    if markup:
        tree["__substg1.0_10130102"] = markup.encode()
    for number, (name, data) in enumerate((attached or {}).items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": data,
        }
    return compound(tree)
