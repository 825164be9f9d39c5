"""What every table shares: one metadata with named constraints, and column types that mean the same on both databases.

Every constraint has a name by rule, because SQLite can only change a table by copying it, and a constraint without a
name is lost in the copy. Times are kept as the text the crawler wrote (`YYYY-MM-DDTHH:MM:SS.mmmZ`), which sorts by time
and needs no time zone arithmetic. PostgreSQL refuses NUL in text and a page may hold one, so text passes one gate.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = BigInteger().with_variant(Integer, "sqlite")
"""Integer keys: SQLite counts up only columns declared INTEGER."""

Time = String(24)
"""A UTC time as the run directory writes it."""

Digest = String(71)
"""`sha256:` and 64 hex digits."""


class CleanText(TypeDecorator[str]):
    """Text without what a database cannot keep: NUL and lone surrogates become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """The text as it is stored."""
        return None if value is None else clean(value)


def clean(text: str) -> str:
    """Text with NUL and lone surrogates replaced by U+FFFD."""
    if "\x00" in text:
        text = text.replace("\x00", "�")
    if not text.isascii():
        text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text


class Base(DeclarativeBase):
    """Base of every table of the archive."""

    metadata = MetaData(naming_convention=NAMING)
