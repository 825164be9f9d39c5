"""Reading many files in a few persistent processes, none of which can harm another or the caller.

`concurrent.futures` gives up its whole pool when one process is killed, and starts none with limits. Here each worker
is a plain child on two pipes: a file that brings its worker down costs that file alone, which gets the status
`limit_hit`, and a fresh worker goes on. Python's own start-up (about a tenth of a second) is paid once a worker.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

import msgspec

from archive.documents.limits import DEFAULT, Limits
from archive.documents.model import Document, Status
from archive.documents.screening import unscreened
from archive.documents.worker import LENGTH, Job

Key = TypeVar("Key")
_JOBS_A_WORKER = 500
_CHUNK = 1 << 20
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Document).decode


class _Worker:
    """A child process, the pipe's bytes so far, and when the present job must be done."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.jobs = 0
        self.deadline = 0.0
        self.received = bytearray()
        self.folder = tempfile.mkdtemp(prefix="foi-worker-")
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONHASHSEED": "0",
            "TMPDIR": self.folder,
            "HOME": self.folder,
            "LC_ALL": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            "RAYON_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "archive.documents.worker", msgspec.json.encode(limits).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment,
            start_new_session=True,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def send(self, data: bytes, filename: str, media_type: str | None) -> None:
        """Hand a job over; raises BrokenPipeError if the worker is gone."""
        self.jobs += 1
        self.received.clear()
        self.deadline = time.monotonic() + self.limits.wall
        head = _encode(Job(filename, media_type))
        self.stdin.write(LENGTH.pack(len(head)) + head + LENGTH.pack(len(data)))
        self.stdin.write(data)
        self.stdin.flush()

    def receive(self) -> bytes | None:
        """Take what has come; the answer once it is whole. Raises EOFError if the worker is gone or says too much."""
        chunk = os.read(self.stdout.fileno(), _CHUNK)
        if not chunk:
            raise EOFError
        self.received += chunk
        if len(self.received) < LENGTH.size:
            return None
        size = LENGTH.unpack_from(self.received)[0]
        if size > self.limits.output:
            raise EOFError
        if len(self.received) < LENGTH.size + size:
            return None
        return bytes(memoryview(self.received)[LENGTH.size : LENGTH.size + size])

    def end(self) -> int:
        """End the process with all it has started, clear up after it, and say how it ended."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self.process.kill()
        for pipe in (self.stdin, self.stdout):
            try:
                pipe.close()
            except BrokenPipeError:
                continue
        code = self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


class DocumentPool:
    """Persistent workers, each under the same limits. `workers` defaults to one a core. Use as a context manager."""

    def __init__(self, workers: int | None = None, limits: Limits = DEFAULT) -> None:
        self._size = workers or os.cpu_count() or 1
        self._limits = limits
        self._idle: deque[_Worker] = deque()
        self._closed = False
        self.replaced = 0

    def __enter__(self) -> DocumentPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every worker."""
        self._closed = True
        while self._idle:
            self._idle.pop().end()

    def read(self, data: bytes, *, filename: str, media_type: str | None = None) -> Document:
        """Read one file in a worker."""
        return next(document for _, document in self.read_many([(None, data, filename, media_type)]))

    def read_many(self, files: Iterable[tuple[Key, bytes, str, str | None]]) -> Iterator[tuple[Key, Document]]:
        """Read files as the workers get through them: each key once, in the order in which they are done.

        At most one file a worker is taken from `files` ahead of what has been given back.
        """
        if self._closed:
            raise ValueError("this pool is closed")
        source = iter(files)
        with selectors.DefaultSelector() as selector:
            busy: dict[_Worker, Key] = {}
            more = True
            try:
                while more or busy:
                    while more and len(busy) < self._size:
                        try:
                            key, data, filename, media_type = next(source)
                        except StopIteration:
                            more = False
                            break
                        if len(data) > self._limits.file:
                            yield key, self._failed("too_large", f"larger than {self._limits.file >> 20} MiB")
                            continue
                        worker = self._given(data, filename, media_type)
                        busy[worker] = key
                        selector.register(worker.stdout, selectors.EVENT_READ, worker)
                    if busy:
                        yield from self._wait(selector, busy)
            finally:
                for worker in busy:
                    worker.end()

    def _given(self, data: bytes, filename: str, media_type: str | None) -> _Worker:
        """A worker with the job. One that died while idle is passed over: that is no fault of this file."""
        while True:
            worker = self._worker()
            try:
                worker.send(data, filename, media_type)
            except BrokenPipeError:
                worker.end()
                if worker.jobs > 1:
                    continue
                raise
            return worker

    def _worker(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.process.poll() is None and worker.jobs < _JOBS_A_WORKER:
                return worker
            worker.end()
        return _Worker(self._limits)

    def _wait(self, selector: selectors.BaseSelector, busy: dict[_Worker, Key]) -> Iterator[tuple[Key, Document]]:
        now = time.monotonic()
        patience = max(min(worker.deadline for worker in busy) - now, 0.0)
        for ready, _ in selector.select(patience):
            worker: _Worker = ready.data
            try:
                answer = worker.receive()
            except EOFError:
                yield self._lost(selector, busy, worker)
                continue
            if answer is not None:
                selector.unregister(worker.stdout)
                key = busy.pop(worker)
                self._idle.append(worker)
                yield key, _decode(answer)
        now = time.monotonic()
        for worker in [one for one in busy if one.deadline <= now]:
            yield self._lost(selector, busy, worker, late=worker.deadline > 0)

    def _lost(
        self, selector: selectors.BaseSelector, busy: dict[_Worker, Key], worker: _Worker, *, late: bool = False
    ) -> tuple[Key, Document]:
        """End a worker that is late or gone, and account for its file."""
        selector.unregister(worker.stdout)
        key = busy.pop(worker)
        self.replaced += 1
        code = worker.process.poll()
        if not late and code is None:
            try:
                code = worker.process.wait(1)
            except subprocess.TimeoutExpired:
                code = None
        worker.end()
        if late:
            note = f"not read within {self._limits.wall:.0f} s"
        elif code == -signal.SIGXCPU:
            note = f"not read within {self._limits.cpu} s of computing"
        else:
            note = "its reader ran out of memory or broke down"
        return key, self._failed("limit_hit", note)

    @staticmethod
    def _failed(status: Status, note: str) -> Document:
        return Document(status, None, findings=[unscreened()], note=note)
