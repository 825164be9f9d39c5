"""The registry directory of a running replica: a force file each, with the ports it really has."""

from __future__ import annotations

from pathlib import Path

from scraper.replica import listings
from scraper.replica.state import Site

EXAMPLES = {
    "enquiry": ["89-26", "700-24"],
    "numbered_response": ["1102/2025", "828/2023"],
    "decided": ["01.FOI.24.036691"],
    "received": ["958-2024"],
    "slug_only": ["825/25", "1432/24"],
    "own_site": ["575/21", "007-25"],
    "blog": ["615/20", "1648A/23"],
    "drupal": ["FOI/15929", "FOI/00013725"],
    "dated_pairs": ["FOI 1759225/23"],
    "stub": ["24-0634", "IM-FOI-2021-1113"],
    "categories": ["280/18", "010/19"],
    "cases": ["1435085"],
    "publications": ["2021-038"],
    "one_page": ["9317-18"],
    "letters": ["FOI 000880/20"],
}
"""References as each layout prints them."""


def write_registry(directory: Path, sites: dict[int, Site]) -> None:
    """Write a force file for each site on its port into `directory`, which is made if need be."""
    directory.mkdir(parents=True, exist_ok=True)
    for port, site in sites.items():
        (directory / f"{site.force.slug}.toml").write_text(force_file(site, port), encoding="utf-8")


def force_file(site: Site, port: int) -> str:
    """The force file of a site on a port, as TOML."""
    force = site.force
    base = f"http://127.0.0.1:{port}"
    examples = ", ".join(f'"{one}"' for one in EXAMPLES.get(force.layout, []))
    return (
        f'name = "{force.name}"\nnation = "{force.nation}"\nregime = "{force.regime}"\nplatform = "{force.platform}"\n'
        f'status = "live"\nreason = "An invented force of the replica."\nevidence = "seen"\nwebsite = "{base}"\n'
        f'listings = ["{base}{listings.start_path(site)}"]\nhosts = ["127.0.0.1:{port}"]\n'
        f"reference_examples = [{examples}]\nsynthetic = true\n\n"
        '[terms]\nlicence = "invented"\nfull_text_public = true\n\n[politeness]\ndelay = 0.0\n'
    )
