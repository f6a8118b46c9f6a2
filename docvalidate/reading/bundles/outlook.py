"""Outlook's own mail files (.msg): their attachments, mails attached to them included."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from docvalidate.domain.errors import ReadingError
from docvalidate.reading.bundles import Member, Opener, in_blocks
from docvalidate.reading.bundles.mail import SIGNATURE_PICTURE
from docvalidate.reading.probe import Probe

_ATTACHED_MAIL = 5  # MS-OXCMSG 2.2.2.9, afEmbeddedMessage
_METHOD, _CONTENT_ID, _SHORT_NAME, _DISPLAY_NAME = 0x3705, 0x3712, 0x3704, 0x3001
_DEEPEST = 8


def _knows(probe: Probe) -> bool:
    return probe.has_stream("__properties_version1.0")


def _members(path: Path) -> Iterator[Member]:
    from oxmsg import Message

    try:
        message = Message.load(str(path))
        found = list(_attachments(message, 1))
        text = message.body or ""
    except ReadingError:
        raise
    except Exception as error:  # the library raises whatever the damage makes of its assumptions
        raise ReadingError(
            path.name, "is damaged and cannot be opened as a mail", "ask the sender for it again"
        ) from error
    yield from found
    if not any(member.passed_over is None for member in found) and text.strip():
        yield Member("text of the mail.txt", partial(in_blocks, text.encode()))


def _attachments(message: Any, depth: int, before: str = "") -> Iterator[Member]:
    from oxmsg import Message

    for number, attachment in enumerate(message.attachments, 1):
        properties = attachment.properties
        name = (
            attachment.file_name
            or properties.str_prop_value(_SHORT_NAME)
            or properties.str_prop_value(_DISPLAY_NAME)
            or f"attachment {number}{mimetypes.guess_extension(attachment.mime_type or '') or ''}"
        )
        if properties.int_prop_value(_METHOD) == _ATTACHED_MAIL:
            if depth >= _DEEPEST:
                raise ReadingError(name, "has mails too deep within one another", "send the papers by themselves")
            storage = next((inner for inner in attachment._storage.storages if "3701000D" in inner.name.upper()), None)
            if storage is not None:
                yield from _attachments(Message(storage), depth + 1, f"{before}{name} › ")
            continue
        content = attachment.file_bytes or b""
        picture = (attachment.mime_type or "").startswith("image/") and properties.str_prop_value(_CONTENT_ID)
        small = bool(picture) and len(content) < SIGNATURE_PICTURE
        yield Member(
            before + name, partial(in_blocks, content), "a picture inside the text of the mail" if small else None
        )


OPENER = Opener((".msg",), _knows, _members)
