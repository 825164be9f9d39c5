"""The one seam through which pages are read by several processes: any `concurrent.futures.Executor` will do.

One process by default, because most runs bring a handful of pages and a process costs more than they do. A cluster's
executor fits in the same place. Work is handed out in a bounded window, so that a million pages need no more memory
than a few hundred.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")
B = TypeVar("B")

CHUNK = 16
"""Items handed to a worker at a time: a page takes about as long to send as to read."""


class SerialExecutor(Executor):
    """An executor that does each piece of work at once in this process."""

    def submit(self, function: Callable[P, B], /, *args: P.args, **kwargs: P.kwargs) -> Future[B]:
        """Do the work now. An error is kept in the future, as an executor must."""
        future: Future[B] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - handed to the caller by the future
            future.set_exception(error)
        return future


def make_executor(jobs: int | None = None) -> Executor:
    """An executor of `jobs` processes (default: one a core); for one, this process itself."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        return SerialExecutor()
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("forkserver"))


def bounded_map(executor: Executor, function: Callable[[A], B], items: Iterable[A], window: int = 8) -> Iterator[B]:
    """Results in the order of `items`, with at most `window` chunks of work ahead."""
    pending: deque[Future[list[B]]] = deque()
    chunk: list[A] = []
    width = 1 if isinstance(executor, SerialExecutor) else CHUNK
    ahead = 1 if isinstance(executor, SerialExecutor) else window

    for item in items:
        chunk.append(item)
        if len(chunk) >= width:
            pending.append(executor.submit(_each, function, chunk))
            chunk = []
        while len(pending) >= ahead:
            yield from pending.popleft().result()
    if chunk:
        pending.append(executor.submit(_each, function, chunk))
    while pending:
        yield from pending.popleft().result()


def _each(function: Callable[[A], B], chunk: list[A]) -> list[B]:
    return [function(item) for item in chunk]
