"""The data dictionary as Markdown, from the same text that the published file carries in its own `data_dictionary`."""

from __future__ import annotations

from archive.publish.schema import SEARCH_COLUMNS, SEARCH_TABLE, TABLES


def markdown() -> str:
    """A section a table: what it is, then a row a column with its type and meaning; ends with the search index."""
    sections = []
    for table in TABLES:
        key = table.key if isinstance(table.key, str) else ", ".join(table.key)
        lines = [
            f"### `{table.name}`",
            "",
            f"{table.meaning} Key: {key}.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        ]
        for column in table.columns:
            points = f" Points to `{column.references}`." if column.references else ""
            lines.append(f"| `{column.name}` | {column.type.lower()} | {column.meaning.replace('|', '/')}{points} |")
        sections.append("\n".join(lines))
    searched = ", ".join(f"`{name}`" for name in SEARCH_COLUMNS)
    sections.append(f"### `{SEARCH_TABLE}`\n\nFull-text index (SQLite FTS5), `rowid` being the disclosure: {searched}.")
    return "\n\n".join(sections)
