"""Datasette's hooks for the public site. They do nothing for a Datasette that the site did not start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl

from datasette_config.site import render, routes
from datasette_config.site.access import TABLES
from datasette_config.site.headers import App, guarded
from datasette_config.site.site import of


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """The site's own pages."""
    return routes.ROUTES if of(datasette) else []


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """One snapshot a request, safe headers, closed doors."""
    site = of(datasette)
    if site is None:
        return lambda app: app
    keeper = site.keeper
    return lambda app: guarded(app, keeper, routes.OWN_PATHS, routes.refused)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """The site's words and helpers in Datasette's own pages."""
    if of(datasette):
        render.equip(env)


@hookimpl
def permission_allowed(datasette: Any, action: str, resource: Any) -> bool | None:
    """No SQL, no download, and only the tables of the list; the wrapper refuses the same before it gets here."""
    if of(datasette) is None:
        return None
    if action in ("execute-sql", "view-database-download", "debug-menu", "permissions-debug"):
        return False
    if action == "view-table":
        return None if resource[1] in TABLES else False
    return None
