"""The site's own addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from datasette_config.site import (
    view_changes,
    view_disclosure,
    view_export,
    view_files,
    view_force,
    view_home,
    view_provision,
    view_robots,
    view_search,
    view_withdrawn,
)
from datasette_config.site.headers import Scope
from datasette_config.site.views import problem

TITLES = {400: "Not understood", 403: "Not offered", 404: "Not found", 405: "Reading only", 414: "Address too long"}
DISCLOSURE = r"^/d/(?P<force>[^/.]+)/(?P<tail>[^/]+?)"

ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/$", view_home.home),
    (r"^/about$", view_home.about),
    (r"^/search$", view_search.search),
    (r"^/search\.csv$", view_export.as_csv),
    (r"^/search\.json$", view_export.as_json),
    (r"^/search\.jsonl$", view_export.as_json_lines),
    (r"^/search\.atom$", view_export.as_atom),
    (r"^/search\.csv-metadata\.json$", view_export.csv_metadata),
    (DISCLOSURE + r"/file/(?P<position>[0-9]{1,6})$", view_disclosure.file),
    (DISCLOSURE + r"/file/(?P<position>[0-9]{1,6})/download$", view_files.copy),
    (DISCLOSURE + r"/table/(?P<position>[0-9]{1,6})(?:\.csv)?$", view_disclosure.table),
    (DISCLOSURE + r"\.json$", view_disclosure.as_json),
    (DISCLOSURE + r"$", view_disclosure.disclosure),
    (r"^/forces$", view_force.forces),
    (r"^/force/(?P<slug>[a-z0-9-]+)$", view_force.force),
    (r"^/force/(?P<slug>[a-z0-9-]+)\.atom$", view_force.force_feed),
    (r"^/exemptions$", view_provision.exemptions),
    (r"^/exemption/(?P<regime>[^/]+)/(?P<provision>[^/]+)$", view_provision.exemption),
    (r"^/changes$", view_changes.changes),
    (r"^/changes\.atom$", view_changes.changes_feed),
    (r"^/withdrawn$", view_withdrawn.withdrawn),
    (r"^/snapshots/(?P<folder>[0-9a-f-]{12,80})/(?P<name>[A-Za-z0-9._-]{1,80})$", view_files.snapshot_file),
    (r"^/alerts$", view_changes.alerts),
    (r"^/data$", view_robots.data),
    (r"^/robots\.txt$", view_robots.robots),
    (r"^/sitemap\.xml$", view_robots.sitemap),
    (r"^/sitemap-(?P<number>[0-9]{1,6})\.xml$", view_robots.sitemap_page),
    (r"^/opensearch\.xml$", view_robots.opensearch),
    (r"^/assets/(?P<name>[a-z.-]+)$", view_files.asset),
]
OWN_PATHS = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", pattern).strip("^$") for pattern, _ in ROUTES))


async def refused(scope: Scope, status: int, words: str) -> bytes:
    """The page that says why a request is refused."""
    body = problem(status, TITLES.get(status, "Not possible"), words).body
    return body.encode() if isinstance(body, str) else bytes(body)
