"""From the tree to FTS5. Every term is quoted, so no input can be read as FTS5's own syntax.

FTS5 has no expression for "everything but", so an expression carries `inverted`: the rows wanted are those it does not
match. De Morgan's rules keep that flag at the top, and each part below is a plain positive expression or a NOT of two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from datasette_config.site.query.tree import And, Leaf, Node, Not, Or

Tokens = Callable[[Leaf], Sequence[str]]
"""From a citation to the index's tokens for it; none if no law has such a provision."""


@dataclass(frozen=True)
class Expression:
    """`match` is FTS5's syntax; `inverted`: the rows wanted are those that it does not match."""

    match: str
    inverted: bool = False


def quote(text: str) -> str:
    """A string of FTS5: quoted, quotes doubled."""
    return '"' + text.replace('"', '""') + '"'


def _leaf(leaf: Leaf, tokens: Tokens) -> str:
    if leaf.kind == "citation":
        names = tokens(leaf)
        if not names:
            return quote(leaf.written or leaf.text)
        joined = " OR ".join(quote(name) for name in names)
        return f"{{citations}} : ({joined})"
    term = quote(leaf.text) + (" *" if leaf.kind == "prefix" else "")
    if leaf.column:
        return f"{{{leaf.column}}} : {term}"
    # the tokens of citations begin with x, and are no words
    return f"- {{citations}} : {term}" if leaf.kind == "prefix" and leaf.text[:1] in "xX" else term


def _all(parts: list[Expression]) -> Expression:
    positive = [p.match for p in parts if not p.inverted]
    negative = [p.match for p in parts if p.inverted]
    unwanted = " OR ".join(f"({n})" for n in negative)
    if not positive:
        return Expression(unwanted, inverted=True)
    wanted = " AND ".join(f"({p})" for p in positive) if len(positive) > 1 else positive[0]
    return Expression(f"({wanted}) NOT ({unwanted})" if negative else wanted)


def expression(node: Node, tokens: Tokens) -> Expression:
    """The FTS5 expression of a tree; `tokens` supplies the index's tokens of a provision."""
    if isinstance(node, Leaf):
        return Expression(_leaf(node, tokens))
    if isinstance(node, Not):
        inner = expression(node.part, tokens)
        return Expression(inner.match, not inner.inverted)
    parts = [expression(part, tokens) for part in node.parts]
    if isinstance(node, And):
        return _all(parts)
    # a OR NOT b  =  NOT (b AND NOT a)
    if any(p.inverted for p in parts):
        flipped = _all([Expression(p.match, not p.inverted) for p in parts])
        return Expression(flipped.match, not flipped.inverted)
    return Expression(" OR ".join(f"({p.match})" for p in parts))


__all__ = ["And", "Expression", "Leaf", "Node", "Not", "Or", "Tokens", "expression", "quote"]
