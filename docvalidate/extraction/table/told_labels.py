"""Labels in descriptions that no lexicon knows, told by what stands behind them in the items: Zollpos. 8482 10 50."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from docvalidate.extraction import typed
from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.cells import BASE, Detail
from docvalidate.extraction.table.columns import ambiguous
from docvalidate.extraction.text import tokenise
from docvalidate.reference import countries

_ITEMS, _SHARE = 2, 0.6
"""Items that bear a label, at least, and the share of all."""
_CODED = 3
"""The same for labels of codes, which could be sizes."""
_ALIKE = 0.85
"""The share of the values that must be of the kind."""
_WORDS = 3
"""Words of a label, at most."""
_TARIFF = r"(?!0000)\d{4}[. ]?\d{2}[. ]?\d{2}(?:[. ]?\d{2})?(?![\w.]*\d)"
_CODE = r"(?=[^\s,;]*\d)[A-Za-z0-9][\w./-]{3,}\w"
_COUNTRY = r"[^\W\d_][^\d,;|/·•()]*[^\W\d_]"
_VALUES = {
    "hts_number": re.compile(_TARIFF),
    "part_number": re.compile(_CODE),
    "country_of_origin": re.compile(_COUNTRY),
}


def told_labels(described: Sequence[Sequence[str]], wanted: Set[str]) -> dict[str, str]:
    """The labels that recur in the descriptions of items, by rows, whose values tell which of `wanted` they name."""
    said: dict[str, list[str]] = defaultdict(list)
    for rows in described:
        own: dict[str, str] = {}
        joined = [(f"{upper} {lower}", len(upper) + 1) for upper, lower in pairwise(rows)]  # cut between the two
        for row, begin in [*((row, None) for row in rows), *joined]:
            for label, value in _labelled(row, first=row.startswith(rows[0]), only=begin):
                own.setdefault(label, value)
        for label, value in own.items():
            said[label].append(value)
    told: dict[str, str] = {}
    for label in sorted(said, key=len, reverse=True):
        values = said[label]
        kind = _kind_of(values) if len(values) >= max(_ITEMS, _SHARE * len(described)) else None
        inside = any(longer.endswith(f" {label}") and told[longer] == kind for longer in told)
        if kind is not None and kind in wanted and not inside and not _means_other(label, kind):
            told[label] = kind
    # of several labels of codes none is told from the others
    counts = Counter(told.values())
    return {label: kind for label, kind in told.items() if counts[kind] == 1 or kind != "part_number"}


def details_told(span: Span, told: Mapping[str, str], page: int) -> list[Detail]:
    """The values behind such labels in a row of a description."""
    found: list[Detail] = []
    for label, kind in told.items():
        match = re.search(rf"(?<![^\s,;|/·•（(；，]){_spaced(label)}\s*({_VALUES[kind].pattern})", span.text)
        if match is None:
            continue
        part = span.cut(match.start(1), match.end(1))
        if kind == "hts_number":
            value = typed.read_tariff(part, page, BASE)
        elif kind == "country_of_origin":
            value = typed.read_country(part, page, BASE)
        else:
            value = typed.value_of(part, part.text, page, BASE)
        if value is not None:
            found.append(Detail(kind, value, match.start(), match.end()))
    return found


def _spaced(label: str) -> str:
    return r"\s*".join(re.escape(word) for word in label.split())


def _labelled(row: str, *, first: bool, only: int | None = None) -> Iterator[tuple[str, str]]:
    """What may be labels in a row, the words before a code or a country, with what stands behind them (at `only`).

    Without a sign behind it, a label of a code begins its row or its part of it.
    """
    for match in re.finditer(rf"{_TARIFF}|{_CODE}", row):
        before = row[: match.start()]
        words = re.split(r"\s+", re.split(r"[,;|·•()（）；，]", before)[-1].strip())
        if not words[-1] or any(c.isdigit() for c in words[-1]) or only not in (None, match.start()):
            continue
        signed = words[-1][-1] in ":：#=."
        tariff = re.fullmatch(_TARIFF, match.group()) is not None
        whole = len(words) <= _WORDS and (not first or len(words) < len(before.split()))
        for count in range(1, min(_WORDS, len(words)) + 1):
            if not any(any(c.isdigit() for c in word) for word in words[-count:]) and (
                tariff or signed or (whole and count == len(words))
            ):
                yield " ".join(words[-count:]), match.group()
    for part in re.split(r"[,;|·•；，]", row) if only is None else ():
        head, _, rest = part.strip().rpartition(" ")
        for label, country in ((head, rest), *re.findall(r"^(.{2,24}[:：])\s*(\D+)$", part.strip())):
            if label and not any(c.isdigit() for c in label) and len(country) > 1 and countries.find(country.strip()):
                yield label.strip(), country.strip()


def _kind_of(values: Sequence[str]) -> str | None:
    """What values behind one label are."""
    least = _ALIKE * len(values)
    if sum(re.fullmatch(_TARIFF, value) is not None for value in values) >= least:
        return "hts_number"
    if sum(countries.find(value) is not None for value in values) >= least:
        return "country_of_origin"
    codes = [v for v in values if re.fullmatch(_CODE, v) and not v.replace(".", "").isdigit()]
    if len(values) >= _CODED and len(codes) >= least and len(set(codes)) >= least:
        return "part_number"
    return None


def _means_other(label: str, kind: str) -> bool:
    """Whether a lexicon says by the end of a label that it means something else."""
    tokens = canonical(tokenise(label))
    ends = [tokens[at:] for at in range(len(tokens))]
    meant = {hit for end in ends for lexicon in (columns(), labels()) for hit in lexicon.whole(end)}
    meant |= {option for end in ends for option in ambiguous().get(" ".join(end), ())}
    return not tokens or (bool(meant) and kind not in meant)
