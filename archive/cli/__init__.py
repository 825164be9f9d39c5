"""The `foi` command: one module a subcommand, imported only when that subcommand is asked for.

Lazy because the crawler, the archive and the site each bring a large library, and `foi parse` should not wait for them.
Errors are caught here and nowhere below: one line naming what failed, no traceback unless `--debug`.
"""

from __future__ import annotations

import importlib

import click

from archive import __version__
from archive.errors import FoiError
from scraper.errors import ScraperError

COMMANDS = {
    "demo": "archive.cli.demo",
    "forces": "archive.cli.forces",
    "which": "archive.cli.which",
    "crawl": "archive.cli.crawl",
    "import": "archive.cli.import_",
    "ingest": "archive.cli.ingest",
    "parse": "archive.cli.parse",
    "accuracy": "archive.cli.accuracy",
    "reparse": "archive.cli.reparse",
    "explain": "archive.cli.explain",
    "publish": "archive.cli.publish",
    "export": "archive.cli.export",
    "serve": "archive.cli.serve",
    "status": "archive.cli.status",
    "review": "archive.cli.review",
    "hold": "archive.cli.hold",
    "release": "archive.cli.release",
    "redact": "archive.cli.redact",
    "withdraw": "archive.cli.withdraw",
    "notify-force": "archive.cli.notify_force",
    "replica": "archive.cli.replica",
}
"""Subcommand to module; each module has a click command called `command`."""


class Foi(click.Group):
    """The group that imports a subcommand's module when it is needed, and reports errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand; a `FoiError` or `ScraperError` becomes one line on standard error and its exit code."""
        try:
            return super().invoke(ctx)
        except (FoiError, ScraperError) as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"foi: {error}", err=True)
            ctx.exit(error.exit_code if isinstance(error, FoiError) else 2)


@click.group(cls=Foi, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="foi")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Collect, keep, read and search the Freedom of Information answers that UK police forces publish.

    Example: foi demo --once --data /tmp/demo
    """
