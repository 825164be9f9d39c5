"""Rendering pages: one Jinja environment for the site's own pages, and the words and helpers that templates use.

The site's pages don't go through Datasette's asynchronous environment, which takes three times as long for a page with
two hundred facet values. Both environments share the templates, so Datasette's own pages look the same.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import Any

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from datasette_config.paths import STATIC, TEMPLATES
from datasette_config.site import dates, words

NAME = "Police FOI Archive"
ALLOWED = {"p", "ul", "li", "br", "mark", "ins", "del"}


def paragraphs(text: str | None) -> Markup:
    """Plain text as paragraphs and lists: blank lines part paragraphs, lines that begin with `- ` are list items.

    Everything is escaped; nh3 then goes over the result, so that not even a mistake here lets a force's markup through.
    """
    html: list[str] = []
    for block in re.split(r"\n\s*\n", (text or "").strip()):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        for listed, run in groupby(lines, key=lambda line: line.startswith("- ")):
            if listed:
                html.append("<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for line in run) + "</ul>")
            else:
                html.append("<p>" + "<br>".join(str(escape(line)) for line in run) + "</p>")
    return sanitised("".join(html))


def sanitised(html: str) -> Markup:
    """HTML that can hold nothing but a few plain tags without attributes."""
    return Markup(nh3.clean(html, tags=ALLOWED, attributes={}, link_rel=None))  # noqa: S704


def with_code(text: str) -> Markup:
    """Text whose words between backticks are code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def number(value: int | None) -> str:
    """A number with thousands set apart."""
    return "" if value is None else f"{value:,}"


def size(value: int | None) -> str:
    """Bytes in words a person uses."""
    if value is None:
        return ""
    amount = float(value)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 answer`, `2 answers`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def safe_url(url: str | None) -> str:
    """An address that may stand in a link: http or https, else empty."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else ""


def asset(name: str) -> str:
    """Address of a static file, with a mark that changes with its content."""
    return f"/assets/{name}?{ASSETS[name][1]}"


def _assets() -> dict[str, tuple[bytes, str]]:
    files = (path for path in STATIC.iterdir() if path.suffix in (".css", ".svg", ".png", ".ico"))
    return {path.name: (data := path.read_bytes(), hashlib.sha256(data).hexdigest()[:12]) for path in files}


ASSETS = _assets()


def equip(environment: Environment) -> None:
    """Give an environment the site's filters and globals."""
    environment.filters.update(
        day=dates.shown,
        moment=dates.moment,
        paragraphs=paragraphs,
        with_code=with_code,
        number=number,
        bytes=size,
        safe_url=safe_url,
    )
    environment.globals.update(site_name=NAME, asset=asset, words=words, plural=plural)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    equip(environment)
    return environment


ENVIRONMENT = _environment()


def page(template: str, **context: Any) -> str:
    """A page's HTML."""
    return ENVIRONMENT.get_template(template).render(context)
