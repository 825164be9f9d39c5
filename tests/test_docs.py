"""The documentation is a contract: every command, option, table and column is described; the README is fresh."""

from __future__ import annotations

import importlib
import subprocess
from pathlib import Path

import click
import pytest

from archive.cli import COMMANDS, main
from archive.publish.schema import TABLES
from tests.bench import Row, figures

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def get(name: str) -> click.Command:
    command = main.get_command(click.Context(main, info_name="foi"), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_with_an_example(name: str) -> None:
    help_text = get(name).help or ""
    assert "Example: foi " + name in help_text
    assert f"#### foi {name}\n" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    for parameter in get(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"foi {name} {parameter.opts[0]} has no help"
            for option in parameter.opts:
                assert f"`{option}`" in README, f"foi {name} {option} is not in the README"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_column_is_in_the_data_dictionary(table) -> None:
    section = README.split("\n## Data dictionary")[-1]
    assert f"`{table.name}`" in section
    for column in table.columns:
        assert column.meaning.endswith((".", "…"))
        assert f"`{column.name}`" in section


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    top = README.split("\n## ")[0]
    assert "make demo" in top
    assert "make test" in top


def test_the_repository_speaks_of_the_project_alone() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    words = ("/wo" + "rk/", "../sha" + "red")
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [word for word in words if word in text], name


def test_the_figures_kept_are_the_readmes_table_of_speed(tmp_path: Path) -> None:
    section = README.split("\n## Speed\n")[1].split("\n## ")[0]
    for room, found in figures.load().items():
        assert f"**{room.capitalize()}.**" in section
        assert found["date"] in section
        assert found["machine"] in section
        for row in found["rows"]:
            assert row["figure"] in section
    kept = tmp_path / "figures.json"
    slow: Row = {"name": "a|b", "figure": "9 ms", "bound": "under 5 ms", "met": False}
    figures.keep("crawl", figures.measured("How\nit was done.", [slow], quick=False), kept)
    figures.keep("site", figures.measured("Otherwise.", [slow | {"met": True}], quick=True), kept)
    figures.keep("crawl", figures.measured("How\nit was done.", [slow | {"figure": "8 ms"}], quick=False), kept)
    text = figures.markdown(figures.load(kept), ["crawl", "publish", "site"])
    assert "How it was done. Measured on 2" in text
    assert "| a/b | 8 ms | under 5 ms | **missed** |" in text
    assert "9 ms" not in text.split("**Site.**")[0]
    assert "**Publish**: not measured yet." in text
    assert "Otherwise." in text.split("**Site.**")[1]
    assert "smaller inputs" in text.split("**Site.**")[1]


def test_every_benchmark_says_how_it_measures() -> None:
    for path in (ROOT / "tests" / "bench").glob("bench_*.py"):
        assert importlib.import_module(f"tests.bench.{path.stem}").__doc__
