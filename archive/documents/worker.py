"""The process that reads files for the pool: limits first, then one frame in and one frame out until the pipe closes.

Frames are a length of eight bytes and a msgpack value. Whatever a library prints goes nowhere near the answers, for the
pipe is moved away from standard output before anything is imported that could print.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

import msgspec

from archive.documents.limits import Limits
from archive.documents.model import Document
from archive.documents.screening import unscreened

LENGTH = struct.Struct("<Q")
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_FORBIDDEN = ("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.", "webbrowser.")
_MAY_RUN = "tesseract"


class Job(msgspec.Struct, array_like=True):
    """One file to read, as it was offered. The bytes follow in a frame of their own."""

    filename: str
    media_type: str | None


class NetworkRefusedError(OSError):
    """Something in a worker asked for the network."""


def main() -> None:
    """Serve jobs from standard input until it closes."""
    limits = msgspec.json.decode(sys.argv[1], type=Limits)
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    confine(limits)
    from archive.documents.read import read_document

    decode = msgspec.msgpack.Decoder(Job).decode
    encode = msgspec.msgpack.Encoder().encode
    while (head := _frame(jobs)) is not None:
        data = _frame(jobs)
        if data is None:
            return
        job = decode(head)
        _allow_seconds(limits.cpu)
        last = False
        try:
            answer = encode(read_document(data, filename=job.filename, media_type=job.media_type, limits=limits))
        except Exception as error:  # noqa: BLE001 - a reader's defect must cost one file, not the batch
            answer = encode(
                Document("corrupt", None, findings=[unscreened()], note=f"the reader failed ({type(error).__name__})")
            )
            last = True
        if len(answer) > limits.output:
            answer = encode(Document("limit_hit", None, findings=[unscreened()], note="too much text"))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()
        if last:
            return


def _frame(pipe: BinaryIO) -> bytes | None:
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return pipe.read(LENGTH.unpack(head)[0])


def confine(limits: Limits) -> None:
    """Give this process its limits: memory, size of written files, no core files, no network, nothing run but OCR."""
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_CORE, 0),
    ):
        _set_limit(kind, amount)
    _leave_network()
    sys.addaudithook(_refuse)


def _set_limit(kind: int, amount: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    try:
        resource.setrlimit(kind, (amount, amount))
    except (ValueError, OSError):
        if sys.platform == "linux":
            raise


def _allow_seconds(seconds: int) -> None:
    """Let this process use so many more seconds of CPU; the kernel ends it at the bound."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def _leave_network() -> None:
    """Move into an empty network namespace where the kernel lets an ordinary process do so."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise NetworkRefusedError("a worker has no network")
    if event in ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty") or (
        event == "subprocess.Popen" and os.path.basename(str(arguments[0])) != _MAY_RUN  # noqa: PTH119 - no Path work in a hook
    ):
        raise PermissionError("a worker runs no program")


if __name__ == "__main__":
    main()
