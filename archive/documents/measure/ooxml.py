"""What every OOXML package may hold beside its main content: programs, embedded files, custom data, an author."""

from __future__ import annotations

import re

from archive.documents.measure import chart_data, custom_parts
from archive.documents.measure.signal import Signal
from archive.documents.package import Package

DETECTOR = "ooxml/2"
_KNOWN = {
    *(
        "xml",
        "rels",
        "vml",
        "png",
        "jpg",
        "jpeg",
        "jfif",
        "gif",
        "emf",
        "wmf",
        "emz",
        "wmz",
        "tif",
        "tiff",
        "bmp",
        "svg",
    ),
    *("svg", "wdp", "odttf", "fntdata", "ttf", "webp", "psmdcp", "data", "sigs", "pcx", "eps", "ico"),
    *("wav", "mp3", "mp4", "m4a"),
}
_AUTHOR = re.compile(rb"<(?:\w+:)?(?:creator|lastModifiedBy)(?: [^>]*)?>\s*[^<\s]")
_PROGRAMS = ("vbaproject.bin", "macrosheets/", "vbadata.xml")
_HARMLESS_BIN = (
    "printersettings",
    "vbaproject",
    "/activex",
    "/ctrlprops",
    "model/item",
    "attachedtoolbars",
    "vbaprojectsignature",
)


def measure(package: Package) -> list[Signal]:
    """Signals of the package's member list and properties."""
    found: list[Signal] = []
    embedded, programs, custom, own, programs_kept = [], 0, 0, 0, 0
    behind_charts = chart_data.workbooks(package)
    binary = any(name.lower().endswith("workbook.bin") for name in package.names)
    for name in package.names:
        lower = name.lower()
        suffix = lower.rsplit(".", 1)[-1] if "." in lower else ""
        if any(sign in lower for sign in _PROGRAMS):
            programs += 1
        elif name in behind_charts:
            if chart_data.more_than_shown(package, behind_charts[name], name):
                embedded.append(name)
        elif "/embeddings/" in lower or "/afchunk" in lower or (suffix == "bin" and "oleobject" in lower):
            embedded.append(name)
        elif suffix == "bin":
            if not binary and not any(sign in lower for sign in _HARMLESS_BIN):
                embedded.append(name)
        elif suffix not in _KNOWN and package.infos[name].file_size:
            embedded.append(name)
        elif lower.startswith("customxml/item") and suffix == "xml" and "props" not in lower:
            kind = custom_parts.kind(package, name)
            custom += kind == custom_parts.ORDINARY
            own += kind == custom_parts.DATA
            programs_kept += kind == custom_parts.QUERIES
    if programs_kept:
        found.append(Signal("data_model", programs_kept, "package", DETECTOR))
    if own:
        found.append(Signal("kept_data", own, "package", DETECTOR))
    if embedded:
        found.append(Signal("embedded_file", len(embedded), "package", DETECTOR))
    if programs:
        found.append(Signal("macros", 1, "package", DETECTOR))
    if custom:
        found.append(Signal("custom_data", custom, "package", DETECTOR))
    if "docProps/core.xml" in package and _AUTHOR.search(package.read("docProps/core.xml")):
        found.append(Signal("author_metadata", 1, "properties", DETECTOR))
    return found
