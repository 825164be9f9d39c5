"""The stylesheet and the other few files of the site itself, and robots.txt."""

from __future__ import annotations

import mimetypes
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site.render import ASSETS
from datasette_config.site.views import missing


async def asset(request: Any, datasette: Any) -> Response:
    """A static file; its address changes with its content, so browsers may keep it for a year."""
    found = ASSETS.get(request.url_vars["name"])
    if found is None:
        return missing()
    body, mark = found
    kept = "public, max-age=31536000, immutable" if request.query_string == mark else "public, max-age=300"
    kind = mimetypes.guess_type(request.url_vars["name"])[0] or "application/octet-stream"
    return Response(body, content_type=kind, headers={"cache-control": kept})
