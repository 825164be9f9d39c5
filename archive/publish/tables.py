"""The tables, indexes and search index of a published file, made from `schema.py` and from nothing else.

Every table is STRICT, so that a value of the wrong type stops the build instead of turning up on a page. The search
index keeps no copy of the text: it reads a view that joins what is searched (external content), and its `citations`
column is put together by that view, so that the integrity check can compare index and text.
"""

from __future__ import annotations

import sqlite3

import sqlite_utils

from archive.publish.schema import SEARCH_COLUMNS, TABLES

TYPES = {"INTEGER": int, "TEXT": str}
TOKENIZER = "porter unicode61 remove_diacritics 2"
PREFIX = 2
"""Letters of the prefixes that the index keeps too. Without them `st*` gathers the rows of every word that begins so
(0.6 s at a million disclosures, against 0.07 s), and `s*` of still more (1.8 s against 0.6 s); they cost a seventh of
the file."""

VIEW_SQL = """
CREATE VIEW search_source AS
SELECT d.id AS id, d.reference AS reference, d.title AS title,
  t.request AS request, t.response AS response, t.attachment_text AS attachment_text,
  (SELECT group_concat(tokens, ' ') FROM (
    SELECT p.tokens AS tokens FROM citations c JOIN provisions p ON p.id = c.provision_id
    WHERE c.disclosure_id = d.id ORDER BY c.id)) AS citations
FROM disclosures d LEFT JOIN texts t ON t.id = d.id
"""

SEARCH_SQL = f"""
CREATE VIRTUAL TABLE search USING fts5(
  {", ".join(SEARCH_COLUMNS)},
  content='search_source', content_rowid='id', tokenize='{TOKENIZER}', detail=full,
  prefix='{PREFIX}')
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Create every table of the schema, empty and without its indexes."""
    database = sqlite_utils.Database(connection, execute_plugins=False, strict=True)
    for table in TABLES:
        database.table(table.name).create(
            {column.name: TYPES[column.type] for column in table.columns},
            pk=table.key,
            foreign_keys=[(c.name, c.references, "id") for c in table.columns if c.references],
        )


def create_indexes(connection: sqlite3.Connection) -> None:
    """Create the indexes of every table; done after the rows, which is several times quicker."""
    database = sqlite_utils.Database(connection, execute_plugins=False)
    for table in TABLES:
        for column in table.unique:
            database.table(table.name).create_index([column], index_name=f"{table.name}_{column}", unique=True)
        for columns in table.indexes:
            name = "_".join((table.name, *columns))
            database.table(table.name).create_index(list(columns), index_name=name)


def create_search(connection: sqlite3.Connection) -> None:
    """Create the search index, fill it from the tables and merge it into one segment."""
    connection.execute(VIEW_SQL)
    connection.execute(SEARCH_SQL)
    configure = "INSERT INTO search(search, rank) VALUES (?, ?)"
    connection.execute(configure, ("automerge", 0))
    connection.execute(configure, ("hashsize", 128 << 20))
    connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")
    connection.execute(configure, ("automerge", 4))
    connection.execute(configure, ("hashsize", 1 << 20))
