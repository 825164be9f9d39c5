"""`foi export`: take the public data away as Parquet, CSV or the whole database, or keep a dated snapshot of it."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import data_option, progress_line
from archive.errors import UsageProblem


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False), required=False)
@data_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["parquet", "csv", "db"]),
    default="parquet",
    show_default=True,
    help="What to write: a file a table (parquet, csv), or the whole database (db).",
)
@click.option("--table", "tables", multiple=True, metavar="TABLE", help="Only this table; may be given several times.")
@click.option("--raw", is_flag=True, help="Leave CSV cells that a spreadsheet would read as a formula as they are.")
@click.option(
    "--snapshot", is_flag=True, help="Keep a dated, checksummed snapshot under DATA/public/snapshots instead."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def command(
    out: Path | None, data: Path, kind: str, tables: tuple[str, ...], raw: bool, snapshot: bool, as_json: bool
) -> None:
    """Write the public data to the new folder OUT, with checksums. Only what the site shows is in it.

    In CSV, a text that a spreadsheet would read as a formula gets an apostrophe in front of it, unless --raw.

    Example: foi export --format csv --table disclosures --table texts out/
    """
    import msgspec

    from archive.export import export
    from archive.export import snapshot as make_snapshot

    if snapshot == (out is not None):
        raise UsageProblem("foi export: name either a folder OUT or --snapshot")
    public = data / "public"
    if out is None:
        done = make_snapshot(public, progress=progress_line)
    else:
        done = export(public, out, kind, tables, raw=raw, progress=progress_line)
    if as_json:
        click.echo(msgspec.json.encode({**done._asdict(), "folder": str(done.folder)}).decode())
    else:
        click.echo(f"exported build {done.build} of {done.built_at[:10]} to {done.folder}: {', '.join(done.files)}")
