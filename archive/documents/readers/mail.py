"""EML and MSG messages: subject, date, names and body as text; attachments as members.

MSG is read stream by stream from the compound file: the library most used for it is under a licence that does not fit.
"""

from __future__ import annotations

import email
import email.policy
import re
import struct
from email.message import EmailMessage

from archive.documents.model import Document, Part
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import UnreadableFileError, corrupt, limit
from archive.documents.readers import html
from archive.documents.readers.archives import ReadMember, flattened, safe_path, unique
from archive.documents.screening import unscreened
from archive.documents.sniff import HTML

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_TEXT = "001F"
_ANSI = "001E"
_BINARY = "0102"


def read_eml(file: OpenedFile, read_member: ReadMember) -> Content:
    """The message's head and body as one part, each attachment as a member."""
    policy = email.policy.default.clone(raise_on_defect=False)
    try:
        message = email.message_from_bytes(file.data, policy=policy)
        assert isinstance(message, EmailMessage)
        lines = [f"{name}: {message[name]}" for name in _SHOWN if message[name]]
        lines += ["", _body(message, file)]
        attached = [
            (part.get_filename() or f"attachment-{number}", _payload(part))
            for number, part in enumerate(message.iter_attachments(), 1)
        ]
    except (ValueError, LookupError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise corrupt("the message can't be read") from error
    return _content("\n".join(lines).strip(), attached, file, read_member)


def _body(message: EmailMessage, file: OpenedFile) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    return markup_text(text, file) if body.get_content_type() == HTML else text.replace("\r\n", "\n").strip()


def _payload(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def markup_text(text: str, file: OpenedFile) -> str:
    """Text of an HTML body."""
    inner = OpenedFile(b"", HTML, "", file.limits, file.depth)
    inner.text = text
    content = html.read(inner)
    return content.parts[0].text


def read_msg(file: OpenedFile, read_member: ReadMember) -> Content:
    """The same of an Outlook message."""
    return _content(*_msg(file, ()), file, read_member)


def _msg(file: OpenedFile, root: tuple[str, ...]) -> tuple[str, list[tuple[str, bytes]]]:
    lines = []
    for label, tag in (("From", "0C1A"), ("To", "0E04"), ("Cc", "0E03"), ("Subject", "0037")):
        value = msg_text(file, root, tag)
        if value:
            lines.append(f"{label}: {value}")
    body = msg_text(file, root, "1000")
    if not body:
        markup = file.stream(*root, f"__substg1.0_1013{_BINARY}").decode("utf-8", "replace") or msg_text(
            file, root, "1013"
        )
        body = markup_text(markup, file) if markup else ""
    if not body and (packed := file.stream(*root, f"__substg1.0_1009{_BINARY}")):
        body = _rich_text(packed, file)
    attached = []
    for number, folder in enumerate(attachments_of(file, root), 1):
        place = (*root, folder)
        name = msg_text(file, place, "3707") or msg_text(file, place, "3704") or f"attachment-{number}"
        data = file.stream(*place, f"__substg1.0_3701{_BINARY}")
        inner = (*place, "__substg1.0_3701000D")
        if not data and file.ole.exists(list(inner)):
            text, deeper = _msg(file, inner)
            data = text.encode()
            attached += deeper
            name = f"{name}.txt"
        attached.append((name, data))
        if len(attached) > file.limits.members:
            raise limit(f"more than {file.limits.members} attachments")
    return "\n".join([*lines, "", body.replace("\r\n", "\n").strip()]).strip(), attached


def attachments_of(file: OpenedFile, root: tuple[str, ...] = ()) -> list[str]:
    """Names of the storages of a message's attachments."""
    depth = len(root)
    return sorted(
        {
            path[depth]
            for path in file.ole.listdir(streams=True, storages=True)
            if tuple(path[:depth]) == root and len(path) > depth and path[depth].startswith("__attach_version1.0")
        }
    )


def msg_text(file: OpenedFile, root: tuple[str, ...], tag: str) -> str:
    """A text property of a message or attachment, empty if it has none."""
    wide = file.stream(*root, f"__substg1.0_{tag}{_TEXT}")
    text = (
        wide.decode("utf-16-le", "replace")
        if wide
        else file.stream(*root, f"__substg1.0_{tag}{_ANSI}").decode("cp1252", "replace")
    )
    return text.rstrip("\x00").strip()


def _content(text: str, attached: list[tuple[str, bytes]], file: OpenedFile, read_member: ReadMember) -> Content:
    members = []
    taken: set[str] = set()
    if len(attached) > file.limits.members:
        raise limit(f"more than {file.limits.members} attachments")
    for name, data in attached:
        path = unique(safe_path(re.sub(r"[\\/]", "_", name)), taken)
        try:
            document = read_member(data, path, file.depth + 1)
        except UnreadableFileError as error:
            document = Document(error.status, None, findings=[unscreened()], note=error.note)
        members.extend(flattened(path, len(data), document))
    return Content([Part(1, "message", None, text)], members=members)


_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)


def unpack_rich_text(data: bytes, most: int) -> bytes:
    """The RTF inside a message's compressed body (the LZFu scheme of the Exchange RTF compression protocol)."""
    if len(data) < 16:
        return b""
    _, size, kind = struct.unpack("<III", data[:12])
    if kind == 0x414C454D:
        return data[16 : 16 + min(size, most)]
    window = bytearray(4096)
    window[: len(_DICTIONARY)] = _DICTIONARY
    place, out, index = len(_DICTIONARY), bytearray(), 16
    while index < len(data) and len(out) < min(size, most):
        flags = data[index]
        index += 1
        for bit in range(8):
            if index >= len(data):
                break
            if flags >> bit & 1:
                if index + 1 >= len(data):
                    break
                pair = data[index] << 8 | data[index + 1]
                index += 2
                start, length = pair >> 4, (pair & 15) + 2
                if start == place:
                    return bytes(out)
                for step in range(length):
                    byte = window[(start + step) % 4096]
                    out.append(byte)
                    window[place] = byte
                    place = (place + 1) % 4096
            else:
                byte = data[index]
                index += 1
                out.append(byte)
                window[place] = byte
                place = (place + 1) % 4096
    return bytes(out)


def _rich_text(packed: bytes, file: OpenedFile) -> str:
    from archive.documents.readers import legacy
    from archive.documents.sniff import RTF

    rtf = unpack_rich_text(packed, file.limits.output)
    if not rtf.strip():
        return ""
    return legacy.read(OpenedFile(rtf, RTF, "", file.limits, file.depth)).parts[0].text
