"""The home page, and the pages of fixed text."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site.overview import overview
from datasette_config.site.rows import items
from datasette_config.site.site import here
from datasette_config.site.views import answered, html, site_of

NEWEST = 10


@answered
async def home(request: Any, datasette: Any) -> Response:
    """What this is, the newest answers, and how fresh each force is."""
    snapshot = here()

    def work(seconds: float) -> str:
        known: str | None = snapshot.cache.get("home")
        if known is not None:
            return known
        from datasette_config.site import render
        from datasette_config.site.overview import freshness

        with snapshot.connection(seconds) as connection:
            newest = items(connection, snapshot, range(1, min(NEWEST, snapshot.total) + 1))
        body = render.page(
            "home.html",
            query="",
            overview=overview(snapshot),
            newest=newest,
            **freshness(snapshot),
            total=snapshot.total,
        )
        return snapshot.cache.put("home", body)

    body = await site_of(datasette).lanes.run(work)
    return Response.html(body, headers={"cache-control": "public, max-age=60"})


@answered
async def about(request: Any, datasette: Any) -> Response:
    """What this is, what it leaves out, and how to use it."""
    return html("about.html", overview=overview(here()))
