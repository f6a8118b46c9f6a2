"""Mails as files (.eml, RFC 5322): their attachments, mails attached to them included.

The text of a mail is no paper and is left out, unless nothing is attached.
"""

from __future__ import annotations

import email
import email.policy
import mimetypes
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from functools import partial
from pathlib import Path

from docvalidate.domain.errors import ReadingError
from docvalidate.reading.bundles import Member, Opener, in_blocks
from docvalidate.reading.probe import Probe

SIGNATURE_PICTURE = 100_000
"""Bytes: a smaller picture shown inside the text of a mail is the logo of a signature, not a paper."""
DEEPEST = 40
"""Parts within one another before a mail is taken for an attack."""
_HEADER = re.compile(
    rb"(?im)^(return-path|received|from|to|date|subject|message-id|mime-version|delivered-to|x-[a-z0-9-]+):[ \t]"
)


def _knows(probe: Probe) -> bool:
    head = probe.head.split(b"\r\n\r\n")[0].split(b"\n\n")[0]
    names = {match.group(1).lower() for match in _HEADER.finditer(head)}
    first = _HEADER.match(head.lstrip()) is not None
    if probe.suffix in (".eml", ".mht", ".mhtml"):
        return bool(names)
    return first and {b"from", b"mime-version"} <= names


def _members(path: Path) -> Iterator[Member]:
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        parts = list(_attachments(message, 1))
    except RecursionError as error:
        raise ReadingError(
            path.name, "has parts too deep within one another", "send the papers by themselves"
        ) from error
    found = False
    for number, part in enumerate(parts, 1):
        name, content = _file(part, number)
        inline = part.get_content_disposition() != "attachment" and part.get_content_maintype() == "image"
        small = inline and len(content) < SIGNATURE_PICTURE
        found = found or not small
        yield Member(name, partial(in_blocks, content), "a picture inside the text of the mail" if small else None)
    if not found:
        text = _text(message)
        if text.strip():
            yield Member("text of the mail.txt", partial(in_blocks, text.encode()))


def _attachments(message: MIMEPart, depth: int) -> Iterator[MIMEPart]:
    """The parts that are files: attached, named, or neither text nor container."""
    if depth > DEEPEST:
        raise RecursionError
    for part in message.iter_parts() if message.is_multipart() and not _is_mail(message) else ():
        if _is_mail(part):
            yield part
        elif part.is_multipart():
            yield from _attachments(part, depth + 1)
        elif part.get_content_disposition() == "attachment" or part.get_filename() or not _is_text(part):
            yield part
    if not message.is_multipart() and not _is_text(message):
        yield message  # the mail is nothing but the file


def _is_mail(part: MIMEPart) -> bool:
    return part.get_content_type() == "message/rfc822"


def _is_text(part: MIMEPart) -> bool:
    return part.get_content_type() in ("text/plain", "text/html", "text/enriched", "text/calendar") or (
        part.get_content_maintype() in ("message", "multipart")
    )


def _file(part: MIMEPart, number: int) -> tuple[str, bytes]:
    name = (part.get_filename() or "").strip()
    if _is_mail(part):
        inner = part.get_payload(0) if part.is_multipart() else None
        subject = str(inner.get("subject", "")).strip() if isinstance(inner, EmailMessage) else ""
        return name or f"{subject or f'mail {number}'}.eml", inner.as_bytes() if isinstance(
            inner, EmailMessage
        ) else b""
    content = part.get_payload(decode=True)
    if not name:
        name = f"attachment {number}{mimetypes.guess_extension(part.get_content_type()) or ''}"
    return name, content if isinstance(content, bytes) else b""


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, ValueError, KeyError):
        content = body.get_payload(decode=True)
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


OPENER = Opener((".eml",), _knows, _members)
