"""From tokens to a tree. `OR` joins its two neighbours before anything else does, as people expect of a search box:
`drones OR helicopters cost` wants either machine and the word cost. Brackets group; a minus or `NOT` excludes.
"""

from __future__ import annotations

import unicodedata

from datasette_config.site.query import citation, reference
from datasette_config.site.query.lexer import MAX_TOKENS, Token, clean, tokens
from datasette_config.site.query.tree import And, Filter, Leaf, Node, Not, Or, Query

MAX_DEPTH = 6
COLUMNS = {"title": "title", "request": "request", "response": "response", "attachment": "attachment_text"}
FILTERS = (
    "force",
    "nation",
    "year",
    "outcome",
    "has",
    "is",
    "filetype",
    "regime",
    "date",
    "from",
    "to",
    "after",
    "before",
)


def searchable(text: str) -> bool:
    """Whether the index would keep any of it: it holds letters and digits only."""
    return any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Co" for c in text)


class _Parser:
    """Recursive descent over the tokens; filters and notices go to the query as they are met."""

    def __init__(self, query: Query, found: list[Token]) -> None:
        self.query = query
        self.found = found
        self.at = 0

    def group(self, depth: int) -> Node | None:
        """Everything up to the closing bracket (or the end), joined by AND."""
        parts: list[Node] = []
        while self.at < len(self.found):
            token = self.found[self.at]
            if token.kind == "close":
                self.at += 1
                if depth:
                    break
                continue
            node = self.alternatives(depth)
            if node is not None:
                parts.append(node)
        return _join(And, parts)

    def alternatives(self, depth: int) -> Node | None:
        """One item, or several joined by OR."""
        parts: list[Node] = []
        first = self.item(depth)
        if first is not None:
            parts.append(first)
        while self.at < len(self.found) and self.found[self.at].kind == "or":
            self.at += 1
            if self.at < len(self.found) and self.found[self.at].kind != "close":
                other = self.item(depth)
                if other is not None:
                    parts.append(other)
        return _join(Or, parts)

    def item(self, depth: int) -> Node | None:
        """A word, phrase, citation, filter or bracketed group, with its negation."""
        token = self.found[self.at]
        self.at += 1
        if token.kind == "or":
            return None
        if token.kind == "not":
            if self.at >= len(self.found) or self.found[self.at].kind in ("or", "close"):
                return None
            if self.found[self.at].kind == "not":
                return None
            self.found[self.at] = _negate(self.found[self.at])
            return self.item(depth)
        if token.kind == "open":
            node = self.group(depth + 1) if depth < MAX_DEPTH else None
        elif token.kind == "close":
            return None
        else:
            node = self.leaf(token)
        return Not(node) if node is not None and token.negated else node

    def leaf(self, token: Token) -> Node | None:
        """The leaf of one token; None if it is a filter or holds nothing that the index keeps."""
        if token.field in FILTERS:
            self.query.filters.append(Filter(token.field, token.text.strip(), token.negated))
            return None
        if token.kind == "citation" or token.field == "section":
            return self.citation(token)
        column = COLUMNS.get(token.field, "")
        if token.field == "ref":
            self.query.references.append(reference.squash(token.text))
            column = "reference"
        if not searchable(token.text):
            return None
        if token.kind == "word" and token.text.endswith("*"):
            stem = token.text.rstrip("*")
            return Leaf("prefix", stem, column) if searchable(stem) else None
        return Leaf("words", token.text, column)

    def citation(self, token: Token) -> Node | None:
        """A provision, or its words if it can't be read as one."""
        read = citation.canonical(token.text)
        if read is None:
            if token.field:
                self.query.notices.append(
                    f"“{token.text}” isn’t a section number such as 31(3); it was looked for as words."
                )
            return Leaf("words", token.text) if searchable(token.text) else None
        provisions, regimes = read
        if token.law in ("regulation", "article"):
            regimes = citation.BY_HEAD[token.law[0]]
        written = "" if token.field else token.text
        return _join(And, [Leaf("citation", provision, "", regimes, written) for provision in provisions])


def _negate(token: Token) -> Token:
    return Token(token.kind, token.text, token.field, not token.negated, token.law)


def _join(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def parse(text: str) -> Query:
    """The meaning of a search box's text. Never raises; what could not be used is said in `notices`."""
    query = Query(clean(text))
    if len(text) > len(query.text) + 200:
        query.notices.append("Only the first 500 characters of the search were used.")
    found, dropped = tokens(query.text)
    if dropped:
        query.notices.append(f"Only the first {MAX_TOKENS} words of the search were used.")
    query.node = _Parser(query, found).group(0)
    if not query.filters and not query.references and reference.looks_like(query.text):
        query.references.append(reference.squash(query.text))
    return query
