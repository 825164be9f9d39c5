"""What the rules of the normaliser are called to a person: the record keeps their short names, which are the keys here.

A rule that is missing here is shown by its short name, so that a new rule is never hidden.
"""

from __future__ import annotations

FIELD_RULES = {
    "answer_in_file": "the answer stands only in an attached file",
    "asks_and_decides_nothing": "the force asks for more detail and decides nothing",
    "attachment": "read from the attached letter",
    "before_opener": "what stands before the answer's opening words",
    "before_response": "what stands before the heading of the answer",
    "challenge_page": "the site showed a check for robots instead of the page",
    "cost_words": "the answer says that it would cost too much",
    "date_label": "the date at the head of the page",
    "decision_first": "the decision is printed before the request",
    "exempt": "an exemption is applied and nothing is given",
    "h1": "the page's main heading",
    "interleaved": "questions and answers in turn, each under its label",
    "introduction": "an opening such as “you asked”",
    "label": "a label on the page",
    "letter_head": "the date at the head of the letter",
    "link": "the answer points to where the information is published",
    "neither": "the force neither confirms nor denies",
    "no_boundary": "request and answer could not be told apart",
    "no_response": "no answer was found",
    "not_a_disclosure": "the page is no answer to a request",
    "not_held": "the answer says that nothing is held",
    "nothing_decisive": "nothing on the page decides it",
    "opener": "the answer's opening words",
    "pairs": "questions and answers in turn",
    "prose": "a sentence on the page",
    "refusal_words": "the answer refuses in words and names no exemption",
    "s12": "the section on the cost limit is applied",
    "s14": "the section on vexatious or repeated requests is applied",
    "s21": "the section on what is already accessible is applied",
    "s22": "the section on future publication is applied",
    "soft_404": "the site says that the page is gone",
    "supplied": "information is given and nothing is refused",
    "supplied_and_refused": "some information is given and some refused",
    "title": "the page's title",
    "title_element": "the title of the browser window",
    "transferred": "the request was passed to another body",
    "two_dates": "the first and second of two dates without a label",
    "unsegmented": "request and answer could not be told apart",
    "url": "the page's address",
    "url_folders": "the folders in the page's address",
    "voice": "where the words begin to sound like the force's and no longer like the requester's",
}
"""How a field of the record was found."""

CITATION_RULES = {
    "authority": "named as what the refusal rests on",
    "counted": "only counted, as in a table of exemptions used",
    "earlier_answer": "what an earlier answer said",
    "heading": "named on a line of its own",
    "list": "in a list of the exemptions applied",
    "list_denied": "in a list of what is not relied on",
    "nature": "described as an exemption of its kind",
    "negated": "said not to apply",
    "no_verb": "named, and nothing says that it is applied",
    "other": "named outside request and answer",
    "paraphrase": "the law explained, not applied",
    "pointer": "a pointer to the law or to guidance",
    "possible": "only something that might apply",
    "procedural": "a duty or procedure, not an exemption",
    "range": "one of a range of sections",
    "request_side": "named by the requester",
    "title": "named with its title",
    "verb": "a sentence says that it is applied",
    "words": "the answer's words say what this section is about",
}
"""Why a citation was taken as applied or not."""
