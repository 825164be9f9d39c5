"""The search box: from what somebody types to an FTS5 expression and a set of filters, whatever they type.

    text ─▶ lexer (tokens) ─▶ parser (tree of terms + filters + notices) ─▶ fts (FTS5 expression)

Nothing here reads the database and nothing here raises on any input: what can't be used becomes a notice.
"""

from __future__ import annotations

from datasette_config.site.query.fts import Expression, expression
from datasette_config.site.query.parser import parse
from datasette_config.site.query.tree import And, Filter, Leaf, Node, Not, Or, Query

__all__ = ["And", "Expression", "Filter", "Leaf", "Node", "Not", "Or", "Query", "expression", "parse"]
