"""The facet sidecar: an array a facet, in the order of `disclosures.id`; one pass counts every facet of a search.

It is made from the published tables alone and bears the build's hash, so that the site can tell whether it belongs to
the file it stands beside. Plain arrays hold one value a disclosure at index `id - 1`; a facet of several values is a
pair `<name>_indptr` and `<name>_codes`: those of disclosure `id` are `codes[indptr[id - 1]:indptr[id]]`, ascending.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from archive.errors import DataProblem

NATIONS = ("england", "wales", "scotland", "northern-ireland", "uk", "jersey", "isle-of-man")
STATES = ("present", "missing", "removed", "returned")
REGIMES = ("FOIA", "FOISA", "EIR", "EISR", "JERSEY", "IOM", "DPA")
FILE_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
    "zip": "application/zip",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "other": "",
}
"""File type to media type; the place in this table is the code. Anything else is `other`."""

TYPE_CODES = {name: code for code, name in enumerate(FILE_TYPES)}
BY_MEDIA_TYPE = {media_type: name for name, media_type in FILE_TYPES.items() if media_type}
ALIASES = {"jpeg": "jpg", "tiff": "tif", "htm": "html", "tsv": "csv"}

Entry = dict[str, object]
Arrays = dict[str, NDArray[np.generic]]


def file_type(media_type: str | None, name: str | None) -> str:
    """The short file type, such as `pdf`: by the media type found from the content, else by the name or address."""
    known = BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().lower())
    if known:
        return known
    suffix = PurePosixPath(urlsplit(name or "").path).suffix.lower().removeprefix(".")
    suffix = ALIASES.get(suffix, suffix)
    return suffix if suffix in FILE_TYPES else "other"


def date_number(date: str | None) -> int:
    """`2024-03-05` as 20240305, `2024-03` as 20240300, null as 0."""
    return int((date or "").replace("-", "").ljust(8, "0"))


def _code(names: tuple[str, ...], name: str | None, what: str) -> int:
    """The place of a name in its list. Raises `DataProblem` for any other name."""
    if name not in names:
        raise DataProblem(f"publish: {what} is {name!r}, not one of {', '.join(names)}")
    return names.index(name)


def _pairs(pairs: Iterable[tuple[int, int]], count: int, dtype: type[np.generic]) -> tuple[NDArray, NDArray]:
    """Compressed rows of (disclosure id, code) pairs, doubles removed: `indptr` and `codes`."""
    found = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
    indptr = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(found[:, 0] - 1, minlength=count), out=indptr[1:])
    return indptr, found[:, 1].astype(dtype)


def facet_arrays(connection: sqlite3.Connection) -> tuple[Arrays, dict[str, list[Entry]]]:
    """The arrays and the vocabulary `{facet: [{code, value, label}]}` of a published file's tables."""
    count = connection.execute("SELECT count(*) FROM disclosures").fetchone()[0]
    forces = connection.execute("SELECT id, slug, name, nation FROM forces ORDER BY id").fetchall()
    nation_of = {force: _code(NATIONS, nation, f"nation of {slug}") for force, slug, _, nation in forces}
    narrow = np.zeros((count, 8), dtype=np.int32)
    regimes: list[tuple[int, int]] = []
    rows = connection.execute(
        "SELECT force_id, year, date, outcome_id, ncnd, state, edited, attachments, legislation"
        " FROM disclosures ORDER BY id"
    )
    for index, (force, year, date, outcome, ncnd, state, edited, attachments, legislation) in enumerate(rows):
        if force is None or outcome is None:
            raise DataProblem(f"publish: disclosure {index + 1} has no force or no outcome")
        narrow[index] = (
            force,
            year or 0,
            date_number(date),
            outcome,
            ncnd or 0,
            _code(STATES, state, f"state of disclosure {index + 1}"),
            edited or 0,
            (attachments or 0) > 0,
        )
        for name in (legislation or "").split():
            regimes.append((index + 1, _code(REGIMES, name, f"legislation of disclosure {index + 1}")))
    arrays: Arrays = {
        "force": narrow[:, 0].astype(np.int16),
        "nation": np.array([nation_of[force] for force in narrow[:, 0].tolist()], dtype=np.int8),
        "year": narrow[:, 1].astype(np.int16),
        "date": narrow[:, 2].copy(),
        "outcome": narrow[:, 3].astype(np.int8),
        "ncnd": narrow[:, 4].astype(np.uint8),
        "state": narrow[:, 5].astype(np.int8),
        "edited": narrow[:, 6].astype(np.uint8),
        "has_attachment": narrow[:, 7].astype(np.uint8),
    }
    provisions = connection.execute(
        "SELECT id, regime, provision, section, title FROM provisions ORDER BY id"
    ).fetchall()
    sections: dict[tuple[str, str], int] = {}
    titles: dict[tuple[str, str], str | None] = {}
    for _, regime, provision, section, title in provisions:
        sections.setdefault((regime, section), len(sections))
        if provision == section:
            titles[regime, section] = title
    section_of = {number: sections[regime, section] for number, regime, _, section, _ in provisions}
    applied = connection.execute(
        "SELECT disclosure_id, provision_id FROM citations WHERE status = 'applied'"
    ).fetchall()
    files = connection.execute("SELECT disclosure_id, media_type, coalesce(filename, url) FROM attachments")
    multiple: dict[str, tuple[Iterable[tuple[int, int]], type[np.generic]]] = {
        "provision": (applied, np.int32),
        "section": (((disclosure, section_of[provision]) for disclosure, provision in applied), np.int16),
        "regime": (regimes, np.int16),
        "filetype": (((row, TYPE_CODES[file_type(media, name)]) for row, media, name in files), np.int16),
    }
    for name, (pairs, dtype) in multiple.items():
        arrays[f"{name}_indptr"], arrays[f"{name}_codes"] = _pairs(pairs, count, dtype)
    years = sorted(set(arrays["year"].tolist()), reverse=True)
    vocabulary: dict[str, list[Entry]] = {
        "force": [_entry(number, slug, name) for number, slug, name, _ in forces],
        "nation": [_entry(code, name, name.replace("-", " ").title()) for code, name in enumerate(NATIONS)],
        "year": [_entry(year, str(year or "none"), str(year or "No date")) for year in years],
        "outcome": [_entry(*row) for row in connection.execute("SELECT id, name, label FROM outcomes ORDER BY id")],
        "ncnd": [_entry(0, "no", "Not used"), _entry(1, "yes", "Used")],
        "state": [_entry(code, name, name.capitalize()) for code, name in enumerate(STATES)],
        "edited": [_entry(0, "no", "Unchanged"), _entry(1, "yes", "Changed by the force")],
        "has_attachment": [_entry(0, "no", "No files"), _entry(1, "yes", "With files")],
        "provision": [
            _entry(number, f"{regime} {provision}", _label(regime, provision, title))
            for number, regime, provision, _, title in provisions
        ],
        "section": [
            _entry(code, f"{regime} {section}", _label(regime, section, titles.get((regime, section))))
            for (regime, section), code in sections.items()
        ],
        "regime": [_entry(code, name, name) for code, name in enumerate(REGIMES)],
        "filetype": [
            _entry(code, name, name.upper() if name != "other" else "Other") for name, code in TYPE_CODES.items()
        ],
    }
    return arrays, vocabulary


def _entry(code: int, value: str, label: str) -> Entry:
    return {"code": code, "value": value, "label": label}


def _label(regime: str, provision: str, title: str | None) -> str:
    return f"{regime} {provision} {title}" if title else f"{regime} {provision}"


def write_sidecar(connection: sqlite3.Connection, target: Path, build: str) -> None:
    """Write the sidecar of the tables in `connection` to `target` (uncompressed .npz), marked with the build's hash."""
    arrays, vocabulary = facet_arrays(connection)
    text = json.dumps(vocabulary, ensure_ascii=False)
    arrays["vocab"] = np.frombuffer(text.encode(), dtype=np.uint8)
    arrays["build"] = np.frombuffer(build.encode(), dtype=np.uint8)
    with target.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **arrays)
