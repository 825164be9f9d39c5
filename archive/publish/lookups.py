"""Rows of the lookup tables that do not come from the archive: outcomes, provisions and the data dictionary."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib import resources

from archive.publish.schema import SEARCH_SOURCE, SEARCH_TABLE, TABLES, citation_tokens

Row = dict[str, object]

OUTCOMES = (
    ("granted_in_full", "Granted in full", "All that was asked for and is held was supplied."),
    (
        "partially_withheld",
        "Partly withheld",
        "Something of substance was supplied and an exemption applied to the rest.",
    ),
    ("fully_withheld", "Withheld in full", "The information is held, none was supplied, and an exemption applied."),
    (
        "neither_confirm_nor_deny",
        "Neither confirmed nor denied",
        "Nothing was supplied, and the force would not say whether it holds anything.",
    ),
    ("cost_limit", "Refused on cost", "Answering would have gone over the limit of cost or time that the law sets."),
    ("vexatious_or_repeated", "Vexatious or repeated", "The request was refused as vexatious or repeated."),
    ("not_held", "Not held", "The force holds nothing of what was asked for."),
    ("accessible_elsewhere", "Available elsewhere", "The force pointed to where it is already available, and no more."),
    ("future_publication", "To be published", "Refused because the force means to publish it."),
    ("clarification_sought", "Clarification sought", "Nothing was decided: the force asked for more detail."),
    ("transferred", "Transferred", "The request was passed on or signposted to another body, and no more."),
    (
        "unknown",
        "Not known",
        "The page does not let one tell, for instance because the answer is in a file that was not read.",
    ),
)
"""Name, plain words and meaning of each outcome, by the record's rules; the place in this list, from 1, is its id."""

OUTCOME_IDS = {name: number for number, (name, _, _) in enumerate(OUTCOMES, 1)}


def outcome_rows() -> Iterator[Row]:
    """Rows of `outcomes`."""
    for number, (name, label, meaning) in enumerate(OUTCOMES, 1):
        yield {"id": number, "name": name, "label": label, "meaning": meaning}


def section_of(provision: str) -> str:
    """The section, regulation or article alone: `31(1)(a)` gives `31`."""
    return provision.partition("(")[0].strip()


def provision_rows(cited: Iterable[tuple[str, str]] = ()) -> list[Row]:
    """Rows of `provisions`: the project's own table in its order, then what else is `cited` (regime, provision).

    A cited provision that the table lacks is published with nulls for what is not known of it.
    """
    text = resources.files("archive.normalise").joinpath("data/provisions.csv").read_text(encoding="utf-8")
    known: dict[tuple[str, str], Row] = {}
    for line in csv.DictReader(text.splitlines()):
        qualified = {"qualified": 1, "absolute": 0}.get(line["absolute_or_qualified"])
        known[line["regime"], line["provision"]] = {
            "title": line["short_title"].replace("NCND", "neither confirm nor deny") or None,
            "kind": line["kind"] or None,
            "qualified": qualified,
            "basis": None if line["basis"] in ("", "n/a") else line["basis"],
            "ncnd_limb": int(line["ncnd_limb"] == "true"),
        }
    unlisted: dict[tuple[str, str], Row] = {key: {} for key in sorted(set(cited) - known.keys())}
    return [
        {
            "id": number,
            "regime": regime,
            "provision": provision,
            "section": section_of(provision),
            "tokens": citation_tokens(regime, provision),
            **facts,
        }
        for number, ((regime, provision), facts) in enumerate({**known, **unlisted}.items(), 1)
    ]


def dictionary_rows() -> Iterator[Row]:
    """Rows of `data_dictionary`, from the schema."""
    for table in TABLES:
        yield {"table": table.name, "column": "", "meaning": table.meaning}
        for column in table.columns:
            yield {"table": table.name, "column": column.name, "meaning": column.meaning}
    yield {
        "table": SEARCH_SOURCE,
        "column": "",
        "meaning": "View: the text of each disclosure that the search index reads.",
    }
    yield {
        "table": SEARCH_TABLE,
        "column": "",
        "meaning": "Full-text index (SQLite FTS5) over that view; rowid is the disclosure.",
    }
