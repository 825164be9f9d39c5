"""Files that the page offers as part of the answer: by address and place, never the furniture's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from archive.normalise.addresses import absolute, site_of
from archive.normalise.blocks import Link
from archive.normalise.record import Attachment
from archive.normalise.segments import Part

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docm": "application/vnd.ms-word.document.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "csv": "text/csv",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "zip": "application/zip",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
    "json": "application/json",
    "xml": "application/xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "kml": "application/vnd.google-earth.kml+xml",
}
DATA_FILES = frozenset({"xls", "xlsx", "xlsm", "xlsb", "csv", "ods", "zip", "json"})
"""Extensions of files of data: a spreadsheet and the like."""
ROOTS = re.compile(
    r"^/(?:SysSiteAssets|wp-content/uploads|sites/[^/]{1,40}/files|spa-media|media|globalassets|contentassets"
    r"|documents?|downloads?|uploads?|assets|files?)/.",
    re.I,
)
DOWNLOAD_PATH = re.compile(
    r"/(?:download|attachment|file|getfile|docs?)(?:/|$|\?)|[?&](?:attachment_id|download|file|fileid|documentid)=",
    re.I,
)
FURNITURE = re.compile(
    r"privacy|cookie|accessib|terms.(?:and|of)|site.terms|publication.scheme|complaint|complain|appeal|internal.review"
    r"|review.procedure|your.rights|charging|fees.(?:policy|guidance)|copyright|easy.read|data.protection.(?:notice"
    r"|policy)|foi.(?:guide|guidance|policy|leaflet)|(?:foi|fees?).(?:and.)?charg|modern.slavery|gender.pay|web(?:site)?.policy",
    re.I,
)
SAID = re.compile(r"\((pdf|docx?|xlsx?|csv|ods|odt|zip|rtf|pptx?)\b", re.I)
PRINTED = re.compile(r"\s{0,3}(?:print\b|(?:save|download|export) (?:this )?page\b)", re.I)
"""The page itself as a file."""
ASSET_HOSTS = ("assets.publishing.service.gov.uk", "assets.digital.cabinet-office.gov.uk")
STORES = re.compile(
    r"(?:blob\.core\.windows\.net|amazonaws\.com|cloudfront\.net|sharepoint\.com|azureedge\.net"
    r"|storage\.googleapis\.com)$",
    re.I,
)
SIZE = re.compile(r"\((?:pdf|docx?|xlsx?|csv|ods|odt|zip|rtf|pptx?)\b|\b\d+(?:\.\d+)?\s?[km]b\b", re.I)
OFFERING = ("response", "reasoning", "files", "preamble", "meta", "open", "annex", "label")


def collect_attachments(parts: Sequence[Part], page: str | None) -> list[Attachment]:
    """The files offered by the answer's parts, in page order, each once. `page`: the address links are relative to."""
    found: dict[str, Attachment] = {}
    own = site_of(page)
    for part in parts:
        if not part.block.links:
            continue
        if part.role not in OFFERING and not (part.role == "tail" and _is_listed(part)):
            continue
        for link in part.block.links:
            url = absolute(page, link.href)
            if url is None or (url in found and (found[url].label or not link.text)):
                continue
            extension = _extension(url)
            if not _is_file(url, extension, link, part.block.text):
                continue
            if not _may_be_ours(url, own, part):
                continue
            if part.role in ("tail", "preamble", "annex") and FURNITURE.search(f"{unquote(url)} {link.text}"):
                continue
            if FURNITURE.search(link.text) and part.role == "files" and not re.search(r"\d{3}", link.text + url):
                continue
            if PRINTED.match(link.text):
                continue
            media_type = MEDIA_TYPES.get(extension) or _declared(link) or _said(link.text)
            name = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])
            found[url] = Attachment(url=url, filename=name, label=link.text or name, media_type=media_type)
    return list(found.values())


def _is_listed(part: Part) -> bool:
    return len(part.block.links) > 0 and len(part.block.text) < 120 and not FURNITURE.search(part.block.text)


def _extension(url: str) -> str:
    name = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _is_file(url: str, extension: str, link: Link, text: str) -> bool:
    if extension in MEDIA_TYPES:
        return True
    if link.download or link.media_type.split(";")[0].strip() in MEDIA_TYPES.values():
        return True
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if extension in ("html", "htm", "aspx", "php", "asp"):
        return bool(
            re.search(
                r"[?&]ext=\.?(?:pdf|docx?|xlsx?|csv|ods|zip)\b|[?&](?:attachment_id|download|file|documentid)=",
                path,
                re.I,
            )
        )
    marked = bool(SIZE.search(text[link.start : link.end + 40]))
    return (marked and bool(DOWNLOAD_PATH.search(path) or ROOTS.match(parts.path))) or (
        marked and bool(re.search(r"\((?:pdf|docx?|xlsx?|csv|ods)", link.text, re.I))
    )


def _said(label: str) -> str | None:
    """The media type that a link names in brackets: `(XLSX, 20KB)`."""
    found = SAID.search(label)
    return MEDIA_TYPES.get(found.group(1).lower()) if found else None


def _declared(link: Link) -> str | None:
    declared = link.media_type.split(";")[0].strip()
    return declared if "/" in declared else None


def _may_be_ours(url: str, own: str, part: Part) -> bool:
    """Files of the page's own site; another host's only where bodies keep files, or when listed as attachments."""
    site = site_of(url)
    if not own or site == own:
        return True
    host = (urlsplit(url).hostname or "").lower()
    if host in ASSET_HOSTS or STORES.search(host):
        return True
    return part.role == "files" and site.endswith("police.uk")
