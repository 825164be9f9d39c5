"""The public search and content interfaces of a government publisher, as JSON, by their documented parameters.

Only what the parameters `filter_format`, `filter_organisations`, `order`, `count`, `start` and `fields` select is made.
"""

from __future__ import annotations

from urllib.parse import parse_qs

import msgspec

from scraper.replica.layouts import central_logs
from scraper.replica.state import Site

LARGEST = 1000
"""Most results that one answer holds, as the public interface has it."""


def search(site: Site, query: str) -> bytes:
    """The answer to `/api/search.json` with that query."""
    words = parse_qs(query, keep_blank_values=True)
    start = _whole(words.get("start", ["0"])[0], 0)
    count = min(_whole(words.get("count", ["10"])[0], 10), LARGEST)
    formats = words.get("filter_format", [])
    bodies = words.get("filter_organisations", [])
    matching = (not formats or "foi_release" in formats) and (not bodies or site.force.slug in bodies)
    numbers = site.listed(start, count) if matching else []
    fields = set(words.get("fields", ["title", "link", "description", "public_timestamp", "format"]))
    results = [{key: value for key, value in _result(site, n).items() if key in fields | {"link"}} for n in numbers]
    answer = {
        "results": results,
        "total": site.total if matching else 0,
        "start": start,
        "aggregates": {},
        "suggested_queries": [],
    }
    return msgspec.json.encode(answer)


def _result(site: Site, number: int) -> dict[str, str]:
    top = site.head(number)
    return {
        "title": central_logs.publication_title(top),
        "link": site.path(number),
        "description": f"An answer on {top.topic.unit} by {site.force.plain_name}.",
        "public_timestamp": f"{top.listed.isoformat()}T09:30:00Z",
        "format": "foi_release",
    }


def content(site: Site, number: int) -> bytes:
    """The answer to `/api/content/…` for disclosure `number`."""
    item = site.item(number)
    top = item.head
    answer = {
        "base_path": site.path(number),
        "title": central_logs.publication_title(top),
        "document_type": "foi_release",
        "first_published_at": f"{top.listed.isoformat()}T09:30:00Z",
        "public_updated_at": f"{top.listed.isoformat()}T09:30:00Z",
        "description": f"An answer on {top.topic.unit} by {site.force.plain_name}.",
        "details": {
            "body": central_logs.details(item),
            "attachments": [
                {"title": link.label, "url": link.path, "filename": link.path.rsplit("/", 1)[-1]} for link in item.files
            ],
        },
    }
    return msgspec.json.encode(answer)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise
