"""Files that LibreOffice wrote: cases of the corpus opened and saved by it in another format.

The files are kept beside this module, named `kind~case.suffix` (`clean~…` for clean ones, PPT packed), so that the
tests need no LibreOffice. `python -m tests.documents_corpus.libreoffice` makes them anew where `soffice` is installed.
Only cases whose defect the target format can carry are converted; what LibreOffice drops on the way is not a case.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.documents_corpus import Case

FOLDER = Path(__file__).parent / "libreoffice"

_BOOK_DEFECTS = (
    *("hidden-sheet", "hidden-rows", "hidden-columns", "filtered-rows", "comment", "white-on-white", "grey-on-grey"),
    *("empty-format", "far-below", "name-to-hidden", "ni-numbers", "birth-dates"),
)
_BOOK_CLEAN = ("header-style", "plain-filter", "unused-hidden", "formats", "chart", "many-sheets", "picture", "merged")
_LETTER_DEFECTS = (
    *("hidden-text", "white-text", "hidden-style", "hidden-header", "black-highlight", "black-shading", "inserted"),
    *("deleted", "comment", "tiny-text", "birth-date"),
)
_LETTER_CLEAN = ("table", "dark-header", "styled-header", "heads", "picture", "lists")
_SHOW_DEFECTS = ("notes", "hidden-slide", "outside", "hidden-shape")
_SHOW_CLEAN = ("plain", "table", "dark-shape")

CONVERSIONS: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = [
    ("xlsx", "xls", _BOOK_DEFECTS, _BOOK_CLEAN),
    ("xlsx", "ods", _BOOK_DEFECTS, _BOOK_CLEAN),
    ("xlsx", "xlsx", ("hidden-rows", "filtered-rows", "white-on-white"), ("chart", "unused-hidden")),
    ("xlsx", "pdf", (), ("chart", "merged")),
    ("docx", "doc", _LETTER_DEFECTS, _LETTER_CLEAN),
    ("docx", "odt", _LETTER_DEFECTS, _LETTER_CLEAN),
    ("docx", "rtf", _LETTER_DEFECTS, ("table", "dark-header", "styled-header", "lists")),
    ("docx", "docx", ("deleted", "hidden-text"), ("styled-header",)),
    ("docx", "pdf", (), ("table", "dark-header")),
    ("pptx", "ppt", _SHOW_DEFECTS, _SHOW_CLEAN),
    ("pptx", "odp", _SHOW_DEFECTS, _SHOW_CLEAN),
]


def cases() -> Iterator[Case]:
    """The kept files."""
    for path in sorted(FOLDER.iterdir()):
        kind, _, name = path.name.partition("~")
        stem, _, suffix = name.removesuffix(".gz").rpartition(".")
        yield Case(f"lo-{stem}", suffix, "LibreOffice", None if kind == "clean" else kind, partial(_bytes, path))


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def make(soffice: str) -> int:
    """Convert every chosen case; the number of files made."""
    from tests.documents_corpus import documents, slides, workbooks

    sources = {(case.suffix, case.name): case for module in (workbooks, documents, slides) for case in module.cases()}
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        for source, target, defects, clean in CONVERSIONS:
            folder = Path(scratch) / f"{source}-{target}"
            folder.mkdir()
            chosen = [sources[source, name] for name in (*defects, *(f"clean-{name}" for name in clean))]
            for case in chosen:
                kind = case.planted or "clean"
                name = case.name.removeprefix("clean-")
                (folder / f"{kind}~{source}-{name}.{source}").write_bytes(case.make())
            profile = f"-env:UserInstallation=file://{scratch}/profile"
            command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(FOLDER)]
            subprocess.run(
                [*command, *map(str, sorted(folder.iterdir()))], check=True, capture_output=True, timeout=900
            )
    for path in FOLDER.glob("*.ppt"):
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        path.unlink()
    return len(list(FOLDER.iterdir()))


if __name__ == "__main__":
    program = shutil.which("soffice")
    if program is None:
        sys.exit("soffice is not installed: the kept files stay as they are")
    print(f"{make(program)} files in {FOLDER}")
