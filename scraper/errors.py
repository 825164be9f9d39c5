"""The crawler's errors that a user can meet; each message is one line that names the file, force or address.

ScraperError
├── RegistryError       a registry directory or force file cannot be used (scraper.registry)
│   └── UnknownForce    no file for that slug
└── CrawlRefused        the crawl may not start: no consent recorded, another crawl of the force runs
"""

from __future__ import annotations


class ScraperError(Exception):
    """Base of every error of the crawler shown to a user in one line."""


class CrawlRefused(ScraperError):
    """The crawl may not start; the message says why and what would allow it."""
