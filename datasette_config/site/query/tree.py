"""What a query means: a small tree of terms, plus filters that the facet columns answer, plus notices to the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LeafKind = Literal["words", "prefix", "citation"]


@dataclass(frozen=True)
class Leaf:
    """One thing to look for. `words` is a word or a phrase; `prefix` a beginning; `citation` a provision.

    `column` limits it to one column of the index, or is empty for all of them. For a citation, `text` is the canonical
    provision such as `31(3)`, `regimes` the laws it may belong to (empty: any), and `written` its words as typed, to
    look for if no law has such a provision (empty: it was asked for as a provision and as nothing else).
    """

    kind: LeafKind
    text: str
    column: str = ""
    regimes: tuple[str, ...] = ()
    written: str = ""


@dataclass(frozen=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """Any of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Everything but the part."""

    part: Node


Node = Leaf | And | Or | Not


@dataclass(frozen=True)
class Filter:
    """A condition on a facet or date: `name` as in `force`, `value` as typed, `exclude` if it was negated."""

    name: str
    value: str
    exclude: bool = False


@dataclass
class Query:
    """A parsed query. `text` is the cleaned input; `node` is None when nothing is to be looked up in the text index."""

    text: str
    node: Node | None = None
    filters: list[Filter] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
