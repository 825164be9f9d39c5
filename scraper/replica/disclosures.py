"""Each invented disclosure, made from (seed, force, number) whenever it is asked for; nothing is stored.

Number 0 is the oldest. The same number always gives the same disclosure, whatever the size of the log and whatever was
asked before, so a log of 100,000 costs nothing to start and a test can say what any page must hold.
"""

from __future__ import annotations

import random
from datetime import timedelta
from functools import lru_cache

from scraper.replica import days
from scraper.replica.bodies import FORCES, NOTICE, ReplicaForce
from scraper.replica.kinds import kind_of
from scraper.replica.layouts import layout_of
from scraper.replica.model import FIRST_SERIAL, Disclosure, FileLink, Head
from scraper.replica.speech import Answer, Asked, Block, p
from scraper.replica.topics import FOLLOW_UPS, TOPICS, Topic

SHARED_EVERY = 3
"""Every so many-th request goes to all forces at once, each in its own wording."""
GREEN = tuple(topic for topic in TOPICS if topic.green)
DATA_KINDS = ("xlsx", "csv", "pdf", "docx")
PLACES = {force.slug: place for place, force in enumerate(FORCES)}


def notice() -> str:
    """The sentence that every page carries."""
    return f"This page is {NOTICE}: the force and the people in it do not exist."


def topic_of(seed: int, force: ReplicaForce, number: int, green: bool) -> Topic:
    """The subject of request `number`: the same for all forces where the request went to all of them."""
    if green:
        return GREEN[number % len(GREEN)]
    if number % SHARED_EVERY == 0:
        return TOPICS[(number // SHARED_EVERY) % len(TOPICS)]
    return TOPICS[(number * 7 + PLACES[force.slug] * 5 + seed) % len(TOPICS)]


@lru_cache(maxsize=8192)
def head(seed: int, force: ReplicaForce, number: int, size: int) -> Head:
    """The head of disclosure `number` of a log that starts with `size` entries."""
    kind = kind_of(force.regime, number, PLACES[force.slug])
    topic = topic_of(seed, force, number, kind.green)
    requested = days.asked_on(number, size)
    answered = requested + timedelta(days=9 + (number * 11 + seed) % 36)
    title = topic.title if number % SHARED_EVERY == 0 else f"{topic.title} to {requested.year - 1}"
    listed = requested + timedelta(days=days.LISTED_AFTER)
    return Head(force, number, kind, topic, title, FIRST_SERIAL + number, requested, answered, listed)


@lru_cache(maxsize=2048)
def disclosure(seed: int, force: ReplicaForce, number: int, size: int, version: int = 0) -> Disclosure:
    """Disclosure `number` of a force; `version` counts the edits made to it."""
    top = head(seed, force, number, size)
    rng = random.Random(f"{seed}/{force.slug}/{number}")
    follow_ups = tuple(rng.sample(FOLLOW_UPS, top.kind.questions - 1))
    wordings = top.topic.wordings
    first = wordings[PLACES[force.slug] % 3] if number % SHARED_EVERY == 0 else rng.choice(wordings)
    asked = Asked(top.topic, follow_ups, top.requested.year, force.plain_name, rng)
    answer = _edited(top.kind.make(asked), version)
    return Disclosure(
        top,
        version,
        _opening(top, rng),
        (first, *(follow_up.question for follow_up in follow_ups)),
        ("Which years do you mean?", f"The years to {top.requested.year - 1}.") if number % 9 == 4 else None,
        answer,
        _files(top, answer),
    )


def _opening(top: Head, rng: random.Random) -> tuple[Block, ...]:
    """What a requester writes before the question, at times with a citation or another case's number."""
    style = top.number % 8
    if style == 1:
        return (p("I am aware of the Section 40(2) exemption and do not ask for names."),)
    if style == 3:
        return (p(f"This follows your earlier answer {rng.randrange(10, 99)}/{rng.randrange(1000, 9000)}."),)
    if style == 5:
        return (p("Good morning. I am writing for a study of policing in small towns."),)
    return ()


def _edited(answer: Answer, version: int) -> Answer:
    if not version:
        return answer
    last = answer.parts[-1]
    note = p(f"Correction {version}: a word in this answer was misspelt and has been put right.")
    return answer._replace(parts=(*answer.parts[:-1], last._replace(blocks=(*last.blocks, note))))


def _files(top: Head, answer: Answer) -> tuple[FileLink, ...]:
    layout = layout_of(top.force)
    root, reference = layout.file_root(top), layout.reference(top)
    content = "scan" if top.kind.letter == "scan" else "letter"
    if top.is_file:
        return (FileLink(layout.path(top), f"{reference} {top.title}", "pdf", content),)
    stem = f"{top.serial:04d}-{top.yy}-{top.topic.slug}"
    found = []
    if top.kind.letter:
        kind = "docx" if top.kind.letter == "docx" else "pdf"
        found.append(FileLink(f"{root}/{stem}-response.{kind}", f"Response letter {reference}", kind, content))
        if top.force.regime == "FOISA" and top.number % 3 == 0:
            found.append(FileLink(f"{root}/{stem}-data.csv", f"Data {reference}", "csv", "data"))
    if answer.files:
        kind = DATA_KINDS[top.number % len(DATA_KINDS)]
        label = f"{top.topic.title} {reference} ({kind.upper()})"
        found.append(FileLink(f"{root}/{stem}.{kind}", label, kind, answer.files))
    return tuple(found)
