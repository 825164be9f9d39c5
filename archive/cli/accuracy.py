"""`foi accuracy`: how right the normaliser is on labelled cases, field by field."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import click

from archive.errors import PartialFailure, UsageProblem
from archive.normalise.accuracy import Scores, check, report, score_paths

HERE = Path("tests/fixtures/cases")


@click.command(name="accuracy")
@click.argument("cases", nargs=-1, type=click.Path(path_type=Path), metavar="[CASES]...")
@click.option("--json", "as_json", is_flag=True, help="Print the figures, counts and misses as JSON.")
@click.option(
    "--floors", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file of figures that must be reached."
)
def command(cases: tuple[Path, ...], as_json: bool, floors: Path | None) -> None:
    """Score the normaliser on labelled CASES (files or folders; by default the project's own).

    A case is a page and a JSON file beside it with what the record should say. With --floors the exit code is 1 when a
    figure is below its floor.

    Example: foi accuracy tests/fixtures/cases --floors tests/accuracy.toml
    """
    paths = list(cases) or [HERE]
    if not cases and not HERE.is_dir():
        raise UsageProblem(
            "accuracy: name files or folders of labelled cases (the project's own are in its repository)"
        )
    scores = score_paths(paths)
    if as_json:
        click.echo(json.dumps(report(scores), indent=1, ensure_ascii=False))
    else:
        _print(scores)
    if floors:
        faults = check(scores, _floors(floors))
        if faults:
            raise PartialFailure("accuracy: " + "; ".join(faults))


def _floors(path: Path) -> dict[str, float]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: float(value) for name, value in table["floors"].items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise UsageProblem(f"{path}: no table of floors ({error})") from error


def _print(scores: Scores) -> None:
    figures = scores.figures()
    width = max(len(name) for name in figures)
    click.echo(f"{scores.cases} cases")
    for name, value in figures.items():
        click.echo(f"  {name:<{width}}  {value:.4f}")
    wrong = [(pair, times) for pair, times in sorted(scores.confusion.items()) if pair[0] != pair[1]]
    if wrong:
        click.echo("outcomes confused (expected, got, cases):")
        for (want, got), times in wrong:
            click.echo(f"  {want:<26} {got:<26} {times}")
    if scores.misses:
        click.echo("misses:")
        for name, lines in scores.misses.items():
            click.echo(f"  {name}")
            for line in lines:
                click.echo(f"    {line}")
