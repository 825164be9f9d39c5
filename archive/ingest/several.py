"""Taking in several runs, oldest first, each on its own: one that cannot be read costs the others nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path

from sqlalchemy import Engine

from archive.errors import DataProblem
from archive.ingest.report import IngestReport
from archive.ingest.rundir import RUN_FILE
from archive.ingest.take import ingest_run


def find_runs(data: Path) -> list[Path]:
    """Every run directory of a data folder, oldest run id first."""
    return sorted((path.parent for path in data.glob(f"runs/*/*/{RUN_FILE}")), key=lambda path: (path.name, path))


def ingest_runs(
    engine: Engine,
    runs: Iterable[Path],
    *,
    data: Path | None = None,
    forces_dir: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _line: None,
) -> tuple[list[IngestReport], list[str]]:
    """Take runs in one after another. Gives the reports, and one line for each that could not be read at all."""
    reports: list[IngestReport] = []
    failures: list[str] = []
    for run in runs:
        try:
            report = ingest_run(engine, run, data=data, forces_dir=forces_dir, executor=executor)
        except DataProblem as error:
            failures.append(str(error))
            continue
        except OSError as error:
            failures.append(f"{run}: cannot be taken in: {error.filename or 'scratch file'}: {error.strerror or error}")
            continue
        reports.append(report)
        if not report.already:
            progress(report.line())
            for problem in report.problems:
                progress(f"{report.force} {report.run}: {problem}")
    return reports, failures
