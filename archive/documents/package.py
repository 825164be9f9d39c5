"""Opening ZIP packages (archives, OOXML, OpenDocument) within bounds.

Every bound is checked on the directory before anything is unpacked, and again on what comes out, because a directory
can lie. Nothing is ever written to disk, so a member's name is only a label.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from archive.documents.limits import Limits
from archive.documents.problems import corrupt, encrypted, limit

_FREE = 1 << 20
_ENCRYPTED = 0x1
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Package:
    """A ZIP file in memory. Member names are as stored; `read` and `xml` refuse more than the limits allow."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _READ_ERRORS as error:
            raise corrupt("the ZIP directory is damaged") from error
        self.infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        self.names = list(self.infos)
        self._cache: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, tuple[str, str, bool]]] = {}
        self.trees: dict[str, etree._Element] = {}

    @property
    def locked(self) -> bool:
        """Whether any member needs a password."""
        return any(info.flag_bits & _ENCRYPTED for info in self.infos.values())

    def check(self) -> None:
        """Refuse a package that would unpack to more than the limits allow, or is locked."""
        limits = self._limits
        if len(self._zip.infolist()) > limits.entries:
            raise limit(f"more than {limits.entries} entries")
        if self.locked:
            raise encrypted()
        total = sum(info.file_size for info in self.infos.values())
        if total > limits.unpacked:
            raise limit(f"unpacks to more than {limits.unpacked >> 20} MiB")
        for info in self.infos.values():
            if info.file_size > _FREE and info.file_size > limits.ratio * max(info.compress_size, 1):
                raise limit(f"a member grows more than {limits.ratio} times")

    def __contains__(self, name: str) -> bool:
        return name in self.infos

    def read(self, name: str, *, keep: bool = False) -> bytes:
        """The bytes of a member; `keep` holds them for a second reader."""
        if name in self._cache:
            return self._cache[name]
        info = self.infos[name]
        if info.flag_bits & _ENCRYPTED:
            raise encrypted()
        if info.file_size > self._limits.unpacked:
            raise limit("a member is too large")
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except _READ_ERRORS as error:
            raise corrupt("a member of the ZIP file is damaged") from error
        if keep:
            self._cache[name] = data
        return data

    def xml(self, name: str) -> etree._Element:
        """A member as an XML tree. No entity is expanded and nothing outside is fetched."""
        return parse_xml(self.read(name))

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Relationships of a part: id to (type's last word, target as member name or address, external)."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def _read_relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", base + ".rels")
        if path not in self.infos:
            return {}
        found = {}
        for element in self.xml(path).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found


def parse_xml(data: bytes) -> etree._Element:
    """An XML tree from bytes; a document type declaration is refused, for no office format has one."""
    if _DTD.search(data[:4096]) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = _plain(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise corrupt("a part of the file is not well-formed XML") from error


def _plain(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = re.sub(r"<\?xml.*?\?>", "", data.decode("utf-16"), count=1).encode()
        except UnicodeDecodeError as error:
            raise corrupt("a part of the file is in no known encoding") from error
    if _DTD.search(data[:4096]):
        raise limit("a part of the file declares entities")
    return data
