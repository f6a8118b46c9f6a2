"""Formats that are known and not read: what to say of them."""

from __future__ import annotations

from docvalidate.reading.probe import Probe

_SIGNATURES = (
    (b"{\\rtf", "is a rich text file", "save it as PDF or .docx"),
    (b"Rar!\x1a\x07", "is a RAR archive", "send the papers by themselves, or as ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "send the papers by themselves, or as ZIP"),
    (b"%!PS", "is a PostScript file", "send it as PDF"),
    (b"MZ", "is a program", "send the paper itself"),
)


def describe(probe: Probe) -> tuple[str, str]:
    """What a file is that no reader knows, and what to do about it; completes 'letter.doc: …; ….'"""
    for signature, what, remedy in _SIGNATURES:
        if probe.head.startswith(signature):
            return f"{what}, which cannot be read", remedy
    if probe.has_stream("WordDocument"):
        return "is an old Word file, which cannot be read", "save it as PDF or .docx"
    if probe.has_stream("EncryptedPackage"):
        return "is encrypted and opens only with a password", "send it without protection"
    start = probe.head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "is a web page under the name of a document", "open it, and save it as PDF or as a workbook"
    if start.startswith(b"<?xml"):
        return "is an XML file, which is no paper", "send the paper as PDF or as a workbook"
    if probe.members:
        return "is a ZIP file of no known kind", "send the papers by themselves"
    return "is of no format that can be read", "send it as PDF, image, workbook, .docx, CSV or plain text"
