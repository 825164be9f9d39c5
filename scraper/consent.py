"""Consent: a site whose terms forbid collecting is not crawled until the operator records that its owner agreed.

`consents.toml` in the data folder has a table for each force: who agreed, when, and where the evidence lies.

    [avon-and-somerset]
    who = "Information Governance, by letter"
    when = "2026-05-01"
    evidence = "letters/2026-05-01.pdf"
    full_text = true   # only if it covers publishing the whole text too
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from scraper.errors import CrawlRefused
from scraper.registry import Force

CONSENTS_FILE = "consents.toml"


class Consent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A recorded consent: who gave it, the ISO date, and where its evidence lies.

    `full_text`: whether it also covers publishing request and response whole, not only collecting them.
    """

    who: str
    when: str
    evidence: str
    full_text: bool = False


def consents(data: Path) -> dict[str, Consent]:
    """The consents recorded in a data folder, by force. Raises `CrawlRefused` if the file cannot be read."""
    path = data / CONSENTS_FILE
    if not path.is_file():
        return {}
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Consent])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CrawlRefused(f"{path}: {error}") from error


def missing_consent(force: Force, data: Path) -> str | None:
    """Why the force may not be crawled for want of consent, or None."""
    if not force.terms.consent_required:
        return None
    consent = consents(data).get(force.slug)
    if consent and consent.who and consent.when and consent.evidence:
        return None
    return (
        f"{force.slug}: its terms forbid collecting without written consent; record one in {data / CONSENTS_FILE} "
        f"([{force.slug}] with who, when and evidence) to allow it"
    )
