"""The data tables of screening, read once from `docvalidate/screening/data`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def rows(table: str) -> list[dict[str, str]]:
    """All rows of a data table (`words`, `places`, ...), each a mapping of column to text."""
    text = files("docvalidate.screening").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(lines)]


@cache
def han_words() -> dict[str, str]:
    """Chinese and Japanese company words with what they are on English lists."""
    return {row["han"]: row["word"] for row in rows("han_words")}


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Legal form, as folded tokens, to its class (`ltd`, `plc`, `co`, ...)."""
    return {tuple(row["form"].split()): row["class"] for row in rows("legal_forms")}


@cache
def form_tokens() -> frozenset[str]:
    """All words of legal forms."""
    return frozenset(token for form in legal_forms() for token in form)


@cache
def forms_of_the_edge() -> frozenset[str]:
    """Legal forms of one word that are also words, initials or parts of names (`use` is `edge`)."""
    return frozenset(row["form"] for row in rows("legal_forms") if row["use"] == "edge" and " " not in row["form"])


@cache
def words_in_forms() -> frozenset[str]:
    """Words of legal forms that names have too (`use` is `words`: `cooperative society`), and no other form has."""
    others = {word for row in rows("legal_forms") if row["use"] != "words" for word in row["form"].split()}
    named = {word for row in rows("legal_forms") if row["use"] == "words" for word in row["form"].split()}
    return frozenset(named - others)


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviation in trade names to the words it stands for."""
    return {row["short"]: tuple(row["full"].split()) for row in rows("abbreviations")}


@cache
def word_frequencies() -> dict[str, float]:
    """How many of a million company names hold the word."""
    return {row["word"]: float(row["per_million"]) for row in rows("words")}


@cache
def plain_words() -> frozenset[str]:
    """Words of plain English that companies seldom bear: beside a name they are hardly part of one."""
    text = files("docvalidate.screening").joinpath("data", "plain_words.txt").read_text(encoding="ascii")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def places() -> frozenset[str]:
    """Names of cities, regions and countries, folded, without spaces."""
    return frozenset(row["place"].replace(" ", "") for row in rows("places"))


@cache
def places_of_words() -> dict[tuple[str, ...], str]:
    """Places of two or three words, to the one word that stands for them (`hong kong` -> `hongkong`)."""
    out = {}
    for row in rows("places"):
        words = tuple(row["place"].split())
        if 2 <= len(words) <= 3 and all(len(word) > 1 for word in words):
            out[words] = "".join(words)
    return out


@cache
def noise_cues() -> dict[tuple[str, ...], str]:
    """Cue words around a name (`attn`, `c/o`, `branch`), as folded tokens, to their kind."""
    out: dict[tuple[str, ...], str] = {}
    for row in rows("noise_cues"):
        tokens = tuple(row["cue"].replace("/", " ").replace(".", " ").split())
        if len(tokens) >= 3 and all(len(token) == 1 for token in tokens):
            tokens = ("".join(tokens),)  # `o/b/o`: letters that stand alone are one word when folded
        out.setdefault(tokens, row["kind"])
    return out
