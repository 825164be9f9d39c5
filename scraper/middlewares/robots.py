"""robots.txt, obeyed strictly.

Scrapy's middleware has a hole: while a host's first robots.txt is being fetched, several requests wait on one Deferred,
and all but the first are handed nothing, which lets them through. Here each waiter waits for itself. Also, Scrapy takes
a robots.txt that cannot be read as leave to crawl; here only a plain "there is none" (4xx other than 401, 403, 429) is
leave, and everything else forbids the host for as long as that answer is trusted (RFC 9309, section 2.3.1).
"""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.contract import RobotsDecision
from scraper.middlewares.gate import Refused
from scraper.platforms.address import host_of
from scraper.recorder import Asked, Recorder
from scraper.refusal import refusal_in

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read, as RFC 9309 asks for at least 500 KiB."""
_LEAVE_DENIED = frozenset({401, 403, 429})


class Rules(NamedTuple):
    """What a host's robots.txt allows: its rules, or all or nothing; and when that was learnt (monotonic seconds)."""

    decision: RobotsDecision
    rules: Protego | None
    learnt: float
    problem: str = ""
    text: bytes = b""

    def allows(self, url: str, agent: str) -> bool:
        """Whether an address may be asked for."""
        if self.rules is None:
            return self.decision.verdict == "allow_all"
        return bool(self.rules.can_fetch(url, agent))


def decide(host: str, url: str, response: Response | None, agent: str, problem: str = "") -> Rules:
    """What an answer for robots.txt allows. `response` None: there was none."""
    if response is None:
        return Rules(RobotsDecision(host=host, url=url, verdict="disallow_all"), None, time.monotonic(), problem)
    status = response.status
    headers = {name.decode("latin-1").lower(): response.headers[name].decode("latin-1") for name in response.headers}
    refused = refusal_in(status, headers, response.body)
    if 400 <= status < 500 and status not in _LEAVE_DENIED and not refused:
        decision = RobotsDecision(host=host, url=url, verdict="allow_all", status=status)
        return Rules(decision, None, time.monotonic())
    if status != 200 or refused:
        decision = RobotsDecision(host=host, url=url, verdict="disallow_all", status=status)
        return Rules(decision, None, time.monotonic())
    rules = Protego.parse(response.body[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff"))
    delay = rules.crawl_delay(agent)
    decision = RobotsDecision(host=host, url=url, verdict="rules", status=status, crawl_delay=delay)
    return Rules(decision, rules, time.monotonic(), "", response.body[:LARGEST])


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Forbids what robots.txt forbids, and everything where it cannot be read. Raises `Refused` for a request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._recorder: Recorder = crawler.spider.recorder
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._lasting: float = crawler.settings.getfloat("FOI_ROBOTS_MAX_AGE")
        self._often: int = crawler.settings.getint("FOI_ROBOTS_MAX_REQUESTS")
        self._rules: dict[str, Rules] = {}
        self._first: dict[str, Rules] = {}
        self._uses: dict[str, int] = {}
        self._asking: dict[str, list[asyncio.Future[Rules]]] = {}

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Wait for the host's rules, then let the request pass or raise `Refused`."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.rules_for(request.url)
        if rules.allows(request.url, self._agent):
            return
        host = host_of(request.url)
        self._recorder.denied[host] += 1
        if rules.text != self._first[host].text:
            self.crawler.spider.robots_changed(host)
        self.crawler.stats.inc_value("robotstxt/forbidden")
        why = rules.problem or f"answered {rules.decision.status}, which forbids everything"
        why = "forbids it" if rules.rules is not None else why
        raise Refused("robots", f"robots.txt of {host} {why.rstrip('.')}")

    async def rules_for(self, url: str) -> Rules:
        """The rules of the address's host, fetched if they are not known, too old, or were used very often."""
        host = host_of(url)
        known = self._rules.get(host)
        self._uses[host] = self._uses.get(host, 0) + 1
        fresh = known is not None and time.monotonic() - known.learnt < self._lasting
        if known is not None and fresh and self._uses[host] <= self._often:
            return known
        waiter: asyncio.Future[Rules] = asyncio.get_running_loop().create_future()
        waiting = self._asking.setdefault(host, [])
        waiting.append(waiter)
        if len(waiting) == 1:
            rules = await self._fetched(url)
            self._rules[host] = rules
            self._first.setdefault(host, rules)
            self._uses[host] = 0
            self._recorder.robots[host] = rules.decision
            for each in self._asking.pop(host):
                if not each.done():
                    each.set_result(rules)
        return await waiter

    async def _fetched(self, url: str) -> Rules:
        parts = urlsplit(url)
        robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
        request = Request(
            robots,
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True, "foi": Asked("robots", robots), "handle_httpstatus_all": False},
            callback=NO_CALLBACK,
        )
        response: Response | None = None
        problem = ""
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever failed, the rules are unknown, and that forbids
            problem = f"could not be fetched: {error or type(error).__name__}"
            self.crawler.spider.logger.warning("%s %s", robots, problem)
        rules = decide(host_of(url), robots, response, self._agent, problem)
        if rules.rules is not None:
            self.crawler.spider.robots_read(url, list(rules.rules.sitemaps), rules.decision.crawl_delay)
        return rules
