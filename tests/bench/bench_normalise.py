"""The normaliser beside lxml alone: parse the same bytes and walk their text, interleaved, medians.

The pages are a bundled case grown to some 60 KB in three ways: by the scripts, styles, menus and footer of a content
system; by menus alone; and by answer text. Doubling a page shows that the time is linear.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

from archive.normalise import normalise
from archive.normalise.body import Body
from scraper.registry import load_registry
from tests.bench import Row

CASE = Path(__file__).parent.parent / "fixtures" / "cases" / "avon-and-somerset-08.html"
URL = "https://www.avonandsomerset.police.uk/about/freedom-of-information/previous-foi-requests/requests/a-page/"
MENU = b'<div class="m%d"><ul><li><a href="/p/%d/">Menu item %d</a></li><li><span>More of it</span></li></ul></div>\n'
SCRIPT = b"<script>(function(w){w.list=w.list||[];w.list.push({'page':%d,'part':%d,'is':'answer'})})(window)</script>\n"
STYLE = b"<style>.panel-%d{margin:0 auto;padding:1.2rem;display:flex;color:#1a2b3c;background:url(/a/%d.svg)}</style>\n"
LINK = b"<li class='nav__item'><a href='/areas/%d/' class='nav__link'><span>Advice on subject %d</span></a></li>\n"
FOOTER = b"<li class='links__item'><a href='/help/%d/' class='links__link'>Help on subject %d</a></li>\n"
PROSE = (
    b"<p>In year %d the workshop counted %d lamps, and the figure was checked against the stores register by the "
    b"clerk on duty, who found nothing amiss and said so in the book that is kept for it.</p>\n"
)


def grown(piece: bytes, marker: bytes, size: int, page: bytes = CASE.read_bytes()) -> bytes:
    """The page with as many pieces put in before `marker` as make `size` bytes."""
    count = max(0, size - len(page)) // len(piece)
    filler = b"".join(piece % ((i,) * piece.count(b"%d")) for i in range(count))
    return page.replace(marker, filler + marker, 1)


def cms() -> bytes:
    """The case's page as a content system sends it: a third scripts and styles, half menu, the rest footer."""
    page = grown(SCRIPT, b"</head>", 17_000, page=grown(STYLE, b"</head>", 27_000))
    page = grown(LINK, b"<header>", 50_000, page=page)
    return grown(FOOTER, b"</body>", 60_000, page=page)


def walked(page: bytes) -> int:
    """Characters of text that lxml alone finds."""
    return sum(len(e.text or "") + len(e.tail or "") for e in lxml.html.fromstring(page).iter())


def medians(rounds: int, *sides: Callable[[], object]) -> list[float]:
    """Median seconds of each side, the sides taking turns."""
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, taken in zip(sides, times, strict=True):
            started = time.perf_counter()
            side()
            taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in times]


def run(quick: bool) -> list[Row]:
    """Ratios to lxml for a page of navigation and a page of prose, pages a second, and the cost of doubling."""
    rounds = 5 if quick else 30
    body = Body.of(load_registry()["avon-and-somerset"])

    def read(page: bytes) -> Callable[[], object]:
        return lambda: normalise(page, content_type="text/html; charset=utf-8", url=URL, force=body)

    page = cms()
    menu = grown(MENU, b"<header>", 60_000)
    prose, double = (grown(PROSE, b"</main>", size) for size in (60_000, 113_000))
    bare_page, ours_page = medians(rounds, lambda: walked(page), read(page))
    bare_menu, ours_menu = medians(rounds, lambda: walked(menu), read(menu))
    bare_prose, ours_prose, ours_double = medians(rounds, lambda: walked(prose), read(prose), read(double))
    in_page, in_menu, in_prose = ours_page / bare_page, ours_menu / bare_menu, ours_prose / bare_prose
    doubling = ours_double / ours_prose
    return [
        Row(name="normaliser beside lxml, 60 KB CMS page", figure=f"{in_page:.2f}", bound="3", met=in_page <= 3),
        Row(name="normaliser beside lxml, 60 KB of menus", figure=f"{in_menu:.2f}", bound="3", met=in_menu <= 3),
        Row(name="normaliser beside lxml, 60 KB of prose", figure=f"{in_prose:.2f}", bound="none", met=True),
        Row(name="normaliser, CMS pages a second on one core", figure=f"{1 / ours_page:.0f}", bound="none", met=True),
        Row(name="normaliser, twice the prose", figure=f"{doubling:.2f} times", bound="2.5 times", met=doubling <= 2.5),
    ]
