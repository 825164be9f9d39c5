"""The site's own addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from datasette_config.site import view_disclosure, view_files, view_home, view_search
from datasette_config.site.headers import Scope
from datasette_config.site.views import problem

TITLES = {403: "Not offered", 404: "Not found", 405: "Reading only", 414: "Address too long"}

ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/$", view_home.home),
    (r"^/about$", view_home.about),
    (r"^/search$", view_search.search),
    (r"^/d/(?P<force>[^/]+)/(?P<tail>[^/]+)$", view_disclosure.disclosure),
    (r"^/assets/(?P<name>[a-z.-]+)$", view_files.asset),
]
OWN_PATHS = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", pattern).strip("^$") for pattern, _ in ROUTES))


async def refused(scope: Scope, status: int, words: str) -> bytes:
    """The page that says why a request is refused."""
    body = problem(status, TITLES.get(status, "Not possible"), words).body
    return body.encode() if isinstance(body, str) else bytes(body)
