"""Patterns of personal data that have no business in a disclosure, in the text of any format.

Regular expressions are tried only where a cheap sign (a label, an `@`) says they may match, so that a large clean table
costs a few scans. Counts are of distinct values, and values themselves never leave this module.
"""

from __future__ import annotations

import re

from archive.documents.measure.signal import Signal
from archive.documents.model import TableFound
from archive.documents.opened import Content

DETECTOR = "personal/2"

_NI = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    r"[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-D]\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b")
_ROLE = re.compile(
    r"^(foi|freedom|info|information|enquir|contact|press|media|admin|office|data|dpo|records|disclos|complaint|"
    r"no-?reply|help|support|customer|hr|recruit|team|mail|public|web|accounts|casework|feedback|legal)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+44[ -]?(?:\(0\))?|0)[1-37][0-9]{1,4}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}(?![\w.,/-]*[0-9])"
)
_OFFICE = re.compile(
    r"\b(?:stations?|offices?|units?|teams?|desks?|departments?|dept|switchboard|enquir\w+|helplines?|hotlines?|services?"
    r"|headquarters|hq|custody|suites?|courts?|councils?|centres?|hospitals?|schools?|press|media|bureau|control room"
    r"|reception|counter|branch|division|authority|constabulary|force|police|ltd|plc|charity|shelter|refuge|fax)\b",
    re.IGNORECASE,
)
_DATE = (
    r"(?:[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    r"|[0-3]?[0-9](?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?:19|20)[0-9]{2})"
)
_BIRTH_LABEL = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|birth ?date|born(?: on)?)(?=[\W\d_]|$)", re.IGNORECASE
)
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|birth ?date|born(?: on)?)\W{{0,10}}(?:is |was )?{_DATE}", re.IGNORECASE
)
_ONE_DATE = re.compile(_DATE)
_NAME = re.compile(
    r"\b[A-Z][a-z'-]+(?: [A-Z]\.?)? [A-Z][A-Za-z'-]+\b|\b[A-Z][A-Z'-]+, ?[A-Z][a-z]+\b|\b(?:Mr|Mrs|Ms|Miss|Dr) [A-Z]"
)
_NAME_HEADER = re.compile(
    r"\b(?:sur|fore|first|last|family|given|full|officer|staff|employee|victim|suspect|client|customer|complainant)"
    r"[ _-]?names?\b|^names?$|\binitials?\b|\bnames? of\b"
    r"|^(?:victim|suspect|person|subject|employee|officer|complainant|applicant|claimant|patient|detainee|nominal)s?$",
    re.IGNORECASE,
)
_PERSON_HEADER = re.compile(r"\b(?:sur|fore|first|last|family|given|full)[ _-]?names?\b|\binitials?\b", re.IGNORECASE)
_SORT_CODE = re.compile(r"sort[ _-]?code", re.IGNORECASE)
_SORT_VALUE = re.compile(r"(?<![\d-])[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}(?![\d-])")
_ACCOUNT_VALUE = re.compile(r"(?<![\d-])[0-9]{8}(?![\d-])")
_ACCOUNT = re.compile(r"\b(?:bank )?acc(?:oun)?t\b|\ba/c\b", re.IGNORECASE)
_IBAN = re.compile(r"\bGB[0-9]{2} ?[A-Z]{4} ?(?:[0-9]{4} ?){3}[0-9]{2}\b")
_CARD = re.compile(r"(?<![\d-])(?:[3-6][0-9]{3}[ -]?)(?:[0-9]{4}[ -]?){2}[0-9]{4}(?![\d-])")
_NHS = re.compile(r"(?<!\d)[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?!\d)")
_NEAR = 160
_SHAPE = bytes(48 if 48 <= byte < 58 else 65 if 65 <= byte & 0xDF < 91 else byte for byte in range(256))
"""Digits become 0 and letters A, so that the shape of a number can be looked for as plain bytes."""


