"""`foi parse`: files in, one JSON record a line out; pages, letters and text alike.

A file that cannot be read gives a line with `error`, the others are still answered, and the exit code says so at the
end. Order is the order asked for, whatever worker finished first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec

from archive.cli.options import forces_option
from archive.errors import PartialFailure, UsageProblem
from archive.normalise import normalise, normalise_letter
from archive.normalise.body import Body
from archive.normalise.record import Record
from scraper.registry import FORCES_DIR, UnknownForce, load_force

TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".aspx": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
}
PAGES = ("text/", "application/xhtml", "application/xml")
ENOUGH_FOR_WORKERS = 64
"""Below this number of files a worker process costs more than it saves."""
ENCODER = msgspec.json.Encoder()


class Job(NamedTuple):
    """One file to parse; `known` is false for a body that the registry lacks."""

    path: str
    force: Body | None
    url: str | None
    content_type: str | None
    id: str | int | None = None
    answered: bool = False
    known: bool = True


class Answer(NamedTuple):
    """The lines for one file, and whether it could not be read."""

    lines: list[bytes]
    failed: bool


@click.command(name="parse")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--force", "slug", help="The publishing body, by its slug (`foi forces` lists them).")
@click.option("--url", help="The page's address, for links, the reference and the filing month.")
@click.option("--content-type", help="The page's media type as served; by default the file's name tells.")
@click.option("--manifest", help="JSON lines of {id, force, url, path, content_type}; `-` for standard input.")
@forces_option
def command(
    files: tuple[str, ...],
    slug: str | None,
    url: str | None,
    content_type: str | None,
    manifest: str | None,
    forces_dir: Path | None,
) -> None:
    """Read pages or letters and print one JSON record a line.

    A page with several requests, each with a reference of its own, gives several lines.

    Example: foi parse page.html --force cleveland --url https://www.cleveland.police.uk/foi-ai/…
    """
    if bool(files) == bool(manifest):
        raise UsageProblem("parse: give files, or --manifest (one of the two)")
    directory = forces_dir or FORCES_DIR
    if manifest:
        jobs = _manifest_jobs(manifest, directory)
    else:
        force = Body.of(load_force(slug, directory)) if slug else None
        jobs = [Job(path, force, url, content_type) for path in files]
    failed = 0
    for answer in _in_order(jobs):
        failed += answer.failed
        for line in answer.lines:
            sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
    if failed:
        raise PartialFailure(f"parse: {failed} of {len(jobs)} could not be read (see `error` in their lines)")


def _in_order(jobs: list[Job]) -> Iterator[Answer]:
    """The answers in the order of the jobs; many jobs are shared out over all cores."""
    if len(jobs) < ENOUGH_FOR_WORKERS:
        yield from map(_answer, jobs)
        return
    from archive.ingest.workers import bounded_map, make_executor

    with make_executor() as executor:
        yield from bounded_map(executor, _answer, jobs)


def _manifest_jobs(manifest: str, directory: Path) -> list[Job]:
    """The jobs that a manifest lists. A line that is no job is an error of the whole manifest, with its number."""
    try:
        text = sys.stdin.read() if manifest == "-" else Path(manifest).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{manifest}: {error}") from error
    base = Path() if manifest == "-" else Path(manifest).parent
    jobs = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            path = str(entry["path"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageProblem(f"{manifest}: line {number} is no JSON object with a `path` ({error})") from error
        force, known = _body(entry.get("force"), directory)
        jobs.append(
            Job(_located(path, base), force, entry.get("url"), entry.get("content_type"), entry.get("id"), True, known)
        )
    return jobs


def _located(path: str, base: Path) -> str:
    """A relative path is looked for beside the working directory first, then beside the manifest."""
    if Path(path).exists() or Path(path).is_absolute() or not (base / path).exists():
        return path
    return str(base / path)


def _body(slug: Any, directory: Path) -> tuple[Body | None, bool]:
    if not slug:
        return None, True
    try:
        return Body.of(load_force(str(slug), directory)), True
    except UnknownForce:
        return Body(str(slug), str(slug).replace("-", " ").title(), ""), False


def _answer(job: Job) -> Answer:
    """Parse one file into its lines; an unreadable one becomes a line with `error`."""
    try:
        data = Path(job.path).read_bytes()
    except OSError as error:
        return _failure(job, f"{job.path}: {error.strerror or error}")
    content_type = job.content_type or TYPES.get(Path(job.path).suffix.lower())
    try:
        records = list(_records(job, data, content_type))
    except UnreadableError as error:
        return _failure(job, str(error))
    lines = []
    for record in records:
        line = ENCODER.encode(record if job.known else _of_unknown_force(record))
        if job.answered:
            line = b'{"id":' + ENCODER.encode(job.id) + b"," + line[1:]
        lines.append(line)
    return Answer(lines, False)


def _of_unknown_force(record: Record) -> Record:
    """A body that the registry lacks: the law was told from the text, and the record says so."""
    return msgspec.structs.replace(record, warnings=sorted({*record.warnings, "unknown_force"}))


class UnreadableError(Exception):
    """A file from which no text can be had."""


def _records(job: Job, data: bytes, content_type: str | None) -> Iterable[Record]:
    media_type = (content_type or "").split(";")[0].strip().lower()
    binary = data[:4] in (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or data[:5] == b"{\\rtf"
    if not binary and (not media_type or media_type.startswith(PAGES)):
        return normalise(data, content_type=content_type, url=job.url, force=job.force)
    pages = list(_pages(job, data, media_type or None))
    return normalise_letter(pages, url=job.url, force=job.force)


def _pages(job: Job, data: bytes, media_type: str | None) -> Iterator[str]:
    """The text of a letter by page, by the document reader."""
    from archive.documents import read_document

    document = read_document(data, filename=Path(job.path).name, media_type=media_type)
    texts = [part.text for part in document.parts if part.text]
    if not texts:
        raise UnreadableError(
            f"{job.path}: no text could be read ({document.status}{': ' + document.note if document.note else ''})"
        )
    yield from texts


def _failure(job: Job, message: str) -> Answer:
    body: dict[str, Any] = {"id": job.id} if job.answered else {}
    body["error"] = message
    if not job.answered:
        body["path"] = job.path
    return Answer([ENCODER.encode(body)], True)
