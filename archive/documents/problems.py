"""Why a file could not be read, raised by readers and turned into a status once, in `read_document`.

UnreadableFile(status, note)
"""

from __future__ import annotations

from archive.documents.model import Status


class UnreadableFileError(Exception):
    """The file as a whole can't be read; `status` is what its document gets, `note` says why without its content."""

    def __init__(self, status: Status, note: str) -> None:
        super().__init__(note)
        self.status: Status = status
        self.note = note


def corrupt(note: str) -> UnreadableFileError:
    """The bytes are not what their type promises."""
    return UnreadableFileError("corrupt", note)


def encrypted(note: str = "needs a password") -> UnreadableFileError:
    """The content is locked."""
    return UnreadableFileError("encrypted", note)


def limit(note: str) -> UnreadableFileError:
    """Reading on would cost more than a file may."""
    return UnreadableFileError("limit_hit", note)


def unsupported(note: str) -> UnreadableFileError:
    """No reader for this kind of file."""
    return UnreadableFileError("unsupported", note)
