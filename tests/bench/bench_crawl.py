"""The crawl against a bare Scrapy spider: pages a second, and memory as the log grows.

Both sides follow the same links of the same replica with the same number of requests at a time and no delay; the bare
spider keeps nothing. Rounds are interleaved and medians compared, so a slow minute of the machine hits both.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from scraper.crawl import crawl_force, run_of
from scraper.registry import Force, Politeness, load_registry
from tests.bench import Row

SLUG = "exampleshire"
AT_A_TIME = 8
SHARE = 0.6
GROWTH = 1.5

SERVER = """
import sys, time
from pathlib import Path
from scraper.replica import Replica
with Replica(size=int(sys.argv[1]), seed=1, root=Path(sys.argv[2]), forces=[sys.argv[3]]):
    print("ready", flush=True)
    sys.stdin.read()
"""

BARE = """
import sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"

    async def start(self):
        yield scrapy.Request(sys.argv[1])

    def parse(self, response):
        for href in response.css("a::attr(href)").getall():
            if "page=" in href or (href.startswith("/foi-ai/") and "/af/" not in href and "/policies/" not in href):
                yield response.follow(href, self.parse)
            elif "/SysSiteAssets/" in href and "/lists-and-registers/" not in href:
                yield response.follow(href, self.parse_file)

    def parse_file(self, response):
        pass

process = AsyncCrawlerProcess({
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
    "CONCURRENT_REQUESTS": int(sys.argv[2]), "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[2]),
})
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
print(crawler.stats.get_value("response_received_count"))
"""


class _Site:
    """The replica in a process of its own, so that it shares no interpreter with either side."""

    def __init__(self, size: int, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(size), str(root), SLUG],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()
        force = load_registry(root / "forces")[SLUG]
        self.force: Force = msgspec.structs.replace(force, politeness=Politeness(delay=0.0, concurrency=AT_A_TIME))

    def __enter__(self) -> _Site:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(b"")


class Side(NamedTuple):
    """One crawl by one side: pages, pages a second, milliseconds of CPU a page, peak memory in bytes (0: unknown)."""

    pages: int
    speed: float
    cpu: float
    memory: int = 0


def _cpu() -> float:
    """Seconds of CPU of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(force: Force) -> Side:
    """One crawl as `foi crawl` makes it. robots.txt, which the other side does not ask for, is no page."""
    with TemporaryDirectory() as data:
        started, before = time.monotonic(), _cpu()
        run = run_of(crawl_force(force, Path(data)))
        took, used = time.monotonic() - started, _cpu() - before
    if not run.complete:
        raise SystemExit(f"the crawl was not complete: {run.reason}")
    pages = sum(count for kind, count in run.counts_by_kind.items() if kind != "robots")
    return Side(pages, pages / took, used / pages * 1000, run.peak_memory)


def bare(force: Force) -> Side:
    """One crawl by a spider that keeps nothing."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        started, before = time.monotonic(), _cpu()
        done = subprocess.run(
            [sys.executable, str(script), force.listings[0], str(AT_A_TIME)], capture_output=True, text=True, check=True
        )
        took, used = time.monotonic() - started, _cpu() - before
    pages = int(done.stdout.split()[-1])
    return Side(pages, pages / took, used / pages * 1000)


def run(quick: bool) -> list[Row]:
    """Speed against a bare spider, and memory from a small log to a large one."""
    size, rounds = (300, 3) if quick else (1500, 5)
    small, large = (300, 1500) if quick else (1000, 50_000)
    mine, theirs = [], []
    with TemporaryDirectory() as root, _Site(size, Path(root)) as site:
        for _ in range(rounds):
            mine.append(ours(site.force))
            theirs.append(bare(site.force))
            if mine[-1].pages != theirs[-1].pages:
                raise SystemExit(f"not the same links: {mine[-1].pages} and {theirs[-1].pages} pages")
    speed, other = (median(side.speed for side in sides) for sides in (mine, theirs))
    cpu, other_cpu = (median(side.cpu for side in sides) for sides in (mine, theirs))
    share = speed / other
    peaks = []
    for count in (small, large):
        with TemporaryDirectory() as root, _Site(count, Path(root)) as site:
            peaks.append(ours(site.force).memory)
    return [
        Row(
            name="crawl: pages a second, ours to a bare spider's",
            figure=f"{share:.2f} ({speed:.0f} to {other:.0f} a second, {mine[0].pages} pages; "
            f"{cpu:.1f} to {other_cpu:.1f} ms of CPU a page)",
            bound=f"at least {SHARE}",
            met=share >= SHARE,
        ),
        Row(
            name=f"crawl: memory at {large} pages to that at {small}",
            figure=f"{peaks[1] / peaks[0]:.2f} ({peaks[0] >> 20} MB to {peaks[1] >> 20} MB)",
            bound=f"at most {GROWTH}",
            met=peaks[1] <= peaks[0] * GROWTH,
        ),
    ]
