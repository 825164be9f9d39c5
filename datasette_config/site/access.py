"""What of the published file Datasette's own pages may show, and with which arguments.

Narrow tables can be looked through page by page. Tables that hold text, the search index and everything that the list
does not name can't, because reading them from end to end is the one thing that could stop the site for everybody; a
text is read on its disclosure's page. Arguments that would run SQL or search another table are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping
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
    r"/(?:-/(?:static/[\w./-]+)(?:\.json)?|favicon\.ico|foi(?:\.json)?"
    r"|foi/(?P<table>[a-z_]+)(?:/[^/]{1,300})?(?:\.json)?)"
)
"""Datasette's own pages that are open. Everything else of Datasette's answers 404."""


NAMING = frozenset(("_sort", "_sort_desc", "_col", "_nocol", "_json"))
"""Arguments whose value is a column."""
MOST = 40
"""Most arguments of one address, and most values in one list."""
LARGE = re.compile(r"\s*[+-]?[0-9]{19,}\s*")


def refusal(path: str, query: str, columns: Mapping[str, Container[str]]) -> tuple[int, str] | None:
    """Why a request for one of Datasette's own pages is refused, as status and words; None if it may go on.

    `columns` names the columns of each table. What Datasette answers with an error of its own is refused here in words.
    """
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
    pairs = parse_qsl(query, keep_blank_values=True)
    if len(pairs) > MOST:
        return 400, f"More than {MOST} conditions at a time are not offered here."
    known = columns.get(found["table"], ())
    for name, value in pairs:
        column, _, condition = name.partition("__")
        if name not in ARGUMENTS and not (COLUMN.fullmatch(name) and column in known):
            return 400, f"The argument “{name[:40]}” is not offered here."
        if name in NAMING and value and value not in known:
            return 400, f"This table has no column “{value[:40]}”."
        if LARGE.fullmatch(value) or (condition in ("in", "notin") and not _is_list(value)):
            return 400, f"The value of “{name[:40]}” can’t be used."
    return None


def _is_list(value: str) -> bool:
    """Whether a value is a list as Datasette takes it: words between commas, or a JSON list of words and numbers."""
    if not value.startswith("["):
        return value.count(",") < MOST
    try:
        found = json.loads(value)
    except ValueError:
        return False
    return len(found) <= MOST and all(
        isinstance(one, str) or (isinstance(one, int) and abs(one) < 2**63) for one in found
    )
