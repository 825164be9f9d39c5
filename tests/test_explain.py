"""`foi explain`: each value with the rule that found it and the words it was read from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import explain as command
from archive.errors import UsageProblem
from archive.ingest import ingest_run
from archive.normalise import normalise
from archive.review.rules import CITATION_RULES, FIELD_RULES
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
    forces = tmp_path / "forces"
    forces.mkdir()
    (forces / f"{FORCE}.toml").write_text(
        f'name = "Exampleshire Police"\nnation = "england"\nregime = "FOIA"\nplatform = "file_log"\n'
        f'status = "live"\nevidence = "seen"\nwebsite = "{SITE}"\n'
    )
    return tmp_path


def foi(name: object, *arguments: object) -> Result:
    """`foi explain`, as a person runs it: `data` follows `--data`, the force files lie in it."""
    data = Path(str(arguments[1]))
    given = [str(name), *map(str, arguments), "--forces", str(data / "forces")]
    return CliRunner().invoke(command.command, given)


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
    [title] = [line for line in lines if line.startswith("    the page's main heading at ")]
    assert title.endswith(": “Cats in custody”")
    assert "    some information is given and some refused" in lines
    [cited] = [line for line in lines if line.startswith("    a sentence says that it is applied at ")]
    assert cited.endswith(f": “{REFUSAL}”")


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
    result = foi("102/24", "--data", data)
    assert isinstance(result.exception, UsageProblem)
    told = str(result.exception)
    assert told.startswith("102/24: 2 disclosures have this reference; name one of ")
    assert f"{FORCE} 102/24 ({FORCE}/102-24), {FORCE} 102/24 ({FORCE}/102-24-" in told
    assert "\n" not in told
    assert result.exception.exit_code == 2


def test_every_kind_of_id_finds_the_same_disclosure(data: Path) -> None:
    shown = {foi(name, "--data", data).stdout for name in (f"{FORCE}/102-24", "102/24", f"{SITE}/d/cats", "1")}
    [one] = shown
    assert one.startswith(f"{FORCE}/102-24  (present)")


def test_a_force_that_the_registry_lacks_is_refused(data: Path) -> None:
    result = CliRunner().invoke(command.command, ["102/24", "--data", str(data)])
    assert isinstance(result.exception, UsageProblem)
    told = str(result.exception)
    assert told.startswith(f"{FORCE}: no force file")
    assert "--forces" in told
    assert "\n" not in told


def test_wherever_a_place_is_known_its_words_are_quoted(data: Path) -> None:
    found = json.loads(foi("102/24", "--data", data, "--json").stdout)
    placed = [one for one in (*found["fields"], *found["citations"]) if one["span"]]
    assert {"title", "reference", "request", "response", "FOIA 31(1)(a)"} <= {one["field"] for one in placed}
    assert all(one["quote"] for one in placed)


def test_every_rule_met_in_the_labelled_cases_has_words() -> None:
    cases = sorted((Path(__file__).parent / "fixtures").rglob("*.html"))
    assert len(cases) > 100
    for case in cases:
        for record in normalise(case.read_bytes(), content_type="text/html"):
            assert {source.rule for source in record.provenance.values()} <= set(FIELD_RULES), case.name
            assert {cited.rule for cited in (*record.exemptions, *record.mentions)} <= set(CITATION_RULES), case.name
