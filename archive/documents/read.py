"""The one road from bytes to a `Document`: size, type by content, reader, measurer, policy.

Formats are a table, so that every format that can be read is also looked into, and one without a measurer is held.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from archive.documents import sniff
from archive.documents.limits import DEFAULT, Limits
from archive.documents.measure.signal import Signal
from archive.documents.model import Document, Finding, Status
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import UnreadableFileError, corrupt, encrypted, limit, unsupported
from archive.documents.screening import findings_of, unscreened, with_members

_SPREADSHEET = "archive.documents.readers.spreadsheet:read"
_LEGACY = "archive.documents.readers.legacy:read"
_ODF = "archive.documents.readers.opendocument:read"

READERS: dict[str, str] = {
    sniff.PDF: "archive.documents.readers.pdf:read",
    sniff.XLSX: _SPREADSHEET,
    sniff.XLS: _SPREADSHEET,
    sniff.XLSB: _SPREADSHEET,
    sniff.ODS: _SPREADSHEET,
    sniff.CSV: "archive.documents.readers.delimited:read",
    sniff.TSV: "archive.documents.readers.delimited:read",
    sniff.DOCX: "archive.documents.readers.word:read",
    sniff.DOC: _LEGACY,
    sniff.RTF: _LEGACY,
    sniff.PPT: _LEGACY,
    sniff.ODT: _ODF,
    sniff.ODP: _ODF,
    sniff.PPTX: "archive.documents.readers.slides:read",
    sniff.HTML: "archive.documents.readers.html:read",
    sniff.TXT: "archive.documents.readers.plain:read",
    sniff.EML: "archive.documents.readers.mail:read_eml",
    sniff.MSG: "archive.documents.readers.mail:read_msg",
    sniff.ZIP: "archive.documents.readers.archives:read",
} | dict.fromkeys([*sniff.IMAGES.values(), "image/webp"], "archive.documents.readers.image:read")
"""Where the reader of each type lives; imported when the first such file comes, for some are heavy."""

_NOTHING = "archive.documents.measure.nothing:measure"

MEASURERS: dict[str, str] = {
    sniff.XLSX: "archive.documents.measure.xlsx:measure",
    sniff.PDF: "archive.documents.measure.pdf:measure",
    sniff.XLS: "archive.documents.measure.xls:measure",
    sniff.XLSB: "archive.documents.measure.xlsb:measure",
    sniff.ODS: "archive.documents.measure.ods:measure",
    sniff.DOCX: "archive.documents.measure.word:measure",
    sniff.DOC: "archive.documents.measure.doc:measure",
    sniff.PPT: "archive.documents.measure.ppt:measure",
    sniff.ODT: "archive.documents.measure.odt:measure",
    sniff.ODP: "archive.documents.measure.odt:measure",
    sniff.PPTX: "archive.documents.measure.slides:measure",
    sniff.RTF: "archive.documents.measure.rtf:measure",
    sniff.EML: "archive.documents.measure.mail:measure_eml",
    sniff.MSG: "archive.documents.measure.mail:measure_msg",
    sniff.HTML: "archive.documents.measure.html:measure",
    sniff.CSV: _NOTHING,
    sniff.TSV: _NOTHING,
    sniff.TXT: _NOTHING,
    sniff.ZIP: _NOTHING,
} | dict.fromkeys([*sniff.IMAGES.values(), "image/webp"], "archive.documents.measure.image:measure")
"""Where the measurer of each type lives. A type with a reader and no measurer is held."""

_WITH_MEMBERS = (sniff.ZIP, sniff.EML, sniff.MSG)


def read_document(
    data: bytes, *, filename: str, media_type: str | None = None, limits: Limits = DEFAULT, depth: int = 0
) -> Document:
    """Read and screen one file. Never raises for what the file contains; use `DocumentPool` for files from outside.

    `filename` and `media_type` are what the file was offered as: hints between kinds of plain text, nothing more.
    """
    if len(data) > limits.file:
        return _unreadable("too_large", media_type, f"larger than {limits.file >> 20} MiB")
    found: str | None = None
    try:
        if not data:
            raise corrupt("the file is empty")
        sniffed = sniff.sniff(data, filename, media_type, limits)
        found = sniffed.media_type
        if found == sniff.ENCRYPTED_OFFICE:
            raise encrypted()
        if found not in READERS:
            raise unsupported(f"no reader for {found}" if found else "of no known kind")
        if depth > limits.depth:
            raise limit(f"more than {limits.depth} archives deep")
        file = OpenedFile(data, found, filename, limits, depth)
        file.text, file.opened = sniffed.text, sniffed.package
        return _read(file)
    except UnreadableFileError as error:
        return _unreadable(error.status, found, error.note)
    except MemoryError:
        return _unreadable("limit_hit", found, "more memory than a file may take")
    except RecursionError:
        return _unreadable("limit_hit", found, "nested too deep")
    except Exception as error:  # noqa: BLE001 - a damaged file can break any library anywhere; it costs that file alone
        return _unreadable("corrupt", found, f"its reader failed on it ({type(error).__name__})")


def _read(file: OpenedFile) -> Document:
    measurer = MEASURERS.get(file.media_type)
    if measurer is not None and file.media_type == sniff.PDF:
        file.watchers.append(load(measurer.replace(":measure", ":watcher"))(file))
    content: Content
    if file.media_type in _WITH_MEMBERS:
        content = load(READERS[file.media_type])(file, partial(_member, limits=file.limits))
    else:
        content = load(READERS[file.media_type])(file)
    if sum(len(part.text) for part in content.parts) > file.limits.output:
        raise limit("too much text")
    findings = with_members(_screen(file, content, measurer), content.members)
    return Document(
        status="needs_ocr" if content.needs_ocr else "ok",
        media_type=file.media_type,
        parts=content.parts,
        tables=content.tables,
        members=content.members,
        findings=findings,
        note=content.note,
    )


def _screen(file: OpenedFile, content: Content, measurer: str | None) -> list[Finding]:
    personal: Callable[[Content], list[Signal]] = load("archive.documents.measure.personal:measure")
    if measurer is None:
        return [unscreened(), *findings_of(personal(content))]
    measure: Callable[[OpenedFile], list[Signal]] = load(measurer)
    try:
        return findings_of([*measure(file), *personal(content)])
    except UnreadableFileError as error:
        return [unscreened(error.note)]
    except Exception as error:  # noqa: BLE001 - what breaks the measurer could not be looked into, so it is held
        return [unscreened(f"the check failed ({type(error).__name__})")]


def _member(data: bytes, path: str, depth: int, *, limits: Limits) -> Document:
    return read_document(data, filename=path.rsplit("/", 1)[-1], limits=limits, depth=depth)


def _unreadable(status: Status, media_type: str | None, note: str) -> Document:
    return Document(status, media_type, findings=[unscreened()], note=note)


def load(place: str) -> Any:
    """What is named `module:attribute`, imported now."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
