"""The documentation is a contract: every command, option, table and column is described; the README is fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from archive.cli import COMMANDS, main
from archive.publish.schema import TABLES

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


def test_generated_parts_of_the_readme_are_up_to_date() -> None:
    check = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr


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
