"""A file's type by what is in it. The name and the server's word are asked only between kinds of plain text.

Forces serve HTML tables as `.xls`, ZIP files as `.xlsx` and PDFs without any suffix; a reader chosen by name would call
each of these damaged.
"""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import msgspec
import olefile

from archive.documents.limits import Limits
from archive.documents.package import Package
from archive.documents.problems import UnreadableFileError

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PPT = "application/vnd.ms-powerpoint"
ODP = "application/vnd.oasis.opendocument.presentation"
RTF = "application/rtf"
MSG = "application/vnd.ms-outlook"
EML = "message/rfc822"
HTML = "text/html"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TXT = "text/plain"
ZIP = "application/zip"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
XML = "application/xml"
IMAGES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"BM": "image/bmp",
}
_OTHER = {
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"Rar!": "application/vnd.rar",
    b"\x1f\x8b": "application/gzip",
    b"BZh": "application/x-bzip2",
    b"\xfd7zXZ\x00": "application/x-xz",
    b"MZ": "application/x-msdownload",
    b"\x7fELF": "application/x-executable",
    b"ID3": "audio/mpeg",
    b"OggS": "application/ogg",
    b"SQLite format 3": "application/vnd.sqlite3",
}
_OOXML = {
    b"wordprocessingml.": DOCX,
    b"ms-word.": DOCX,
    b"sheet.binary": XLSB,
    b"spreadsheetml.": XLSX,
    b"ms-excel.": XLSX,
    b"presentationml.": PPTX,
    b"ms-powerpoint.": PPTX,
}
_ODF = {"text": ODT, "spreadsheet": ODS, "presentation": ODP}
_HEADER_LINE = re.compile(r"^(from|to|subject|date|received|message-id|mime-version|return-path|delivered-to):", re.I)
_HTML_START = re.compile(r"<(!doctype html|html|head|body|table|meta|div|p|h[1-6])\b", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
DELIMITERS = ",;\t|"


class Sniffed(msgspec.Struct):
    """Media type by content, null if nothing is known of it; the text of kinds of text, the package of kinds of ZIP."""

    media_type: str | None
    text: str | None = None
    package: Any = None


def sniff(data: bytes, filename: str, media_type: str | None, limits: Limits) -> Sniffed:
    """What a file is, with what had to be opened to find out."""
    head = data[:1024]
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(data, limits)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return Sniffed(_ole_type(data))
    if head.lstrip().startswith(b"{\\rtf"):
        return Sniffed(RTF)
    if data.startswith(b"%PDF-") or (re.search(rb"%PDF-\d", head) and b" obj" in data):
        return Sniffed(PDF)
    for magic, found in (*IMAGES.items(), *_OTHER.items()):
        if data.startswith(magic) and (magic not in (b"BM", b"MZ") or _CONTROL.search(head)):
            return Sniffed(found)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Sniffed("image/webp")
    if data[4:8] == b"ftyp":
        return Sniffed("video/mp4")
    if data[:2] == b"\x09\x08" and data[4:6] in (b"\x00\x05", b"\x00\x06"):
        return Sniffed(XLS)
    text = decode(data)
    return Sniffed(None) if text is None else Sniffed(_text_type(text, filename, media_type), text)


def decode(data: bytes) -> str | None:
    """Text by its byte order mark, as UTF-8, as UTF-16 without a mark, else as Windows-1252; null if it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:4096]
    if len(sample) >= 4:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        wide = "utf-16-le" if odd > 0.4 * half and even < 0.05 * half else ""
        wide = "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else wide
        if wide:
            text = data.decode(wide, "replace")
            return None if _CONTROL.search(text[:2048].encode("utf-8", "replace")) else text
    if len(_CONTROL.findall(data[:65536])) > len(data[:65536]) * 0.002:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimiter_of(text: str) -> str | None:
    """The delimiter that splits the most lines into the same number of fields, two at least; null if none does."""
    lines = text[:65536].splitlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    if len(text) > 65536:
        lines = lines[:-1]
    sample = "\n".join(lines[:60])
    best: tuple[float, int, str] | None = None
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(StringIO(sample), delimiter=delimiter) if row]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        share = wide.count(usual) / len(widths)
        if best is None or (share, usual) > best[:2]:
            best = (share, usual, delimiter)
    return best[2] if best and best[0] >= 0.5 else None


def _text_type(text: str, filename: str, media_type: str | None) -> str:
    start = text[:4096].lstrip("\ufeff \t\r\n")
    suffix = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    said = (media_type or "").split(";")[0].strip().lower()
    if start.startswith("<"):
        if start.startswith("<?xml") and not re.search(r"<!doctype html|<html", start, re.I):
            return XML
        if _HTML_START.match(start) or re.search(r"<html\b|</(td|table|body)>", text[:65536], re.I):
            return HTML
    headers = start.split("\n\n")[0].replace("\r", "").split("\n\n")[0].split("\n")
    named = {match[1].lower() for line in headers if (match := _HEADER_LINE.match(line))}
    if (
        len(named & {"from", "to", "subject", "date", "mime-version", "message-id"}) >= 3
        and (_HEADER_LINE.match(start) or suffix == "eml")
        and (suffix in ("eml", "mht", "mhtml") or named & {"mime-version", "message-id", "received"})
    ):
        return EML
    if suffix in ("csv", "tsv", "tab") or said in (CSV, TSV, "application/csv"):
        return TSV if delimiter_of(text) == "\t" else CSV
    if suffix in ("htm", "html") and re.search(r"<(p|table|div|br|h[1-6])\b", text[:65536], re.I):
        return HTML
    delimiter = delimiter_of(text)
    if suffix not in ("txt", "md", "log") and said != TXT and delimiter:
        lines = [line for line in text[:65536].splitlines() if line.strip()]
        if len(lines) > 1 and sum(delimiter in line for line in lines) > 0.9 * len(lines):
            return TSV if delimiter == "\t" else CSV
    return TXT


def _zip(data: bytes, limits: Limits) -> Sniffed:
    try:
        package = Package(data, limits)
        return Sniffed(_zip_type(package), package=package)
    except UnreadableFileError:
        return Sniffed(_damaged_zip_type(data))


def _zip_type(package: Package) -> str:
    if "[Content_Types].xml" in package:
        if package.infos["[Content_Types].xml"].file_size > 1 << 20:
            return ZIP
        found = _main_type(package)
        for sign, media_type in _OOXML.items():
            if sign in found:
                return media_type
        for folder, media_type in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(folder) for name in package.names):
                return media_type
    if "mimetype" in package and package.infos["mimetype"].file_size < 200:
        said = package.read("mimetype").decode("ascii", "replace").strip()
        prefix = "application/vnd.oasis.opendocument."
        if said.startswith(prefix):
            return _ODF.get(said.removeprefix(prefix).removesuffix("-template"), said)
    return ZIP


def _main_type(package: Package) -> bytes:
    """The declared type of the part that the package calls its document, in small letters, empty if it has none.

    Some programs declare the types of parts that are not there, so it is that part's own declaration that counts.
    """
    relations = package.relations("").values()
    main = next((target for kind, target, external in relations if kind == "officeDocument" and not external), "")
    suffix = main.rsplit(".", 1)[-1].lower()
    default = b""
    for element in package.xml("[Content_Types].xml"):
        said = element.get("ContentType", "").lower().encode() + b"."
        if element.get("PartName", "").lstrip("/").lower() == main.lower() and main:
            return said
        if element.get("Extension", "").lower() == suffix:
            default = said
    return default


def _damaged_zip_type(data: bytes) -> str:
    """What a damaged package was, from the member names that stand in the clear."""
    for sign, media_type in ((b"xl/", XLSX), (b"word/", DOCX), (b"ppt/", PPTX)):
        if sign in data[:65536]:
            return media_type
    return ZIP


def _ole_type(data: bytes) -> str | None:
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            names = {"/".join(path).lower() for path in ole.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError, TypeError, OverflowError):
        names = {
            name
            for name in ("workbook", "worddocument", "powerpoint document")
            if name.encode("utf-16-le") in data.lower()
        }
    for name, media_type in (
        ("encryptedpackage", ENCRYPTED_OFFICE),
        ("workbook", XLS),
        ("book", XLS),
        ("worddocument", DOC),
        ("powerpoint document", PPT),
        ("__properties_version1.0", MSG),
    ):
        if name in names:
            return media_type
    return "application/x-ole-storage"
