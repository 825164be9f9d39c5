"""From paths to saved bodies: files, folders and ZIPs of saved pages, MHTML, WARC and WACZ.

A ZIP is read as the folder it is, within bounds, so that a bomb or a path that leads elsewhere costs nothing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from scraper.importers.archives import mhtml_items, wacz_items, warc_items
from scraper.importers.pages import address_in, date_in, files_beside, stamp
from scraper.importers.saved import Left, Saved

PAGES = (".html", ".htm", ".xhtml")
MHTML = (".mhtml", ".mht")
WARC = (".warc", ".warc.gz")
MOST_FILES = 100_000
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_TOTAL = 4 * 1024 * 1024 * 1024
"""Bounds of a ZIP: number of files, bytes of one file, bytes of all, each once unpacked."""


def items_of(path: Path, url: str | None = None) -> Iterator[Saved | Left]:
    """What a path holds. `url` is the address of a single saved page that does not name its own."""
    if path.is_dir():
        yield from _folder(path)
    elif not path.is_file():
        yield Left(str(path), "no such file or folder")
    else:
        yield from _file(path, url)


def _file(path: Path, url: str | None) -> Iterator[Saved | Left]:
    name = path.name.lower()
    try:
        if name.endswith(WARC):
            with path.open("rb") as file:
                yield from warc_items(file, str(path))
        elif name.endswith(".wacz"):
            with path.open("rb") as file:
                yield from wacz_items(file, str(path))
        elif name.endswith(".zip"):
            yield from _zip(path.read_bytes(), str(path))
        elif name.endswith(MHTML):
            yield from mhtml_items(path.read_bytes(), str(path))
        elif name.endswith(PAGES):
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            beside = _companions(path)
            yield from _page(path.read_bytes(), str(path), at, beside, url)
        else:
            yield Left(str(path), "neither a saved page nor an archive")
    except (OSError, zipfile.BadZipFile) as error:
        yield Left(str(path), f"cannot be read: {error}")


def _companions(path: Path) -> dict[str, bytes]:
    """The files that a browser saved with a page, in the folder named after it."""
    found: dict[str, bytes] = {}
    for suffix in ("_files", "_file", ".files"):
        folder = path.with_name(path.stem + suffix)
        if folder.is_dir():
            found.update({str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()})
    return found


def _page(
    body: bytes, source: str, at: datetime, beside: dict[str, bytes], url: str | None = None
) -> Iterator[Saved | Left]:
    address = url or address_in(body)
    if address is None:
        yield Left(source, "the page does not name its address; give it with --url")
        return
    page = Saved(address, date_in(body) or stamp(at), body, source, "text/html")
    yield page
    yield from files_beside(page, beside)


def _folder(path: Path) -> Iterator[Saved | Left]:
    """Every page and archive in a folder; other files belong to the pages that link to them."""
    files = [file for file in sorted(path.rglob("*")) if file.is_file()]
    others = {
        str(file): file.read_bytes()
        for file in files
        if not file.name.lower().endswith((*PAGES, *MHTML, *WARC, ".wacz", ".zip"))
    }
    for file in files:
        name = file.name.lower()
        if name.endswith(PAGES):
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            yield from _page(file.read_bytes(), str(file), at, others)
        elif str(file) not in others:
            yield from _file(file, None)


def _zip(data: bytes, source: str) -> Iterator[Saved | Left]:
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        members = [info for info in bundle.infolist() if not info.is_dir()]
        if len(members) > MOST_FILES or sum(info.file_size for info in members) > LARGEST_TOTAL:
            yield Left(source, "unpacks to too many files or bytes")
            return
        usable = {}
        for info in members:
            if info.file_size > LARGEST_FILE:
                yield Left(f"{source}:{info.filename}", f"unpacks to more than {LARGEST_FILE} bytes")
            elif info.flag_bits & 1:
                yield Left(f"{source}:{info.filename}", "is encrypted")
            else:
                usable[info.filename] = info
        others = {
            name: bundle.read(name)
            for name in usable
            if not name.lower().endswith((*PAGES, *MHTML, *WARC, ".wacz", ".zip"))
        }
        for name, info in usable.items():
            lower, where = name.lower(), f"{source}:{PurePosixPath(name)}"
            at = datetime(*info.date_time, tzinfo=UTC) if info.date_time[0] > 1980 else datetime.now(UTC)
            if lower.endswith(PAGES):
                yield from _page(bundle.read(name), where, at, others)
            elif lower.endswith(WARC):
                yield from warc_items(io.BytesIO(bundle.read(name)), where)
            elif lower.endswith(".wacz"):
                yield from wacz_items(io.BytesIO(bundle.read(name)), where)
            elif lower.endswith(MHTML):
                yield from mhtml_items(bundle.read(name), where)
