"""Each invented disclosure, made from (seed, force, number) whenever it is asked for; nothing is stored.

Number 0 is the oldest. The same number always gives the same disclosure, whatever the size of the log and whatever was
asked before, so a log of 100,000 costs nothing to start and a test can say what any page must hold.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from scraper.replica.answers import OUTCOMES, Answer, Block, answer, p
from scraper.replica.bodies import FORCES, NOTICE, ReplicaForce
from scraper.replica.topics import TOPICS, Topic

NEWEST = date(2026, 6, 30)
SPAN_DAYS = 2000
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


class FileLink(NamedTuple):
    """A file offered with the answer: its path on the site, the link's words, and how it is made (`files.make`)."""

    path: str
    label: str
    kind: str


class Disclosure(NamedTuple):
    """One invented request and answer, with the address it stands at and the truth of its fields."""

    force: ReplicaForce
    number: int
    version: int
    topic: Topic
    title: str
    reference: str
    printed_reference: str
    requested: date
    answered: date
    request: str
    answer: Answer
    path: str
    files: tuple[FileLink, ...]
    letter_only: bool


def dated(number: int, size: int) -> date:
    """The day of request number `number` in a log that starts with `size` entries; later ones follow day by day."""
    if number >= size:
        return NEWEST + timedelta(days=number - size + 1)
    span = min(SPAN_DAYS, size * 25)
    return NEWEST - timedelta(days=(size - 1 - number) * span // max(1, size - 1))


def _reference(force: ReplicaForce, number: int, day: date) -> tuple[str, str]:
    """The reference as it is, and as the page prints it."""
    serial = 1000 + number
    yy = f"{day.year % 100:02d}"
    if force.platform == "psni":
        return (f"FOI/{serial:08d}",) * 2 if number % 2 else (f"FOI/{serial}",) * 2
    if force.platform == "west_midlands":
        return (f"{serial}A/{yy}",) * 2
    if force.platform == "avon_and_somerset":
        return (f"{serial}/{yy}",) * 2 if day.year < 2022 else (f"{serial}-{yy}",) * 2
    if force.style == "decided":
        reference = f"{serial}-{yy}"
        return reference, f"{serial}- {yy}" if number % 3 == 0 else reference
    return (f"{serial}/{day.year}",) * 2


def _path(force: ReplicaForce, topic: Topic, number: int, day: date, reference: str) -> str:
    serial = 1000 + number
    yy = f"{day.year % 100:02d}"
    if force.platform == "single_online_home":
        month = MONTHS[day.month - 1]
        if force.style == "decided":
            return f"/foi-ai/{force.folder}/disclosure/{day.year}/{month}/foi-{serial}-{yy}-{topic.slug}/"
        return f"/foi-ai/{force.folder}/disclosure-{day.year}/{month}/{topic.slug}-{serial}{day.year}/"
    if force.platform == "avon_and_somerset":
        return f"/about/freedom-of-information/previous-foi-requests/requests/{topic.slug}-{number}/"
    if force.platform == "west_midlands":
        return f"/{topic.slug}-{serial}a-{yy}/"
    return f"/foi-disclosure-log/{topic.slug}-{number}"


def _file_root(force: ReplicaForce, day: date) -> str:
    return {
        "single_online_home": f"/SysSiteAssets/foi-media/{force.slug}/{day.year}",
        "avon_and_somerset": f"/media/{day.year}",
        "west_midlands": f"/wp-content/uploads/{day.year}/{day.month:02d}",
        "psni": f"/sites/default/files/{day.year}-{day.month:02d}",
    }[force.platform]


@lru_cache(maxsize=4096)
def disclosure(seed: int, force: ReplicaForce, number: int, size: int, version: int = 0) -> Disclosure:
    """Disclosure `number` of a force; `version` counts the edits made to it."""
    rng = random.Random(f"{seed}/{force.slug}/{number}")
    place = FORCES.index(force)
    shared = number % 3 == 0
    topic = TOPICS[(number // 3) % len(TOPICS)] if shared else rng.choice(TOPICS)
    wording = topic.wordings[place % len(topic.wordings)] if shared else rng.choice(topic.wordings)
    requested = dated(number, size)
    answered = requested + timedelta(days=rng.randrange(9, 40))
    reference, printed = _reference(force, number, requested)
    name = force.name.replace(" (replica)", "")
    given = answer(OUTCOMES[(number * 5 + place) % len(OUTCOMES)], topic, requested.year, name, rng)
    letter_only = given.files and number % 4 == 1
    root = _file_root(force, requested)
    stem = f"{reference.replace('/', '-').lower()}-{topic.slug}"
    files: list[FileLink] = []
    if letter_only:
        kind = ("pdf", "docx")[number % 8 == 1]
        files.append(FileLink(f"{root}/{stem}-letter.{kind}", f"Response letter {reference}", kind))
    elif given.files:
        kind = ("xlsx", "csv", "pdf", "docx")[rng.randrange(4)]
        files.append(FileLink(f"{root}/{stem}.{kind}", f"{topic.title} {reference} ({kind.upper()})", kind))
    if version:
        corrected = p(f"Correction {version}: the figures for {requested.year - 1} were revised after publication.")
        given = given._replace(blocks=(*given.blocks, corrected))
    return Disclosure(
        force,
        number,
        version,
        topic,
        topic.title if shared else f"{topic.title} in {requested.year - 1}",
        reference,
        printed,
        requested,
        answered,
        wording,
        given,
        _path(force, topic, number, requested, reference),
        tuple(files),
        letter_only,
    )


def shown_blocks(item: Disclosure) -> tuple[Block, ...]:
    """The response as the page shows it: the whole answer, or a pointer to the letter that holds it."""
    if item.letter_only:
        return (p("The response to this request is in the attached letter."),)
    return item.answer.blocks


def notice() -> str:
    """The sentence that every page carries."""
    return f"This page is {NOTICE}: the force and the people in it do not exist."
