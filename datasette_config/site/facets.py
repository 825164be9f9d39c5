"""The facet sidecar in memory, and counting with it: every facet of a search in one pass over small arrays.

A set of disclosures is a boolean array of length N (index = id - 1), a megabyte for a million, so filters combine by
`&` and counts are histograms. Columns of one value a disclosure are counted together: their codes are packed into one
number, one histogram is taken of that, and each column's counts are its margins.

Drill-sideways: a facet's own choice does not count against its own values. A disclosure counts for facet F if it
passes every filter but F's; with the number of failed filters at hand that is one comparison a facet.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]

PACKS = (("force", "year"), ("outcome", "ncnd", "state", "edited", "has_attachment"))
"""Columns whose codes are packed together. `nation` follows from `force`."""
FEW = 4
"""Below one disclosure in this many, places are quicker than a mask."""
MULTIPLE = ("section", "provision", "regime", "filetype")
NAMES = (
    "force",
    "nation",
    "year",
    "outcome",
    "section",
    "provision",
    "ncnd",
    "regime",
    "filetype",
    "has_attachment",
    "edited",
    "state",
)


@dataclass(frozen=True)
class Value:
    """One value of a facet: its code in the sidecar, its name in addresses, its words."""

    code: int
    value: str
    label: str


class Chosen:
    """Some disclosures, as a mask and, if they are few, also as places (id - 1), which is then quicker to count."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        few = int(np.count_nonzero(mask)) * FEW < len(mask)
        self.places = np.flatnonzero(mask) if few else None

    @property
    def picker(self) -> NDArray[np.generic]:
        """What to index a column with."""
        return self.mask if self.places is None else self.places


@dataclass(frozen=True)
class _Pack:
    """Columns packed into one code: `sizes` are the numbers of codes, `lows` what was taken off each column first."""

    names: tuple[str, ...]
    lows: tuple[int, ...]
    sizes: tuple[int, ...]
    codes: NDArray[np.int32]

    def margins(self, chosen: Chosen | None) -> dict[str, Counts]:
        """Counts by code of every column, indexed from the column's lowest code."""
        codes = self.codes if chosen is None else self.codes[chosen.picker]
        table = np.bincount(codes, minlength=int(np.prod(self.sizes))).reshape(self.sizes)
        axes = range(len(self.sizes))
        return {name: table.sum(axis=tuple(a for a in axes if a != axis)) for axis, name in enumerate(self.names)}


class _Multiple:
    """A facet of several values a disclosure, in compressed rows."""

    def __init__(self, indptr: NDArray[np.int64], codes: NDArray[np.integer]) -> None:
        self.indptr = indptr
        self.codes = codes
        self.size = int(codes.max()) + 1 if len(codes) else 1
        self.rows = np.repeat(np.arange(len(indptr) - 1, dtype=np.int32), np.diff(indptr))

    def counts(self, chosen: Chosen | None) -> Counts:
        """Disclosures with each code."""
        if chosen is None:
            codes = self.codes
        elif chosen.places is None:
            codes = self.codes[chosen.mask[self.rows]]
        else:
            starts, ends = self.indptr[chosen.places], self.indptr[chosen.places + 1]
            lengths = ends - starts
            before = np.cumsum(lengths) - lengths
            codes = self.codes[np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))]
        return np.bincount(codes, minlength=self.size)

    def having(self, wanted: Sequence[int]) -> Mask:
        """The disclosures that have any of the codes."""
        found = np.zeros(len(self.indptr) - 1, dtype=np.bool_)
        for code in wanted:
            found[self.rows[self.codes == code]] = True
        return found


