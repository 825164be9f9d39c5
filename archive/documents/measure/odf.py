"""What any OpenDocument package may hold beside its content: objects, programs, earlier versions, an author."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from archive.documents.measure.grid import alike, rgb
from archive.documents.measure.signal import Signal
from archive.documents.package import Package
from archive.documents.readers.opendocument import OFFICE, STYLE, TEXT

DETECTOR = "odf/1"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
_TINY = 1.5
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".svm", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".webp")
_CHART = b"opendocument.chart"
_FORMULA = b"opendocument.formula"


def measure(package: Package) -> list[Signal]:
    """Signals of the package's member list and properties."""
    counts: dict[str, int] = {}
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    kinds = dict(_manifest(manifest))
    for name in package.names:
        top = name.split("/", 1)[0]
        kind = ""
        if re.fullmatch(r"Object \d+/content\.xml", name):
            said = kinds.get(f"{top}/", b"")
            kind = "" if _CHART in said or _FORMULA in said else "embedded_file"
        elif re.fullmatch(r"(?:\./)?Object \d+", name) or (top == "Objects" and package.infos[name].file_size):
            kind = "embedded_file"
        elif top == "Versions" or name == "VersionList.xml":
            kind = "earlier_versions"
        elif top in ("Basic", "Scripts"):
            kind = "macros" if not name.endswith(("script-lc.xml", "script-lb.xml")) else ""
        elif top not in _USUAL and name not in _USUAL and not name.lower().endswith(_PICTURES):
            kind = "embedded_file" if not name.endswith((".xml", ".rdf", ".rels")) else "custom_data"
        if kind:
            counts[kind] = 1 if kind == "macros" else counts.get(kind, 0) + 1
    found = [Signal(kind, count, "package", DETECTOR) for kind, count in counts.items()]
    if "meta.xml" in package:
        names = package.xml("meta.xml").iter(f"{DC}creator", f"{META}initial-creator")
        if any((element.text or "").strip() for element in names):
            found.append(Signal("author_metadata", 1, "properties", DETECTOR))
    return found


_USUAL = {
    *("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "META-INF", "Thumbnails"),
    *("Pictures", "Configurations2", "ObjectReplacements", "layout-cache", "Fonts", "Dialogs", "Media", "Object 1"),
    *(f"Object {number}" for number in range(200)),
}


def _manifest(data: bytes) -> Iterable[tuple[str, bytes]]:
    for entry in re.findall(rb"<manifest:file-entry\b[^>]*>", data):
        path, kind = re.search(rb'full-path="([^"]*)"', entry), re.search(rb'media-type="([^"]*)"', entry)
        if path and kind:
            yield path[1].decode("utf-8", "replace"), kind[1]


class Styles:
    """Named and automatic styles, with what each says or inherits."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles[style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")] = style

    def value(self, family: str, name: str | None, properties: str, attribute: str) -> str | None:
        """An attribute of a style's properties element, from its parents if it does not say itself."""
        for _ in range(20):
            style = self._styles.get((family, name or ""))
            if style is None:
                return None
            element = style.find(f"{STYLE}{properties}")
            if element is not None and element.get(attribute) is not None:
                return element.get(attribute)
            name = style.get(f"{STYLE}parent-style-name")
        return None

    def names(self, family: str) -> list[str]:
        """Names of all styles of a family."""
        return [name for kind, name in self._styles if kind == family]

    def data_style(self, name: str) -> str | None:
        """The number format a cell style uses."""
        style = self._styles.get(("table-cell", name))
        return style.get(f"{STYLE}data-style-name") if style is not None else None

    def unseen(self, family: str, name: str, background: str) -> bool:
        """Whether text of this style is hidden, tiny, or can't be told from its own background or a white page."""
        if self.value(family, name, "text-properties", f"{TEXT}display") == "none":
            return True
        size = self.value(family, name, "text-properties", f"{FO}font-size") or ""
        if size.endswith("pt") and size[:-2].replace(".", "", 1).isdigit() and float(size[:-2]) <= _TINY:
            return True
        colour = rgb(self.value(family, name, "text-properties", f"{FO}color"))
        behind = self.value(family, name, background, f"{FO}background-color")
        if behind in (None, "transparent"):
            behind = self.value(family, name, "text-properties", f"{FO}background-color")
        return alike(colour, WHITE if behind in (None, "transparent") else rgb(behind))

    def blacked(self, name: str) -> bool:
        """Whether a run has a black mark over letters of no other colour."""
        behind = rgb(self.value("text", name, "text-properties", f"{FO}background-color"))
        colour = self.value("text", name, "text-properties", f"{FO}color")
        return alike(behind, BLACK) and (colour is None or alike(rgb(colour), BLACK))


def spelt(display: str) -> str:
    """A style's name as it is stored: everything but letters and digits is written as its code."""
    return "".join(letter if letter.isalnum() or letter in "-." else f"_{ord(letter):x}_" for letter in display)


def roots(package: Package) -> tuple[etree._Element, list[etree._Element]]:
    """The content's tree, and all trees that define styles."""
    content = package.xml("content.xml")
    styles = [package.xml("styles.xml")] if "styles.xml" in package else []
    return content, [*styles, content]


def comment_count(root: etree._Element) -> int:
    """Comments with text."""
    return sum(1 for e in root.iter(f"{OFFICE}annotation") if "".join(str(text) for text in e.itertext()).strip())
