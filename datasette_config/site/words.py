"""Plain words for what the law and the archive's columns call by number or name. Our own words, not the statute's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LAWS = {
    "FOIA": "Freedom of Information Act 2000",
    "FOISA": "Freedom of Information (Scotland) Act 2002",
    "EIR": "Environmental Information Regulations 2004",
    "EISR": "Environmental Information (Scotland) Regulations 2004",
    "JERSEY": "Freedom of Information (Jersey) Law 2011",
    "IOM": "Isle of Man Freedom of Information Act 2015",
    "DPA": "Data Protection Act",
}
UNITS = {"EIR": "Regulation", "EISR": "Regulation", "JERSEY": "Article"}

NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "uk": "United Kingdom",
    "jersey": "Jersey",
    "isle-of-man": "Isle of Man",
}

FACETS = {
    "force": "Force",
    "nation": "Nation",
    "year": "Year",
    "outcome": "Outcome",
    "section": "Exemption used",
    "provision": "Exemption, by limb",
    "ncnd": "“Neither confirm nor deny”",
    "regime": "Law",
    "filetype": "Type of file",
    "has_attachment": "Files",
    "edited": "Changed since",
    "state": "On the force’s site",
}

FILE_TYPES = {
    "pdf": "PDF",
    "xlsx": "Excel workbook",
    "xls": "Excel workbook (old)",
    "xlsb": "Excel workbook (binary)",
    "xlsm": "Excel workbook (macros)",
    "ods": "OpenDocument sheet",
    "csv": "CSV table",
    "docx": "Word document",
    "doc": "Word document (old)",
    "odt": "OpenDocument text",
    "rtf": "Rich text",
    "txt": "Plain text",
    "html": "Web page",
    "pptx": "Slides",
    "ppt": "Slides (old)",
    "msg": "E-mail (Outlook)",
    "eml": "E-mail",
    "zip": "Zip archive",
    "jpg": "Photograph",
    "png": "Image",
    "tif": "Scan",
    "other": "Other",
}

MEDIA_TYPES = {
    "application/pdf": "pdf",
    "text/csv": "csv",
    "text/html": "html",
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "application/rtf": "rtf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
}
"""Media types to the names in `FILE_TYPES`, for files whose name does not tell."""

STATES = {
    "present": "Still there",
    "missing": "Not found at the last look",
    "removed": "Removed by the force",
    "returned": "Removed, then put back",
}

FLAGS = {
    "ncnd_part": "For part of it, the force would neither confirm nor deny that it holds anything.",
    "not_held_part": "Part of what was asked is not held.",
    "cost_part": "Part was refused on cost.",
    "accessible_part": "For part of it, the force pointed to where it is already published.",
    "goodwill_disclosure": "Something was given outside the Act, as a gesture.",
    "advice_given": "The force advised how to ask for less.",
    "aggregated": "Several requests were counted together for the cost limit.",
    "internal_review": "This is the outcome of an internal review.",
}

FOUND_BY = {
    "label": "from a label on the page",
    "date_label": "from a label on the page",
    "label_date": "from a label on the page",
    "pairs": "from a label on the page",
    "title": "from the title",
    "title_element": "from the title",
    "opener": "from the opening words",
    "introduction": "from the opening words",
    "h1": "from the heading",
    "prose": "from the text",
    "words": "from the text",
    "url": "from the page’s address",
    "url_folders": "from the page’s address",
    "attachment": "from the attached letter",
}


def found_by(rule: object) -> str:
    """How a value was found, in words."""
    return FOUND_BY.get(str(rule), "read from the page")


WARNINGS = {
    "no_reference": "no reference could be found",
    "unsegmented": "it does not show where the request ends and the answer begins",
    "doubtful_boundary": "where the request ends and the answer begins is not certain",
    "doubtful_outcome": "it is not certain whether anything of what was asked was given",
    "empty_request": "the place for the request is empty",
    "empty_response": "the place for the answer is empty",
    "no_response": "no answer could be found",
    "conflicting_dates": "its dates contradict each other",
    "broken_citation": "a section of the law is written wrongly",
    "several_requests": "it answers several requests at once",
    "charset_wrong": "its letters were encoded otherwise than it says",
    "control_characters": "it holds signs that cannot be shown",
    "double_encoded": "some of its signs were garbled and have been put right",
    "answer_in_attachment": "the answer is in an attached letter",
    "not_a_disclosure": "it may be no answer to a request",
    "challenge_page": "the site asked for proof of being human instead of showing it",
    "soft_404": "the site said that there is nothing here",
    "empty_page": "it was empty",
}
"""What was doubtful in reading a page, as the end of a sentence on the page."""


def doubts(warnings: list[object]) -> str:
    """What was doubtful in reading a page, as one sentence; empty if nothing was."""
    said = [WARNINGS.get(str(code), str(code).replace("_", " ")) for code in warnings]
    return f"About the page as it was read: {'; '.join(said)}." if said else ""


def file_kind(filename: str | None, media_type: str | None) -> str:
    """What kind of file it is, in words; its media type if there are none for it."""
    suffix = (filename or "").rpartition(".")[2].lower()
    suffix = MEDIA_TYPES.get((media_type or "").partition(";")[0].strip().lower(), suffix)
    return FILE_TYPES.get(suffix) or media_type or ""


STRUCTURES = {
    "labelled": "The page labels request and response.",
    "opener": "Request and response were told apart by the opening words of the decision.",
    "interleaved": "Questions and answers alternate on the page.",
    "unsegmented": "The page does not tell request from response, so the whole text is shown as the response.",
}

ATTACHMENT_STATUS = {
    "published": "",
    "held": "held here for review before anybody sees it",
    "not_captured": "not fetched",
    "encrypted": "locked with a password",
    "unsupported": "of a kind whose text can’t be read",
    "too_large": "too large to read",
    "limit_hit": "read in part: a limit was reached",
    "corrupt": "damaged, so its text can’t be read",
    "needs_ocr": "an image without text",
}

EVENTS = {
    "published": "Published",
    "edited": "Edited by the force",
    "missing": "Not found",
    "removed": "Removed by the force",
    "returned": "Put back",
    "moved": "Moved to another address",
}

FORCE_STATUS = {
    "live": "Collected",
    "unverified": "Not yet collected",
    "blocked": "Blocked by the site",
    "no_log": "No disclosure log",
}

RUN_STATUS = {
    "ok": "complete",
    "incomplete": "stopped early",
    "blocked": "blocked by the site",
    "failed": "failed",
}

KINDS = {
    "exemption": "an exemption",
    "exception": "an exception",
    "exclusion-cost": "a limit on cost",
    "exclusion-vexatious": "a ground to refuse vexatious or repeated requests",
    "procedural-duty": "a duty or rule of procedure, not an exemption",
}

_FOIA = {
    "12": "Finding or gathering the information would cost more than the limit set for a public body, 18 hours of work "
    "for a police force. The whole request can then be refused.",
    "14": "The request was judged vexatious, or it repeats an earlier one too soon.",
    "21": "The information can already be had in another way, for instance on a website, so it need not be sent again.",
    "22": "The force already means to publish it, and it is fair to make the requester wait.",
    "22A": "It comes from research that is still going on and is to be published.",
    "23": "It came from, or is about, a body that deals with national security, such as MI5 or GCHQ. Public interest "
    "plays no part.",
    "24": "Withholding it is needed to safeguard national security.",
    "26": "Releasing it would harm the defence of these islands or the armed forces.",
    "27": "Releasing it would harm relations with another country or an international body.",
    "28": "Releasing it would harm relations between the governments within the United Kingdom.",
    "29": "Releasing it would harm the economy.",
    "30": "It is or was held for a criminal investigation or proceedings, or comes from a confidential source.",
    "31": "Releasing it would harm policing: preventing or detecting crime, catching offenders, running the courts or "
    "keeping prisons secure.",
    "32": "It is held only because it is in court papers.",
    "33": "Releasing it would harm the work of auditors.",
    "34": "Withholding it protects Parliament’s privilege.",
    "35": "It is about making government policy.",
    "36": "In the view of a senior “qualified person”, releasing it would hinder frank advice or the conduct of public "
    "business.",
    "37": "It is about communications with the Royal family, or about honours.",
    "38": "Releasing it would endanger somebody’s health or safety.",
    "39": "It is about the environment, so other rules decide.",
    "40": "It is personal data: of the requester, or of somebody else whose data protection rights come first.",
    "41": "It was given in confidence, and releasing it could be taken to court.",
    "42": "It is legal advice or prepared for a court case.",
    "43": "It is a trade secret, or releasing it would harm somebody’s business.",
    "44": "Another law, or a court, forbids its release.",
    "1": "The right to be told whether information is held, and to be given it.",
    "10": "The time limit for answering: promptly, and within 20 working days.",
    "16": "The duty to advise and help people who ask.",
    "17": "What a letter of refusal must say.",
}
_FOISA = {
    "12": "Answering would cost more than the limit, £600 in Scotland.",
    "14": "The request was judged vexatious, or it repeats an earlier one.",
    "17": "A notice that the information is not held. Not an exemption.",
    "18": "The body will neither reveal nor deny whether it holds the information.",
    "25": "The information can already be had in another way.",
    "26": "Another law forbids its release.",
    "27": "It is to be published, or comes from research that is to be.",
    "28": "Releasing it would harm relations between governments within the United Kingdom.",
    "29": "It is about making government policy.",
    "30": "Releasing it would hinder frank advice or the conduct of public affairs.",
    "31": "Withholding it protects national security or defence.",
    "32": "Releasing it would harm international relations.",
    "33": "It is a trade secret, or releasing it would harm somebody’s business or the economy.",
    "34": "It is or was held for an investigation, or comes from a confidential source.",
    "35": "Releasing it would harm policing: preventing or detecting crime, catching offenders or running the courts.",
    "36": "It is confidential: legal advice, or given in confidence.",
    "37": "It is held only because it is in court papers.",
    "38": "It is personal data, or about somebody who has died.",
    "39": "Releasing it would endanger health or safety, or it is about the environment and other rules decide.",
    "40": "Releasing it would harm the work of auditors.",
    "41": "It is about communications with the Royal family, or about honours.",
}
_EIR = {
    "6": "It is already public in another form.",
    "10": "It may be withheld in Scotland for one of several listed reasons.",
    "11": "It is personal data.",
    "12": "It may be withheld for one of several listed reasons, if the public interest is on that side.",
    "13": "It is personal data of somebody other than the requester.",
}
_JERSEY = {
    "23": "It can already be had in another way.",
    "25": "It is personal data.",
    "26": "It was given in confidence.",
    "33": "It is commercially sensitive.",
    "42": "Releasing it would harm policing or the courts.",
}
MEANINGS = {"FOIA": _FOIA, "FOISA": _FOISA, "EIR": _EIR, "EISR": _EIR, "JERSEY": _JERSEY}


def cited(regime: str, provision: str) -> str:
    """How a provision is spoken of: `Section 31(3)`, `Regulation 12(4)(b)`, `Article 42(a)`."""
    return f"{UNITS.get(regime, 'Section')} {provision}"


def meaning(provision: Mapping[str, Any]) -> str:
    """What a provision (a row of `provisions`) means in plain words; empty if this file has none for it."""
    words = MEANINGS.get(str(provision["regime"]), {}).get(str(provision["section"]), "")
    if provision["ncnd_limb"]:
        words += " Under this limb the force need not even say whether it holds the information."
    return words.strip()


def tests_said(provision: Mapping[str, Any]) -> str:
    """Whether the public interest is weighed, and whether harm must be shown."""
    parts = []
    if provision["qualified"] == 1:
        parts.append("The force must weigh it against the public interest in release.")
    elif provision["qualified"] == 0:
        parts.append("It is absolute: no public-interest test.")
    if provision["basis"] == "prejudice":
        parts.append("It must say what harm release would do.")
    elif provision["basis"] == "class":
        parts.append("It covers a whole class of information, so harm need not be shown.")
    return " ".join(parts)


def value_label(facet: str, value: str, label: str) -> str:
    """The words for one value of a facet; `label` is what the sidecar says."""
    if facet == "nation":
        return NATIONS.get(value, label)
    if facet == "filetype":
        return FILE_TYPES.get(value, label)
    if facet == "state":
        return STATES.get(value, label)
    if facet == "regime":
        return LAWS.get(value, label)
    if facet == "ncnd":
        return "Used" if value == "yes" else "Not used"
    if facet in ("section", "provision"):
        regime, _, number = value.partition(" ")
        title = label.removeprefix(value).strip()
        short = "s" if regime not in UNITS else ("reg " if regime in ("EIR", "EISR") else "art ")
        law = "" if regime == "FOIA" else f" {regime}"
        return f"{short}{number}{law} {title}".strip()
    return label
