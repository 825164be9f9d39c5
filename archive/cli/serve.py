"""`foi serve`: the search site over the published file, and nothing else of the data folder."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import click

from archive.cli.options import data_option
from archive.errors import DataProblem, UsageProblem


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `UsageProblem` if the address can't be had, so that it is said in one line."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise UsageProblem(f"{host}: no such host: {error}") from error
    found = socket.socket(family, kind, protocol)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        found.bind(address)
        found.listen(256)
    except OSError as error:
        found.close()
        raise UsageProblem(f"{host}:{port}: {error.strerror or error}; choose another port with --port") from error
    return found


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port to serve on; 0 picks a free one.",
)
@click.option("--address", default="", help="The site's public address, for feeds and the sitemap.")
@click.option("--downloads", is_flag=True, help="Let anybody download the dated snapshots of the whole public data.")
def command(data: Path, host: str, port: int, address: str, downloads: bool) -> None:
    """Serve the search site. It picks up newly published files by itself; stop it with Ctrl-C.

    Example: foi serve --data ./data --port 8001
    """
    import uvicorn

    from datasette_config.app import build
    from datasette_config.site.keeper import NothingPublishedError

    try:
        running = build(data / "public", address=address, downloads=downloads)
    except NothingPublishedError as error:
        raise UsageProblem(f"{error}; run foi publish first") from error
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        raise DataProblem(f"{data / 'public'}: the published file can't be opened: {error}") from error
    try:
        with listen(host, port) as listener:
            actual = listener.getsockname()[1]
            shown = f"[{host}]" if ":" in host else host
            click.echo(f"Serving {running.site.keeper.public} at http://{shown}:{actual}  (Ctrl-C to stop)", err=True)
            server = uvicorn.Server(
                uvicorn.Config(
                    running.app, log_level="warning", lifespan="on", server_header=False, limit_concurrency=400
                )
            )
            server.run(sockets=[listener])
    finally:
        running.close()
