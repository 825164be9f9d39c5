"""Any history of a site, however it is crawled: nothing that was captured is lost, and absence is never guessed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from archive.ingest import ingest_run
from archive.store import Capture, Disclosure, Event, Revision, open_archive, reading
from tests.runs import RunMaker, page

PAGES = 3
Answer = st.sampled_from(["same", "same", "edited", "404", "403", "unlisted", "listed only", "soft 404", "chrome"])


@dataclass
class Night:
    """One crawl: what each page did, and how the crawl went."""

    answers: list[str]
    complete: bool
    exhausted: bool


nights = st.lists(
    st.builds(Night, st.lists(Answer, min_size=PAGES, max_size=PAGES), st.booleans(), st.booleans()),
    min_size=1,
    max_size=5,
)


def crawl(data: Path, day: int, night: Night, texts: list[int]) -> Path:
    run = RunMaker(data, day=day)
    for number, answer in enumerate(night.answers):
        if answer == "edited":
            texts[number] += 1
        body = page(
            f"Topic {number}",
            f"{number}0/24",
            response=f"The answer, version {texts[number]}, is number {number}.",
            chrome=f"Menu of day {day}" if answer == "chrome" else "Menu",
        )
        path = f"/d/{number}"
        if answer in {"same", "edited", "chrome"}:
            run.get(path, body)
        elif answer == "404":
            run.get(path, b"gone", status=404, listed=False)
        elif answer == "403":
            run.get(path, b"no", status=403, problem="blocked", listed=False)
        elif answer == "soft 404":
            run.get(path, b"<p>not here</p>", problem="soft_404", listed=False)
        elif answer == "listed only":
            run.entry(path)
    return run.write(complete=night.complete, exhausted=night.exhausted)


@settings(max_examples=25, deadline=None)
@given(nights)
def test_any_history(history: list[Night]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        engine = open_archive(data)
        texts = [0] * PAGES
        captures = 0
        known: set[int] = set()
        versions = [0] * PAGES
        shown = [-1] * PAGES
        state = ["none"] * PAGES
        since = [0] * PAGES
        for day, night in enumerate(history, 1):
            run = crawl(data, day, night, texts)
            ingest_run(engine, run)
            assert ingest_run(engine, run).already
            captures += sum(answer not in {"unlisted", "listed only"} for answer in night.answers)
            for number, answer in enumerate(night.answers):
                seen = answer in {"same", "edited", "chrome"}
                if seen:
                    known.add(number)
                    if shown[number] != texts[number]:
                        versions[number] += 1
                        shown[number] = texts[number]
                if number not in known:
                    continue
                if seen or answer == "listed only":
                    gone_before = state[number] in {"missing", "removed"}
                    state[number] = "returned" if gone_before or state[number] == "returned" else "present"
                elif night.complete and (answer == "404" or (answer == "unlisted" and night.exhausted)):
                    if state[number] in {"present", "returned"}:
                        state[number], since[number] = "missing", day
                    elif state[number] == "missing" and day > since[number]:
                        state[number] = "removed"
        with reading(engine) as session:
            assert session.scalar(select(func.count(Capture.id))) == captures
            rows = {row.reference: row for row in session.scalars(select(Disclosure))}
            assert {row.reference: row.state for row in rows.values()} == {
                f"{number}0/24": state[number] for number in known
            }
            for number in known:
                disclosure = rows[f"{number}0/24"]
                count = session.scalar(select(func.count(Revision.id)).where(Revision.disclosure_id == disclosure.id))
                assert count == versions[number] == disclosure.revisions
                events = list(
                    session.scalars(select(Event.kind).where(Event.disclosure_id == disclosure.id).order_by(Event.id))
                )
                assert events[0] == "published"
                assert events.count("edited") == versions[number] - 1
        engine.dispose()
