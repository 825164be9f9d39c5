"""How the invented forces answer under the Freedom of Information Act when they supply nothing.

One function a way of refusing or of not holding; the truth stands beside the text, as in `answers`.
"""

from __future__ import annotations

from scraper.replica.speech import Answer, Asked, cite, h, listed_under, p, parts, table_of, weighed, whole


def refused(asked: Asked) -> Answer:
    """Held and withheld, under one or two exemptions of a list."""
    names = asked.rng.choice((("law_one",), ("investigations",), ("security", "law_one"), ("law_one", "health")))
    lines, exemptions = cite(asked, *names)
    given = (
        p("The information is held, but a decision has been taken not to supply it."),
        listed_under(asked, len(names) > 1),
        *lines,
    )
    return Answer(whole(*given), weighed(asked), "fully_withheld", exemptions=exemptions)


def refused_absolute(asked: Asked) -> Answer:
    """Held and withheld, under an exemption that needs no public interest test."""
    lines, exemptions = cite(asked, asked.rng.choice(("confidence", "prohibited", "personal")))
    given = (
        p("We hold this and will not be supplying it. The following exemption applies:"),
        *lines,
        p("The exemption is absolute and no public interest test has to be made."),
    )
    return Answer(whole(*given), (), "fully_withheld", exemptions=exemptions)


def refused_privileged(asked: Asked) -> Answer:
    """Held and withheld as legal advice."""
    lines, exemptions = cite(asked, "privilege")
    given = (
        p("The information is held and will not be supplied. It is the advice of our solicitor."),
        listed_under(asked, False),
        *lines,
        h("Public interest test"),
        p("The public gains when bodies take advice freely; that outweighs the gain in reading it."),
    )
    return Answer(whole(*given), (), "fully_withheld", exemptions=exemptions)


def refused_and_neither(asked: Asked) -> Answer:
    """One question refused, the other met with neither confirm nor deny."""
    held, exemptions = cite(asked, "law_one")
    unsaid, more = cite(asked, "ncnd_bodies", "ncnd_security")
    first = (p("This is held and is exempt by virtue of the following exemption:"), *held)
    second = (
        p(f"{asked.force} can neither confirm nor deny that it holds this, by virtue of the following exemptions:"),
        *unsaid,
    )
    given = parts(((1,), first), ((2,), second))
    return Answer(given, weighed(asked), "fully_withheld", ("ncnd_part",), (*exemptions, *more))


def neither(asked: Asked) -> Answer:
    """Neither confirm nor deny, on the whole request."""
    names = asked.rng.choice((("ncnd_investigations", "ncnd_law"), ("ncnd_bodies", "ncnd_security", "ncnd_law")))
    lines, exemptions = cite(asked, *names)
    given = (
        p(f"{asked.force} can neither confirm nor deny that it holds the information you requested."),
        p(
            "The duty in Section 1(1)(a) of the Freedom of Information Act 2000 does not apply, by virtue of the "
            "following exemptions:"
        ),
        *lines,
    )
    reasoning = (
        *weighed(asked, True),
        p("This is not to be read as an indication that the information exists or does not exist."),
    )
    return Answer(whole(*given), reasoning, "neither_confirm_nor_deny", (), exemptions, ("FOIA 1(1)(a)",))


def neither_rest_not_held(asked: Asked) -> Answer:
    """The first question not held, the second met with neither confirm nor deny."""
    lines, exemptions = cite(asked, "ncnd_personal")
    unsaid = (p("We can neither confirm nor deny that this is held, by virtue of the following exemption:"), *lines)
    given = parts(((1,), (p("No information is held."),)), ((2,), unsaid))
    return Answer(given, (), "neither_confirm_nor_deny", ("not_held_part",), exemptions)


def costly(asked: Asked) -> Answer:
    """Over the cost limit, with help offered."""
    hours = asked.rng.randrange(31, 400)
    given = (
        p(
            f"The {asked.topic.unit} are not recorded in a way that can be searched, and each record would have to be "
            f"read by hand. At five minutes a record this would take some {hours} hours."
        ),
        p(
            "This would exceed the appropriate limit of 18 hours, and Section 12(1) of the Freedom of Information Act "
            "2000 applies."
        ),
        p("Under Section 16, in order to aid and assist, we suggest that you narrow the request to a single year."),
    )
    return Answer(whole(*given), (), "cost_limit", ("advice_given",), ("FOIA 12(1)",), ("FOIA 16",))


def costly_unnamed(asked: Asked) -> Answer:
    """Over the cost limit, with no section named."""
    given = (
        p(
            f"{asked.force} does not keep this in a form that can be counted. To find it out would mean a manual "
            "review of every file, and that would exceed the appropriate limit of 18 hours or £450."
        ),
        p("The request is therefore refused on grounds of cost."),
    )
    return Answer(whole(*given), (), "cost_limit")


