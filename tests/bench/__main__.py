"""`make bench`: every benchmark in one run, on one machine, each figure beside the one it is compared with.

A benchmark is a module of this package named `bench_<room>.py` with `run(quick: bool) -> list[Row]`. With `--keep` the
figures of the rooms measured take the place of their older ones in `figures.json` beside it, from which `make docs`
writes the README's table of speed.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

from tests import bench
from tests.bench.figures import keep, measured


def main() -> int:
    """Run the benchmarks named on the command line (all by default); the exit code is 1 if a bound is missed."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=main.__doc__)
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name.startswith("bench_"))
    rooms = [name.removeprefix("bench_") for name in names]
    parser.add_argument("rooms", nargs="*", help=f"any of: {', '.join(rooms)}")
    parser.add_argument(
        "--quick", action="store_true", help="smaller inputs; the table says so if the figures are kept"
    )
    parser.add_argument("--keep", action="store_true", help="keep the figures for the README's table")
    arguments = parser.parse_args()
    unknown = set(arguments.rooms) - set(rooms)
    if unknown:
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    missed = 0
    for room in arguments.rooms or rooms:
        print(f"{room}:", flush=True)
        module = importlib.import_module(f"tests.bench.bench_{room}")
        rows = module.run(quick=arguments.quick)
        for row in rows:
            missed += not row["met"]
            print(
                f"  {row['name']}: {row['figure']} (bound {row['bound']}){'' if row['met'] else '  MISSED'}", flush=True
            )
        if arguments.keep:
            keep(room, measured(module.__doc__ or "", rows, quick=arguments.quick))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
