"""The invented forces: every name says `(replica)`, so that nothing made here can pass for a real force's answer.

One force a kind of site that the crawler knows, and several on the commonest one, so that its per-force conventions of
folders, labels and references differ on the replica as they do in life.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

NOTICE = "synthetic demonstration data"

Validators = Literal["both", "etag", "modified", "weak", "none"]


class ReplicaForce(NamedTuple):
    """An invented force.

    `layout` names how its pages are laid out (`scraper.replica.layouts`), `folder` is its part of a shared platform's
    paths. `sitemap`: declared in robots.txt and complete. `validators`: which of ETag (strong or weak) and
    Last-Modified its server sends. `robots`: whether it has a robots.txt at all. `mirror`: its Welsh tree's folder.
    """

    slug: str
    name: str
    platform: str
    nation: str
    regime: str
    layout: str
    folder: str = ""
    sitemap: bool = False
    validators: Validators = "both"
    robots: bool = True
    mirror: str = ""

    @property
    def plain_name(self) -> str:
        """The name as its own pages print it, without the mark of the replica."""
        return self.name.removesuffix(" (replica)")


FORCES: tuple[ReplicaForce, ...] = (
    ReplicaForce(
        "exampleshire",
        "Exampleshire Police (replica)",
        "single_online_home",
        "england",
        "FOIA",
        "enquiry",
        folder="exampleshire-police",
    ),
    ReplicaForce(
        "sampleton",
        "Sampleton Constabulary (replica)",
        "single_online_home",
        "wales",
        "FOIA",
        "numbered_response",
        folder="sampleton-constabulary",
        sitemap=True,
        validators="weak",
        mirror="cy-GB",
    ),
    ReplicaForce(
        "demofordshire",
        "Demofordshire Police (replica)",
        "avon_and_somerset",
        "england",
        "FOIA",
        "own_site",
        sitemap=True,
    ),
    ReplicaForce(
        "mockhampton",
        "Mockhampton Police (replica)",
        "west_midlands",
        "england",
        "FOIA",
        "blog",
        validators="modified",
    ),
    ReplicaForce(
        "northfold",
        "Northfold Police Service (replica)",
        "psni",
        "northern-ireland",
        "FOIA",
        "drupal",
        sitemap=True,
    ),
    ReplicaForce(
        "pretendham",
        "Pretendham Police (replica)",
        "single_online_home",
        "england",
        "FOIA",
        "decided",
        folder="pretendham-police",
        validators="modified",
    ),
    ReplicaForce(
        "testwick",
        "Testwick Police (replica)",
        "single_online_home",
        "england",
        "FOIA",
        "received",
        folder="testwick-police",
        validators="none",
        robots=False,
    ),
    ReplicaForce(
        "mockglen",
        "Mockglen Police (replica)",
        "single_online_home",
        "wales",
        "FOIA",
        "slug_only",
        folder="mockglen-police",
        validators="etag",
    ),
    ReplicaForce(
        "inventshire",
        "Inventshire Police (replica)",
        "west_yorkshire",
        "england",
        "FOIA",
        "dated_pairs",
        validators="etag",
    ),
    ReplicaForce(
        "glenfiction",
        "Glenfiction Police (replica)",
        "police_scotland",
        "scotland",
        "FOISA",
        "stub",
    ),
    ReplicaForce(
        "fictumbria",
        "Fictumbria Police (replica)",
        "northumbria",
        "england",
        "FOIA",
        "categories",
        robots=False,
    ),
    ReplicaForce(
        "isle-of-sample",
        "Isle of Sample Police (replica)",
        "jersey",
        "jersey",
        "JERSEY",
        "reports",
        validators="none",
    ),
    ReplicaForce(
        "isle-of-specimen",
        "Isle of Specimen Constabulary (replica)",
        "isle_of_man",
        "isle-of-man",
        "IOM",
        "cases",
    ),
    ReplicaForce(
        "pretend-dockyard",
        "Pretend Dockyard Constabulary (replica)",
        "gov_uk",
        "uk",
        "FOIA",
        "publications",
        validators="etag",
    ),
    ReplicaForce(
        "plainsborough",
        "Plainsborough Police (replica)",
        "single_page_log",
        "england",
        "FOIA",
        "one_page",
    ),
    ReplicaForce(
        "letterford",
        "Letterford Constabulary (replica)",
        "file_log",
        "england",
        "FOIA",
        "letters",
        validators="modified",
    ),
)
"""The invented forces, in the order in which they take ports. The order is part of what is made: add at the end."""

DEMO = tuple(force.slug for force in FORCES[:5])
"""The forces of the demo: one a kind of site, two on the commonest."""


def by_slug(slug: str) -> ReplicaForce:
    """The invented force of that slug. Raises `KeyError` naming the slug."""
    for force in FORCES:
        if force.slug == slug:
            return force
    raise KeyError(f"no replica force {slug!r}")
