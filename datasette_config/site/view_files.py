"""Files: the site's own stylesheet and icon, the archive's copies of what forces published, dated snapshots."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site.files import as_download, plain, snapshots, stored
from datasette_config.site.render import ASSETS
from datasette_config.site.site import Site, here
from datasette_config.site.streaming import send_stream
from datasette_config.site.views import answered, missing, site_of

PIECE = 1 << 17


async def asset(request: Any, datasette: Any) -> Response:
    """A static file; its address changes with its content, so browsers may keep it for a year."""
    found = ASSETS.get(request.url_vars["name"])
    if found is None:
        return missing()
    body, mark = found
    kept = "public, max-age=31536000, immutable" if request.query_string == mark else "public, max-age=300"
    kind = mimetypes.guess_type(request.url_vars["name"])[0] or "application/octet-stream"
    return Response(body, content_type=kind, headers={"cache-control": kept})


async def _pieces(site: Site, path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as stream:
        while piece := await site.lanes.stream(lambda: stream.read(PIECE)):
            yield piece


@answered
async def copy(request: Any, datasette: Any, send: Any) -> Response | None:
    """The archive's copy of a published attachment, always as a download."""
    snapshot, site = here(), site_of(datasette)
    permalink = f"{request.url_vars['force']}/{request.url_vars['tail']}"

    def work(seconds: float) -> Any:
        with snapshot.connection(seconds) as connection:
            return connection.execute(
                "SELECT a.filename, a.digest FROM attachments a JOIN disclosures d ON d.id = a.disclosure_id"
                " JOIN forces f ON f.id = d.force_id"
                " WHERE d.permalink = ? AND a.position = ? AND a.status = 'published' AND NOT d.held"
                " AND f.full_text_public",
                (permalink, int(request.url_vars["position"])),
            ).fetchone()

    row = await site.lanes.run(work)
    path = stored(site.public, row["digest"]) if row else None
    if path is None:
        return missing("The archive has no copy of this file to give out.")
    headers = {
        "content-disposition": as_download(row["filename"]),
        "content-security-policy": "default-src 'none'; sandbox",
        "content-length": str(path.stat().st_size),
        "cache-control": "public, max-age=86400",
        "x-robots-tag": "noindex",
        "digest": f"sha-256={plain(row['digest'])}",
    }
    await send_stream(request, send, "application/octet-stream", headers, _pieces(site, path))
    return None


@answered
async def snapshot_file(request: Any, datasette: Any, send: Any) -> Response | None:
    """A file of a dated snapshot, if whoever runs the site has opened downloads."""
    site = site_of(datasette)
    folder, name = request.url_vars["folder"], request.url_vars["name"]
    listed = dict(snapshots(site.public)) if site.downloads else {}
    if name not in {kept.name for kept in listed.get(folder, [])}:
        return missing("This site gives out no such file.")
    path = site.public / "snapshots" / folder / name
    headers = {
        "content-disposition": as_download(name),
        "content-length": str(path.stat().st_size),
        "cache-control": "public, max-age=86400",
        "x-robots-tag": "noindex",
    }
    await send_stream(request, send, "application/octet-stream", headers, _pieces(site, path))
    return None
