"""Editing the raw XML of a package: what a defect looks like on the wire, without the library that made the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping


def edited(
    data: bytes, changes: Mapping[str, Callable[[bytes], bytes]], added: Mapping[str, bytes] | None = None
) -> bytes:
    """The package with some members changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        missing = set(changes) - set(source.namelist())
        assert not missing, f"no such members: {missing}"
        for info in source.infolist():
            body = source.read(info.filename)
            if info.filename in changes:
                changed = changes[info.filename](body)
                assert changed != body, f"nothing to change in {info.filename}"
                body = changed
            stored = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info.filename, body, stored)
        for name, body in (added or {}).items():
            target.writestr(name, body)
    return out.getvalue()


def swap(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    """A change that puts `new` in place of `old`."""
    return lambda body: body.replace(old, new, count)


def linked(
    data: bytes, owner: str, kind: str, target: str, body: bytes, content_type: str, key: str = "rId900"
) -> bytes:
    """The OOXML package with one more part, related from `owner` and declared as `content_type`."""
    folder, _, base = owner.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    kind = kind if "://" in kind else f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    entry = f'<Relationship Id="{key}" Type="{kind}" Target="/{target}"/>'.encode()
    declared = f'<Override PartName="/{target}" ContentType="{content_type}"/>'.encode()
    changes = {"[Content_Types].xml": swap(b"</Types>", declared + b"</Types>")}
    added = {target: body}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if relations in package.namelist():
            changes[relations] = swap(b"</Relationships>", entry + b"</Relationships>")
        else:
            head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            added[relations] = head + entry + b"</Relationships>"
    return edited(data, changes, added)
