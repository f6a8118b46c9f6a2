"""Bytes become text: the encodings that exporters' programs write, told apart without a guess by statistics.

UTF-8 and UTF-16 are known by their form. Of the rest, Chinese double-byte text (GB 18030) is known because its bytes
over 127 come in pairs; what remains is read as Windows-1252, the western default.
"""

from __future__ import annotations

import re

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of the encoding it was in. Never fails: what has no meaning becomes U+FFFD."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace"), name
    even, odd = content[0::2], content[1::2]
    if len(odd) >= 4:
        if odd.count(0) > 0.4 * len(odd) and not even.count(0):
            return content.decode("utf-16-le", "replace"), "utf-16-le"
        if even.count(0) > 0.4 * len(even) and not odd.count(0):
            return content.decode("utf-16-be", "replace"), "utf-16-be"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    runs = [len(run) for run in _HIGH_RUN.findall(content)]
    if sum(length % 2 == 0 for length in runs) > 0.9 * len(runs):
        try:
            return content.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            pass
    return content.decode("cp1252", "replace"), "cp1252"
