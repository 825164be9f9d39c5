"""What every compound file may hold beside its main stream: embedded files, programs, an author."""

from __future__ import annotations

from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile

_PROGRAMS = ("macros", "_vba_project_cur", "vba")


def storages(file: OpenedFile, detector: str) -> list[Signal]:
    """Signals of the names of streams and storages."""
    embedded: set[str] = set()
    programs = False
    for path in file.ole.listdir(streams=True, storages=True):
        top = path[0].lower()
        if top == "objectpool" and len(path) > 1:
            embedded.add(path[1])
        elif top.startswith("mbd"):
            embedded.add(path[0])
        elif top in _PROGRAMS:
            programs = True
    found = [Signal("embedded_file", len(embedded), "document", detector)] if embedded else []
    return found + ([Signal("macros", 1, "document", detector)] if programs else [])


def author(file: OpenedFile, detector: str) -> list[Signal]:
    """Whether the properties name an author."""
    try:
        name = file.ole.get_metadata().author
    except (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError):
        name = None
    return [Signal("author_metadata", 1, "properties", detector)] if name else []
