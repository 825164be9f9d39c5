"""The control port: the switches and changes of the sites over HTTP, for who serves the replica alone.

`/publish`, `/edit`, `/remove`, `/move`, `/restore`, `/switch`, `/truth` and `/requests`, each with `force=SLUG`; changes
also take `number`. Every answer is JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs

import msgspec

from scraper.replica.replies import Reply
from scraper.replica.state import Site
from scraper.replica.traps import SWITCHES
from scraper.replica.truth import truths

ACTIONS = ("publish", "edit", "remove", "move", "restore", "switch", "truth", "requests")


def answer(sites: Iterable[tuple[int, Site]], path: str, query: str) -> Reply:
    """The answer of the control port to a path and query."""
    words = {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}
    by_slug = {site.force.slug: (port, site) for port, site in sites}
    action = path.strip("/")
    if action == "":
        return _json(200, {"forces": sorted(by_slug), "actions": ACTIONS, "switches": SWITCHES})
    if action not in ACTIONS:
        return _json(400, {"error": f"no such action: {path}"})
    if words.get("force", "") not in by_slug:
        return _json(404, {"error": f"no replica force {words.get('force', '')!r}"})
    port, site = by_slug[words["force"]]
    number = words.get("number", "1")
    if not number.isdigit():
        return _json(400, {"error": f"number {number!r} is no number"})
    if action == "publish":
        return _json(200, {"paths": site.publish(int(number))})
    if action == "edit":
        return _json(200, {"paths": site.edit(int(number))})
    if action == "remove":
        return _json(200, {"paths": site.remove(int(number))})
    if action == "move":
        return _moved(site, int(number))
    if action == "restore":
        return _json(200, {"paths": site.restore()})
    if action == "truth":
        return _json(200, {"truth": truths(site, f"http://127.0.0.1:{port}")})
    if action == "requests":
        return _json(
            200, {"answered": site.answered, "last": [one._asdict() for one in list(site.log)[-int(number) :]]}
        )
    if not words.get("name"):
        return _json(400, {"error": "switch needs a name"})
    site.switch(words["name"], words.get("value"))
    return _json(200, {"switches": site.switches})


def _moved(site: Site, number: int) -> Reply:
    try:
        return _json(200, {"paths": site.move(number)})
    except ValueError as error:
        return _json(400, {"error": str(error)})


def _json(status: int, value: object) -> Reply:
    return Reply(status, msgspec.json.encode(value), "application/json; charset=utf-8")
