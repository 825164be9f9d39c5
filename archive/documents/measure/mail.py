"""EML and MSG: recipients who were not shown, hidden text in the body, the headers of the journey."""

from __future__ import annotations

import email
import email.policy

from archive.documents.measure import html
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.readers.mail import msg_text
from archive.documents.sniff import HTML

DETECTOR = "mail/1"


def measure_eml(file: OpenedFile) -> list[Signal]:
    """Signals of a message; its attachments are files of their own."""
    message = email.message_from_bytes(file.data, policy=email.policy.compat32)
    found = []
    if message.get("Bcc"):
        found.append(Signal("blind_recipients", 1, "headers", DETECTOR))
    if message.get_all("Received") or message.get("X-Originating-IP"):
        found.append(Signal("hidden_headers", len(message.get_all("Received") or [1]), "headers", DETECTOR))
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == HTML else None
        if isinstance(payload, bytes):
            found += _markup(payload.decode("utf-8", "replace"), file)
    return found


def measure_msg(file: OpenedFile) -> list[Signal]:
    """The same of an Outlook message."""
    found = []
    if msg_text(file, (), "0E02"):
        found.append(Signal("blind_recipients", 1, "headers", DETECTOR))
    if msg_text(file, (), "007D"):
        found.append(Signal("hidden_headers", 1, "headers", DETECTOR))
    markup = file.stream("__substg1.0_10130102").decode("utf-8", "replace")
    return found + (_markup(markup, file) if markup else [])


def _markup(text: str, file: OpenedFile) -> list[Signal]:
    inner = OpenedFile(b"", HTML, "", file.limits, file.depth)
    inner.text = text
    return html.measure(inner)