def costly_goodwill(asked: Asked) -> Answer:
    """Over the cost limit, yet figures given outside the Act."""
    given = (
        p(
            "Our data are not organised in such a way as to allow us to provide this within the appropriate (cost) "
            "limit (FOIA, s.12 (1))."
        ),
        p(
            "As a gesture of goodwill, and outside the Act, the yearly totals are given below. This should not be taken "
            "as a precedent."
        ),
        table_of(asked),
    )
    return Answer(whole(*given), (), "cost_limit", ("goodwill_disclosure",), ("FOIA 12(1)",))


def costly_to_confirm(asked: Asked) -> Answer:
    """To find out whether it is held would itself be over the limit."""
    given = (
        p(
            "We are not able to confirm whether the information is held without a search that would exceed the "
            "appropriate limit, and Section 12(2) of the Freedom of Information Act 2000 applies."
        ),
        p("There is no field in any of our systems for it."),
    )
    return Answer(whole(*given), (), "cost_limit", (), ("FOIA 12(2)",))


def costly_together(asked: Asked) -> Answer:
    """Several requests counted together against the cost limit."""
    given = (
        p(
            "You made three requests on the same matter within sixty working days. Their cost has been aggregated under "
            "Section 12(4) of the Act."
        ),
        p("Taken together they would exceed the appropriate limit, and Section 12(1) of the Act applies to them all."),
    )
    return Answer(whole(*given), (), "cost_limit", ("aggregated",), ("FOIA 12(1)",), ("FOIA 12(4)",))


def not_held(asked: Asked) -> Answer:
    """Not held."""
    text = asked.rng.choice(
        (
            f"Searches were made with the department concerned. {asked.force} does not hold the information requested.",
            f"No information is held by {asked.force} in respect of this request.",
            "Our searches failed to locate any records, and so no information is held.",
        )
    )
    return Answer(whole(p(text)), (), "not_held")


def accessible(asked: Asked) -> Answer:
    """Already published."""
    given = (
        p(
            "The information is already published and is therefore exempt by virtue of Section 21(1) of the Freedom of "
            "Information Act 2000, information reasonably accessible by other means."
        ),
        p("It can be found among the yearly statistics on this website."),
    )
    return Answer(whole(*given), (), "accessible_elsewhere", (), ("FOIA 21(1)",))


def future(asked: Asked) -> Answer:
    """To be published."""
    given = (
        p(
            "What you ask for is exempt by virtue of Section 22(1) of the Freedom of Information Act 2000, information "
            "intended for future publication."
        ),
        p("The public interest favours one publication, complete and checked, over an early part of it."),
    )
    return Answer(whole(*given), (), "future_publication", (), ("FOIA 22(1)",))


def vexatious(asked: Asked) -> Answer:
    """Refused as vexatious."""
    given = (
        p("Your request has been considered together with the forty others that you made this spring."),
        p(
            "It is vexatious and we are not obliged to comply with it: Section 14(1) of the Freedom of Information Act "
            "2000 applies. The burden on a small team is disproportionate or unjustified by any purpose it could serve."
        ),
    )
    return Answer(whole(*given), (), "vexatious_or_repeated", (), ("FOIA 14(1)",))


def repeated(asked: Asked) -> Answer:
    """Refused as repeated."""
    given = (
        p(
            "We answered a substantially similar request of yours last month, and a reasonable interval has not elapsed."
        ),
        p(
            "Section 14(2) of the Freedom of Information Act 2000 therefore applies and this is refused as a repeated "
            "request."
        ),
    )
    return Answer(whole(*given), (), "vexatious_or_repeated", (), ("FOIA 14(2)",))


def unclear(asked: Asked) -> Answer:
    """More detail asked, nothing decided."""
    given = (
        p(
            f"Before we can search we need more detail. Please clarify which {asked.topic.unit} and which years you mean."
        ),
        p("Until we hear from you no further work will be done on the request, as Section 1(3) of the Act allows."),
    )
    return Answer(whole(*given), (), "clarification_sought", (), (), ("FOIA 1(3)",))


def elsewhere(asked: Asked) -> Answer:
    """Signposted to another body."""
    given = (
        p("This is a matter for another public authority and we cannot answer on behalf of it."),
        p("You would need to contact the transport authority for the county, to which your request should be sent."),
    )
    return Answer(whole(*given), (), "transferred")


def review_upheld(asked: Asked) -> Answer:
    """An internal review that upholds a refusal."""
    lines, exemptions = cite(asked, "law_one")
    given = (
        p("This is the outcome of the internal review that you asked for."),
        p("The refusal is upheld. The information is held and will not be supplied."),
        p("It remains exempt by virtue of the following exemption:"),
        *lines,
    )
    return Answer(whole(*given), weighed(asked), "fully_withheld", ("internal_review",), exemptions)