def measure(content: Content) -> list[Signal]:
    """Signals of the visible text and of the tables, over the whole file."""
    text = "\n".join([part.text for part in content.parts])
    lower = text.lower()
    shape = text.encode("ascii", "replace").translate(_SHAPE, b" -()")
    counts = {
        "national_insurance_numbers": len({value.upper() for value in _NI.findall(text)})
        if b"AA000000A" in shape
        else 0,
        "nhs_numbers": _nhs(text) if "nhs" in lower else 0,
        "birth_dates": sum(_birth_rows(table) for table in content.tables),
        "bank_details": sum(_bank_rows(table) for table in content.tables),
        "email_addresses": _emails(text) if "@" in lower else 0,
        "phone_numbers": _phones(text) if b"0" * 10 in shape else 0,
        "people_rows": sum(_people_rows(table) for table in content.tables),
    }
    if any(word in lower for word in ("birth", "born", "dob", "d.o.b", "d o b")):
        counts["birth_dates"] += _births(text)
    counts["bank_details"] += _bank(text, lower)
    return [Signal(kind, count, "text", DETECTOR) for kind, count in counts.items() if count]


def _emails(text: str) -> int:
    return sum(not _ROLE.match(value) for value in {value.lower() for value in _EMAIL.findall(text)})


def _phones(text: str) -> int:
    """Numbers of people: those on a line that names an office, station or service are for the public to ring."""
    found = set()
    for match in _PHONE.finditer(text):
        number = re.sub(r"\D", "", match[0])
        if not number.removeprefix("44").removeprefix("0").startswith("7"):
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            line = text[max(start, match.start() - _NEAR) : min(end if end >= 0 else len(text), match.end() + _NEAR)]
            if _OFFICE.search(line):
                continue
        found.add(number)
    return len(found)


def _births(text: str) -> int:
    found = 0
    for match in _BIRTH_LABEL.finditer(text):
        birth = _BIRTH.match(text, match.start())
        if birth and _NAME.search(
            text[max(0, match.start() - _NEAR) : match.start()] + "\n" + text[birth.end() : birth.end() + 80]
        ):
            found += 1
    return found


def _column(table: TableFound, pattern: re.Pattern[str]) -> int | None:
    return next((place for place, name in enumerate(table.columns or []) if pattern.search(name)), None)


def _birth_rows(table: TableFound) -> int:
    birth, name = _column(table, _BIRTH_LABEL), _column(table, _NAME_HEADER)
    if birth is None or name is None:
        return 0
    return sum(
        bool(row[name].strip() and _ONE_DATE.search(row[birth])) for row in table.rows if len(row) > max(birth, name)
    )


def _people_rows(table: TableFound) -> int:
    name = _column(table, _PERSON_HEADER)
    if name is None:
        return 0
    return len({row[name] for row in table.rows if len(row) > name and row[name].strip()})


def _bank_rows(table: TableFound) -> int:
    code, account = _column(table, _SORT_CODE), _column(table, _ACCOUNT)
    if code is None or account is None:
        return 0
    return sum(bool(_SORT_VALUE.search(row[code])) for row in table.rows if len(row) > code)


def _bank(text: str, lower: str) -> int:
    found = 0
    if "sort" in lower:
        for match in _SORT_CODE.finditer(text):
            near = text[match.end() : match.end() + _NEAR]
            around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if _SORT_VALUE.search(near) and _ACCOUNT.search(around) and _ACCOUNT_VALUE.search(around):
                found += 1
    if "GB" in text:
        found += sum(_iban(value) for value in set(_IBAN.findall(text)))
    if "card" in lower:
        found += sum(_luhn(value) for value in set(_CARD.findall(text)))
    return found


def _iban(value: str) -> bool:
    plain = value.replace(" ", "")
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


def _luhn(value: str) -> bool:
    digits = [int(digit) for digit in re.sub(r"\D", "", value)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _nhs(text: str) -> int:
    found = set()
    for label in re.finditer(r"\bNHS\s*(?:no\b|num|#)", text, re.IGNORECASE):
        for value in _NHS.findall(text[label.end() : label.end() + 60]):
            digits = [int(digit) for digit in re.sub(r"\D", "", value)]
            check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
            if check % 11 == digits[9] and check != 10:
                found.add(value)
    return len(found)
