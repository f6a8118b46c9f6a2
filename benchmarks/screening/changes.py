"""The ten kinds of change that the benchmark makes to a listed name, as trade papers and EDI make them.

Each takes the name in capitals and a random generator. A change that would leave nothing to recognise the name by is
refused by `recognisable`, and drawn again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from docvalidate.screening.folding import fold_tokens
from docvalidate.screening.names import TELLING, TokenWeights, core_tokens

Change = Callable[[str, Random], str]

_CONFUSIONS = (
    ("O", "0"),
    ("I", "1"),
    ("S", "5"),
    ("B", "8"),
    ("RN", "M"),
    ("M", "RN"),
    ("CL", "D"),
    ("I", "L"),
    ("L", "I"),
    ("E", "F"),
    ("C", "G"),
    ("U", "V"),
    ("H", "N"),
    ("G", "6"),
    ("D", "O"),
    ("W", "VV"),
    ("Z", "2"),
)
_SHORT = {
    "MANUFACTURING": "MFG",
    "TRADING": "TRDG",
    "INTERNATIONAL": "INTL",
    "IMPORT": "IMP",
    "EXPORT": "EXP",
    "INDUSTRIAL": "IND",
    "INDUSTRIES": "INDS",
    "INDUSTRY": "IND",
    "TECHNOLOGY": "TECH",
    "TECHNOLOGIES": "TECHS",
    "ENGINEERING": "ENGG",
    "EQUIPMENT": "EQPT",
    "MACHINERY": "MACH",
    "ELECTRONICS": "ELEC",
    "DEVELOPMENT": "DEV",
    "COMPANY": "CO",
    "CORPORATION": "CORP",
    "LIMITED": "LTD",
    "SERVICES": "SVCS",
    "GROUP": "GRP",
    "HOLDING": "HLDG",
    "SHIPPING": "SHPG",
    "NATIONAL": "NATL",
    "INSTITUTE": "INST",
    "UNIVERSITY": "UNIV",
    "RESEARCH": "RES",
    "CHEMICAL": "CHEM",
    "CONSTRUCTION": "CONST",
    "COMMERCIAL": "COML",
    "GENERAL": "GEN",
    "TRANSPORT": "TRANSP",
    "FACTORY": "FTY",
    "ORGANIZATION": "ORG",
    "SCIENCE": "SCI",
    "CENTER": "CTR",
    "BROTHERS": "BROS",
    "ASSOCIATION": "ASSN",
    "PRODUCTS": "PRODS",
    "SYSTEMS": "SYS",
    "AVIATION": "AVN",
    "INVESTMENT": "INVT",
    "BANK": "BK",
    "ENTERPRISES": "ENTS",
    "PETROLEUM": "PETRO",
    "AND": "&",
}
_FORMS = {
    "LTD": ["LIMITED", "LTD.", "L.T.D.", ""],
    "LIMITED": ["LTD", "LTD.", ""],
    "CO": ["COMPANY", "CO.", ""],
    "COMPANY": ["CO", "CO.", ""],
    "CORP": ["CORPORATION", ""],
    "CORPORATION": ["CORP.", "CORP", ""],
    "LLC": ["L.L.C.", ""],
    "INC": ["INCORPORATED", ""],
}
_ADDED_FORMS = ("CO LTD", "LTD", "LLC", "CORP", "SA", "GMBH", "FZE")
_CITIES = (
    "SHANGHAI",
    "DUBAI",
    "SHENZHEN",
    "HAMBURG",
    "ROTTERDAM",
    "HONG KONG",
    "SINGAPORE",
    "KARACHI",
    "NINGBO",
    "MUMBAI",
    "ISTANBUL",
)
_STREETS = (
    "KEYUAN ROAD",
    "NANJING RD",
    "AL MAKTOUM ST",
    "HAUPTSTRASSE",
    "JALAN AMPANG",
    "M.G. ROAD",
    "QUEENS ROAD CENTRAL",
)
_PEOPLE = ("MR. WANG", "MS ANNA LEE", "J. SMITH", "MR CHEN WEI", "MRS PATEL")
_CUTS = (35, 35, 30, 32, 28)


def typo(name: str, random: Random) -> str:
    """A letter left out, doubled, replaced or changed with its neighbour."""
    places = [i for i, c in enumerate(name) if c.isalpha()]
    i = random.choice(places)
    return random.choice(
        (
            name[:i] + name[i + 1 :],
            name[: i + 1] + name[i:],
            name[:i] + random.choice("ABCDEFGHIKLMNOPRSTUVY") + name[i + 1 :],
            name[:i] + name[i : i + 2][::-1] + name[i + 2 :],
        )
    )


def misread(name: str, random: Random) -> str:
    """One or two letters confused by a reader of scans."""
    for _ in range(random.choice((1, 2, 2))):
        possible = [(a, b) for a, b in _CONFUSIONS if a in name]
        if possible:
            a, b = random.choice(possible)
            at = random.choice([match.start() for match in re.finditer(re.escape(a), name)])
            name = name[:at] + b + name[at + len(a) :]
    return name


def cut(name: str, random: Random) -> str:
    """Cut off by a field of fixed length (35 in EDI, others near it), or a few letters short."""
    size = random.choice(_CUTS)
    return name[:size] if len(name) > size else name[: max(18, len(name) - random.randrange(2, 7))]


def join_or_split(name: str, random: Random) -> str:
    """Two words joined, or a word split in two."""
    words = name.split()
    long = [i for i, word in enumerate(words) if len(word) >= 6]
    if (random.random() < 0.5 or not long) and len(words) > 1:
        i = random.randrange(len(words) - 1)
        return " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])
    if long:
        i = random.choice(long)
        at = random.randrange(2, len(words[i]) - 2)
        words[i] = f"{words[i][:at]} {words[i][at:]}"
    return " ".join(words)


def noise(name: str, random: Random) -> str:
    """A branch, an address, a contact, a role or another firm around the name."""
    city, number = random.choice(_CITIES), random.randrange(1, 400)
    return random.choice(
        (
            f"M/S {name}",
            f"{name} - {city} BRANCH",
            f"{name}, {number} {random.choice(_STREETS)}, {city}",
            f"{name} ATTN: {random.choice(_PEOPLE)}",
            f"C/O {name}",
            f"{name} {number} {random.choice(_STREETS)} {city}",
            f"MESSRS {name} TEL {random.randrange(10**6, 10**8)}",
            f"{name} ({city} OFFICE)",
            f"TO THE ORDER OF {name}",
            f"{name} EXPORT DEPT.",
            f"{name} P.O. BOX {number * 37} {city}",
            f"GLOBAL CARGO LINES C/O {name}",
        )
    )


def initial(name: str, random: Random) -> str:
    """A word behind the first cut to its first letter."""
    words = name.split()
    long = [i for i, word in enumerate(words) if len(word) >= 4 and i > 0]
    if len(words) < 3 or not long:
        return name
    i = random.choice(long)
    words[i] = words[i][0] + random.choice(("", "."))
    return " ".join(words)


def abbreviate(name: str, random: Random) -> str:
    """Trade words and forms abbreviated."""
    return " ".join(_SHORT.get(word.strip(".,"), word) for word in name.split())


def other_form(name: str, random: Random) -> str:
    """Another spelling of the legal form, none, or one that was not there."""
    words = name.replace(",", " ").split()
    if any(word.strip(".,") in _FORMS for word in words):
        return " ".join(w for word in words if (w := random.choice(_FORMS.get(word.strip(".,"), [word]))))
    return f"{' '.join(words)} {random.choice(_ADDED_FORMS)}"


def move(name: str, random: Random) -> str:
    """A word (mostly the first, often a city) moved to the end, or into brackets."""
    words = name.split()
    if len(words) < 2:
        return name
    word = words.pop(random.choice((0, 0, random.randrange(len(words) - 1))))
    return " ".join(random.choice(([*words, f"({word})"], [*words, word], [words[0], f"({word})", *words[1:]])))


def plain(name: str, random: Random) -> str:
    """Points, commas and hyphens gone, in small letters with capitals."""
    return re.sub(r"[,.']", "", name).replace("-", " ").title()


KINDS: dict[str, Change] = {
    "plain": plain,
    "other form": other_form,
    "typo": typo,
    "misread": misread,
    "cut off": cut,
    "joined, split": join_or_split,
    "noise": noise,
    "initial": initial,
    "abbreviated": abbreviate,
    "moved": move,
}
LAST = ("noise", "cut off")
"""Of two changes these come second: the paper adds noise, the field cuts what is on the paper."""


def recognisable(changed: str, original: str, weights: TokenWeights) -> bool:
    """Whether the changed text still holds more than half of the letters of the telling words of the name."""
    core = core_tokens(fold_tokens(original))[0]
    telling = [token for token in core if weights.weight(token) >= TELLING] or core
    left = "".join(fold_tokens(changed))
    held = sum(len(token) for token in telling if _mostly_in(token, left))
    return held * 2 > sum(map(len, telling))


def _mostly_in(token: str, text: str) -> bool:
    if token in text:
        return True
    pieces = {token[i : i + 3] for i in range(len(token) - 2)} or {token}
    return sum(piece in text for piece in pieces) * 3 >= len(pieces)
