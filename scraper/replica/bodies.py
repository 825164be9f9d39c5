"""The invented forces: every name says `(replica)`, so that nothing made here can pass for a real force's answer.

One force a kind of site that the crawler knows, and two on the commonest one, so that its per-force folder conventions
differ on the replica as they do in life.
"""

from __future__ import annotations

from typing import NamedTuple

NOTICE = "synthetic demonstration data"


class ReplicaForce(NamedTuple):
    """An invented force. `folder` is its path part on a shared platform, `style` the label habits of its pages."""

    slug: str
    name: str
    platform: str
    nation: str
    regime: str
    folder: str
    style: str
    sitemap: bool


FORCES: tuple[ReplicaForce, ...] = (
    ReplicaForce(
        "exampleshire",
        "Exampleshire Police (replica)",
        "single_online_home",
        "england",
        "FOIA",
        "exampleshire-police",
        "decided",
        False,
    ),
    ReplicaForce(
        "sampleton",
        "Sampleton Constabulary (replica)",
        "single_online_home",
        "wales",
        "FOIA",
        "sampleton-constabulary",
        "labelled",
        True,
    ),
    ReplicaForce(
        "demofordshire",
        "Demofordshire Police (replica)",
        "avon_and_somerset",
        "england",
        "FOIA",
        "",
        "labelled",
        True,
    ),
    ReplicaForce(
        "mockhampton",
        "Mockhampton Police (replica)",
        "west_midlands",
        "england",
        "FOIA",
        "",
        "labelled",
        False,
    ),
    ReplicaForce(
        "northfold",
        "Northfold Police Service (replica)",
        "psni",
        "northern-ireland",
        "FOIA",
        "",
        "numbered",
        True,
    ),
)


def by_slug(slug: str) -> ReplicaForce:
    """The invented force of that slug. Raises `KeyError` naming the slug."""
    for force in FORCES:
        if force.slug == slug:
            return force
    raise KeyError(f"no replica force {slug!r}")
