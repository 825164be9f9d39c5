"""How the invented forces answer under the Freedom of Information Act when they supply something.

The truth returned with each answer is written together with its text, so that tests can hold the archive against it.
"""

from __future__ import annotations

from scraper.replica.speech import Answer, Asked, cite, h, listed_under, p, parts, table_of, told, weighed, whole


def granted(asked: Asked) -> Answer:
    """All of it, in a table."""
    unit = asked.topic.unit
    opening = asked.rng.choice(
        (
            f"{asked.force} holds the information you asked for. It is set out in the table below.",
            f"Searches were completed and the number of {unit} for each year is given below.",
            f"I can confirm that the information is held, and the figures for {unit} are as follows.",
        )
    )
    return Answer(whole(p(opening), table_of(asked)), (), "granted_in_full")


def granted_by_question(asked: Asked) -> Answer:
    """All of it, question by question, two of them answered together."""
    given = parts(
        ((1,), (p(f"The number of {asked.topic.unit} in each year was:"), table_of(asked))),
        ((2, 3), (p("These two are answered together."), told(asked, 2), told(asked, 3))),
    )
    return Answer(given, (), "granted_in_full")


def granted_in_words(asked: Asked) -> Answer:
    """All of it, a bare number and a sentence."""
    given = parts(((1,), (p(str(asked.rng.randrange(4, 900))),)), ((2,), (told(asked, 2),)))
    return Answer(given, (), "granted_in_full")


def granted_in_file(asked: Asked) -> Answer:
    """All of it, in a file."""
    text = asked.rng.choice(
        (
            f"Please find attached the number of {asked.topic.unit} for each year. Nothing has been left out.",
            "The whole of the information is supplied in the attached file.",
        )
    )
    return Answer(whole(p(text)), (), "granted_in_full", files="data")


def partly_not_held(asked: Asked) -> Answer:
    """Part of it, the rest not held: still granted in full."""
    given = parts(
        ((1,), (p(f"The number of {asked.topic.unit} was:"), table_of(asked))),
        ((2,), (p("No information is held for this part of the request."),)),
    )
    return Answer(given, (), "granted_in_full", ("not_held_part",))


def partly_accessible(asked: Asked) -> Answer:
    """Part of it, the rest already published: still granted in full."""
    published = (
        p("This is already published in the annual report on this website."),
        p(
            "It is therefore exempt by virtue of Section 21(1) of the Freedom of Information Act 2000, information "
            "reasonably accessible by other means."
        ),
    )
    given = parts(((1,), (p(f"The number of {asked.topic.unit} was:"), table_of(asked))), ((2,), published))
    return Answer(given, (), "granted_in_full", ("accessible_part",), ("FOIA 21(1)",))


def withheld_places(asked: Asked) -> Answer:
    """Part of it; the places withheld for law enforcement."""
    lines, exemptions = cite(asked, "law")
    given = (
        p(f"I have decided to disclose the yearly number of {asked.topic.unit}, which is below."),
        table_of(asked),
        p("The exact places are not supplied."),
        listed_under(asked, False),
        *lines,
    )
    return Answer(whole(*given), weighed(asked), "partially_withheld", exemptions=exemptions)


def withheld_names(asked: Asked) -> Answer:
    """Part of it; the names withheld."""
    lines, exemptions = cite(asked, asked.rng.choice(("personal", "personal_principle")))
    names = (
        p("The names of those concerned are held and are withheld under the following exemption:"),
        *lines,
        p("Those named have not agreed to it, and to name them to the world would be unfair to them."),
    )
    first = (p(f"The number of {asked.topic.unit} for each year is supplied."), table_of(asked))
    return Answer(parts(((1,), first), ((2,), names)), (), "partially_withheld", exemptions=exemptions)


