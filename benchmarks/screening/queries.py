"""The benchmark's queries: listed names changed, real companies, made-up companies, and names with the telling word
swapped."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.screening.changes import KINDS, LAST, recognisable
from docvalidate.screening.folding import fold, fold_tokens
from docvalidate.screening.names import TELLING, TokenWeights, core_tokens

REAL = Path(__file__).with_name("real_companies.csv")
TWO = "two changes"


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name on the list that the benchmark runs on."""

    text: str
    list: str
    entity_id: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A text to screen. `entity` is who should be found, None for those who should not be flagged."""

    kind: str
    text: str
    original: str = ""
    entity: tuple[str, str] | None = None


def listed_names(path: Path) -> list[ListedName]:
    """The names of a list in the user's own CSV format."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            ListedName(row["name"], row["list"], row["entity_id"], row.get("entity_type") == "Individual")
            for row in csv.DictReader(file)
            if row["name"].strip()
        ]


def changed(names: list[ListedName], weights: TokenWeights, each: int, seed: int) -> list[Query]:
    """`each` queries of every kind of change, and twice as many with two changes. One in seven is a person."""
    random = Random(seed)
    companies = [
        n for n in names if not n.is_person and len(n.text) >= 10 and len(core_tokens(fold_tokens(n.text))[0]) >= 2
    ]
    persons = [n for n in names if n.is_person and len(n.text.split()) >= 2]
    out: list[Query] = []
    for kind in (*KINDS, TWO):
        wanted = each * (2 if kind == TWO else 1)
        made = 0
        while made < wanted:
            name = random.choice(persons if random.random() < 1 / 7 else companies)
            kinds = [kind] if kind != TWO else random.sample([k for k in KINDS if k != "plain"], 2)
            kinds.sort(key=lambda one: one in LAST)
            text = name.text.upper()
            for one in kinds:
                text = KINDS[one](text, random)
            if (kind != "plain" and fold(text) == fold(name.text)) or not recognisable(text, name.text, weights):
                continue
            out.append(Query(kind, text, name.text, (name.list, name.entity_id)))
            made += 1
    return out


def real_companies(names: list[ListedName], count: int, seed: int) -> list[Query]:
    """Real companies, those left out whose name without form is a listed name."""
    listed = {" ".join(core_tokens(fold_tokens(name.text))[0]) for name in names}
    with REAL.open(encoding="utf-8", newline="") as file:
        real = [row["name"] for row in csv.DictReader(file)]
    clean = [name for name in real if " ".join(core_tokens(fold_tokens(name))[0]) not in listed]
    Random(seed).shuffle(clean)
    return [Query("real", name) for name in clean[:count]]


_BEGIN = (
    "Ba",
    "Chan",
    "Dor",
    "Fei",
    "Gal",
    "Hui",
    "Jin",
    "Kol",
    "Lan",
    "Mer",
    "Nor",
    "Pra",
    "Qian",
    "Rei",
    "Sol",
    "Tian",
    "Ver",
    "Yu",
    "Zor",
)
_END = (
    "bex",
    "dao",
    "fan",
    "gora",
    "hua",
    "kin",
    "lim",
    "max",
    "nova",
    "pei",
    "rin",
    "sen",
    "ton",
    "vara",
    "wei",
    "xing",
    "yan",
    "zen",
)
_TRADE = (
    "Trading",
    "Electronics",
    "Textile",
    "Import & Export",
    "Industrial",
    "Machinery",
    "Logistics",
    "Chemical",
    "Foods",
    "Hardware",
)
_WHERE = ("Shanghai", "Ningbo", "Dubai", "Istanbul", "Mumbai", "Hong Kong", "Hanoi", "Karachi", "", "")
_FORM = ("Co., Ltd.", "LLC", "FZE", "Pvt. Ltd.", "Limited", "A.S.", "GmbH")


def made_up(count: int, seed: int) -> list[Query]:
    """Companies that nobody founded: a city, an invented word, a trade, a form."""
    random = Random(seed)
    texts = (
        f"{random.choice(_WHERE)} {random.choice(_BEGIN)}{random.choice(_END)} {random.choice(_TRADE)} "
        f"{random.choice(_FORM)}".strip()
        for _ in range(count)
    )
    return [Query("made up", text) for text in texts]


def swapped(names: list[ListedName], weights: TokenWeights, count: int, seed: int) -> list[Query]:
    """Listed companies whose one telling word was swapped for the telling word of a real company."""
    random = Random(seed)
    words: list[str] = []
    for query in real_companies(names, 4_000, seed):
        best = max(
            query.text.upper().split(), key=lambda word: (weights.weight(fold(word)) if fold(word) else 0, len(word))
        )
        if len(best) > 3 and best.isalpha() and best.isascii():
            words.append(best)
    companies = [name for name in names if not name.is_person and len(name.text.split()) >= 3]
    out: list[Query] = []
    while len(out) < count:
        name = random.choice(companies)
        core = core_tokens(fold_tokens(name.text))[0]
        printed = name.text.upper().split()
        ranked = sorted(
            range(len(printed)), key=lambda i: -(weights.weight(fold(printed[i])) if fold(printed[i]) else 0)
        )
        first, second = fold(printed[ranked[0]]), fold(printed[ranked[1]])
        if (
            first not in core
            or weights.weight(first) < TELLING
            or (second in core and weights.weight(second) >= TELLING)
        ):
            continue
        printed[ranked[0]] = random.choice(words)
        out.append(Query("swapped", " ".join(printed), name.text))
    return out
