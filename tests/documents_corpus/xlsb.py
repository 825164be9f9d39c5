"""A small XLSB workbook, record by record: no library writes this format."""

from __future__ import annotations

import io
import struct
import zipfile

TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
ROWS: list[tuple[str, float | str]] = [("District", "2021"), ("North", 12.0), ("South", 15.0)]


def record(kind: int, body: bytes = b"") -> bytes:
    """One record: kind and size in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    tail = b""
    while True:
        tail += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + tail + body


def text(value: str) -> bytes:
    """A string with its length in front."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def relations(*entries: tuple[str, str, str]) -> bytes:
    """A relationships part."""
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return (head + "".join(RELATION.format(*entry) for entry in entries) + "</Relationships>").encode()


def sheet(*, hidden_row: bool, hidden_column: bool, style: int, far: bool) -> bytes:
    """A worksheet part."""
    out = record(129) + record(148, struct.pack("<IIII", 0, 2, 0, 1))
    if hidden_column:
        out += record(390) + record(60, struct.pack("<IIIIH", 1, 1, 2560, 0, 1)) + record(391)
    out += record(145)
    for number, values in enumerate(ROWS):
        row = 5000 if far and number == 2 else number
        flags = bytes([0, 0x10 if hidden_row and number == 2 else 0, 0])
        out += record(0, struct.pack("<IIH", row, 0, 300) + flags + struct.pack("<I", 0))
        for place, value in enumerate(values):
            head = struct.pack("<II", place, style if number == 2 else 0)
            out += (
                record(5, head + struct.pack("<d", value))
                if isinstance(value, float)
                else record(6, head + text(value))
            )
    return out + record(146) + record(130)


def styles(*, white: bool, code: str) -> bytes:
    """A styles part with a plain style and a second one."""
    colour = lambda red, green, blue: bytes([5, 0, 0, 0, red, green, blue, 255])  # noqa: E731
    font = lambda paint: struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + paint + b"\0" + text("Calibri")  # noqa: E731
    fill = struct.pack("<I", 0) + colour(0, 0, 0) + colour(255, 255, 255) + bytes(48)
    style = lambda number, face: struct.pack("<HHHHH", 0, number, face, 0, 0) + bytes(6)  # noqa: E731
    out = (
        record(278) + record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 170) + text(code)) + record(616)
    )
    out += record(611, struct.pack("<I", 2)) + record(43, font(colour(0, 0, 0)))
    out += record(43, font(colour(255, 255, 255) if white else colour(0, 0, 0))) + record(612)
    out += record(603, struct.pack("<I", 1)) + record(45, fill) + record(604)
    out += record(617, struct.pack("<I", 2)) + record(47, style(0, 0)) + record(47, style(170, 1)) + record(618)
    return out + record(279)


def xlsb(
    *,
    state: int = 0,
    hidden_row: bool = False,
    hidden_column: bool = False,
    white: bool = False,
    code: str = "0.00",
    far: bool = False,
    comments: bool = False,
) -> bytes:
    """A workbook of one sheet (two if `state` hides one)."""
    sheets = [(0, "rId1", "Answer"), (state, "rId3", "Source")] if state else [(0, "rId1", "Answer")]
    bundles = b"".join(
        record(156, struct.pack("<II", hidden, n + 1) + text(key) + text(name))
        for n, (hidden, key, name) in enumerate(sheets)
    )
    workbook = record(131) + record(143) + bundles + record(144) + record(132)
    plain = sheet(hidden_row=hidden_row, hidden_column=hidden_column, style=int(white or code != "0.00"), far=far)
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.bin"),
            ("rId2", "styles", "styles.bin"),
            *([("rId3", "worksheet", "worksheets/sheet2.bin")] if state else []),
        ),
        "xl/worksheets/sheet1.bin": plain,
        "xl/styles.bin": styles(white=white, code=code),
    }
    if state:
        members["xl/worksheets/sheet2.bin"] = plain
    if comments:
        members["xl/comments1.bin"] = record(628) + record(629)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, body in members.items():
            made.writestr(name, body)
    return out.getvalue()
