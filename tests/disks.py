"""Disks that are really full or really read-only, for the tests of survival; no rights of the machine are needed.

A small file system is mounted in a namespace of its own, held open by a shell and looked at through `/proc`. Where
the kernel does not allow that, a full disk is a limit on the size of files, and a read-only one is a folder without
leave to write, worked by a process without the rights that would pass over it: other ways, as real to the program.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOI = [sys.executable, "-m", "archive"]


class Disk:
    """A disk of `size` bytes, empty at first. `path` is what commands call it, `folder` where a test looks at it."""

    def __init__(self, root: Path, size: int) -> None:
        self._size = size
        self.path = root / "disk"
        self.path.mkdir()
        self._shell: subprocess.Popen[str] | None = subprocess.Popen(
            ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"]), "sh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.mounted = self._tell(f"mount -t tmpfs -o size={size},mode=755 tmpfs '{self.path}'")
        self.folder = Path(f"/proc/{self._shell.pid}/root{self.path}") if self.mounted else self.path
        self._limited = not self.mounted
        self._locked = False

    def _tell(self, command: str) -> bool:
        assert self._shell is not None
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        try:
            self._shell.stdin.write(f"{command} && echo done || echo failed\n")
            self._shell.stdin.flush()
        except BrokenPipeError:
            return False
        return self._shell.stdout.readline().strip() == "done"

    def make_larger(self) -> None:
        """Give it as much room as anybody needs."""
        self._limited = False
        if self.mounted:
            assert self._tell(f"mount -o remount,size=1g '{self.path}'")

    def lock(self, *, locked: bool = True) -> None:
        """Make it read-only, or not any more."""
        self._locked = locked
        if self.mounted:
            assert self._tell(f"mount -o remount,{'ro' if locked else 'rw'} '{self.path}'")
            return
        for path in [self.path, *self.path.rglob("*")]:
            path.chmod((0o555 if locked else 0o755) if path.is_dir() else (0o444 if locked else 0o644))

    def foi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command; its data folder is to be on this disk."""
        weak = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
        prefix = weak if self._locked and os.geteuid() == 0 else []
        if self.mounted and self._shell is not None:
            user = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
            prefix = ["nsenter", *user, "--mount", f"--target={self._shell.pid}"]
        limit = self._size // 3 if self._limited else 0  # of each file, of which a crawl writes several
        return subprocess.run(
            [*prefix, *FOI, *arguments],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)) if limit else None,
        )

    def copied(self, to: Path) -> Path:
        """A copy of all that is on it, where any program can open it."""
        shutil.copytree(self.folder, to)
        return to

    def close(self) -> None:
        """Let it go."""
        if self._shell is not None:
            self._shell.communicate()
            self._shell = None
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def disk(root: Path, size: int) -> Iterator[Disk]:
    """A disk for the length of a test."""
    made = Disk(root, size)
    try:
        yield made
    finally:
        made.close()
