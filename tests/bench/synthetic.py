"""A published file of any size with invented content, for benchmarks, tests and work on the site.

    python -m tests.bench.synthetic OUT --rows 1000000

Everything is drawn from seeded arrays made at the start, so that the same rows and seed give the same file, and rows
stream into the same writer that real publications use. Shares are plain to state, so that a test can count on them:
`TERMS` occur in fixed shares of all rows, the rest of the vocabulary follows Zipf's law. Larger files leave out what
only the disclosure page shows (segments, provenance, tables of rows) for all but every fiftieth row.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from archive.publish.lookups import OUTCOMES, provision_rows
from archive.publish.writer import Build, write_public

Row = dict[str, object]

TERMS = {"information": 0.9, "officers": 0.5, "taser": 0.1, "drone": 0.01, "ketamine": 0.001}
"""Words planted in this share of all rows and found nowhere else."""

PLACES = [
    "Exampleshire",
    "Midmarch",
    "Northvale",
    "Westmere",
    "Eastholm",
    "Southwick",
    "Harrowdale",
    "Fenmoor",
    "Kingsmoor",
    "Oldbridge",
    "Ashcombe",
    "Brackley",
    "Calderwick",
    "Dunmere",
    "Elmstead",
    "Farrowdale",
    "Glenholm",
    "Hartwell",
    "Inglewick",
    "Jesterton",
    "Kelmarsh",
    "Larkfield",
    "Merrow",
    "Netherby",
    "Oakhanger",
    "Penmarch",
    "Quarrydale",
    "Ravenholm",
    "Silverdale",
    "Thornmere",
]
SUBJECTS = [
    "stop and search",
    "speed cameras",
    "knife crime",
    "custody times",
    "vehicle fleet",
    "body-worn video",
    "mobile phones",
    "hate crime",
    "domestic abuse",
    "burglary",
    "drug seizures",
    "overtime pay",
    "sickness absence",
    "police dogs",
    "helicopter hours",
    "missing people",
    "cycle theft",
    "vetting",
    "complaints",
    "firearms licences",
    "facial recognition",
    "fraud reports",
    "hospital escorts",
    "mounted section",
]
KINDS = ("Statistics on", "Policy on", "Spending on", "Number of", "Training for", "Contracts for", "Use of")
CITED = {
    "FOIA": [
        "40(2)",
        "31(1)(a)",
        "31(1)(b)",
        "12(1)",
        "24(1)",
        "23(1)",
        "30(1)(a)",
        "38(1)(a)",
        "43(2)",
        "31(3)",
        "40(5A)",
        "24(2)",
        "23(5)",
        "21(1)",
        "22(1)",
        "14(1)",
    ],
    "FOISA": [
        "35(1)(a)",
        "35(1)(b)",
        "12(1)",
        "38(1)(b)",
        "31(1)",
        "30(c)",
        "39(1)",
        "25(1)",
        "17(1)",
        "27(1)",
        "33(1)(b)",
        "14(1)",
    ],
}
OUTCOME_SHARES = (0.30, 0.22, 0.08, 0.07, 0.14, 0.01, 0.08, 0.04, 0.01, 0.01, 0.01, 0.03)
WITH_EXEMPTION = (0.02, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.1)
FILES = (("pdf", "application/pdf", 0.5), ("xlsx", None, 0.25), ("csv", "text/csv", 0.15), ("docx", None, 0.1))
BUILT_AT = "2026-01-31T02:00:00.000Z"


class Plan:
    """The drawn arrays behind one synthetic file; each method streams the rows of one table."""

    def __init__(self, rows: int, seed: int, forces: int = 45) -> None:
        draw = np.random.default_rng(seed)
        self.rows, self.whole = rows, rows <= 20_000
        self.forces = list(_force_rows(forces))
        weights = 1 / np.arange(1, forces + 1) ** 0.7
        force = draw.choice(forces, rows, p=weights / weights.sum())
        first, last = datetime.date(2008, 1, 1).toordinal(), datetime.date(2025, 12, 31).toordinal()
        day = (first + (last - first) * np.sqrt(draw.random(rows))).astype(np.int64)
        shape = draw.random(rows)
        named = draw.random(rows) < 0.85
        self.subject = draw.integers(0, len(SUBJECTS), rows)
        self.kind = draw.integers(0, len(KINDS), rows)
        keys: list[tuple[str, str, int, str | None]] = []
        taken: set[str] = set()
        serial: dict[tuple[int, int], int] = {}
        for row in range(rows):
            date = datetime.date.fromordinal(int(day[row]))
            text = "" if shape[row] < 0.01 else date.isoformat()[: 7 if shape[row] < 0.06 else 10]
            number = serial[force[row], date.year] = serial.get((force[row], date.year), 0) + 1
            reference = f"{number - (number % 200 == 0)}/{date.year % 100:02}" if named[row] else None
            slug = str(self.forces[force[row]]["slug"])
            link = f"{slug}/{(reference or '').replace('/', '-')}"
            if reference is None or link in taken:
                link = f"{slug}/{_name(self.title(row), row)}"
            taken.add(link)
            keys.append((text, link, row, reference))
        keys.sort(key=lambda key: key[1])
        keys.sort(key=lambda key: key[0], reverse=True)
        self.keys = keys
        self.force = force
        self.outcome = draw.choice(len(OUTCOMES), rows, p=np.array(OUTCOME_SHARES))
        chosen = draw.random(rows) < np.array(WITH_EXEMPTION)[self.outcome]
        self.cited = np.where(chosen, 1 + (draw.random(rows) < 0.4) + (draw.random(rows) < 0.15), 0)
        self.citation_draw = draw.random((rows, 4))
        self.files = np.where(draw.random(rows) < 0.4, 1 + (draw.random(rows) < 0.3) + (draw.random(rows) < 0.1), 0)
        self.file_kind = draw.choice(len(FILES), (rows, 3), p=[share for *_, share in FILES])
        self.state = draw.choice(["present", "missing", "removed", "returned"], rows, p=[0.94, 0.02, 0.03, 0.01])
        self.edited = draw.random(rows) < 0.03
        self.days = draw.integers(1, 60, rows)
        self.planted = {term: draw.random(rows) < share for term, share in TERMS.items()}
        self.sentences = _sentences(draw)
        self.picks = draw.integers(0, len(self.sentences), (rows, 10), dtype=np.int32)
        self.provisions = {(str(p["regime"]), str(p["provision"])): p for p in provision_rows()}

    def title(self, row: int) -> str:
        return f"{KINDS[self.kind[row]]} {SUBJECTS[self.subject[row]]}"

    def shown(self, number: int, row: int) -> bool:
        """Whether this row has the parts that only the disclosure page shows."""
        return self.whole or number % 50 == 1

    def regime(self, row: int) -> str:
        return str(self.forces[self.force[row]]["regime"])

    def provisions_of(self, row: int) -> list[tuple[str, str]]:
        regime = self.regime(row)
        table = CITED[regime]
        places = (self.citation_draw[row, : self.cited[row]] ** 2 * len(table)).astype(int)
        return [(regime, table[place]) for place in dict.fromkeys(places.tolist())]

    def ncnd_of(self, row: int) -> bool:
        limbs = any(self.provisions[key]["ncnd_limb"] for key in self.provisions_of(row))
        return bool(limbs or OUTCOMES[self.outcome[row]][0] == "neither_confirm_nor_deny")

    def words(self, row: int, first: int, last: int) -> str:
        return " ".join(self.sentences[pick] for pick in self.picks[row, first:last].tolist())

    def request(self, row: int) -> str:
        what = "information" if self.planted["information"][row] else "figures"
        return f"Please supply {what} on {SUBJECTS[self.subject[row]]}, by year.\n\n{self.words(row, 0, 3)}"

    def response(self, row: int) -> str:
        planted = " ".join(term for term in list(TERMS)[1:] if self.planted[term][row])
        quotes = "".join(f" {_quote(regime, provision)}" for regime, provision in self.provisions_of(row))
        return f"{self.words(row, 3, 7)} {planted}.\n\n{self.words(row, 7, 9)}{quotes}"

    def disclosures(self) -> Iterator[Row]:
        for number, (date, link, row, reference) in enumerate(self.keys, 1):
            exact = len(date) == 10
            asked = datetime.date.fromisoformat(date) - datetime.timedelta(days=int(self.days[row])) if exact else None
            outcome = OUTCOMES[self.outcome[row]][0]
            yield {
                "id": number,
                "permalink": link,
                "force_id": int(self.force[row]) + 1,
                "reference": reference,
                "title": self.title(row),
                "request_date": asked.isoformat() if asked else None,
                "response_date": date or None,
                "date": date or None,
                "date_source": "response" if date else None,
                "year": int(date[:4]) if date else None,
                "outcome_id": int(self.outcome[row]) + 1,
                "outcome_flags": "not_held_part" if outcome == "granted_in_full" and row % 7 == 0 else "",
                "ncnd": int(self.ncnd_of(row)),
                "legislation": self.regime(row) if row % 50 else f"{self.regime(row)} EIR",
                "working_days": int(self.days[row]) * 5 // 7 if asked else None,
                "structure": "labelled" if row % 5 else "unsegmented",
                "language": "en",
                "attachments": int(self.files[row]),
                "state": str(self.state[row]),
                "edited": int(self.edited[row]),
                "url": _url(link.partition("/")[0], self.title(row), row),
                "first_captured": "2026-01-02T03:04:05.000Z",
                "last_captured": "2026-01-20T03:04:05.000Z",
                "last_checked": "2026-01-30T03:04:05.000Z",
                "content_digest": f"sha256:{row:064x}",
                "held": 0,
            }

    def texts(self) -> Iterator[Row]:
        for number, (_, _, row, _) in enumerate(self.keys, 1):
            request, response = self.request(row), self.response(row)
            shown = self.shown(number, row)
            parts = (("request", request), ("response", response))
            yield {
                "id": number,
                "request": request,
                "response": response,
                "extract_only": 0,
                "segments": json.dumps([{"role": r, "number": None, "text": t} for r, t in parts]) if shown else None,
                "provenance": json.dumps({"reference": {"rule": "label", "span": [20, 26]}}) if shown else None,
                "warnings": "[]" if row % 20 else '["no_reference"]',
                "attachment_text": self.words(row, 9, 10) * int(self.files[row]) or None,
            }

    def citations(self) -> Iterator[Row]:
        count = 0
        for number, (_, _, row, _) in enumerate(self.keys, 1):
            for regime, provision in self.provisions_of(row):
                count += 1
                found = self.provisions[regime, provision]
                yield {
                    "id": count,
                    "disclosure_id": number,
                    "provision_id": found["id"],
                    "status": "applied",
                    "ncnd": found["ncnd_limb"],
                    "scope": None,
                    "quote": _quote(regime, provision),
                }
            if row % 3 == 0:
                count += 1
                regime = self.regime(row)
                yield {
                    "id": count,
                    "disclosure_id": number,
                    "provision_id": self.provisions[regime, "17(1)" if regime == "FOIA" else "16(1)"]["id"],
                    "status": "mentioned",
                    "ncnd": 0,
                    "quote": "This letter is the notice that the law requires.",
                }

    def attachments(self) -> Iterator[Row]:
        count = 0
        for number, (_, link, row, _) in enumerate(self.keys, 1):
            for position in range(1, int(self.files[row]) + 1):
                count += 1
                suffix, media_type, _ = FILES[self.file_kind[row, position - 1]]
                held = count % 97 == 0
                name = f"{link.partition('/')[2]}-{position}.{suffix}"
                yield {
                    "id": count,
                    "disclosure_id": number,
                    "position": position,
                    "url": f"https://{link.partition('/')[0]}.example/files/{name}",
                    "filename": name,
                    "label": f"Download ({suffix.upper()})",
                    "media_type": media_type,
                    "size": 20_000 + row % 90_000,
                    "pages": 1 + row % 5,
                    "digest": None if held else f"sha256:{count:064x}",
                    "captured": "2026-01-02T03:04:06.000Z",
                    "status": "held" if held else "published",
                    "note": "held for review" if held else None,
                }

    def pieces(self) -> Iterator[tuple[int, int, int, str]]:
        """Attachment id, disclosure id, drawn row and suffix of every published attachment whose parts are shown."""
        count = 0
        for number, (_, _, row, _) in enumerate(self.keys, 1):
            for position in range(int(self.files[row])):
                count += 1
                if count % 97 and self.shown(number, row):
                    yield count, number, row, FILES[self.file_kind[row, position]][0]

    def attachment_parts(self) -> Iterator[Row]:
        for count, (attachment, _, row, suffix) in enumerate(self.pieces(), 1):
            sheet = suffix in ("xlsx", "csv")
            yield {
                "id": count,
                "attachment_id": attachment,
                "number": 1,
                "kind": "sheet" if sheet else "page",
                "name": "Table 1" if sheet else None,
                "text": self.words(row, 9, 10),
                "machine_read": 0,
            }

    def tables(self) -> Iterator[Row]:
        sheets = (piece for piece in self.pieces() if piece[3] in ("xlsx", "csv"))
        for count, (attachment, number, _, _) in enumerate(sheets, 1):
            yield {
                "id": count,
                "disclosure_id": number,
                "attachment_id": attachment,
                "name": "Table 1",
                "columns": '["Year", "Number"]',
                "rows": 5,
            }

    def table_rows(self) -> Iterator[Row]:
        for table in self.tables():
            for number in range(1, 6):
                cells = [str(2018 + number), str(int(str(table["id"])) * number % 400)]
                yield {"table_id": table["id"], "number": number, "cells": json.dumps(cells)}

    def revisions(self) -> Iterator[Row]:
        count = 0
        for number, (_, _, row, _) in enumerate(self.keys, 1):
            for version in (1, 2) if self.edited[row] else ():
                count += 1
                yield {
                    "id": count,
                    "disclosure_id": number,
                    "number": version,
                    "kind": "first" if version == 1 else "edited",
                    "captured": "2026-01-02T03:04:05.000Z" if version == 1 else "2026-01-20T03:04:05.000Z",
                    "changed": "" if version == 1 else "response",
                    "title": self.title(row),
                    "request": self.request(row),
                    "response": self.words(row, 0, 2) if version == 1 else self.response(row),
                }

    def events(self) -> Iterator[Row]:
        count = 0
        for number, (_, _, row, _) in enumerate(self.keys, 1):
            happened = ["edited"] if self.edited[row] else []
            happened += [] if self.state[row] == "present" else [str(self.state[row])]
            for kind in happened:
                count += 1
                yield {
                    "id": count,
                    "disclosure_id": number,
                    "at": f"2026-01-{20 + count % 9}T03:04:05.000Z",
                    "kind": kind,
                }

    def addresses(self) -> Iterator[Row]:
        for number, (_, link, row, _) in enumerate(self.keys, 1):
            yield {"disclosure_id": number, "url": _url(link.partition("/")[0], self.title(row), row), "kind": "main"}

    def withdrawn(self) -> Iterator[Row]:
        for number in range(1, 4):
            yield {
                "id": number,
                "force_id": number,
                "reference": f"9{number}/20",
                "reason": "personal data",
                "at": "2026-01-15",
            }


def _force_rows(count: int) -> Iterator[Row]:
    nations = ("england", "england", "england", "england", "wales", "scotland", "northern-ireland", "england", "uk")
    for number in range(1, count + 1):
        place = PLACES[(number - 1) % len(PLACES)] + ("" if number <= len(PLACES) else " Vale")
        slug = place.lower().replace(" ", "-")
        nation = nations[number % len(nations)]
        crawled = number % 9 != 8
        yield {
            "id": number,
            "slug": slug,
            "name": f"{place} Police (synthetic)",
            "nation": nation,
            "regime": "FOISA" if nation == "scotland" else "FOIA",
            "platform": "synthetic",
            "website": f"https://{slug}.example",
            "listing_url": f"https://{slug}.example/foi/",
            "status": "live" if crawled else "unverified",
            "reason": "" if crawled else "its log's address has not been seen",
            "evidence": "seen" if crawled else "assumed",
            "licence": "unknown",
            "full_text_public": 1,
            "synthetic": 1,
            "last_run": "2026-01-30T02:00:00.000Z" if crawled else None,
            "last_run_status": ("incomplete" if number % 9 == 3 else "ok") if crawled else None,
            "last_run_reason": "stopped by a limit" if number % 9 == 3 else None,
            "last_complete_run": "2026-01-29T02:00:00.000Z" if crawled else None,
        }


def _quote(regime: str, provision: str) -> str:
    return (
        f"Section {provision} of the {'Freedom of Information (Scotland) Act' if regime == 'FOISA' else 'Act'} applies."
    )


def _name(title: str, row: int) -> str:
    return f"{title.lower().replace(' ', '-')}-{row}"


def _url(slug: str, title: str, row: int) -> str:
    return f"https://{slug}.example/foi/{_name(title, row)}/"


def _sentences(draw: np.random.Generator, count: int = 20_000, vocabulary: int = 30_000) -> list[str]:
    """Sentences of 8 to 20 words; word `k` of the vocabulary is drawn in proportion to 1/k."""
    starts = [
        "b",
        "c",
        "d",
        "f",
        "g",
        "h",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "w",
        "br",
        "cl",
        "dr",
        "gr",
        "pl",
        "st",
        "tr",
    ]
    vowels = ["a", "e", "i", "o", "u", "ai", "ea", "oo"]
    syllables = [start + vowel for start in starts for vowel in vowels]
    words: dict[str, None] = {}
    while len(words) < vocabulary:
        for first, second, third in draw.integers(0, len(syllables), (vocabulary, 3)).tolist():
            word = syllables[first] + syllables[second] + (syllables[third] if third % 2 else "")
            if not any(term in word for term in TERMS):
                words[word] = None
    names = list(words)[:vocabulary]
    shares = 1 / np.arange(1, len(names) + 1)
    lengths = draw.integers(8, 21, count)
    picks = iter(draw.choice(len(names), int(lengths.sum()), p=shares / shares.sum()).tolist())
    return [" ".join(names[next(picks)] for _ in range(length)).capitalize() + "." for length in lengths.tolist()]


TABLES = [
    "forces",
    "disclosures",
    "texts",
    "citations",
    "attachments",
    "attachment_parts",
    "tables",
    "table_rows",
    "revisions",
    "events",
    "addresses",
    "withdrawn",
]


def build_synthetic(
    path: Path, rows: int = 1_000_000, seed: int = 1, *, verify: bool | None = None, **writer: Any
) -> Build:
    """Make the folder `path` a public folder with a synthetic file of that many disclosures.

    `path`/foi.db links to it. `verify` compares search index and text (default: for at most 100,000 rows).
    """
    plan = Plan(rows, seed)
    tables = {name: plan.forces if name == "forces" else getattr(plan, name)() for name in TABLES}
    verify = rows <= 100_000 if verify is None else verify
    return write_public(path, tables, built_at=BUILT_AT, facts={"synthetic": "1"}, verify=verify, **writer)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.synthetic", description="Make a synthetic public folder."
    )
    parser.add_argument("out", type=Path, help="the folder; OUT/foi.db will link to the file")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    build = build_synthetic(options.out, options.rows, options.seed, progress=lambda text: print(text, file=sys.stderr))
    print(f"{build.path}: {build.counts['disclosures']} disclosures, {build.size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
