"""The grammar of citations, whose law a number belongs to, and applied against mentioned."""

from __future__ import annotations

import pytest

from archive.normalise.citations.collect import Source, collect_citations
from archive.normalise.citations.grammar import scan
from archive.normalise.citations.table import nearest, provisions

ENGLISH = {"section": "FOIA", "regulation": "EIR"}
SCOTTISH = {"section": "FOISA", "regulation": "EISR"}
JERSEY = {"article": "JERSEY"}


def read(text: str, families: dict[str, str] = ENGLISH) -> str:
    return " ".join(path.number for path in scan(text, families) if not path.ranged)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Section 31(1)(a)&(b) – Law Enforcement", "31(1)(a) 31(1)(b)"),
        ("Section 31(1)(a)(b) – Law Enforcement", "31(1)(a) 31(1)(b)"),
        ("Section 31(1)(a)(b)-‘Law Enforcement’", "31(1)(a) 31(1)(b)"),
        ("Section 31 (1)(a)(b)", "31(1)(a) 31(1)(b)"),
        ("Section 31(1) (a) and (b)", "31(1)(a) 31(1)(b)"),
        ("Section 31 (1()(a)", "31(1)(a)"),
        ("Section  24(2)", "24(2)"),
        ("Section 31(1)(a)(b", "31(1)(a) 31(1)(b)"),
        ("Secton 40", "40"),
        ("Sectoin 40(2)", "40(2)"),
        ("sec 12(1)", "12(1)"),
        ("Section 31(1)(g) subsection 2(b)", "31(1)(g) 31(2)(b)"),
        ("Section 31 (1)(g)&(2)(b)", "31(1)(g) 31(2)(b)"),
        ("Section 31 (1)(g)(2)(a)(b)", "31(1)(g) 31(2)(a) 31(2)(b)"),
        ("Section 40(2)&(3) – Personal Information", "40(2) 40(3)"),
        ("Section 40(2) & 3A(a)", "40(2) 40(3A)(a)"),
        ("Section 40(2)(3A)(a)", "40(2) 40(3A)(a)"),
        ("Section 40(2) & 40(3A)(a)", "40(2) 40(3A)(a)"),
        (
            "Section 40(2)(a)(b) and (3)(a)(i)(ii)(b)",
            "40(2)(a) 40(2)(b) 40(3)(a)(i) 40(3)(a)(ii) 40(3)(b)",
        ),
        ("Section 40(2)(3)&(4)", "40(2) 40(3) 40(4)"),
        ("Section 40(2(3)(a)", "40(2) 40(3)(a)"),
        ("Section 24(2) - (National Security", "24(2)"),
        ("Section 42(1) Legal Professional Privilege.", "42(1)"),
        ("Section 22 - Information intended for future publication", "22"),
        ("(FOIA, s.12 (1))", "12(1)"),
        ("S30(3) Investigations;", "30(3)"),
        ("S 1 (1) (a)", "1(1)(a)"),
        ("S1 (1\n)(a)", "1(1)(a)"),
        ("Section1(1)(a)", "1(1)(a)"),
        ("In relation S40 (5):", "40(5)"),
        ("Section 40(5B)(a)(i) – Personal Information", "40(5B)(a)(i)"),
        ("exempt by virtue of Section 40 and 38 of FOIA", "40 38"),
        ("Sections 24 and 31", "24 31"),
        ("Section 21 & 22", "21 22"),
        ("Section 40(2) and 38(1)", "40(2) 38(1)"),
        ("Sections 31(1) and 43(2)", "31(1) 43(2)"),
        ('Sections "21 Information accessible', "21"),
        ("sections 14(1) and 14(2) FOIA", "14(1) 14(2)"),
        ("s.14 – vexatious", "14"),
        ("sections 23(5) (security bodies), 24(2) (national security) and 38(2) (health)", "23(5) 24(2) 38(2)"),
        ("sections 40(5)(personal information) and 30(3)(investigations)", "40(5) 30(3)"),
        ("sections 40(2) & (5)", "40(2) 40(5)"),
        ("Section 31(1)(h)(i)", "31(1)(h) 31(1)(i)"),
        ("Section 36(2)(b)(i) and (ii)", "36(2)(b)(i) 36(2)(b)(ii)"),
        ("sections 21 to 44", ""),
        ("section 008/62", ""),
        ("section 12 hours", ""),
        ("section 40, 14 of them were found", "40"),
        ("Adran 31(1)(a) a (b)", "31(1)(a) 31(1)(b)"),
        ("regulation 12(5)(b) and (f)", "12(5)(b) 12(5)(f)"),
    ],
)
def test_spellings(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("section 35(1)(a), (b), (c) and ( f)", "35(1)(a) 35(1)(b) 35(1)(c) 35(1)(f)"),
        ("sections 34(1)(a)(i) and (b)", "34(1)(a)(i) 34(1)(b)"),
        ("section 30(b)(i) and (c)", "30(b)(i) 30(c)"),
        ("section 38(1)(b), (2)(a)(i), 2(b) and (5)", "38(1)(b) 38(2)(a)(i) 38(2)(b) 38(5)"),
        ("sections 34 (Investigations), 35 (Law enforcement) and 38(1)(b) (personal)", "34 35 38(1)(b)"),
        ("regulations 10(5)(b) and (f), and also regulation 11, of the EIRs", "10(5)(b) 10(5)(f) 11"),
    ],
)
def test_scottish_spellings(text: str, expected: str) -> None:
    assert read(text, SCOTTISH) == expected


def test_jersey_articles() -> None:
    assert read("Article 42(a), (b) and (c) of the Law", JERSEY) == "42(a) 42(b) 42(c)"


