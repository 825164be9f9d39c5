"""Invariants over all forces: each loads, can be started, is asked politely, and says what is not known of it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli import main
from scraper.coverage import problems_of
from scraper.platforms import platform_named, platform_names
from scraper.registry import FORCES_DIR, RegistryError, UnknownForce, decode_force, load_force, load_registry

REGISTRY = load_registry()
NO_START = {
    "acro": "no log",
    "hmicfrs": "no log",
    "lancashire": "no log",
    "northumbria": "only retired sites are evidenced",
    "suffolk": "only a beta host is evidenced",
}
"""Forces without a first request, and why: the only exceptions."""

GOOD = """
name = "Testshire Police"
nation = "england"
regime = "FOIA"
platform = "psni"
status = "live"
evidence = "seen"
website = "https://www.test.example"
listings = ["https://www.test.example/foi-disclosure-log"]
hosts = ["www.test.example"]
"""


def test_every_body_has_a_file():
    assert len(REGISTRY) == 55
    territorial = [force for force in REGISTRY.values() if force.data_police_uk_id]
    assert len(territorial) == 45
    assert {force.regime for force in REGISTRY.values()} == {"FOIA", "FOISA", "JERSEY", "IOM"}


@pytest.mark.parametrize("slug", list(REGISTRY))
def test_a_force_keeps_the_rules(slug):
    force = REGISTRY[slug]
    assert problems_of(force) == []
    assert force.platform in platform_names()
    assert force.politeness.delay >= 1
    assert force.politeness.concurrency == 1
    assert bool(platform_named(force.platform).starts(force)) != (slug in NO_START)
    assert not force.terms.licence.upper().startswith("OGL")
    assert not force.synthetic


def test_single_online_home_listings_ask_for_disclosure_logs_only():
    for force in REGISTRY.values():
        if force.platform == "single_online_home":
            for listing in force.listings:
                assert "dt=Disclosure+log&" in listing
                assert "Publication" not in listing


def test_terms_that_forbid_are_kept():
    assert REGISTRY["avon-and-somerset"].terms.consent_required
    assert {slug for slug, force in REGISTRY.items() if not force.terms.full_text_public} == {
        "avon-and-somerset",
        "metropolitan",
        "norfolk",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("listings =", "listing ="), "listing"),
        (('"seen"', '"sure"'), "evidence"),
        (('regime = "FOIA"\n', ""), "regime"),
        (('name = "Testshire Police"', "name = 7"), "name"),
        (('"www.test.example"]', '"www.test.example"'), "TOML|array|Unclosed"),
        (("hosts", "slug"), "slug"),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path, change, told):
    path = tmp_path / "testshire.toml"
    path.write_text(GOOD.replace(*change))
    with pytest.raises(RegistryError, match=told) as caught:
        load_force("testshire", tmp_path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("table", ["terms", "politeness", "expect"])
def test_a_misspelt_key_in_a_table_is_an_error(table):
    with pytest.raises(RegistryError, match="misspelt"):
        decode_force(f"{GOOD}\n[{table}]\nmisspelt = 1\n", "testshire", "testshire.toml")


def test_a_broken_pattern_is_an_error():
    with pytest.raises(RegistryError, match="disclosure_paths"):
        decode_force(GOOD + "disclosure_paths = ['(']\n", "testshire", "testshire.toml")


def test_a_force_that_is_not_there(tmp_path):
    with pytest.raises(UnknownForce):
        load_force("nowhere")
    with pytest.raises(UnknownForce):
        load_force("../forces/psni")
    with pytest.raises(RegistryError, match="no such registry"):
        load_registry(tmp_path / "none")
    with pytest.raises(RegistryError, match="holds no force files"):
        load_registry(tmp_path)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_force_or_a_registry_error(text):
    with suppress(RegistryError):
        assert decode_force(text, "x", "x.toml").slug == "x"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('["www.test.example"]', '["beta.test.example"]'), "not an exact live host"),
        (('["www.test.example"]', '["other.example"]'), "not on the force's hosts"),
        (("/foi-disclosure-log", "/foi-disclosure-log/one"), "not for a listing|^$"),
        (('"psni"', '"nothing"'), "unknown platform"),
        (('"live"', '"blocked"'), "needs a reason"),
        (('listings = ["https://www.test.example/foi-disclosure-log"]\n', ""), "needs a listing"),
        (("https://www.test.example/foi", "http://www.test.example/foi"), "not https"),
    ],
)
def test_what_coverage_finds_wrong(change, told):
    import re

    found = problems_of(decode_force(GOOD.replace(*change), "testshire", "t"))
    assert any(re.search(told, line) for line in [*found, ""])


def test_forces_command(tmp_path):
    result = CliRunner().invoke(main, ["forces", "--check"])
    assert result.exit_code == 0, result.output
    assert "55 bodies" in result.output
    rows = [json.loads(line) for line in CliRunner().invoke(main, ["forces", "--json"]).stdout.splitlines()]
    assert {row["slug"] for row in rows} == set(REGISTRY)
    assert {"terms", "would_settle", "politeness"} <= set(rows[0])
    (tmp_path / "badshire.toml").write_text(GOOD.replace('["www.test.example"]', '["staging.test.example"]'))
    result = CliRunner().invoke(main, ["forces", "--check", "--forces", str(tmp_path)])
    assert result.exit_code == 1
    assert "staging.test.example" in result.stderr


def test_which_command():
    url = "https://www.south-wales.police.uk/foi-ai/south-wales-police/disclosure-log/2025/august/foi-82525"
    result = CliRunner().invoke(main, ["which", url, "https://nowhere.example/", "not an address"])
    assert result.exit_code == 0
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["force"], first["kind"], first["reference"]) == ("south-wales", "disclosure", "825/25")
    assert first["canonical"] == url + "/"
    assert (second["force"], second["kind"]) == (None, "not_allowed")
    assert third["kind"] == "not_allowed"


def test_files_are_named_after_their_slug():
    assert sorted(path.stem for path in Path(FORCES_DIR).glob("*.toml")) == sorted(REGISTRY)
