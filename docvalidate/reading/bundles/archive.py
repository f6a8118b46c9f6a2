"""ZIP archives; of RAR and 7z it is said that they cannot be opened."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from docvalidate.domain.errors import ReadingError
from docvalidate.reading.bundles import Member, Opener
from docvalidate.reading.bundles.names import unseen
from docvalidate.reading.encoding import decode
from docvalidate.reading.probe import Probe

_BLOCK = 1 << 16
_OTHERS = {b"Rar!\x1a\x07": "a RAR archive", b"7z\xbc\xaf\x27\x1c": "a 7z archive"}
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
"""Members that make a ZIP a document of its own: a workbook, a text, a presentation."""


def _knows(probe: Probe) -> bool:
    if any(probe.head.startswith(signature) for signature in _OTHERS):
        return True
    if not probe.head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    return not any(name in probe.members for name in _OFFICE)


def _members(path: Path) -> Iterator[Member]:
    with path.open("rb") as file:
        head = file.read(8)
    for signature, kind in _OTHERS.items():
        if head.startswith(signature):
            raise ReadingError(
                path.name, f"is {kind}, which cannot be opened", "send it as ZIP, or the papers by themselves"
            )
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
                    continue
                name = _name(member)
                yield Member(name, partial(_blocks, archive, member, path.name), unseen(name))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError(
            path.name, "is damaged and cannot be opened as an archive", "ask the sender for it again"
        ) from error


def _name(member: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: without the mark for UTF-8 it is in the encoding of the writer's machine."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return decode(member.filename.encode("cp437"))[0]
    except UnicodeEncodeError:
        return member.filename


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    if member.flag_bits & 0x1:
        raise ReadingError(name, "is encrypted", "send it without a password")
    try:
        with archive.open(member) as stream:
            while block := stream.read(_BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ReadingError(name, "is damaged inside its archive", "ask the sender for it again") from error


OPENER = Opener((".zip",), _knows, _members)
