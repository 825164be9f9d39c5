"""Forces: the table of all, and a page each with what is known of its publishing."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site import charts
from datasette_config.site.overview import Standing, overview
from datasette_config.site.rows import items
from datasette_config.site.site import here
from datasette_config.site.snapshot import Snapshot
from datasette_config.site.state import State
from datasette_config.site.view_export import feed
from datasette_config.site.views import answered, html, missing, site_of
from datasette_config.site.words import NATIONS

LIMIT_DAYS = 20
NEWEST = 8
TOP = 12


@answered
async def forces(request: Any, datasette: Any) -> Response:
    """Every force: how much is here, how fresh, and its gaps."""
    found = overview(here())
    nations = [
        (name, [s for s in found.standings if s.force["nation"] == nation])
        for nation, name in NATIONS.items()
        if any(s.force["nation"] == nation for s in found.standings)
    ]
    return html("forces.html", overview=found, nations=nations)


def standing_of(snapshot: Snapshot, slug: str) -> Standing | None:
    """A force's standing by its short name."""
    return next((s for s in overview(snapshot).standings if s.force["slug"] == slug), None)


def timeliness(connection: Any, force_id: int) -> dict[str, int]:
    """Answers with both dates exact, and how many of them came within the limit."""
    row = connection.execute(
        "SELECT count(working_days) AS known, coalesce(sum(working_days <= ?), 0) AS within FROM disclosures"
        " WHERE force_id = ? AND working_days IS NOT NULL",
        (LIMIT_DAYS, force_id),
    ).fetchone()
    return dict(row)


def profile(snapshot: Snapshot, standing: Standing, seconds: float) -> dict[str, Any]:
    """Everything that a force's page shows, from the cache if it was made before."""
    key = ("force", standing.force["slug"])
    known: dict[str, Any] | None = snapshot.cache.get(key)
    if known is not None:
        return known
    facets = snapshot.facets
    number = standing.force["id"]
    mask = facets.chosen("force", [number])
    _, counts = facets.count(mask, {})
    outcomes = [(row, counts["outcome"].get(row["id"], 0)) for row in snapshot.outcomes]
    outcomes = sorted(((r, c) for r, c in outcomes if c), key=lambda pair: -pair[1])
    sections = [
        (v, counts["section"].get(v.code, 0)) for v in facets.values["section"] if counts["section"].get(v.code)
    ]
    sections.sort(key=lambda pair: -pair[1])
    years = sorted((year, count) for year, count in counts["year"].items() if year)
    if years:
        years = [(year, counts["year"].get(year, 0)) for year in range(years[0][0], years[-1][0] + 1)]
    with snapshot.connection(seconds) as connection:
        ids = [int(place) + 1 for place in mask.nonzero()[0][:NEWEST]]
        newest = items(connection, snapshot, ids)
        days = timeliness(connection, number)
    found = {
        "years": years,
        "undated": counts["year"].get(0, 0),
        "years_chart": charts.columns("Answers by year", [(str(y), c) for y, c in years]),
        "outcomes": outcomes,
        "outcomes_chart": charts.bars("Answers by outcome", [(row["label"], count) for row, count in outcomes]),
        "sections": sections[:TOP],
        "more_sections": max(len(sections) - TOP, 0),
        "files": counts["has_attachment"].get(1, 0),
        "edited": counts["edited"].get(1, 0),
        "removed": counts["state"].get(_state(snapshot, "removed"), 0),
        "newest": newest,
        "days": days,
    }
    return snapshot.cache.put(key, found)


def _state(snapshot: Snapshot, name: str) -> int:
    return snapshot.facets.by_value["state"][name].code


@answered
async def force(request: Any, datasette: Any) -> Response:
    """One force: coverage, freshness, counts by year and outcome, exemptions, timeliness."""
    snapshot = here()
    standing = standing_of(snapshot, request.url_vars["slug"])
    if standing is None:
        return missing("No force has this name here. The table of forces lists them all.")
    found = await site_of(datasette).lanes.run(lambda seconds: profile(snapshot, standing, seconds))
    return html("force.html", standing=standing, force=standing.force, limit_days=LIMIT_DAYS, **found)


@answered
async def force_feed(request: Any, datasette: Any, send: Any) -> Response | None:
    """A force's newest answers as an Atom feed."""
    slug = request.url_vars["slug"]
    if standing_of(here(), slug) is None:
        return missing("No force has this name here.")
    page = request.args.get("page") or ""
    state = State(
        chosen={"force": (slug,)}, page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    )
    await feed(request, datasette, send, state, f"/force/{slug}.atom")
    return None
