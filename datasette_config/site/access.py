"""What of the published file Datasette's own pages may show, and with which arguments.

Narrow tables can be looked through page by page. Tables that hold text, the search index and everything that the list
does not name can't, because reading them from end to end is the one thing that could stop the site for everybody; a
text is read on its disclosure's page. Arguments that would run SQL or search another table are refused.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

TABLES = (
    "disclosures",
    "forces",
    "outcomes",
    "provisions",
    "citations",
    "attachments",
    "tables",
    "events",
    "addresses",
    "withdrawn",
    "archive_build",
    "data_dictionary",
)
"""The tables that can be looked through."""

DATABASE = "foi"
ARGUMENTS = frozenset(
    ("_next", "_size", "_sort", "_sort_desc", "_shape", "_nl", "_labels", "_col", "_nocol", "_nocount", "_json")
)
COLUMN = re.compile(
    r"[a-z]+(?:_[a-z]+)*(?:__(?:exact|not|gt|gte|lt|lte|in|notin|isnull|notnull|isblank|notblank|startswith))?"
)
OPEN_PATHS = re.compile(
    r"/(?:-/(?:versions|static/[\w./-]+)(?:\.json)?|favicon\.ico|foi(?:\.json)?"
    r"|foi/(?P<table>[a-z_]+)(?:/[^/]{1,300})?(?:\.json)?)"
)
"""Datasette's own pages that are open. Everything else of Datasette's answers 404."""


def refusal(path: str, query: str) -> tuple[int, str] | None:
    """Why a request for one of Datasette's own pages is refused, as status and words; None if it may go on."""
    found = OPEN_PATHS.fullmatch(path)
    if not found:
        return 404, "There is no page at this address."
    if found["table"] is None:
        return None
    if found["table"] not in TABLES:
        return (
            403,
            "This table can’t be looked through. Its texts are on the pages of the disclosures, and in the search.",
        )
    for name, _ in parse_qsl(query, keep_blank_values=True):
        if name not in ARGUMENTS and not COLUMN.fullmatch(name):
            return 400, f"The argument “{name[:40]}” is not offered here."
    return None
