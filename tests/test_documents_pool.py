"""The pool of limited workers: what a file may cost, what happens to one that costs more, and that it goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from archive.documents import DocumentPool, Limits
from tests.documents_corpus.hostile import drawn, pdf_bomb
from tests.documents_corpus.mails import picture
from tests.documents_corpus.workbooks import book

GOOD = b"The force holds the information."


def in_worker(code: str, **limits: float) -> subprocess.CompletedProcess[str]:
    """Run code in a process confined as a worker is."""
    program = "import msgspec\nfrom archive.documents.limits import Limits\n"
    program += "from archive.documents.worker import confine\n"
    program += f"confine(msgspec.convert({limits!r}, Limits))\n" + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


def test_results_by_key_and_order_of_completion() -> None:
    with DocumentPool(2) as pool:
        found = dict(pool.read_many((number, f"Letter {number}".encode(), "a.txt", None) for number in range(50)))
    assert {key: document.parts[0].text for key, document in found.items()} == {n: f"Letter {n}" for n in range(50)}


def test_workers_persist() -> None:
    with DocumentPool(1) as pool:
        for _ in range(5):
            assert pool.read(GOOD, filename="a.txt").status == "ok"
        workers = list(pool._idle)
        assert len(workers) == 1
        assert workers[0].jobs == 5
    assert workers[0].process.returncode is not None


def test_a_killed_worker_is_replaced() -> None:
    with DocumentPool(1) as pool:
        pool.read(GOOD, filename="a.txt")
        os.kill(pool._idle[0].process.pid, signal.SIGKILL)
        pool._idle[0].process.wait(10)
        assert pool.read(GOOD, filename="a.txt").status == "ok"


def test_memory_limit_costs_one_file() -> None:
    files = [("good", GOOD, "a.txt", None), ("bomb", pdf_bomb(), "a.pdf", None), ("book", book(), "a.xlsx", None)]
    with DocumentPool(2, Limits(memory=600 << 20)) as pool:
        found = dict(pool.read_many(files))
    assert {key: document.status for key, document in found.items()} == {
        "good": "ok",
        "bomb": "limit_hit",
        "book": "ok",
    }
    assert found["bomb"].serious


def test_wall_time_limit_costs_one_file() -> None:
    with DocumentPool(1, Limits(wall=0.02)) as pool:
        late = pool.read(drawn(pages=100), filename="a.pdf")
        assert late.status == "limit_hit"
        assert pool.replaced == 1


def test_cpu_limit_costs_one_file() -> None:
    with DocumentPool(1, Limits(cpu=0, wall=60.0)) as pool:
        found = pool.read(b"<p>x</p>" * 1_500_000, filename="a.html")
        assert found.status == "limit_hit"
        assert "computing" in found.note
        assert pool.read(GOOD, filename="a.txt").status == "ok"


def test_output_limit() -> None:
    with DocumentPool(1, Limits(output=2000)) as pool:
        found = pool.read(b"word " * 2000, filename="a.txt")
        assert (found.status, found.note) == ("limit_hit", "too much text")
        assert pool.read(GOOD, filename="a.txt").status == "ok"


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "import socket; socket.getaddrinfo('exampleshire.example', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_no_network(code: str) -> None:
    result = in_worker(code)
    assert result.returncode != 0
    assert "a worker has no network" in result.stderr


@pytest.mark.parametrize(
    "code", ["import subprocess; subprocess.run(['true'])", "import os; os.system('true')", "import os; os.fork()"]
)
def test_no_programs(code: str) -> None:
    result = in_worker(code)
    assert result.returncode != 0
    assert "a worker runs no program" in result.stderr


def test_no_large_files(tmp_path: object) -> None:
    result = in_worker(f"open({str(tmp_path)!r} + '/big', 'wb').write(b'0' * 3_000_000)", written=1_000_000)
    assert result.returncode != 0


def test_no_large_memory() -> None:
    result = in_worker("b'0' * (1 << 30)", memory=512 << 20)
    assert "MemoryError" in result.stderr


def test_recognition_runs_inside_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "block_num\\tpar_num\\tline_num\\tconf\\ttext"
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\ncat >/dev/null\nprintf '{head}\\n1\\t1\\t1\\t90\\tOvertime\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with DocumentPool(1) as pool:
        document = pool.read(picture("PNG"), filename="a.png")
    assert (document.status, document.note) == ("ok", "")
    assert (document.parts[0].text, document.parts[0].machine_read) == ("Overtime", True)


def test_an_abandoned_batch_leaves_nothing_behind() -> None:
    with DocumentPool(1) as pool:
        batch = pool.read_many((number, GOOD, "a.txt", None) for number in range(10))
        next(batch)
        batch.close()
        assert pool.read(GOOD, filename="a.txt").status == "ok"


def test_a_closed_pool_says_so() -> None:
    pool = DocumentPool(1)
    pool.close()
    with pytest.raises(ValueError, match="closed"):
        next(pool.read_many([]))
