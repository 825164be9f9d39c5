"""A scratch file for what is read before the transaction: memory stays flat and the write lock is held briefly."""

from __future__ import annotations

import tempfile
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

import msgspec

T = TypeVar("T")


class Place(NamedTuple):
    """Where an item lies in the spool: byte offset and length."""

    offset: int
    length: int


class Spool:
    """Append values, read them back by place; the file vanishes with the program."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="foi-ingest-")  # noqa: SIM115 - closed by __exit__
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, value: Any) -> Place:
        """Write a value that msgspec can encode."""
        data = msgspec.msgpack.encode(value)
        self._file.seek(self._end)
        self._file.write(data)
        place = Place(self._end, len(data))
        self._end += len(data)
        return place

    def get(self, place: Place, kind: type[T]) -> T:
        """The value at a place."""
        self._file.seek(place.offset)
        return msgspec.msgpack.decode(self._file.read(place.length), type=kind)
