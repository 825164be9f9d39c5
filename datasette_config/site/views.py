"""What every page's function shares: rendering with the site's foot, answers for errors, the site's address."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from inspect import signature
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site import render
from datasette_config.site.lanes import BusyError
from datasette_config.site.overview import freshness
from datasette_config.site.site import Site, here, of
from datasette_config.site.snapshot import TooSlowError

HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:]{2,45}\](?::[0-9]{1,5})?")
CACHE = "public, max-age=60"
View = Callable[..., Awaitable[Any]]


def html(template: str, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any) -> Response:
    """A page made from a template, with what the frame of every page needs."""
    body = render.page(template, **{"query": "", **freshness(here()), **context})
    usual = {"cache-control": CACHE} if status == 200 else {"cache-control": "no-store"}
    return Response.html(body, status=status, headers={**usual, **(headers or {})})


def problem(status: int, title: str, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """A page that says plainly what went wrong."""
    return html("problem.html", status, headers, title=title, text=text)


def missing(text: str = "There is no page at this address.") -> Response:
    """The page for what isn't there."""
    return problem(404, "Not found", text)


def site_of(datasette: Any) -> Site:
    """The site behind a Datasette that `of` knows."""
    site = of(datasette)
    if site is None:
        raise LookupError("this Datasette does not serve the site")
    return site


def base_address(request: Any, site: Site) -> str:
    """The site's public address without a slash at its end, such as `https://example.org`."""
    if site.address:
        return site.address
    host = request.host if HOST.fullmatch(request.host) else "localhost"
    return f"{request.scheme}://{host}"


def answered(view: View) -> View:
    """A view whose slow or refused searches become pages that say so."""
    takes_send = "send" in signature(view).parameters

    async def wrapped(request: Any, datasette: Any, send: Any) -> Any:
        try:
            if takes_send:
                return await view(request, datasette, send)
            return await view(request, datasette)
        except TooSlowError:
            return problem(
                503,
                "This search takes too long",
                "It matches too many different words to be done while you wait. Add a word, or write out what stands "
                "before a star.",
                {"retry-after": "30"},
            )
        except BusyError:
            return problem(503, "Many slow searches at once", "Please try again in a minute.", {"retry-after": "60"})

    # not functools.wraps: Datasette reads the signature to see which arguments to pass
    wrapped.__name__, wrapped.__doc__ = view.__name__, view.__doc__
    return wrapped
