"""Where a search matched: title, request, answer or a page of an attachment, with its words marked.

FTS5 marks the words of the row it indexed. That index holds all attachments of an answer as one text, so for a match
found only there the parts of those attachments are indexed once more, in memory, to tell which file and page it was.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from datasette_config.site.query import And, Leaf, Node, Not, Or
from datasette_config.site.query.fts import quote

OPEN, CLOSE = "\x02", "\x03"
LENGTH = 34
LONGEST = 900
PARTS_CHARACTERS = 400_000
PARTS_SHOWN = 60


@dataclass(frozen=True)
class Snippet:
    """A piece of text with marked words; `place` says where it is from, `link` leads there from the disclosure."""

    place: str
    html: Markup
    link: str = ""


def marked(text: str) -> Markup:
    """Text with FTS5's marks as `<mark>`, everything else escaped, marks always in pairs."""
    pieces: list[Markup] = []
    inside = False
    for piece in text.replace(OPEN, f"\x01{OPEN}").replace(CLOSE, f"\x01{CLOSE}").split("\x01"):
        if piece.startswith(OPEN) and not inside:
            pieces.append(Markup("<mark>"))
            inside = True
        elif piece.startswith(CLOSE) and inside:
            pieces.append(Markup("</mark>"))
            inside = False
        pieces.append(escape(piece.lstrip(OPEN + CLOSE)))
    if inside:
        pieces.append(Markup("</mark>"))
    return Markup("").join(pieces)


def _cut(text: str) -> str:
    """A snippet of at most `LONGEST` characters: a text without blanks can be one enormous token."""
    if len(text) <= LONGEST:
        return text
    at = max(text.find(OPEN) - 100, 0)
    return text[at : at + LONGEST] + "…"


def positive(node: Node | None) -> list[Leaf]:
    """The leaves that a match can be made of: everything not negated, citations left out."""
    if node is None or isinstance(node, Not):
        return []
    if isinstance(node, (And, Or)):
        return [leaf for part in node.parts for leaf in positive(part)]
    return [] if node.kind == "citation" else [node]


def read(
    connection: sqlite3.Connection, match: str | None, node: Node | None, ids: Iterable[int]
) -> tuple[dict[int, Markup], dict[int, list[Snippet]]]:
    """Marked titles and snippets of some disclosures, by id. `match` None: nothing is marked, the request is shown."""
    wanted = [int(number) for number in ids]
    titles: dict[int, Markup] = {}
    snippets: dict[int, list[Snippet]] = {}
    left = list(wanted)
    if match and wanted:
        left = []
        marks = ",".join("?" * len(wanted))
        sql = (
            f"SELECT rowid, highlight(search, 1, ?, ?), snippet(search, 2, ?, ?, '…', {LENGTH}),"  # noqa: S608
            f" snippet(search, 3, ?, ?, '…', {LENGTH}), snippet(search, 4, ?, ?, '…', {LENGTH})"
            f" FROM search WHERE search MATCH ? AND rowid IN ({marks})"
        )
        found = {row[0]: row for row in connection.execute(sql, (*(OPEN, CLOSE) * 4, match, *wanted))}
        for number in wanted:
            row = found.get(number)
            if row is None:
                left.append(number)
                continue
            titles[number] = marked(row[1] or "")
            pieces = [
                Snippet(place, marked(_cut(text)))
                for place, text in (("Request", row[2]), ("Answer", row[3]))
                if text and OPEN in text
            ]
            if row[4] and OPEN in row[4] and len(pieces) < 2:
                pieces.append(_attachment(connection, number, node) or Snippet("A file", marked(_cut(row[4]))))
            if pieces:
                snippets[number] = pieces[:2]
            else:
                left.append(number)
    if match and left:
        snippets |= _cited(connection, node, left)
        left = [number for number in left if number not in snippets]
    if left:
        marks = ",".join("?" * len(left))
        sql = f"SELECT id, substr(coalesce(request, response), 1, 260) AS start FROM texts WHERE id IN ({marks})"  # noqa: S608
        for row in connection.execute(sql, left):
            if row["start"]:
                text = row["start"].rpartition(" ")[0] + " …" if len(row["start"]) == 260 else row["start"]
                snippets[row["id"]] = [Snippet("", marked(text))]
    return titles, snippets