class Facets:
    """The sidecar of one published file. Raises `ValueError` if the file is not a sidecar of `build`."""

    def __init__(self, path: Path, build: str | None = None) -> None:
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                self._read(path, arrays, build)
        except (zipfile.BadZipFile, EOFError, KeyError) as error:
            raise ValueError(f"{path}: is no facet sidecar: {error}") from error
        self.total = len(self.single["force"])
        self.by_value = {name: {v.value.lower(): v for v in values} for name, values in self.values.items()}
        self.nation_of_force = np.zeros(int(self.single["force"].max(initial=0)) + 1, dtype=np.int64)
        self.nation_of_force[self.single["force"]] = self.single["nation"]
        self._packs = tuple(self._pack(names) for names in PACKS)
        self.everything = self._count(None)

    def _read(self, path: Path, arrays: Mapping[str, NDArray[Any]], build: str | None) -> None:
        self.build = bytes(arrays["build"]).decode()
        if build is not None and build != self.build:
            raise ValueError(f"{path}: belongs to build {self.build}, not {build}")
        vocabulary = json.loads(bytes(arrays["vocab"]))
        self.single = {
            name: arrays[name]
            for name in ("force", "nation", "year", "outcome", "ncnd", "state", "edited", "has_attachment", "date")
        }
        self.multiple = {name: _Multiple(arrays[f"{name}_indptr"], arrays[f"{name}_codes"]) for name in MULTIPLE}
        self.values: dict[str, tuple[Value, ...]] = {
            name: tuple(Value(int(v["code"]), str(v["value"]), str(v["label"])) for v in entries)
            for name, entries in vocabulary.items()
        }

    def _pack(self, names: tuple[str, ...]) -> _Pack:
        lows, sizes = [], []
        packed = np.zeros(self.total, dtype=np.int32)
        for name in names:
            column = self.single[name].astype(np.int32)
            # year 0 means none: it is moved next to the first year, so that the table stays small
            present = column[column > 0] if name == "year" else column
            low = int(present.min(initial=2**30)) - (1 if name == "year" else 0)
            low = 0 if low >= 2**29 else low
            size = max(int(column.max(initial=0)) - low + 1, 1)
            packed = packed * size + np.maximum(column - low, 0)
            lows.append(low)
            sizes.append(size)
        return _Pack(names, tuple(lows), tuple(sizes), packed)

    def _count(self, mask: Mask | None) -> dict[str, dict[int, int]]:
        counts: dict[str, dict[int, int]] = {}
        chosen = None if mask is None else Chosen(mask)
        for pack in self._packs:
            for (name, found), low in zip(pack.margins(chosen).items(), pack.lows, strict=True):
                nonzero = np.flatnonzero(found)
                counts[name] = {int(i) + low: int(found[i]) for i in nonzero}
                if name == "year" and low in counts[name]:
                    counts[name][0] = counts[name].pop(low)
        counts["nation"] = {}
        for code, number in counts["force"].items():
            nation = int(self.nation_of_force[code])
            counts["nation"][nation] = counts["nation"].get(nation, 0) + number
        for name, column in self.multiple.items():
            found = column.counts(chosen)
            counts[name] = {int(i): int(found[i]) for i in np.flatnonzero(found)}
        return counts

    def chosen(self, name: str, codes: Sequence[int]) -> Mask:
        """The disclosures that have any of the codes of a facet."""
        if name in self.multiple:
            return self.multiple[name].having(codes)
        column = self.single[name]
        if len(codes) == 1:
            return column == codes[0]
        table = np.zeros(int(column.max(initial=0)) + 1, dtype=np.bool_)
        table[[code for code in codes if 0 <= code < len(table)]] = True
        return table[column]

    def dated(self, first: int | None, last: int | None) -> Mask:
        """The disclosures whose date (yyyymmdd, 00 for an unknown day) lies in the range; undated ones do not."""
        date = self.single["date"]
        inside = date > 0
        if first is not None:
            # a month without a day is inside if any of its days is
            inside &= np.where(date % 100 == 0, date + 99, date) >= first
        if last is not None:
            inside &= date <= last
        return inside

    def count(self, base: Mask | None, filters: Mapping[str, Mask]) -> tuple[Mask | None, dict[str, dict[int, int]]]:
        """The disclosures in `base` (None: all) that pass every filter, and the counts of every facet by code.

        `filters` has a mask for each facet with a choice; its own counts are taken as if that choice were open.
        """
        if not filters:
            return base, self.everything if base is None else self._count(base)
        failed = np.zeros(self.total, dtype=np.uint8)
        for mask in filters.values():
            failed += ~mask
        hits = failed == 0
        if base is not None:
            hits &= base
        counts = self._count(hits)
        for name, mask in filters.items():
            if name in NAMES:
                others = (failed == 0) | ((failed == 1) & ~mask)
                if base is not None:
                    others &= base
                counts[name] = self.count_one(name, others)
        return hits, counts

    def count_one(self, name: str, mask: Mask) -> dict[int, int]:
        """Counts of one facet by code."""
        found = (
            self.multiple[name].counts(Chosen(mask)) if name in self.multiple else np.bincount(self.single[name][mask])
        )
        return {int(i): int(found[i]) for i in np.flatnonzero(found)}
