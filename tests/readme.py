"""The generated parts of the README: what the code can say about itself, it says, and `cog --check` keeps it true."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click

from archive.cli import COMMANDS, main
from archive.publish import dictionary
from scraper.registry import load_registry

ROOT = Path(__file__).parent.parent
STATUSES = {
    "live": "whose log address and answers are evidenced",
    "unverified": "whose log address is assumed or old",
    "blocked": "reported to turn crawlers away",
    "no_log": "for which no log was found",
}


def commands() -> str:
    """A table of every command with its first sentence, then each command's options."""
    context = click.Context(main, info_name="foi")
    rows = ["| command | what it does |", "|---|---|"]
    details = []
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None, name
        sentence = (command.help or "").strip().split("\n\n")[0].replace("\n", " ")
        rows.append(f"| [`foi {name}`](#foi-{name}) | {sentence} |")
        details.append(_details(command, name, context))
    return "\n".join(rows) + "\n\n" + "\n\n".join(details)


def _details(command: click.Command, name: str, parent: click.Context) -> str:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    example = re.search(r"Example: (.+)", command.help or "")
    lines = [
        f"#### foi {name}",
        "",
        f"`foi {name} {usage}`" + (f" – for example `{example[1].strip()}`" if example else ""),
    ]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        lines += ["", "| option | meaning |", "|---|---|"]
        for option in options:
            flag = ", ".join(f"`{opt}`" for opt in option.opts + option.secondary_opts)
            lines.append(f"| {flag} | {(option.help or '').replace('|', '/')} |")
    return "\n".join(lines)


def data_dictionary() -> str:
    """Every published table and column, from the publisher's own schema."""
    return dictionary.markdown()


def coverage() -> str:
    """A line a force: where its log is, what is known of it, and why it is not collected where it is not."""
    forces = load_registry()
    counts = Counter(force.status for force in forces.values())
    summary = ", ".join(f"{counts[status]} {meaning}" for status, meaning in STATUSES.items() if counts[status])
    rows = [
        f"{len(forces)} bodies: {summary}.",
        "",
        "| force | regime | platform | status | evidence | what is known |",
    ]
    rows.append("|---|---|---|---|---|---|")
    for slug, force in forces.items():
        listing = force.listings[0] if force.listings else force.website
        reason = force.reason.replace("|", "/").replace("\n", " ")
        rows.append(
            f"| [{force.name}]({listing}) `{slug}` | {force.regime} | {force.platform} | {force.status} "
            f"| {force.evidence} | {reason} |"
        )
    return "\n".join(rows)


UNSEEN = """

What it does on pages it has never seen is another matter. Batches of invented pages by writers who had not read the
normaliser were scored once, untouched, before they became cases; each row stands for the code of its time, whose faults
were mended afterwards.

| batch | cases | whole record exact | outcome | request and response | exemptions F1 | reference |
|---|---|---|---|---|---|---|
| 1 | 30 | 0.40 | 0.69 | 0.70 | 0.91 | 0.89 |
| 2 | 40 | 0.48 | 0.85 | 0.80 | 0.91 | 0.90 |
| 3 | 40 | 0.58 | 0.87 | 0.88 | 0.91 | 0.97 |
| 4 | 40 | 0.55 | 0.88 | 0.78 | 0.94 | 0.95 |
| 5 | 24 | 0.33 | 0.63 | 0.50 | 0.84 | 0.95 |
| 6 | 46 | 0.52 | 0.85 | 0.80 | 0.93 | 0.96 |
| 7 | 60 | 0.50 | 0.83 | 0.78 | 0.97 | 0.91 |
| 8 | 24 | 0.50 | 0.83 | 0.88 | 0.92 | 0.92 |
| 9 | 21 | 0.52 | 0.76 | 0.71 | 0.95 | 0.95 |
| 10 | 21 | 0.71 | 0.90 | 0.90 | 0.96 | 0.90 |
| 11 | 12 | 0.75 | 1.00 | 1.00 | 1.00 | 1.00 |
| 12 | 48 | 0.79 | 1.00 | 0.85 | 0.99 | 1.00 |
| 13 | 44 | 0.64 | 0.95 | 0.84 | 0.98 | 0.91 |
| 14 | 8 | 0.63 | 0.75 | 1.00 | 0.87 | 1.00 |
| 15 | 32 | 0.72 | 0.94 | 0.91 | 0.96 | 1.00 |

From batch 6 on, what labels leave open is settled by what was learned of the words of either side; from batch 10 on,
whether anything was given is too."""
"""Scores of the first run on each batch, which can't be measured again: the batches are cases now."""


def accuracy() -> str:
    """The normaliser's scores on the bundled cases, measured when the README is written, and on pages new to it."""
    from archive.normalise.accuracy import markdown, score_paths

    return markdown(score_paths([ROOT / "tests" / "fixtures" / "cases"])) + UNSEEN


def screening() -> str:
    """What the screening finds and wrongly holds in the corpus of planted and clean files, by format."""
    from tests.documents_corpus.scores import markdown

    return markdown()


def speed() -> str:
    """What `make bench ARGS=--keep` measured last, room by room."""
    from tests.bench import figures

    rooms = sorted(path.stem.removeprefix("bench_") for path in (ROOT / "tests" / "bench").glob("bench_*.py"))
    return figures.markdown(figures.load(), rooms)
