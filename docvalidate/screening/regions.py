"""Xinjiang: does an address lie in the region whose goods the UFLPA presumes to be made with forced labour?

Public Law 117-78 (UFLPA), section 3, covers all goods made wholly or in part in the Xinjiang Uyghur Autonomous Region,
whoever makes them. The region is known by its names, by the names of its prefectures, cities and counties in English,
pinyin, Uyghur spellings and Chinese (`data/xinjiang_places.csv`), and by Chinese post codes 83xxxx and 84xxxx.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from docvalidate.reference import subdivisions
from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.tables import rows

CITATION = "Public Law 117-78 (UFLPA) section 3; 19 U.S.C. 1307"
URL = "https://www.cbp.gov/trade/forced-labor/UFLPA"
_POST_CODE = re.compile(r"(?<!\d)(8[34]\d{4})(?!\d)")
_STREET = re.compile(r"\w+ (road|rd|street|str|st|avenue|ave|lu|jie|dajie|dadao|lane|boulevard|blvd)\b")
_CHINA = re.compile(r"\b(?:china|p\.?\s?r\.?\s?c\.?|cn)\b|中国|中國", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RegionEvidence:
    """What in an address points to Xinjiang."""

    kind: str
    """`region` (it is named), `place` (one of its places), `post-code`."""
    text: str
    """The place or code as the table or the address has it."""
    sure: bool
    """False where the place shares its name with others, or where only a post code tells."""
    sentence: str
    citation: str = CITATION


def forced_labor_region(address: str | None, country: str | None = None) -> RegionEvidence | None:
    """Evidence that an address lies in Xinjiang; None where nothing points there.

    `country`: ISO 3166-1 alpha-2 where known. A place that other countries have as well, or a bare post code, counts
    only where the country is China or the address names China.

    >>> forced_labor_region("No. 8 Youhao Road, Urumqi, China").text
    'urumqi'
    >>> forced_labor_region("Suite 830011, Houston, TX 77002", "US") is None
    True
    >>> forced_labor_region("92 Fukang Road, Shenzhen, Guangdong, China") is None
    True
    """
    if not address:
        return None
    code = (country or "").strip().upper()
    in_china = code == "CN" or (not code and bool(_CHINA.search(address)))
    elsewhere = bool(code) and code != "CN"
    address = _han_streets().sub("", address)
    tokens = [token for token in fold_tokens(address) if token != BREAK]
    padded = f" {_without_streets(' '.join(tokens))} "
    other_province = any(f" {province} " in padded for province in _other_provinces())
    best: RegionEvidence | None = None
    for names, han, kind, certain in _places():
        found = next((name for name in names if f" {name} " in padded), "") or next(
            (h for h in han if h in address), ""
        )
        if not found or elsewhere or (other_province and kind != "region"):
            continue
        is_han = found in han
        if not certain and not in_china and not is_han:
            continue
        sentence = (
            f"The address names {'the region' if kind == 'region' else 'a place in the region'} of Xinjiang ({found})."
        )
        evidence = RegionEvidence(kind, found, certain or is_han, sentence)
        if kind == "region":
            return evidence
        if best is None or (evidence.sure and not best.sure):
            best = evidence
    if best is not None:
        return best
    post_code = _POST_CODE.search(address)
    if post_code and in_china:
        number = post_code.group(1)
        return RegionEvidence(
            "post-code", number, False, f"The post code {number} is one of Xinjiang (83xxxx, 84xxxx)."
        )
    return None


def _without_streets(text: str) -> str:
    """The address without the names of its streets: an Urumqi Road is in Shanghai.

    >>> _without_streets("92 fukang road shenzhen")
    '92 road shenzhen'
    """
    return _STREET.sub(r"\1", text)


@cache
def _han_streets() -> re.Pattern[str]:
    """The region's places in Chinese where they name a street: 乌鲁木齐中路."""
    names = sorted({h for _, han, _, _ in _places() for h in han}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?=[东南西北中]{{0,2}}[路街])")


@cache
def _other_provinces() -> frozenset[str]:
    """China's other provinces: an address in one of them is not in Xinjiang, whatever else it names."""
    folded = {" ".join(fold_tokens(name)) for name in subdivisions.names("CN")}
    return frozenset(folded - {"xinjiang"})


@cache
def _places() -> list[tuple[tuple[str, ...], tuple[str, ...], str, bool]]:
    out = []
    for row in rows("xinjiang_places"):
        names = tuple(" ".join(fold_tokens(name)) for name in row["names"].split(";") if name)
        han = tuple(name for name in row["han"].split(";") if name)
        out.append((names, han, row["kind"], row["certain"] == "yes"))
    return out
