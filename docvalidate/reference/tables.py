"""The data files that travel with the package: CSV with a comment that names the source, read when first asked for."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib import resources

UNACCENTED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE",
                            "œ": "oe", "Œ": "OE", "ı": "i", "’": "'", "‘": "'"})  # fmt: skip


@cache
def rows(file: str) -> tuple[dict[str, str], ...]:
    """The rows of `reference/data/FILE`, comments left out. Raises FileNotFoundError for a file that is not there."""
    text = resources.files("docvalidate.reference").joinpath("data", file).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


def source(file: str) -> str:
    """What the comment at the head of the file says about where it is from."""
    text = resources.files("docvalidate.reference").joinpath("data", file).read_text(encoding="utf-8")
    comments = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("# "))
    return " ".join(comments)


def compared(row: dict[str, str]) -> bool:
    """Whether the row was compared with a source that it names: its column `checked` says how."""
    return row.get("checked", "no") not in ("", "no")


def plain_name(text: str) -> str:
    """For comparing names: upper case, Latin letters without accents, punctuation and a leading THE taken away.

    >>> plain_name("Côte d’Ivoire"), plain_name("The Netherlands"), plain_name("P.R. of  China")
    ('COTE DIVOIRE', 'NETHERLANDS', 'PR OF CHINA')
    """
    folded = unicodedata.normalize("NFKD", text.translate(UNACCENTED)).upper()
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFC", folded).replace("&", " AND ")
    words = re.sub(r"[^\w\s-]|_", "", re.sub(r"[,;/]", " ", folded)).replace("-", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "THE" else words)
