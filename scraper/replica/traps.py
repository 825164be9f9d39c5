"""What can go wrong on a site, each behind a switch of its own, for the tests of the crawler's manners and stamina.

A trap is set with `Replica.switch(slug, name, value)`. Those here answer for the whole site (`SWITCHES` tells them);
hazards at single addresses are in `hazards`.
"""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field

from scraper.replica import hazards, listings
from scraper.replica.replies import HTML, Reply
from scraper.replica.state import Site

SWITCHES = {
    "chrome": "a number: the furniture is that many changes old; answers stay as they are",
    "token": "the furniture holds a word that differs at every request",
    "listing_extra": "markup added to the first listing page",
    "endless_pages": "every listing page leads to a next one",
    "scripted_listing": "listing pages without their results, as if a script loaded them",
    "crawl_delay": "seconds: robots.txt asks for this delay",
    "disallow": "a path that robots.txt disallows",
    "robots_status": "robots.txt answers with this status",
    "robots_closes_after": "a number: robots.txt disallows everything after so many requests",
    "status": "every page answers with this status",
    "status_after": "a number: `status`, `challenge` and `drop` begin after so many requests",
    "retry_after": "seconds (or an HTTP date) in Retry-After, with `status`",
    "challenge": "every page is a bot wall's challenge",
    "soft_404": "every page but listings says that it was not found, with status 200",
    "zero_bytes": "every page but listings is empty",
    "slow": "seconds before each answer",
    "moved": "`gone`: the older addresses of what moved answer 404; `both`: they answer as before; else they redirect",
    "drop": "the connection is closed before an answer",
    "hazard:<name>": "a hazard's link on the first listing page (`hazards.HAZARDS`)",
}
"""The switches of a site and what each does; all but those with a value are turned on by any value."""

_CHALLENGE = b"<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies to continue</p></body></html>"
_SCRIPTED = (
    b"<html><head><title>Published items</title></head><body><main><h1>Published items</h1>"
    b'<div id="results" data-source="/api/results"></div></main><script src="/assets/results.js"></script></body></html>'
)
_SOFT_404 = b"<html><head><title>Page not found</title></head><body><main><h1>Page not found</h1></main></body></html>"


class Dropped(Exception):
    """The connection is to be closed without an answer."""


@dataclass
class Traps:
    """The traps of one site; `counter` numbers the requests for the furniture's changing word."""

    site: Site
    counter: itertools.count[int] = field(default_factory=itertools.count)

    async def answer(self, path: str, query: str) -> Reply | None:
        """The answer of whatever trap is set for this request, or None where the site answers as usual.

        Raises `Dropped` where there is to be no answer at all.
        """
        switches = self.site.switches
        if not switches:
            return None
        if path == "/robots.txt":
            return self._robots(switches)
        if delay := switches.get("slow"):
            await asyncio.sleep(float(delay))
        if self.site.answered >= int(switches.get("status_after", "0")):
            refusal = self._refusal(switches)
            if refusal is not None:
                return refusal
        if not {"scripted_listing", "zero_bytes", "soft_404"} & set(switches):
            return None
        if listings.asked(self.site, path, query) is not None:
            return Reply(200, _SCRIPTED) if "scripted_listing" in switches else None
        if "zero_bytes" in switches:
            return Reply(200, b"")
        return Reply(200, _SOFT_404) if "soft_404" in switches else None

    def _robots(self, switches: dict[str, str]) -> Reply | None:
        if code := switches.get("robots_status"):
            return Reply(int(code), b"robots.txt is not to be had\n", "text/plain; charset=utf-8")
        if "robots_closes_after" in switches and self.site.answered >= int(switches["robots_closes_after"]):
            return Reply(200, b"User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8")
        return None

    def _refusal(self, switches: dict[str, str]) -> Reply | None:
        if "drop" in switches:
            raise Dropped
        if "challenge" in switches:
            return Reply(403, _CHALLENGE, HTML, (("cf-mitigated", "challenge"),))
        if code := switches.get("status"):
            waits = (("Retry-After", switches["retry_after"]),) if "retry_after" in switches else ()
            return Reply(int(code), b"<html><title>Not now</title><p>Not now.</p></html>", HTML, waits)
        return None

    def touched(self, reply: Reply) -> Reply:
        """The reply with a word that differs at every request, where that is switched on."""
        if "token" not in self.site.switches or b"</footer>" not in reply.body:
            return reply
        word = f'<input type="hidden" name="token" value="{next(self.counter):08x}"></footer>'.encode()
        return reply._replace(body=reply.body.replace(b"</footer>", word, 1), tag="", modified="")


async def met(site: Site, port: int, path: str, headers: dict[str, str]) -> hazards.Reply | None:
    """The reply of the hazard at this path, or None if there is none."""
    return await hazards.met(site, port, path, headers) if site.switches else None
