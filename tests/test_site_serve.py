"""`foi serve` as a person runs it: clear one-line errors, and a real process that starts, answers and stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from archive.cli import main
from datasette_config import paths
from tests.fixtures.site.tricky import write_tricky


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stderr.strip()


def test_nothing_published_is_one_line(tmp_path: Path) -> None:
    code, said = run("serve", "--data", str(tmp_path), "--port", "0")
    assert code == 2
    assert said == f"foi: {tmp_path / 'public' / 'foi.db'}: nothing has been published yet; run foi publish first"


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    write_tricky(tmp_path / "public")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = run("serve", "--data", str(tmp_path), "--port", str(port))
    assert code == 2
    assert said.startswith(f"foi: 127.0.0.1:{port}: Address already in use")
    assert "\n" not in said


def test_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    build = write_tricky(tmp_path / "public")
    build.path.with_suffix(".facets.npz").unlink()
    code, said = run("serve", "--data", str(tmp_path), "--port", "0")
    assert code == 3
    assert "can't be opened" in said
    assert "\n" not in said


def test_an_unknown_host_is_one_line(tmp_path: Path) -> None:
    write_tricky(tmp_path / "public")
    code, said = run("serve", "--data", str(tmp_path), "--host", "no-such-host.invalid", "--port", "0")
    assert code == 2
    assert said.startswith("foi: no-such-host.invalid: no such host")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_from_an_empty_folder_and_stops_when_told(tmp_path: Path, stop: signal.Signals) -> None:
    write_tricky(tmp_path / "data" / "public")
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [
        sys.executable,
        "-c",
        "from archive.cli import main; main()",
        "serve",
        "--data",
        "../data",
        "--port",
        "0",
    ]
    environment = {**os.environ, "PYTHONPATH": str(paths.HERE.parent)}
    with subprocess.Popen(command, cwd=empty, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        assert httpx.get(found[0] + "/search?q=stop", timeout=20).status_code == 200
        assert httpx.get(found[0] + "/robots.txt", timeout=20).headers.get("server") is None
        process.send_signal(stop)
        process.wait(20)
        rest = process.stderr.read()
    assert "Traceback" not in rest
    assert list(empty.iterdir()) == [], "nothing is written where it was started"


def test_everything_the_site_needs_lies_in_the_package() -> None:
    for folder in (paths.PLUGINS, paths.TEMPLATES, paths.STATIC):
        assert (folder / "__init__.py").is_file(), "a folder is shipped in the wheel only if it is a package"
    for file in (paths.METADATA, paths.SETTINGS, paths.STATIC / "site.css", paths.TEMPLATES / "base.html"):
        assert file.is_file()
