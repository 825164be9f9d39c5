"""Settings for Scrapy's own command line (`scrapy shell`, `scrapy settings`): polite, and without a force.

A crawl does not use this module; its settings are made by `scraper.settings` for its force.
"""

from __future__ import annotations

BOT_NAME = "police-foi-archive"
SPIDER_MODULES: list[str] = []
USER_AGENT = "police-foi-archive (interactive)"
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 2.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
