"""Pages that are no disclosure: empty, a challenge, a not-found page sent as found, a listing, a policy.

Such a page gives nulls and the warning that says so; nothing is read into it. A title alone decides little, since
requests are made about policies: what is asked is whether anything on the page reads as a request and its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from archive.normalise.blocks import Block
from archive.normalise.parts import is_file_line
from archive.normalise.segments import Segmented

CHALLENGE_TITLE = re.compile(
    r"^(?:just a moment|attention required|verify(?:ing)? (?:your access|you are human)|access denied"
    r"|request unsuccessful|checking your browser|please wait|security check|one more step|robot check|ddos-guard"
    r"|human verification|you have been blocked|blocked)",
    re.I,
)
CHALLENGE_TEXT = re.compile(
    r"enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser)"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|cf-chl|challenge-platform|cdn-cgi/challenge|incapsula incident"
    r"|_incapsula_resource|request unsuccessful\. incapsula|ray id|ddos protection by|why have i been blocked",
    re.I,
)
NOT_FOUND_TITLE = re.compile(
    r"^(?:error )?(?:404|410)\b|\bpage (?:not|cannot be|could not be|can't be) found|\bpage (?:does not|doesn't"
    r"|no longer) exist|^not found\b|\b404 (?:error|page|not found)\b|^sorry,? (?:we (?:can't|cannot|couldn't) find"
    r"|this page|that page|the page)|we can(?:'t|not) find (?:the|that|this) page|content not found|nothing found"
    r"|^oops|tudalen heb ei (?:ch|d)arganfod|heb ganfod y dudalen|server error|service unavailable|bad gateway"
    r"|something went wrong",
    re.I,
)
NOT_FOUND_TEXT = re.compile(
    r"page you (?:asked for|requested|were looking for|are looking for)[^.]{0,80}(?:not here|not found|no longer"
    r"|moved|does not exist|cannot be found|could not be found|removed)|may have been (?:moved|removed|deleted)"
    r"|(?:we )?(?:can't|cannot|couldn't) find the page",
    re.I,
)
LISTING_TITLE = re.compile(
    r"^(?:published items|disclosure logs?|foi disclosure logs?|freedom of information disclosure logs?"
    r"|previous foi requests|foi (?:requests|responses|releases)|search results|year: \d{4}|archives?\b"
    r"|freedom of information(?: requests)?|foi requests and responses|accessing information|\w+ \d{4} disclosures?"
    r"|disclosures? (?:log )?\d{4}|\d{4} disclosures?|eitemau cyhoeddedig|log datgeliadau)$",
    re.I,
)
POLICY_TITLE = re.compile(
    r"\b(?:policy|policies|procedures?|strategy|strategies|publication scheme|action plan|privacy notice"
    r"|frequently asked questions|faqs?|terms and conditions|accessibility statement|cookies?|standard operating"
    r"|equality impact|annual report|how to (?:make|request|ask)|make (?:a|an) (?:foi"
    r"|freedom of information) request|guidance|services we (?:offer|provide)|what we spend|who we are"
    r"|our priorities|lists and registers|code of conduct)\b",
    re.I,
)
POLICY_PATH = re.compile(
    r"/(?:policy|policies|publication-scheme|[^/]*(?:policies-and-procedures|priorit|what.we.spend|who.we.are"
    r"|how.we.make|lists-and-registers|services-(?:we|provided))[^/]*|faqs?|frequently-asked-questions)/",
    re.I,
)
POLICY_TEXT = re.compile(
    r"\bthis (?:policy|procedure|strategy|guidance|publication scheme|notice) (?:tells|sets|applies|describes"
    r"|explains|outlines|covers|provides|is|aims|replaces|supports)|\b(?:policy owner|policy statement"
    r"|version control|review date|equality impact assessment)\b|staff (?:must|should|will)\b",
    re.I,
)


def is_challenge(title: str, markup_head: str, text_length: int) -> bool:
    """A page that asks for proof of being human instead of showing anything."""
    if text_length > 3000:
        return False
    return bool(CHALLENGE_TITLE.match(title.strip()) or (text_length < 700 and CHALLENGE_TEXT.search(markup_head)))


def is_soft_404(title: str, heading: str, blocks: Sequence[Block]) -> bool:
    """A not-found page sent with status 200."""
    size = sum(len(block.text) for block in blocks)
    if size >= 2500:
        return False
    if NOT_FOUND_TITLE.search(heading or title) or NOT_FOUND_TITLE.search(title):
        return True
    return size < 900 and NOT_FOUND_TEXT.search(" ".join(block.text for block in blocks[:6])) is not None


def is_listing(heading: str, blocks: Sequence[Block]) -> bool:
    """A page that is a list of links to answers."""
    links = [link for block in blocks for link in block.links]
    linked = sum(len(link.text) for link in links)
    size = sum(len(block.text) for block in blocks) or 1
    if LISTING_TITLE.match(heading.strip()) and (len(links) > 2 or linked * 3 > size):
        return True
    return len(links) >= 12 and linked * 10 > size * 6


def is_policy(
    heading: str, url: str | None, blocks: Sequence[Block], segmented: Segmented, has_reference: bool
) -> bool:
    """A policy, scheme or guide that lives beside the disclosures; not an answer about a policy."""
    roles = {part.role for part in segmented.parts}
    path = urlsplit(url).path if url else ""
    by_title = bool(POLICY_TITLE.search(heading))
    by_path = bool(POLICY_PATH.search(path))
    text = " ".join(block.text for block in blocks[:40])[:6000]
    by_text = (by_title or by_path) and bool(POLICY_TEXT.search(text))
    both = segmented.structure in ("labelled", "opener") and {"request", "response"} <= roles
    if (both or segmented.structure == "interleaved") and not (by_title and by_path and by_text):
        return False
    if has_reference and not (by_title and by_path):
        return by_title and by_text and by_path
    return (by_title and by_text) or (by_path and (by_text or by_title)) or (by_path and "response" not in roles)


GUIDING = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bthis (?:page|section|leaflet|guide) (?:answers|explains|tells|describes|sets out|is about|shows)",
        r"\byou can (?:make|send|write|ask|request|apply|contact|submit|e-?mail|also|use)\b|\b(?:our|the"
        r"|an) online form",
        r"\bwe (?:will|aim to|must|have to|are required to) (?:normally |usually |always )?(?:reply|respond|answer"
        r"|acknowledge|get back|send|write)\b[^.]{0,60}\b(?:within|working days|20 days|twenty)",
        r"\bwe (?:may|might|can|are allowed to|do not have to) (?:\w+ )?(?:refuse|charge|withhold|decline)",
        r"\b(?:when|before|if|once) you (?:ask|make|send|request|submit|apply|want|wish|would like)\b|\bmak(?:e"
        r"|ing) your request\b|\bhow (?:to|do i|can i|do you) (?:ask|make|request|get)|\banyone (?:can|may|to"
        r"|ask)\b|\blets anyone\b",
        r"\b(?:include|tell us|give us|provide|need) your (?:full |real )?name\b",
    )
)
"""What a page says that tells how requests are made and handled, and no answer says."""


def is_guide(heading: str, blocks: Sequence[Block]) -> bool:
    """A page that tells how to make a request and what happens then: three such remarks, two under such a title."""
    text = " ".join(block.text for block in blocks[:40])[:6000]
    return sum(bool(sign.search(text)) for sign in GUIDING) >= (2 if POLICY_TITLE.search(heading) else 3)


TELLING = re.compile(
    r"\b(?:freedom of information|foi\w*|rhyddid gwybodaeth|exempt\w*|disclosure|request\w*"
    r"|environmental information|refus\w+|hold|held|sections? \d|cais|ymateb)\b",
    re.I,
)
TELLING_PATH = re.compile(r"foi|disclosure|freedom|datgeliad|spa-media|information", re.I)


def is_foreign(title: str, url: str | None, blocks: Sequence[Block]) -> bool:
    """A page on which nothing speaks of a request: not its address, title or first paragraphs, nor a file it offers."""
    if url and TELLING_PATH.search(urlsplit(url).path + "?" + urlsplit(url).query):
        return False
    if TELLING.search(title) or any(is_file_line(block) for block in blocks[:60]):
        return False
    return not any(TELLING.search(block.text[:2000]) for block in blocks[:60])
