"""What the registry promises, held against itself: every force loads, can be started, and is asked politely.

Exceptions are data (a status and its reason), never a special case in code.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.errors import ScraperError
from scraper.platforms import platform_named
from scraper.platforms.address import host_of, resolve
from scraper.registry import Force
from scraper.settings import is_local

_TEST_SITE = re.compile(r"(?:^|[.-])(?:staging|beta|test|uat|dev|preview|demo)[.-]")


def problems_of(force: Force) -> list[str]:
    """What is wrong with a force's file beyond its types, a line each; empty if nothing is."""
    found: list[str] = []
    try:
        platform = platform_named(force.platform)
    except ScraperError as error:
        return [str(error)]
    if force.status != "live" and not force.reason:
        found.append(f"status {force.status} needs a reason")
    if force.status in {"unverified", "blocked"} and not force.would_settle:
        found.append(f"status {force.status} needs `would_settle`")
    if force.status == "live" and not force.listings:
        found.append("a live force needs a listing")
    if not force.hosts:
        found.append("no hosts")
    for host in force.hosts:
        if host != host.lower() or "/" in host or _TEST_SITE.search(host):
            found.append(f"host {host!r} is not an exact live host")
    starts = platform.starts(force) if force.listings else []
    for url in [*force.listings, *force.sitemaps, *starts]:
        if resolve(url, url) is None or host_of(url) not in force.hosts:
            found.append(f"{url}: not on the force's hosts")
        elif urlsplit(url).scheme != "https" and not is_local(force):
            found.append(f"{url}: not https")
    found += [
        f"{url}: taken for {platform.kind(force, url)}, not for a listing"
        for url in force.listings
        if platform.kind(force, url) not in {"listing", "disclosure"}
    ]
    if force.politeness.concurrency != 1 and not is_local(force):
        found.append("a real host is asked one request at a time")
    if force.expect.maximum_entries and force.expect.maximum_entries < force.expect.minimum_entries:
        found.append("maximum_entries is less than minimum_entries")
    return found
