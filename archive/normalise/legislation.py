"""The law an answer was given under: by the body first, then by what the text says."""

from __future__ import annotations

import re

from archive.normalise.body import Body
from archive.normalise.citations.apply import Applied
from archive.normalise.record import Legislation

MOST = 200
"""Places of an answer, for each phrase, that are looked at for the law it was handled under."""
SCOTTISH = re.compile(r"\(Scotland\) Act 2002|\bFOISA\b|Scottish Information Commissioner", re.I)
JERSEY = re.compile(r"\(Jersey\) Law", re.I)
MANX = re.compile(r"Freedom of Information Act 2015|Isle of Man", re.I)
ENGLISH = re.compile(r"Freedom of Information|\bFOIA?\b|Rhyddid Gwybodaeth", re.I)
HANDLED_EIR = re.compile(
    r"(?:handled|dealt with|considered|processed|treated|answered|responded to|managed|assessed|falls?|response"
    r"|request|reply|replied|exempt|39)\b[^.;]{0,110}(?:under|within|in accordance with|by|as"
    r"|for)\b[^.;]{0,40}(?:Environmental Information|\bEIRs?\b|\bEI\(?S\)?Rs?\b)"
    r"|(?:handled|dealt with|considered|processed|treated|answered)\b[^.;]{0,40}\bunder th(?:os|es)e regulations\b",
    re.I,
)
DATA_PROTECTION = (
    "as a subject access request",
    "under the gdpr",
    "under the uk gdpr",
    "under the data protection act",
    "under the uk data protection act",
)
HANDLED = re.compile(r"(?:handled|dealt with|considered|processed|treated)\b[^.;]{0,80}$")


def base_law(force: Body | None, text: str) -> list[Legislation]:
    """The body's own freedom of information law; for an unknown body what the text names; empty if it names none."""
    regime = force.regime if force else ""
    if regime == "FOISA":
        return ["FOISA"]
    if regime == "JERSEY":
        return ["JERSEY"]
    if regime == "IOM":
        return ["IOM"]
    if regime == "FOIA":
        return ["FOIA"]
    if SCOTTISH.search(text):
        return ["FOISA"]
    if JERSEY.search(text):
        return ["JERSEY"]
    if MANX.search(text) and "2000" not in text:
        return ["IOM"]
    return ["FOIA"] if ENGLISH.search(text) else []


def laws_of(base: list[Legislation], cited: Applied, response: str) -> list[Legislation]:
    """The laws the answer was handled under: the environmental regulations in place of or beside its own law."""
    environmental: Legislation = "EISR" if base == ["FOISA"] else "EIR"
    applied = {entry.regime for entry in cited.exemptions}
    own: Legislation | None = base[0] if base else None
    laws = list(base)
    talk = "nvironmental" in response or "EI" in response
    if own in ("FOIA", "FOISA") and (environmental in applied or (talk and HANDLED_EIR.search(response))):
        laws = [own, environmental] if own in applied else [environmental]
    if _as_personal_data(response):
        laws.append("DPA")
    return laws


def _as_personal_data(response: str) -> bool:
    """Whether the answer says that it was handled under data protection law: the law first, then its verb before it."""
    lowered = response.lower()
    for phrase in DATA_PROTECTION:
        at = lowered.find(phrase)
        for _ in range(MOST):
            if at < 0:
                break
            if HANDLED.search(lowered, max(0, at - 100), at):
                return True
            at = lowered.find(phrase, at + 1)
    return False
