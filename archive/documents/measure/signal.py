"""What a measurer reports: that something is there, how much, and where; never what it says."""

from __future__ import annotations

import msgspec


class Signal(msgspec.Struct, frozen=True):
    """One measured fact. `kind` is a key of the policy; `where` names a sheet, page or part; `count` is at least 1."""

    kind: str
    count: int
    where: str
    detector: str
