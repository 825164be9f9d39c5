"""`foi explain`: each value with the rule that found it and the words it was read from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import explain as command
from archive.errors import UsageProblem
from archive.ingest import ingest_run
from archive.store import open_archive
from tests.runs import FORCE, SITE, RunMaker, page

REFUSAL = "Section 31(1)(a) of the Freedom of Information Act 2000 has been applied and the information is withheld."
FILE = f"{SITE}/files/list.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    engine = open_archive(tmp_path)
    run = RunMaker(tmp_path)
    run.get("/d/cats", page("Cats in custody", "102/24", "How many cats?", REFUSAL, links=((FILE, "List"),)))
    run.get("/files/list.csv", b"a,b\n1,2\n", kind="attachment", content_type="text/csv", found_on=f"{SITE}/d/cats")
    ingest_run(engine, run.write())
    engine.dispose()
    return tmp_path


def foi(*arguments: object) -> Result:
    return CliRunner().invoke(command.command, [str(argument) for argument in arguments])


def test_each_value_has_its_rule_and_its_words(data: Path) -> None:
    result = foi(f"{FORCE}/102-24", "--data", data, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    fields = {one["field"]: one for one in found["fields"]}
    assert fields["title"]["value"] == "Cats in custody"
    assert fields["reference"]["value"] == "102/24"
    assert all(fields[name]["rule"] for name in ("title", "reference", "request", "response", "outcome"))
    for name in ("title", "reference", "request", "response"):
        quote = fields[name]["quote"]
        assert quote is None or fields[name]["value"][:20] in quote
    assert any(fields[name]["quote"] for name in ("title", "reference", "request", "response"))
    [cited] = [one for one in found["citations"] if one["field"] == "FOIA 31(1)(a)"]
    assert (cited["value"], cited["quote"]) == ("applied", REFUSAL)
    assert found["warc"].endswith("captures.warc.gz at 0")


def test_a_person_can_read_it(data: Path) -> None:
    result = foi(f"{SITE}/d/cats", "--data", data)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == f"{FORCE}/102-24  (present)"
    assert "title: Cats in custody" in lines
    assert "request_date: not known" in lines
    assert f"    main: {SITE}/d/cats" in lines
    assert any(line.startswith("    1 first 2026-03-01") for line in lines)


def test_without_the_bytes_the_rules_are_still_shown(data: Path) -> None:
    [warc] = data.glob("runs/*/*/captures.warc.gz")
    warc.unlink()
    result = foi(f"{FORCE}/102-24", "--data", data)
    assert result.exit_code == 0
    assert "the page's bytes cannot be read" in result.stdout


def test_what_is_no_disclosure_is_one_clear_line(data: Path) -> None:
    for name, message in (("nowhere/1", "no such disclosure or file"), (FILE, "is a file")):
        result = foi(name, "--data", data)
        assert isinstance(result.exception, UsageProblem)
        assert message in str(result.exception)


def test_a_reference_names_its_disclosure(data: Path) -> None:
    result = foi("102 / 24", "--data", data)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{FORCE}/102-24")


def test_a_reference_that_fits_several_names_them(data: Path) -> None:
    engine = open_archive(data)
    run = RunMaker(data, day=2)
    run.get("/d/cats", page("Cats in custody", "102/24", "How many cats?", REFUSAL, links=((FILE, "List"),)))
    run.get("/d/dogs", page("Dogs in custody", "102/24", "How many dogs?", "There were 9 dogs."))
    ingest_run(engine, run.write())
    engine.dispose()
    with pytest.raises(UsageProblem, match=r"2 disclosures have this reference; name one of .*102-24.*, .*102-24"):
        command.command.main(["102/24", "--data", str(data)], standalone_mode=False)
