"""A file that is only ever appended to, and never left with half of something when the disk refuses.

Unbuffered on purpose: what Python holds back in a buffer would be written after the cut, or lost in a kill.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Appended:
    """Bytes appended to a file; `size` is its length so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab", buffering=0)
        self.size = self._file.tell()

    def write(self, data: bytes) -> int:
        """Append all of the bytes. Raises `OSError`."""
        view = memoryview(data)
        while view:
            written = self._file.write(view)
            self.size += written
            view = view[written:]
        return len(data)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is appended inside stands whole or not at all: an `OSError` cuts it off again and goes on up."""
        before = self.size
        try:
            yield
        except OSError:
            os.truncate(self.path, before)
            self.size = before
            raise

    def flush(self) -> None:
        """Nothing is held back."""

    def sync(self) -> None:
        """Have the operating system put what is written on the disk."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
