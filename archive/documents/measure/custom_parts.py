"""Custom XML parts of an OOXML package: what they are for, by their namespace and by whether the document shows them.

Programs for labels, bibliographies and document libraries leave such parts in most files. A part of another kind is
data behind the document; it is that only as far as its words are not in the document itself.
"""

from __future__ import annotations

import re

from archive.documents.package import Package, parse_xml

ORDINARY, DATA, QUERIES = "ordinary", "data", "queries"
_QUERIES = "http://schemas.microsoft.com/DataMashup"
_USUAL = re.compile(
    r"schemas\.microsoft\.com|schemas\.openxmlformats\.org|purl\.oclc\.org|www\.w3\.org|boldonjames|titus|janusnet"
    r"|docugenius|sharepoint|office\.com|klassify|purl\.org/dc",
    re.IGNORECASE,
)
_ROOT = re.compile(rb'<[\w.-]+(?: [^<>]*?)? xmlns="([^"]+)"')
_WORDS = re.compile(r"[^\W\d_]{2,}[ ,.@-]|[^\W\d_]{4,}")
_CODE = re.compile(r"\{?[0-9a-f-]{32,38}\}?|https?://\S+|true|false|[\w-]+/[\w.+-]+", re.IGNORECASE)
_SHOWN = re.compile(r"(?:word|ppt/slides|ppt/notesSlides)/[\w-]+\.xml|xl/(?:sharedStrings|worksheets/[\w-]+)\.xml")
_LEAST = 2


def kind(package: Package, name: str) -> str:
    """What a custom part is: queries of Power Query, data that the document does not show, or something usual."""
    data = package.read(name)
    start = _ROOT.search(data[:2048])
    if (
        start
        and start[1] != b"http://schemas.microsoft.com/DataMashup"
        and _USUAL.search(start[1].decode("ascii", "replace"))
    ):
        return ORDINARY
    root = parse_xml(data)
    space = str(root.tag)[1:].partition("}")[0] if str(root.tag).startswith("{") else ""
    if space == _QUERIES:
        return QUERIES
    if _USUAL.search(space):
        return ORDINARY
    words = {
        text.strip()
        for element in root.iter()
        if isinstance(element.tag, str)
        for text in (element.text or "", *map(str, element.attrib.values()))
        if _WORDS.search(text) and not _CODE.fullmatch(text.strip())
    }
    if len(words) < _LEAST:
        return ORDINARY
    shown = " ".join(
        "".join(str(text) for text in parse_xml(package.read(member)).itertext())
        for member in package.names
        if _SHOWN.fullmatch(member)
    )
    return DATA if sum(text not in shown for text in words) >= _LEAST else ORDINARY
