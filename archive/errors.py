"""The errors a user can meet, each one line that says what failed and what to do.

    FoiError
    ├── UsageProblem      what was asked for cannot be (unknown force, missing file); exit code 2
    ├── DataProblem       stored data cannot be read or is not what it should be; exit code 3
    └── PartialFailure    some of the work was done, some needs a look; exit code 1

Anything else that escapes is a defect of the program, and is meant to look like one.
"""

from __future__ import annotations


class FoiError(Exception):
    """Base of every error shown to a user in one line. `exit_code` is what the command ends with."""

    exit_code = 1


class UsageProblem(FoiError):
    """The request itself cannot be met: unknown force, missing file, a setting that makes no sense."""

    exit_code = 2


class DataProblem(FoiError):
    """Stored data is missing, damaged or of another version; the message names the file."""

    exit_code = 3


class PartialFailure(FoiError):
    """Some items were done and others were not; the message counts both."""

    exit_code = 1
