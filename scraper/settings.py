"""Scrapy's settings for one crawl, as a function of the force and the job: nothing is read from the environment.

Real hosts are asked at least a second apart, one request at a time; only a force on this machine's loopback (a replica)
may be asked faster. What Scrapy switches on by default and a crawler of public bodies has no use for is off: the telnet
console, the remote-control server, cookies, automatic meta refresh.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from scraper.coding import ACCEPTED
from scraper.errors import CrawlRefused
from scraper.job import Job
from scraper.registry import Force
from scraper.rundir import LOG_FILE
from scraper.webarchives import archive_hosts

LEAST_DELAY = 1.0
"""Seconds between two requests to a real host, whatever a force file says."""
LARGEST_BODY = 40 * 1024 * 1024
"""Bytes of the largest body taken, as it comes over the wire and once decoded."""
ROBOT = "police-foi-archive"


def is_local(force: Force) -> bool:
    """Whether all of a force's hosts are on this machine's loopback."""
    return on_loopback(force.hosts)


def on_loopback(hosts: list[str]) -> bool:
    """Whether all of some hosts (`host` or `host:port`) are on this machine's loopback; no hosts are not."""
    return bool(hosts) and all(_loopback(host.rsplit(":", 1)[0]) for host in hosts)


def asked_hosts(job: Job) -> list[str]:
    """The hosts that a job asks: the force's own, or those of the web archive that it goes through."""
    return archive_hosts(job.via, job.via_url) if job.via else job.force.hosts


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def requests_at_a_time(job: Job) -> int:
    """How many requests one host gets at a time: one, unless it is on this machine and the force's file says more."""
    return max(1, job.force.politeness.concurrency) if on_loopback(asked_hosts(job)) else 1


def user_agent(job: Job) -> str:
    """Who asks, and where to complain. Raises `CrawlRefused` if a real site would be asked without a contact."""
    contact = " ".join(job.contact.split())
    if not contact and not on_loopback(asked_hosts(job)):
        raise CrawlRefused(
            f"{job.force.slug}: no contact: set FOI_CONTACT (or --contact) to the web or e-mail address that the force "
            "can write to; the crawler does not ask a real site anonymously"
        )
    return f"{ROBOT}/{job.code_version or '0'} (+{contact or 'local test of synthetic sites'})"


def settings_for(job: Job) -> dict[str, Any]:
    """All settings of a crawl. Raises `CrawlRefused`."""
    force = job.force
    local = on_loopback(asked_hosts(job))
    delay = force.politeness.delay if local else max(force.politeness.delay, LEAST_DELAY)
    here = "scraper.middlewares"
    settings: dict[str, Any] = {
        "BOT_NAME": ROBOT,
        "USER_AGENT": user_agent(job),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DOWNLOAD_HANDLERS": {
            "http": f"{here}.handler.RecordingHandler",
            "https": f"{here}.handler.RecordingHandler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            f"{here}.allowlist.AllowListMiddleware": 50,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            f"{here}.robots.StrictRobotsMiddleware": 100,
            f"{here}.waiting.RetryAfterMiddleware": 560,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        },
        "EXTENSIONS": {
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.throttle.AutoThrottle": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.spiderstate.SpiderState": None,
            "scrapy.extensions.closespider.CloseSpider": None,
            f"{here}.throttle.DelayFloor": 0,
            "scraper.reporting.Reporting": 10,
        },
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.9",
            "Accept-Encoding": ACCEPTED,
        },
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "METAREFRESH_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": LARGEST_BODY,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": force.politeness.timeout,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": requests_at_a_time(job),
        "AUTOTHROTTLE_ENABLED": delay > 0,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": 120.0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "DEPTH_LIMIT": 20_000,
        "DEPTH_STATS_VERBOSE": False,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "REDIRECT_MAX_TIMES": 8,
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
        "RETRY_GIVE_UP_LOG_LEVEL": "WARNING",
        "LOG_FILE": LOG_FILE,
        "LOG_LEVEL": "WARNING",
        "LOGSTATS_INTERVAL": 0.0,
        "FOI_BODY_LIMIT": LARGEST_BODY,
        "FOI_ROBOTS_MAX_AGE": 3600.0,
        "FOI_ROBOTS_MAX_REQUESTS": 500,
        "FOI_RETRY_AFTER_MAX": 300.0,
        "FOI_RETRY_AFTER_TIMES": 3,
        "FOI_NETWORK_PATIENCE": 9,
        "FOI_LISTING_PAGES": 20_000,
        "FOI_SITEMAPS": 200,
        "FOI_KNOWN_STOP": 40,
        "FOI_CRAWLS": 6,
    }
    if delay > 0:
        settings["EXTENSIONS"][f"{here}.throttle.FlooredThrottle"] = 0
    return {**settings, **job.settings}
