"""The process that crawls: `python -m scraper.process RUN_DIRECTORY`.

A process of its own for each crawl, because a Twisted reactor starts once, and because a crawl that is killed must take
nothing with it. What it is to do lies in the run directory (`job.json`, `known.jsonl`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from scrapy.crawler import AsyncCrawlerProcess

from scraper.job import Job, Known
from scraper.rundir import JOB_FILE, KNOWN_FILE, LOG_FILE
from scraper.settings import settings_for
from scraper.spiders.disclosures import DisclosureSpider
from scraper.spiders.webarchive import WebArchiveSpider


def read_known(path: Path) -> dict[str, Known]:
    """The known addresses of a `known.jsonl` by address; none if there is no such file."""
    if not path.is_file():
        return {}
    decoder = msgspec.json.Decoder(Known)
    with path.open("rb") as file:
        found = [decoder.decode(line) for line in file if line.strip()]
    return {item.url: item for item in found}


def main(directory: Path) -> int:
    """Crawl as the directory's job says; 0 if the crawl came to an end of its own, whatever it found."""
    job = msgspec.json.decode((directory / JOB_FILE).read_bytes(), type=Job)
    settings = settings_for(job)
    settings["LOG_FILE"] = str(directory / LOG_FILE)
    process = AsyncCrawlerProcess(settings)
    spider = WebArchiveSpider if job.via else DisclosureSpider
    process.crawl(spider, job=job, directory=directory, known=read_known(directory / KNOWN_FILE))
    process.start()
    return 1 if process.bootstrap_failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
