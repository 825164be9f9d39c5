"""Options and output that several commands share, so that `--data` means the same everywhere."""

from __future__ import annotations

from pathlib import Path

import click

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="FOI_DATA",
    default=Path("data"),
    show_default=True,
    help="The data folder (or set FOI_DATA).",
)

forces_option = click.option(
    "--forces",
    "forces_dir",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=None,
    help="Another registry directory of force files.",
)


def progress_line(text: str) -> None:
    """One line of progress on standard error, so that standard output stays data."""
    click.echo(text, err=True)
