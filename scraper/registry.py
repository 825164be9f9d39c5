"""The force registry: one TOML file a force, decoded into frozen values; the list of files is the coverage list.

An unknown key, a wrong type or a missing value is an error that names the file and the key, because a misspelt key that
is silently ignored would be a force that silently stops being collected. The file's stem is the force's slug.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from scraper.errors import ScraperError

FORCES_DIR = Path(__file__).parent / "forces"

Nation = Literal["england", "wales", "scotland", "northern-ireland", "uk", "jersey", "isle-of-man"]
Regime = Literal["FOIA", "FOISA", "JERSEY", "IOM"]
Status = Literal["live", "unverified", "blocked", "no_log"]


class RegistryError(ScraperError):
    """A registry directory or force file that cannot be used; the message names the file and the key."""


class UnknownForce(RegistryError):
    """A slug for which the registry has no file."""


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Terms and licence facts of a force's site, with the day they were last checked (ISO date, or empty: never).

    `consent_required`: the site's terms forbid collecting without written consent, so a crawl refuses until the
    operator records one. `full_text_public`: false keeps request and response text out of the published file, where
    only a short extract and the link appear. Source of the rules: the publisher's own terms page.
    """

    licence: str = "unknown"
    terms_url: str = ""
    note: str = ""
    checked: str = ""
    consent_required: bool = False
    full_text_public: bool = True


class Politeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How gently the site is asked: `delay` is the least number of seconds between two requests to one host."""

    delay: float = 2.0
    concurrency: int = 1
    timeout: float = 60.0


class Expectations(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Bounds beside the source. Below `minimum_entries` the run fails; above `maximum_entries` it warns (0: no bound).

    Fill rates are shares between 0 and 1 of fetched disclosures; `usual_days_between_new` is in days.
    """

    minimum_entries: int = 0
    maximum_entries: int = 0
    minimum_share_with_title: float = 0.0
    usual_days_between_new: float = 0.0


class Force(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One publishing body, as its TOML says. `hosts` are exact (`host` or `host:port`), also for redirects.

    `retired_hosts` held the log once (old or beta sites): recognised in imports and web archives, never asked live.
    `disclosure_paths` and `attachment_paths` are regular expressions searched in the address's path and query; where
    empty, the platform's own shapes decide. `reference_examples` are as printed on pages or letters.
    """

    name: str
    nation: Nation
    regime: Regime
    platform: str
    status: Status
    reason: str = ""
    evidence: Literal["seen", "url", "assumed"]
    website: str
    listings: list[str] = []
    sitemaps: list[str] = []
    hosts: list[str] = []
    retired_hosts: list[str] = []
    disclosure_paths: list[str] = []
    attachment_paths: list[str] = []
    reference_examples: list[str] = []
    data_police_uk_id: str = ""
    notes: str = ""
    would_settle: str = ""
    synthetic: bool = False
    terms: Terms = Terms()
    politeness: Politeness = Politeness()
    expect: Expectations = Expectations()
    slug: str = ""


def decode_force(text: str, slug: str, where: str) -> Force:
    """Decode one force file. `where` names it in errors. Raises `RegistryError`."""
    try:
        table = tomllib.loads(text)
        if "slug" in table:
            raise RegistryError(f"{where}: key `slug` is not allowed: the file's name is the slug")
        force = msgspec.convert({**table, "slug": slug}, Force)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RegistryError(f"{where}: {error}") from error
    for key, patterns in (("disclosure_paths", force.disclosure_paths), ("attachment_paths", force.attachment_paths)):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise RegistryError(f"{where}: key `{key}`: {pattern!r} is no regular expression: {error}") from error
    return force


def load_force(slug: str, directory: Path = FORCES_DIR) -> Force:
    """The force with this slug. Raises `UnknownForce` or `RegistryError`."""
    path = directory / f"{slug}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", slug) or not path.is_file():
        raise UnknownForce(f"unknown force {slug!r}: no {slug}.toml in {directory} (`foi forces` lists the known ones)")
    return decode_force(path.read_text(encoding="utf-8"), slug, str(path))


def load_registry(directory: Path = FORCES_DIR) -> dict[str, Force]:
    """Every force of a registry directory by slug, in order of slug. Raises `RegistryError`."""
    if not directory.is_dir():
        raise RegistryError(f"{directory}: no such registry directory")
    forces = {
        path.stem: decode_force(path.read_text(encoding="utf-8"), path.stem, str(path))
        for path in sorted(directory.glob("*.toml"))
    }
    if not forces:
        raise RegistryError(f"{directory}: holds no force files (*.toml)")
    return forces
