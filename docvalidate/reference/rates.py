"""Rates of duty as the tariff prints them, parsed: free, ad valorem, specific, compound, or additional to another rate.

>>> parse("6.8%").kind, parse("Free").kind, parse("1.4¢/kg").kind, parse("4.4¢/kg + 2.1%").kind
('ad valorem', 'free', 'specific', 'compound')
>>> parse("The duty provided in the applicable subheading + 25%")
Rate(text='The duty provided in the applicable subheading + 25%', kind='additional', parts=(RatePart(amount=Decimal...
>>> parse("See additional U.S. note 5").kind
'text'

A part's `amount` is a fraction of the value (0.068) or US dollars for one `per` unit; `base` says of which component
the value or weight counts ("on the case"), None for the whole article. Source: HTSUS, General Note 3 and the schedule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from docvalidate.reference.tables import rows

RateKind = Literal["free", "ad valorem", "specific", "compound", "additional", "applicable", "text"]
"""`additional`: the applicable subheading's duty plus parts; `applicable`: that duty and nothing more; `text`: words
that no arithmetic follows from, to be read in the tariff."""

APPLICABLE = re.compile(
    r"(?:the )?(?:duty|rate)(?: rate| of duty)? ?(?:provided for|provided) ?in ?(?:the ?applicable|such) ?subheading|"
    r"no change",
    re.I,
)
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent)(?:\s*(?:on|of) (?:the )?(?P<base>[a-z][^+]*))?$", re.I)
MONEY = re.compile(
    r"(?P<dollar>\$)?(?P<amount>\d+(?:\.\d+)?)\s*(?P<cent>¢)?\s*"
    r"(?:/\s*(?P<per>[^+]*?)|(?P<each>each|per article))(?:\s+(?:on|of) (?:the )?(?P<base>[a-z][^+]*))?$",
    re.I,
)
THIRD = "3" * 12
ON_CONTENT = re.compile(r"a duty of (\d+(?:\.\d+)?)% upon the (?P<base>value of the [\w.-]+ content)\.?$", re.I)


@dataclass(frozen=True, slots=True)
class RatePart:
    """A fraction of the value (`per` is None), or US dollars for one `per` unit of CBP."""

    amount: Decimal
    per: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of duty. `text` is what the tariff prints."""

    text: str
    kind: RateKind
    parts: tuple[RatePart, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether value and quantities of the whole article suffice to compute the duty."""
        return self.kind in ("free", "ad valorem", "specific", "compound") and not any(part.base for part in self.parts)

    @property
    def computable(self) -> bool:
        """Whether it follows by arithmetic, with the applicable subheading's duty where it is additional to that."""
        return self.kind != "text" and not any(part.base for part in self.parts)


@lru_cache(maxsize=8192)
def parse(text: str) -> Rate:
    """The rate that a cell of the tariff gives; what cannot be parsed has the kind `text`. Never raises."""
    clean = " ".join(text.replace("\n", " ").split()).rstrip(". ")
    if re.fullmatch(r"free(, under bond.*)?|no additional duty", clean, re.I):
        return Rate(text, "free")
    match = APPLICABLE.match(clean)
    if match:
        rest = re.sub(r"^(?:\s*\+|\s*plus)\s*", "", clean[match.end() :].strip())
        if not rest:
            return Rate(text, "applicable")
        minus = re.match(r"minus\s*", rest)
        parts = _parts(rest[minus.end() :] if minus else rest)
        if minus:
            parts = tuple(replace(part, amount=-part.amount) for part in parts)
        return Rate(text, "additional", parts) if parts else Rate(text, "text")
    parts = _parts(clean)
    if not parts:
        return Rate(text, "text")
    specific = [part for part in parts if part.per]
    if len(specific) == len(parts):
        return Rate(text, "specific" if len(parts) == 1 else "compound", parts)
    return Rate(text, "compound" if specific or len(parts) > 1 else "ad valorem", parts)


def _parts(text: str) -> tuple[RatePart, ...]:
    """Every part between plus signs; empty where one of them cannot be read."""
    parts = []
    for piece in re.split(r"\s*\+\s*", text):
        part = _part(piece.strip())
        if part is None:
            return ()
        parts.append(part)
    return tuple(parts)


def _part(piece: str) -> RatePart | None:
    match = ON_CONTENT.match(piece)
    if match:
        return RatePart(Decimal(match[1]) / 100, base=match["base"])
    match = PERCENT.match(re.sub(r"(\d+) 1/3%", lambda found: f"{found[1]}.{THIRD}%", piece))
    if match:
        return RatePart(Decimal(match[1]) / 100, base=match["base"])
    match = MONEY.match(piece)
    if match and (match["dollar"] or match["cent"]):
        amount = Decimal(match["amount"]) / (100 if match["cent"] else 1)
        unit = "NO" if match["each"] else rate_unit(match["per"] or "")
        return RatePart(amount, unit, match["base"]) if unit else None
    return None


def rate_unit(printed: str) -> str | None:
    """CBP's code for a unit in a rate (`kg`, `pr.`, `pf. liter`), or None."""
    return _rate_units().get(re.sub(r"[\s.]+", "", printed).lower())


@cache
def _rate_units() -> dict[str, str]:
    return {re.sub(r"[\s.]+", "", row["printed"]).lower(): row["code"] for row in rows("tariff_units.csv")}


@dataclass(frozen=True, slots=True)
class SpecialRate:
    """A rate of the special column with the programs it is for; `see` names tariff numbers to look in instead."""

    rate: Rate
    programs: tuple[str, ...]
    see: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def parse_special(text: str) -> tuple[SpecialRate, ...]:
    """The special column: each rate with the program codes in the parentheses after it.

    >>> [(special.rate.kind, special.programs) for special in parse_special("Free (A,AU, S+) 2.5% (JP)")]
    [('free', ('A', 'AU', 'S+')), ('ad valorem', ('JP',))]
    >>> parse_special("Free (BH) See 9823.01.01 (S+)")[1].see
    ('9823.01.01',)
    """
    found = []
    clean = " ".join(text.split())
    for match in re.finditer(r"([^()]*)\(([^()]*)\)", clean):
        words = match[1].strip(" ,;")
        programs = tuple(code for part in match[2].split(",") if (code := part.strip()))
        if not words or not all(re.fullmatch(r"[A-Z]{1,2}[+*#]?", code) for code in programs):
            continue
        see = tuple(re.findall(r"\d{4}\.\d{2}(?:\.\d{2,4})*", words)) if words.lower().startswith("see") else ()
        found.append(SpecialRate(parse(words), programs, see))
    if not found and clean and "(" not in clean:
        found.append(SpecialRate(parse(clean), ()))
    return tuple(found)