def withheld_prices(asked: Asked) -> Answer:
    """Part of it; the prices withheld for commercial reasons."""
    lines, exemptions = cite(asked, "commercial")
    given = (
        p(f"The number of {asked.topic.unit} is below. The price of each is not supplied."),
        table_of(asked),
        listed_under(asked, False),
        *lines,
        h("Public interest test"),
        p("Open books favour disclosure. A supplier whose price is known to the next bidder loses by it."),
        p("The balance is for withholding until the contract is let again."),
    )
    return Answer(whole(*given), (), "partially_withheld", exemptions=exemptions)


def withheld_redacted(asked: Asked) -> Answer:
    """Part of it, in a file with parts blacked out, under two exemptions."""
    lines, exemptions = cite(asked, "law_one", "personal")
    given = (
        p("Please find attached a summary, parts of which have been redacted."),
        listed_under(asked, True),
        *lines,
    )
    return Answer(whole(*given), weighed(asked), "partially_withheld", exemptions=exemptions, files="redacted")


def then_neither(asked: Asked) -> Answer:
    """A full answer, then neither confirm nor deny for covert use."""
    lines, exemptions = cite(asked, "ncnd_security", "ncnd_law")
    reasoning = (
        p(
            f"With regard to {asked.topic.covert}, {asked.force} can neither confirm nor deny that any other "
            "information is held, by virtue of the following exemptions:"
        ),
        *lines,
        *weighed(asked, True),
        p("None of this should be taken as a sign that any other information does or does not exist."),
    )
    given = whole(p(f"The number of {asked.topic.unit} in open use was:"), table_of(asked))
    return Answer(given, reasoning, "partially_withheld", ("ncnd_part",), exemptions)


def question_neither(asked: Asked) -> Answer:
    """The first question answered, the others met with neither confirm nor deny."""
    lines, exemptions = cite(asked, "ncnd_personal")
    rest = (
        p(
            f"{asked.force} can neither confirm nor deny that it holds anything on this. The duty in Section 1(1)(a) of "
            "the Act does not apply, by virtue of the following exemption:"
        ),
        *lines,
        p("To say whether a person was concerned would itself give away that person's data."),
    )
    first = (p(f"The number of {asked.topic.unit} was:"), table_of(asked))
    given = parts(((1,), first), ((2, 3), rest))
    return Answer(given, (), "partially_withheld", ("ncnd_part",), exemptions, ("FOIA 1(1)(a)",))


def partly_too_costly(asked: Asked) -> Answer:
    """One question answered under the Act, another over the cost limit."""
    rest = p(
        "This could only be found by reading each of some 2,400 records by hand, which would exceed the appropriate "
        "limit of 18 hours. Section 12(1) of the Freedom of Information Act 2000 applies to it."
    )
    first = (p(f"The number of {asked.topic.unit} is disclosed below."), table_of(asked))
    return Answer(parts(((1,), first), ((2,), (rest,))), (), "partially_withheld", ("cost_part",), ("FOIA 12(1)",))


def environmental(asked: Asked) -> Answer:
    """Part of it, handled under the Environmental Information Regulations."""
    given = (
        p(
            "Your request is for environmental information and has been handled under the Environmental Information "
            "Regulations 2004 (EIR)."
        ),
        p(f"The number of {asked.topic.unit} was:"),
        table_of(asked),
        p("The address of each store is held. It is withheld, and regulation 12(5)(a) of the EIR is engaged."),
        p("The presumption in favour of disclosure was weighed against the safety of the public, which prevails."),
    )
    return Answer(whole(*given), (), "partially_withheld", exemptions=("EIR 12(5)(a)",), legislation="EIR")


def reviewed(asked: Asked) -> Answer:
    """An internal review that now supplies what was first refused."""
    given = (
        p("This is the outcome of the internal review that you asked for."),
        p("The first refusal is not upheld. The information is now disclosed in full."),
        table_of(asked),
    )
    return Answer(whole(*given), (), "granted_in_full", ("internal_review",))
