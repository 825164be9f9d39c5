"""`make bench`: every benchmark in one run, on one machine, each figure beside the one it is compared with.

A benchmark is a module of this package named `bench_<room>.py` with `run(quick: bool) -> list[Row]`. Results are kept
in `results.json` beside it (not in git), so that rooms measured one by one make one table.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
import time
from pathlib import Path

from tests import bench

RESULTS = Path(__file__).parent / "results.json"


def machine() -> str:
    """The machine the figures were measured on, in one line."""
    return (
        f"Measured {time.strftime('%Y-%m-%d')} on {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}; ratios compare the two sides in the same run."
    )


def main() -> int:
    """Run the benchmarks named on the command line (all by default); the exit code is 1 if a bound is missed."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=main.__doc__)
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name.startswith("bench_"))
    rooms = [name.removeprefix("bench_") for name in names]
    parser.add_argument("rooms", nargs="*", help=f"any of: {', '.join(rooms)}")
    parser.add_argument("--quick", action="store_true", help="smaller inputs; the figures are not kept")
    arguments = parser.parse_args()
    unknown = set(arguments.rooms) - set(rooms)
    if unknown:
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {"rows": []}
    rows = {row["name"]: row for row in kept["rows"]}
    missed = 0
    for room in arguments.rooms or rooms:
        print(f"{room}:", flush=True)
        for row in importlib.import_module(f"tests.bench.bench_{room}").run(quick=arguments.quick):
            missed += not row["met"]
            print(
                f"  {row['name']}: {row['figure']} (bound {row['bound']}){'' if row['met'] else '  MISSED'}", flush=True
            )
            rows[row["name"]] = row
    if not arguments.quick:
        kept = {"machine": machine(), "rows": list(rows.values())}
        RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
