"""The published file's tables and columns: the allow-list of what the world may see, and its data dictionary.

Nothing reaches the public side unless it is named here: publish builds exactly these columns and copies this text into
the file's own `data_dictionary`, from which the site and the README describe them. Wide text lies in tables of its own,
so that counting and filtering read a narrow one. Facets are small integer codes into lookup tables.
"""

from __future__ import annotations

from typing import NamedTuple

SCHEMA_VERSION = 1


class Column(NamedTuple):
    """One published column: SQLite type, meaning, and the table it points to, if any."""

    name: str
    type: str
    meaning: str
    references: str | None = None


class Table(NamedTuple):
    """One published table. `key` is its primary key; `indexes` are tuples of column names, `unique` columns too."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: str | tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    unique: tuple[str, ...] = ()


C = Column

TABLES: tuple[Table, ...] = (
    Table(
        "forces",
        "Every publishing body of the registry, collected or not, with how fresh and how complete it is.",
        (
            C("id", "INTEGER", "Code used in `disclosures`."),
            C("slug", "TEXT", "Short name in addresses."),
            C("name", "TEXT", "The body's name."),
            C("nation", "TEXT", "england, wales, scotland, northern-ireland, uk, jersey or isle-of-man."),
            C("regime", "TEXT", "The law it answers under: FOIA, FOISA, JERSEY or IOM."),
            C("platform", "TEXT", "The kind of site its log is on."),
            C("website", "TEXT", "The body's site."),
            C("listing_url", "TEXT", "Its disclosure log, where known."),
            C("status", "TEXT", "live, unverified, blocked or no_log."),
            C("reason", "TEXT", "Why it has that status, in words."),
            C("evidence", "TEXT", "seen (page text read), url (an address known) or assumed."),
            C("licence", "TEXT", "Licence of its answers; `unknown` unless a statement by the body was found."),
            C("terms_url", "TEXT", "Its terms page."),
            C("terms_note", "TEXT", "What is known of the terms."),
            C("terms_checked", "TEXT", "Day the terms were last checked; empty: never."),
            C("full_text_public", "INTEGER", "1: request and response are published whole; 0: only an extract."),
            C("synthetic", "INTEGER", "1: an invented force with demonstration data."),
            C("last_run", "TEXT", "Start of the last crawl, UTC; null: never crawled."),
            C("last_run_status", "TEXT", "ok, incomplete, blocked or failed."),
            C("last_run_reason", "TEXT", "Why the last crawl was not ok."),
            C("last_complete_run", "TEXT", "Start of the last complete crawl, UTC."),
            C("disclosures", "INTEGER", "Disclosures published here."),
        ),
        "id",
        unique=("slug",),
    ),
    Table(
        "outcomes",
        "How a request ended.",
        (
            C("id", "INTEGER", "Code used in `disclosures`."),
            C("name", "TEXT", "Machine name, such as partially_withheld."),
            C("label", "TEXT", "Plain words."),
            C("meaning", "TEXT", "One sentence."),
        ),
        "id",
        unique=("name",),
    ),
    Table(
        "provisions",
        "Provisions of the information laws: what can be cited.",
        (
            C("id", "INTEGER", "Code used in `citations`."),
            C("regime", "TEXT", "FOIA, FOISA, EIR, EISR, JERSEY, IOM or DPA."),
            C("provision", "TEXT", "Canonical form, such as 31(1)(a)."),
            C("section", "TEXT", "Its section, regulation or article alone, such as 31."),
            C("title", "TEXT", "Short title."),
            C("kind", "TEXT", "Exemption, procedural duty and so on, as in the provisions table of the project."),
            C(
                "qualified",
                "INTEGER",
                "1 qualified (public-interest test), 0 absolute, null not applicable or unknown.",
            ),
            C("basis", "TEXT", "class, prejudice or null."),
            C("ncnd_limb", "INTEGER", "1: this limb lifts the duty to confirm or deny."),
            C("tokens", "TEXT", "Search tokens of it and of every provision it is part of, blank-separated."),
        ),
        "id",
        (("regime", "provision"), ("regime", "section")),
    ),
    Table(
        "disclosures",
        "One published request and its answer: the narrow table that filters and counts read.",
        (
            C("id", "INTEGER", "Row number; not stable between publications: cite `permalink`."),
            C("permalink", "TEXT", "Stable address on this site less `/d/`, such as avon-and-somerset/992-20."),
            C("force_id", "INTEGER", "The publishing body.", "forces"),
            C("reference", "TEXT", "As the page prints it; null if it prints none."),
            C("title", "TEXT", "The disclosure's own title."),
            C("request_date", "TEXT", "When the request was made: YYYY-MM-DD or YYYY-MM."),
            C("response_date", "TEXT", "When the force answered: YYYY-MM-DD or YYYY-MM."),
            C("published_date", "TEXT", "When the page was put up, if the page says so."),
            C("filed_period", "TEXT", "Year and month folder of the address; a filing bucket, not a date."),
            C(
                "date",
                "TEXT",
                "The date to sort by: response, else request, else published, else filed period, else null.",
            ),
            C("date_source", "TEXT", "Which of those it is."),
            C("year", "INTEGER", "Year of `date`, or null."),
            C("outcome_id", "INTEGER", "How the request ended.", "outcomes"),
            C("outcome_flags", "TEXT", "Flags of parts, blank-separated, such as ncnd_part not_held_part."),
            C("ncnd", "INTEGER", "1: any applied exemption or the outcome is neither confirm nor deny."),
            C("legislation", "TEXT", "Regimes it was handled under, blank-separated."),
            C("working_days", "INTEGER", "Working days to the answer, where both dates are exact."),
            C("structure", "TEXT", "How request and response were told apart."),
            C("language", "TEXT", "en or cy."),
            C("attachments", "INTEGER", "Number of files offered with the answer."),
            C("state", "TEXT", "present, missing, removed or returned on the force's site."),
            C("edited", "INTEGER", "1: the force changed the page after it was first captured."),
            C("url", "TEXT", "The original address."),
            C("first_captured", "TEXT", "First capture, UTC."),
            C("last_captured", "TEXT", "Capture that this text comes from, UTC."),
            C("last_checked", "TEXT", "Last time the address was asked or listed, UTC."),
            C("content_digest", "TEXT", "SHA-256 of the captured page."),
            C("held", "INTEGER", "1: text withheld here for review; only the tombstone fields are filled."),
        ),
        "id",
        (("force_id", "date"), ("date",), ("reference",), ("outcome_id",), ("year",)),
        ("permalink",),
    ),
    Table(
        "texts",
        "Request and response of each disclosure.",
        (
            C("id", "INTEGER", "The disclosure.", "disclosures"),
            C("request", "TEXT", "The requester's words."),
            C("response", "TEXT", "The force's answer."),
            C("extract_only", "INTEGER", "1: shortened, because the body's terms do not allow the whole text here."),
            C("segments", "TEXT", "JSON: the page in order, each with role, number and text."),
            C("provenance", "TEXT", "JSON: for each field the rule that found it, and where."),
            C("warnings", "TEXT", "JSON: codes of what is doubtful."),
            C("attachment_text", "TEXT", "Text of the published attachments, joined, for the search index."),
        ),
        "id",
    ),
    Table(
        "citations",
        "Provisions cited in a disclosure.",
        (
            C("id", "INTEGER", "Row number."),
            C("disclosure_id", "INTEGER", "Where it is cited.", "disclosures"),
            C("provision_id", "INTEGER", "What is cited.", "provisions"),
            C("status", "TEXT", "applied, mentioned, negated or requester: only `applied` ones are exemptions used."),
            C("ncnd", "INTEGER", "1: relied on to neither confirm nor deny."),
            C("scope", "TEXT", "The questions it covers, in the page's words, if said."),
            C("quote", "TEXT", "The sentence that cites it."),
        ),
        "id",
        (("disclosure_id",), ("provision_id", "disclosure_id")),
    ),
    Table(
        "attachments",
        "Files the force offered with an answer.",
        (
            C("id", "INTEGER", "Row number."),
            C("disclosure_id", "INTEGER", "The disclosure.", "disclosures"),
            C("position", "INTEGER", "Order on the page, from 1."),
            C("url", "TEXT", "Original address of the file."),
            C("filename", "TEXT", "Its name."),
            C("label", "TEXT", "The link's words."),
            C("media_type", "TEXT", "Type found from the content, else from the name."),
            C("size", "INTEGER", "Bytes; null if it was not captured."),
            C("pages", "INTEGER", "Pages or sheets, where that means something."),
            C("digest", "TEXT", "SHA-256 of the file as captured; null if held or not captured."),
            C("captured", "TEXT", "When it was captured, UTC."),
            C(
                "status",
                "TEXT",
                "published, held, not_captured, encrypted, unsupported, too_large, limit_hit, corrupt or needs_ocr.",
            ),
            C("note", "TEXT", "Why it is held or unread, in general words."),
        ),
        "id",
        (("disclosure_id", "position"),),
    ),
    Table(
        "attachment_parts",
        "Text of the published attachments by page, sheet or section.",
        (
            C("id", "INTEGER", "Row number."),
            C("attachment_id", "INTEGER", "The file.", "attachments"),
            C("number", "INTEGER", "Page, sheet or section number, from 1; of files within a file, counted on."),
            C("kind", "TEXT", "page, sheet, slide, section, message or text."),
            C("name", "TEXT", "Name of the sheet or section, if it has one."),
            C("text", "TEXT", "Its text."),
            C("machine_read", "INTEGER", "1: read from an image by OCR."),
        ),
        "id",
        (("attachment_id", "number"),),
    ),
    Table(
        "tables",
        "Tables found in responses and attachments.",
        (
            C("id", "INTEGER", "Row number."),
            C("disclosure_id", "INTEGER", "The disclosure.", "disclosures"),
            C("attachment_id", "INTEGER", "The file, or null if the table stands in the page.", "attachments"),
            C("name", "TEXT", "Sheet name or caption."),
            C("columns", "TEXT", "JSON list of column heads as printed; null if no header was found."),
            C("rows", "INTEGER", "Number of rows."),
        ),
        "id",
        (("disclosure_id",), ("attachment_id",)),
    ),
    Table(
        "table_rows",
        "Rows of those tables.",
        (
            C("table_id", "INTEGER", "The table.", "tables"),
            C("number", "INTEGER", "Row number, from 1, header not counted."),
            C("cells", "TEXT", "JSON list of cells as published."),
        ),
        ("table_id", "number"),
    ),
    Table(
        "revisions",
        "Versions of each disclosure that has more than one: each differed from the one before.",
        (
            C("id", "INTEGER", "Row number."),
            C("disclosure_id", "INTEGER", "The disclosure.", "disclosures"),
            C("number", "INTEGER", "1 is the first captured."),
            C("kind", "TEXT", "first, edited (by the force) or reparsed (by a better normaliser)."),
            C("captured", "TEXT", "Time of the capture, UTC."),
            C("changed", "TEXT", "Blank-separated names of the fields that differ from the version before."),
            C("title", "TEXT", "Title in this version."),
            C("request", "TEXT", "Request in this version."),
            C("response", "TEXT", "Response in this version."),
        ),
        "id",
        (("disclosure_id", "number"), ("captured",)),
    ),
    Table(
        "events",
        "What happened to a disclosure on the force's site, newest last.",
        (
            C("id", "INTEGER", "Row number."),
            C("disclosure_id", "INTEGER", "The disclosure.", "disclosures"),
            C("at", "TEXT", "When it was noticed, UTC."),
            C("kind", "TEXT", "published, edited, missing, removed, returned or moved."),
            C("detail", "TEXT", "In words."),
        ),
        "id",
        (("disclosure_id", "at"), ("kind", "at")),
    ),
    Table(
        "addresses",
        "Every address a disclosure was found at.",
        (
            C("disclosure_id", "INTEGER", "The disclosure.", "disclosures"),
            C("url", "TEXT", "Canonical address."),
            C("kind", "TEXT", "main, alternate (such as a Welsh mirror) or former."),
        ),
        ("disclosure_id", "url"),
        (("url",),),
    ),
    Table(
        "withdrawn",
        "Tombstones: what was taken down, and for what class of reason.",
        (
            C("id", "INTEGER", "Row number."),
            C("force_id", "INTEGER", "The publishing body.", "forces"),
            C("reference", "TEXT", "Reference of what was withdrawn."),
            C("reason", "TEXT", "Class of reason, in plain words."),
            C("at", "TEXT", "Day of the decision."),
        ),
        "id",
    ),
    Table(
        "archive_build",
        "Manifest of this file: how, when and from what it was built.",
        (C("key", "TEXT", "Name of the fact."), C("value", "TEXT", "The fact.")),
        "key",
    ),
    Table(
        "data_dictionary",
        "What each table and column means; a row with an empty column describes the table.",
        (
            C("table", "TEXT", "Table."),
            C("column", "TEXT", "Column, or empty."),
            C("meaning", "TEXT", "In words."),
        ),
        ("table", "column"),
    ),
)

SEARCH_TABLE = "search"
SEARCH_COLUMNS = ("reference", "title", "request", "response", "attachment_text", "citations")
"""Columns of the FTS5 index, in rank order. `citations` holds one token for each provision cited and each provision it
is part of, so that every spelling of a citation finds the same rows; see `citation_token`."""
SEARCH_SOURCE = "search_source"
"""The view that the FTS5 index reads its text from, one row a disclosure."""


def citation_token(regime: str, provision: str) -> str:
    """The search token of a provision: `FOIA`, `31(1)(a)` give `xfoia31x1xax`.

    Made of letters and digits only so that FTS5's tokeniser keeps it whole, and fenced with x so that a prefix of one
    provision is never another: 3 is not found by 31.
    """
    return "x" + regime.lower() + provision.lower().replace("(", "x").replace(")", "").replace(" ", "") + "x"


def citation_tokens(regime: str, provision: str) -> str:
    """The tokens of a provision and of every provision it is part of, blank-separated, finest last.

    `FOIA`, `31(1)(a)` give the tokens of `31`, `31(1)` and `31(1)(a)`.
    """
    places = [end for end, sign in enumerate(provision) if sign == "(" and end] + [len(provision)]
    return " ".join(citation_token(regime, provision[:end]) for end in places)
