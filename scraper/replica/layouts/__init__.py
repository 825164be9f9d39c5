"""Layouts: one a way of addressing and laying out answers, with the labels, dates and references known of it.

Real forces' classes and tags are unknown, so the markup varies here on purpose and no reader may lean on it.
"""

from __future__ import annotations

from scraper.replica.bodies import ReplicaForce
from scraper.replica.layouts import central_logs, online_home, other_logs, own_sites
from scraper.replica.model import Layout

LAYOUTS: dict[str, Layout] = {
    "enquiry": online_home.ENQUIRY,
    "numbered_response": online_home.NUMBERED_RESPONSE,
    "decided": online_home.DECIDED,
    "received": online_home.RECEIVED,
    "slug_only": online_home.SLUG_ONLY,
    "own_site": own_sites.OWN_SITE,
    "blog": own_sites.BLOG,
    "drupal": own_sites.DRUPAL,
    "dated_pairs": own_sites.DATED_PAIRS,
    "categories": own_sites.CATEGORIES,
    "stub": central_logs.STUB,
    "reports": central_logs.REPORTS,
    "cases": central_logs.CASES,
    "publications": central_logs.PUBLICATIONS,
    "one_page": other_logs.ONE_PAGE,
    "letters": other_logs.LETTERS,
}


def layout_of(force: ReplicaForce) -> Layout:
    """The layout of a force's pages."""
    return LAYOUTS[force.layout]


def moved_path(force: ReplicaForce, path: str) -> str:
    """The other address that a disclosure is given when it moves. Raises `ValueError` where there is none."""
    if force.platform == "single_online_home" and path.startswith("/foi-ai/"):
        return path.replace(f"/foi-ai/{force.folder}/", f"/foi-ai/{force.folder}/archive/", 1)
    if force.layout in {"dated_pairs", "stub"}:
        return path.rstrip("/") + "-archived" + ("/" if path.endswith("/") else "")
    if force.layout == "publications":
        return path.replace("/foi-", "/foi-archived-", 1)
    if force.layout in {"own_site", "blog", "drupal", "categories", "cases"} and "?" not in path:
        folder, _, last = path.rstrip("/").rpartition("/")
        return f"{folder}/archived-{last}" + ("/" if path.endswith("/") else "")
    raise ValueError(f"{force.slug}: disclosures of this kind of site have one address only")
