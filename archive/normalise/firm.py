"""What only the deciding body says: the decision, the duties, the refusal notice, the estimate of cost.

Looked for in the first 300 characters of a block, by substring: no requester writes such words of his own request.
"""

from __future__ import annotations

FIRM = (
    "have today decided",
    "has now been considered",
    "has been considered",
    "two duties",
    "i have decided",
    "we have decided",
    "refusal notice",
    "neither confirm",
    "not obliged to",
    "having made enquiries",
    "following receipt of your request",
    "in terms of section",
    "places a duty",
    "is not held",
    "no information held",
    "no information is held",
    "does not hold",
    "do not hold",
    "cannot comply with",
    "unable to comply with",
    "i can confirm",
    "we can confirm",
    "conducting reasonable searches",
    "by virtue of",
    "appropriate limit",
    "decision has been taken",
    "i am required by",
    "can confirm that",
    "two rights",
    "our data are not",
    "having considered your request",
    "refuse to confirm",
    "confirm or deny whether",
    "unable to confirm or deny",
    "am refusing",
    "are refusing",
    "therefore refuse",
    "is exempt under",
    "is exempt by",
    "is exempt from disclosure",
    "serves as a notice",
    "is withheld under",
    "would exceed the",
    "i estimate that",
    "we estimate that",
)
"""Phrases that no requester writes: the decision itself, the duties, the refusal notice."""


def is_firm_decision(text: str) -> bool:
    """Whether a block speaks as only the deciding body does."""
    lowered = text[:300].lower()
    return any(map(lowered.__contains__, FIRM))