def cited(node: Node | None) -> list[Leaf]:
    """The provisions that a match can be made of: every citation that is not negated."""
    if isinstance(node, (And, Or)):
        return [leaf for part in node.parts for leaf in cited(part)]
    return [node] if isinstance(node, Leaf) and node.kind == "citation" else []


def _cited(connection: sqlite3.Connection, node: Node | None, ids: list[int]) -> dict[int, list[Snippet]]:
    """For each disclosure the first sentence that cites a provision asked for or a part of it, `applied` ones first."""
    found: dict[int, list[Snippet]] = {}
    marks = ",".join("?" * len(ids))
    for leaf in cited(node)[:5]:
        sql = (
            "SELECT c.disclosure_id AS id, c.quote, p.regime FROM citations c"  # noqa: S608
            f" JOIN provisions p ON p.id = c.provision_id WHERE c.disclosure_id IN ({marks}) AND c.quote IS NOT NULL"
            " AND substr(p.provision || '(', 1, length(?)) = ? ORDER BY c.status != 'applied', c.id"
        )
        number = r"\s*".join(re.escape(piece) for piece in re.findall(r"[0-9]+[A-Za-z]*|[A-Za-z]+|[()]", leaf.text))
        for row in connection.execute(sql, (*ids, f"{leaf.text}(", f"{leaf.text}(")):
            if row["id"] not in found and (not leaf.regimes or row["regime"] in leaf.regimes):
                quote_marked = re.sub(rf"(?<![0-9]){number}", rf"{OPEN}\g<0>{CLOSE}", row["quote"], flags=re.IGNORECASE)
                found[row["id"]] = [Snippet("Reason given", marked(_cut(quote_marked)))]
    return found


def _attachment(connection: sqlite3.Connection, number: int, node: Node | None) -> Snippet | None:
    """The best matching part of a disclosure's attachments; None if no part has the words."""
    leaves = positive(node)
    if not leaves:
        return None
    match = " OR ".join(quote(leaf.text) + (" *" if leaf.kind == "prefix" else "") for leaf in leaves)
    rows = connection.execute(
        "SELECT coalesce(a.label, a.filename, 'file') AS name, a.filename, a.position, p.kind, p.number,"
        " p.name AS part, substr(p.text, 1, 50000) AS text"
        " FROM attachments a JOIN attachment_parts p ON p.attachment_id = a.id"
        " WHERE a.disclosure_id = ? AND a.status = 'published' ORDER BY a.position, p.number LIMIT 200",
        (number,),
    )
    parts: list[sqlite3.Row] = []
    room = PARTS_CHARACTERS
    for row in rows:
        room -= len(row["text"] or "")
        if room < 0:
            break
        parts.append(row)
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE parts USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')")
        memory.executemany("INSERT INTO parts(rowid, text) VALUES (?, ?)", enumerate((p["text"] for p in parts), 1))
        best = memory.execute(
            "SELECT rowid, snippet(parts, 0, ?, ?, '…', ?) FROM parts WHERE parts MATCH ? ORDER BY rank LIMIT 1",
            (OPEN, CLOSE, LENGTH, match),
        ).fetchone()
    finally:
        memory.close()
    if best is None:
        return None
    part = parts[best[0] - 1]
    name = part["filename"] or part["name"]
    # the file's page shows its parts some at a time
    page = f"?page={(part['number'] - 1) // PARTS_SHOWN + 1}" if part["number"] > PARTS_SHOWN else ""
    link = f"/file/{part['position']}{page}#p{part['number']}"
    return Snippet(f"{name}, {_place(part)}", marked(_cut(best[1])), link)


def _place(part: sqlite3.Row) -> str:
    if part["kind"] == "sheet":
        return f"sheet “{part['part']}”" if part["part"] else f"sheet {part['number']}"
    return f"{part['kind'] or 'part'} {part['number']}"
