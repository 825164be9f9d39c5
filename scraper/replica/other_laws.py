"""How invented bodies answer under other laws: Scotland's Act, Jersey's Law of Articles, the Isle of Man's Act.

The numbers clash with those of the Freedom of Information Act 2000 on purpose: who reads these with the wrong table
finds the wrong thing.
"""

from __future__ import annotations

from scraper.replica.speech import Answer, Asked, p, parts, table_of, told, whole

LAW_OF_JERSEY = "Freedom of Information (Jersey) Law 2011"


def scots_granted(asked: Asked) -> Answer:
    """All of it."""
    given = whole(p(f"I can advise that the number of {asked.topic.unit} was:"), table_of(asked))
    return Answer(given, (), "granted_in_full")


def scots_partial(asked: Asked) -> Answer:
    """Part of it."""
    first = (p(f"In response to this part, the number of {asked.topic.unit} was:"), table_of(asked))
    second = (
        p(
            "I am refusing to provide this. In terms of Section 16 of the Act, this represents a notice that the "
            "exemptions set out at the following sections apply:"
        ),
        p("Section 35(1)(a) and (b) - Law Enforcement"),
        p("Section 38(1)(b) - Personal Data"),
        p("Who knows where the officers are knows where they are not."),
    )
    exemptions = ("FOISA 35(1)(a)", "FOISA 35(1)(b)", "FOISA 38(1)(b)")
    given = parts(((1,), first), ((2,), second))
    return Answer(given, (), "partially_withheld", (), exemptions, ("FOISA 16",))


def scots_not_held(asked: Asked) -> Answer:
    """Not held, by section 17."""
    text = (
        "In terms of Section 17 of the Act, this represents a notice that the information you seek is not held by "
        f"{asked.force}."
    )
    return Answer(whole(p(text)), (), "not_held", (), (), ("FOISA 17",))


def scots_costly(asked: Asked) -> Answer:
    """Over the limit of £600, by section 12."""
    given = (
        p(f"The {asked.topic.unit} could only be counted by reading each report, at a cost well above £600."),
        p(
            "I am therefore refusing to provide the information, as section 12(1) of the Act applies: the cost of "
            "compliance is excessive."
        ),
    )
    return Answer(whole(*given), (), "cost_limit", (), ("FOISA 12(1)",))


def scots_neither(asked: Asked) -> Answer:
    """Neither confirmed nor denied, by section 18."""
    given = (
        p(
            f"In terms of Section 18 of the Act, {asked.force} neither confirms nor denies that the information you have "
            "asked for exists or is held."
        ),
        p("Section 35(1)(a) - Law Enforcement is engaged, and a yes or a no would be against the public interest."),
    )
    return Answer(whole(*given), (), "neither_confirm_nor_deny", (), ("FOISA 35(1)(a)",), ("FOISA 18",))


def scots_accessible(asked: Asked) -> Answer:
    """Already published, by section 25."""
    text = (
        "The information is published on our website and is otherwise accessible. It is therefore exempt in terms of "
        "section 25(1) of the Act."
    )
    return Answer(whole(p(text)), (), "accessible_elsewhere", (), ("FOISA 25(1)",))


def scots_refused(asked: Asked) -> Answer:
    """Held and refused."""
    given = (
        p(
            "I am refusing to provide the information. In terms of Section 16 of the Act, this represents a notice that "
            "the following exemption applies:"
        ),
        p("Section 34(1)(b) - Investigations"),
        p("A report has gone to the procurator fiscal, and what is in it is for the court."),
    )
    return Answer(whole(*given), (), "fully_withheld", (), ("FOISA 34(1)(b)",), ("FOISA 16",))


def jersey_granted(asked: Asked) -> Answer:
    """All of it, letter by letter."""
    first = (p(f"The number of {asked.topic.unit} was:"), table_of(asked))
    return Answer(parts(((1,), first), ((2,), (told(asked, 2),))), (), "granted_in_full")


def jersey_partial(asked: Asked) -> Answer:
    """Part of it, under Article 42."""
    first = (p(f"The number of {asked.topic.unit} was:"), table_of(asked))
    second = (
        p(
            f"{asked.force} holds this. It is withheld, and Article 42(a) and (b) of the {LAW_OF_JERSEY} has been applied."
        ),
        p("Who is watched, and when, is best not known."),
    )
    given = parts(((1,), first), ((2,), second))
    return Answer(given, (), "partially_withheld", (), ("JERSEY 42(a)", "JERSEY 42(b)"))


def jersey_refused(asked: Asked) -> Answer:
    """Held and refused as personal information."""
    text = (
        f"The information is personal to those concerned. Article 25(2) of the {LAW_OF_JERSEY} has been applied to it."
    )
    return Answer(whole(p(text)), (), "fully_withheld", (), ("JERSEY 25(2)",))


def jersey_costly(asked: Asked) -> Answer:
    """Over the limit, by Article 16."""
    text = (
        "To answer would take more than the 12.5 hours laid down, and would exceed the appropriate limit. Article 16 of "
        f"the {LAW_OF_JERSEY} has been applied and the request is refused on grounds of cost."
    )
    return Answer(whole(p(text)), (), "cost_limit", (), ("JERSEY 16",))


def jersey_not_held(asked: Asked) -> Answer:
    """Not held."""
    return Answer(whole(p(f"{asked.force} does not hold the information requested.")), (), "not_held")


def jersey_accessible(asked: Asked) -> Answer:
    """Already published, by Article 23."""
    text = (
        "The yearly figures are already published and are accessible by other means. Article 23 of the "
        f"{LAW_OF_JERSEY} has been applied."
    )
    return Answer(whole(p(text)), (), "accessible_elsewhere", (), ("JERSEY 23",))


def manx_granted(asked: Asked) -> Answer:
    """All of it."""
    given = whole(p(f"All the information is sent. The number of {asked.topic.unit} was:"), table_of(asked))
    return Answer(given, (), "granted_in_full")


def manx_partial(asked: Asked) -> Answer:
    """Part of it, personal information left out."""
    given = (
        p(f"Some of the information is sent. The number of {asked.topic.unit} was:"),
        table_of(asked),
        p("The names are exempt: section 25 of the Act (personal information) applies to them."),
    )
    return Answer(whole(*given), (), "partially_withheld", (), ("IOM 25",))


def manx_accessible(asked: Asked) -> Answer:
    """Already published, by section 20."""
    text = "It is already published. Under section 20 of the Act it is exempt, as accessible to you by other means."
    return Answer(whole(p(text)), (), "accessible_elsewhere", (), ("IOM 20",))


def manx_not_held(asked: Asked) -> Answer:
    """Not held."""
    text = f"{asked.force} does not hold the information you asked for, after a search of all its systems."
    return Answer(whole(p(text)), (), "not_held")


def manx_refused(asked: Asked) -> Answer:
    """Held and refused for national security."""
    given = (
        p("The information is held and will not be sent. An exemption under section 28 of the Act applies to it."),
        p("It touches the safety of the harbour, and the public interest lies in keeping it close."),
    )
    return Answer(whole(*given), (), "fully_withheld", (), ("IOM 28",))
