"""Writing the public tables as Parquet or CSV, or copying the whole database, with checksums of what was written.

Rows stream, so memory does not grow with the file. CSV is made safe to open in a spreadsheet unless it is asked for
raw, by the rule that the site's own exports go by.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from archive.errors import UsageProblem
from archive.export.source import Source, chosen_tables, open_source
from archive.publish.flip import sync
from archive.publish.schema import Table
from datasette_config.spreadsheet import safe_cell

FORMATS = ("parquet", "csv", "db")
CHECKSUMS = "SHA256SUMS"

Progress = Callable[[str], None]


class Exported(NamedTuple):
    """What was written: the folder, file names in order, rows by table, and the build it came from."""

    folder: Path
    files: list[str]
    rows: dict[str, int]
    build: str
    built_at: str


def export(
    public: Path,
    out: Path,
    kind: str,
    tables: tuple[str, ...] = (),
    *,
    raw: bool = False,
    progress: Progress = lambda _: None,
) -> Exported:
    """Write a public folder's tables to the folder `out` in one of `FORMATS`; `tables` empty means all.

    `raw` leaves CSV cells as they are. Writes `SHA256SUMS` beside the files, in the form that `sha256sum -c` reads.
    Raises `UsageProblem` for an unknown table, a folder that already holds files, or a format whose library is missing.
    """
    wanted = chosen_tables(tables)
    with open_source(public) as source:
        prepare(out)
        if kind == "db":
            names = [source.path.name]
            shutil.copyfile(source.path, out / names[0])
        elif kind == "csv":
            names = [_csv(source, table, out, raw, progress) for table in wanted]
            names.append(_csv_metadata(source, wanted, out))
        else:
            names = write_parquet(source, wanted, out, progress)
        write_checksums(out, names)
        rows = {table.name: source.count(table) for table in wanted}
        return Exported(out, [*names, CHECKSUMS], rows, source.facts["build"], source.facts["built_at"])


def prepare(out: Path) -> None:
    """Make the folder. Raises `UsageProblem` if it holds anything: an export never mixes with an older one."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageProblem(f"{out}: is there already and not empty; name a new folder")
    out.mkdir(parents=True, exist_ok=True)


def write_parquet(source: Source, tables: list[Table], out: Path, progress: Progress = lambda _: None) -> list[str]:
    """Write tables as Parquet (zstd), a file each; returns the file names."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageProblem(f"Parquet needs pyarrow, which is not installed ({error}): pip install pyarrow") from error
    types: dict[str, Any] = {"INTEGER": arrow.int64(), "TEXT": arrow.string()}
    names = []
    for table in tables:
        progress(f"{table.name}: {source.count(table)} rows")
        fields = [
            arrow.field(column.name, types[column.type], metadata={"description": column.meaning})
            for column in table.columns
        ]
        about = {"description": table.meaning, **{key: source.facts[key] for key in ("build", "built_at")}}
        schema = arrow.schema(fields, metadata=about)
        name = f"{table.name}.parquet"
        with parquet.ParquetWriter(out / name, schema, compression="zstd") as writer:
            for lot in source.lots(table):
                columns = [
                    arrow.array(values, type=field.type)
                    for values, field in zip(zip(*lot, strict=True), fields, strict=True)
                ]
                writer.write_batch(arrow.record_batch(columns, schema=schema))
        names.append(name)
    return names


def _csv(source: Source, table: Table, out: Path, raw: bool, progress: Progress) -> str:
    progress(f"{table.name}: {source.count(table)} rows")
    name = f"{table.name}.csv"
    with (out / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.name for column in table.columns)
        for lot in source.lots(table):
            writer.writerows(lot if raw else (map(safe_cell, row) for row in lot))
    return name


def _csv_metadata(source: Source, tables: list[Table], out: Path) -> str:
    """The description of the CSV files after the W3C's "CSV on the Web"."""
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:identifier": source.facts["build"],
        "dc:created": source.facts["built_at"],
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.meaning,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "datatype": "integer" if column.type == "INTEGER" else "string",
                            "dc:description": column.meaning,
                        }
                        for column in table.columns
                    ],
                    "primaryKey": list(table.key) if isinstance(table.key, tuple) else table.key,
                },
            }
            for table in tables
        ],
    }
    name = "csv-metadata.json"
    (out / name).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return name


def write_checksums(out: Path, names: list[str]) -> None:
    """Write the SHA-256 of each file to `SHA256SUMS`, and have the disk hold all of them."""
    lines = []
    for name in names:
        with (out / name).open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {name}\n")
        sync(out / name)
    (out / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
    sync(out / CHECKSUMS)
    sync(out)