def applied(text: str, base: str = "FOIA", role: str = "response") -> list[str]:
    """What is applied in paragraphs divided by line breaks."""
    sources = [Source(index, line, 0, role) for index, line in enumerate(text.split("\n"))]
    return [
        f"{cited.citation.regime} {cited.citation.provision}"
        for cited in collect_citations(sources, base).cited
        if cited.citation.status == "applied"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two were held under section 12 of the Public Order Act 1986, which applies to processions.",
        "Section 136 of the Mental Health Act applies to such cases.",
        "Anyone detained under section 12 Public Order Act is exempt from the count.",
        "Sections 12 and 14 of the 1986 Act were relied on.",
        "Article 5(1) of the GDPR applies.",
        "This is refused under regulation 39 of the Police (Conduct) Regulations 2020.",
        "Section 34(1) of the Data Protection Act 2018 applies.",
        "The Public Order Act 1986 (the Act) was used. Section 14 of the Act was applied to a march.",
        "PACE s.24 was relied on.",
        "Under Part 2, section 40 of the policy applies.",
        "Section 40 stop and search powers were refused.",
    ],
)
def test_other_laws_are_never_applied(text: str) -> None:
    assert applied(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Section 1 places two duties on public authorities and applies to all.",
        "Section 17 of the Act requires a notice; this serves as a Refusal Notice under Section 17.",
        "A public authority relying on a claim that section 12 or section 14 applies must give a notice.",
        "Under Section 16 we have a duty to advise and assist, and this applies to you.",
        "Any names that were found might be subject to section 40(2).",
        "Several requests could be aggregated and would be likely to attract section 14(1).",
        "If you ask again, section 12(1) may apply.",
        "Had we gone on, some drawings might have been exempt under Section 43(2).",
        "We no longer rely on section 43(2), because the contract has ended.",
        "Section 31(1)(a) does not apply to this information.",
        "Section 38(1)(b) was considered but has not been applied.",
        "No exemption under section 40 is relied on.",
        "The reply is subject to the information not being exempt under sections 21 to 44 of the Act.",
        "As stated within the response to your previous request, section 12(1) applied there.",
        "In 2022 section 40(2) was applied 1,433 times.",
        "You may complain to the Commissioner under Section 50, which applies to all requests.",
    ],
)
def test_mentioned_and_not_applied(text: str) -> None:
    assert applied(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The names are withheld under Secton 40(2) – Personal Information.", ["FOIA 40(2)"]),
        (
            "It relies on Section 24(2) National Security and Section 31(3) Law Enforcement.",
            ["FOIA 24(2)", "FOIA 31(3)"],
        ),
        (
            "The duty does not apply, by virtue of the following exemptions:\ns24(2) National Security,\ns31(3) Law.",
            ["FOIA 24(2)", "FOIA 31(3)"],
        ),
        ("The following exemptions apply:\n31(1)(a) Law enforcement\n40(2) Personal", ["FOIA 31(1)(a)", "FOIA 40(2)"]),
        ("Reading them would exceed the appropriate limit (FOIA, s.12 (1)).", ["FOIA 12(1)"]),
        ("I am exempting everything held pursuant to Section 31(a) – Law Enforcement.", ["FOIA 31(1)(a)"]),
        ("Section 21 – Information Accessible by Other Means applies to the policy.", ["FOIA 21"]),
        ("Section 40(2) Personal Information", ["FOIA 40(2)"]),
        (
            "The information attracts exemptions under Sections 24(1) and 31(1)(a) & (b).",
            ["FOIA 24(1)", "FOIA 31(1)(a)", "FOIA 31(1)(b)"],
        ),
        ("It is exempt under section 40(2) as it would not be fair to name them.", ["FOIA 40(2)"]),
    ],
)
def test_applied(text: str, expected: list[str]) -> None:
    assert applied(text) == expected


def test_a_denied_list_is_not_applied() -> None:
    assert (
        applied(
            "The following exemptions were considered but do not apply:\nSection 31(1)(a) Law\nSection 40(2) Personal"
        )
        == []
    )


def test_foisa_numbers_are_read_by_their_own_table() -> None:
    assert applied("It is exempt under section 38(1)(b) and section 17 applies.", "FOISA") == ["FOISA 38(1)(b)"]
    assert applied("It is withheld under regulation 10(5)(e) of the EIRs.", "FOISA") == ["EISR 10(5)(e)"]
    assert applied("An exemption under section 25 of the Act would apply.", "IOM") == ["IOM 25"]


def test_the_requester_never_applies_anything() -> None:
    sources = [Source(0, "You will say that section 12(1) applies.", 0, "request")]
    assert [cited.citation.status for cited in collect_citations(sources, "FOIA").cited] == ["requester"]


def test_a_count_in_a_table_is_not_applied() -> None:
    sources = [Source(0, "Section 40(2) | 1,433", 0, "response", (), ("Section 40(2)", "1,433"))]
    assert [cited.citation.rule for cited in collect_citations(sources, "FOIA").cited] == ["counted"]


def test_every_span_is_the_quoted_place() -> None:
    text = "Names are withheld under Section 40(2). Prices are withheld under section 43(2)."
    for cited in collect_citations([Source(0, text, 100, "response")], "FOIA").cited:
        begin, end = cited.citation.span or (0, 0)
        assert text[begin - 100 : end - 100] in cited.citation.quote
        assert cited.citation.provision[:2] in text[begin - 100 : end - 100]


def test_the_table_is_whole() -> None:
    assert len(provisions()) == 418
    known = nearest("JERSEY", "42(a)")
    assert known is not None
    assert (known.provision.number, known.exact) == ("42", False)
    assert nearest("FOIA", "99") is None
