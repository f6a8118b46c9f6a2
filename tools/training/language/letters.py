"""Letters, mails and remarks put together by lot from sentences: text with its entities, for training."""

from __future__ import annotations

import random
import re
import tomllib
import zlib
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from docvalidate.extraction.language.names import ORGANISATION, OTHER_VESSEL
from docvalidate.extraction.model.classes import ADDRESS, class_of
from docvalidate.extraction.party_names import has_legal_form
from fixtures.generator import catalogue, story
from fixtures.generator.designs.composed import DAYS
from fixtures.generator.facts import Facts, Forms
from fixtures.generator.kit import noise
from fixtures.generator.kit.ink import Ink, joined, runs
from fixtures.generator.kit.numbers import NUMBER_FORMS, date_text
from fixtures.generator.wording import BOOKS
from tools.training.language.text import Text, Written

Side = Literal["train", "validation", "test"]
PEOPLE = (
    "Ms. Okafor|Mr. Lindqvist|Anna Keller|J. Moreau|Priya Raman|Mr Tan|Luca Ferri|our Mr. Haddad|Sofia Nunes|K. Ito"
)
TITLES = (
    "Dear Sirs,",
    "Dear Ms Keller,",
    "Hello,",
    "Good day,",
    "To whom it may concern,",
    "Dear customer,",
    "Hi Tom,",
)
ENDINGS = ("Best regards,", "Yours faithfully,", "Kind regards", "Sincerely,", "Thanks and regards,", "")
TRADES = "Mills|Works|Tooling|Foods|Logistics|Textiles|Foundry|Trading|Castings|Laboratories|Lines|Bank|Insurance"


@lru_cache(maxsize=1)
def sentences() -> dict[str, dict[str, list[str]]]:
    """Sentences by language and subject."""
    text = Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def side_of(sentence: str) -> Side:
    """On which side a sentence is kept: three of four are learned."""
    lot = zlib.crc32(sentence.encode()) % 20
    return "train" if lot < 15 else "validation" if lot < 17 else "test"


def _sentences(language: str, subject: str, side: Side) -> list[str]:
    known = sentences()[language].get(subject, [])
    # what names nothing is on every side
    return [one for one in known if subject == "idle" or side_of(one) == side]


class Writer:
    """One shipment, and how one letter prints what it says of it."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng = rng
        self.book = rng.choice(("", "second_", "third_"))
        wish = story.Wish(
            (), ("USD", "EUR", "GBP", "CHF"), (1, 6), rng.choice(("sea", "sea", "sea", "air")), book=self.book
        )
        self.shipment = story.shipment(rng, "T", wish)
        numbers = ("english", "english", "swiss", "plain", "continental", "french", "indian")
        forms = Forms(
            number=NUMBER_FORMS[rng.choice(numbers)],
            day=rng.choice((*DAYS, "%d.%m.%Y", "%B %-d, %Y", "%d/%m/%Y", "%Y-%m-%d")),
            language=language,
            country=language if rng.random() < 0.8 else "en",
            hts_digits=rng.choice((6, 8, 10)),
            hts_dots=rng.choice(("us", "pairs", "none")),
            weight_unit=rng.choice(("kg", "kgs", "KGS", "kilos", "lbs", "kg.")),
            weight_places=rng.choice((0, 1, 2)),
            bill=rng.choice(("master", "house")),
            container=rng.choice(("plain", "space", "parts")),
        )
        self.facts = Facts(self.shipment, self.shipment.invoices[0], forms)

    def ink(self, name: str) -> Ink | None:
        """What stands for a name in a sentence; None where this shipment has none."""
        f, s = self.facts, self.shipment
        parties = {
            "seller": s.seller,
            "buyer": s.buyer,
            "consignee": s.ship_to,
            "manufacturer": s.manufacturer or s.seller,
            "notify_party": s.notify,
        }
        role = name.removesuffix(ADDRESS)
        if role in parties:
            if name == role:
                return f.name(role, parties[role])
            return joined(f.address(role, parties[role], self.rng.random() < 0.7), ", ")
        if name.startswith("line."):
            line = f.line(self.rng.randrange(f.line_count))
            own = {"hts_number": "hts", "part_number": "part", "unit_price": "price"}
            field = name.removeprefix("line.")
            return getattr(line, own.get(field, field))  # type: ignore[no-any-return]
        charges = f.invoice.charges
        amounts = {
            "subtotal": f.invoice.subtotal,
            "total_amount": f.invoice.total,
            "freight": charges.freight,
            "insurance": charges.insurance,
            "discount": charges.discount,
        }
        if name in amounts:
            return f.bare(name, amounts[name] or self.rng.randrange(2000, 90000) / self.invented())
        own = {
            "purchase_order_number": "order",
            "port_of_loading": "loading",
            "port_of_discharge": "discharge",
            "payment_terms": "terms",
            "country_of_origin": "origin",
            "country_of_export": "export_country",
            "bill_of_lading_number": "bill",
            "package_count": "packages",
            "gross_weight_kg": "gross",
            "net_weight_kg": "net",
        }
        if name == "container_numbers":
            return f.containers(self.rng.choice((" and ", ", "))) if f.has_containers else None
        if name == "country_of_origin" and len({line.origin for line in f.invoice.lines}) > 1:
            return None
        if hasattr(f, own.get(name, name)):
            return getattr(f, own.get(name, name))  # type: ignore[no-any-return]
        return None

    def invented(self) -> int:
        """What a figure is divided by to have hundredths."""
        return self.rng.choice((1, 100, 10))

    def other(self, name: str) -> str:
        """A word that is no field of the header: a person, a place, a number, a date, a firm's name."""
        rng = self.rng
        if name == ORGANISATION:
            return self.firm()
        if name == "mvessel":
            return rng.choice(BOOKS[rng.choice(tuple(BOOKS))].vessels) + rng.choice(
                ("", "", f" {rng.randrange(1, 99)}W")
            )
        if name == "person":
            return rng.choice(PEOPLE.split("|"))
        if name == "place":
            return rng.choice([*(p.city for p in catalogue.exporters(self.book)), "Singapore", "Busan", "Rotterdam"])
        if name == "date":
            day = self.shipment.invoices[0].day + timedelta(days=rng.randrange(-60, 60))
            return date_text(day, self.facts.forms.day, self.facts.forms.language)
        if name == "phone":
            return noise.phone(rng, self.shipment.seller)
        if name == "code":
            return noise.credit(rng)
        return rng.choice((noise.digits(rng, rng.choice((1, 2, 6))), noise.sales_contract(rng), noise.credit(rng)))

    def firm(self) -> str:
        """The name of some firm, with or without its legal form."""
        rng = self.rng
        if rng.random() < 0.2:
            return rng.choice(noise.BANKS)
        book = rng.choice(("", "second_", "third_"))
        party = rng.choice([*catalogue.exporters(book), *catalogue.buyers(book), *catalogue.warehouses(book)])
        name = party.name
        lot = rng.random()
        if lot < 0.35:
            words = re.split(r"[\s,]+", name)
            while len(words) > 2 and has_legal_form("x " + words[-1]):
                words.pop()
            name = " ".join(words)
        elif lot < 0.6:
            first = (party.short or name).split()[0]
            name = f"{first} {rng.choice(TRADES.split('|'))}"
        return name.strip(" ,.") if lot < 0.6 else name


_FIELD = re.compile(r"\{([\w.]+)\}")


def sentence(writer: Writer, pattern: str, into: Written, *, remark: bool) -> bool:
    """Adds a sentence to the text; False where the shipment lacks what it speaks of."""
    parts: list[tuple[str, str | None]] = []
    for k, piece in enumerate(_FIELD.split(pattern)):
        if k % 2 == 0:
            parts.append((piece, None))
            continue
        if remark and piece in (ORGANISATION, "mvessel"):
            parts.append((writer.other(piece), ORGANISATION if piece == ORGANISATION else OTHER_VESSEL))
            continue
        ink = writer.ink(piece)
        if ink is None and piece not in ("person", "place", "date", "phone", "code", "number"):
            return False
        if ink is None:
            parts.append((writer.other(piece), None))
            continue
        for run in runs(ink):
            name = class_of(run.field, run.role, run.line is not None) if run.field and run.role == "value" else None
            parts.append((run.text, name))
    for text, name in parts:
        into.add(text, name)
    return True


def letter(rng: random.Random, side: Side) -> Text:
    """One text: a few sentences, in a mail or a letter or alone as remarks are."""
    language = rng.choice(("en", "en", "en", "en", "en", "en", "de", "fr", "es", "it"))
    writer = Writer(rng, language)
    written = Written()
    mail = rng.random() < 0.4
    if mail and rng.random() < 0.5:
        written.add(rng.choice(TITLES) + rng.choice(("\n", " ")))
    subjects = ["terms", "transport", "cargo", "goods", "parties", "remarks"]
    rng.shuffle(subjects)
    pool: list[tuple[str, str]] = []
    for subject in subjects[: rng.randint(2, 6)]:
        known = _sentences(language, subject, side)
        pool += [(subject, one) for one in rng.sample(known, min(len(known), rng.randint(1, 3)))]
    pool += [("idle", rng.choice(_sentences(language, "idle", side))) for _ in range(rng.randint(0, 3))]
    rng.shuffle(pool)
    for subject, pattern in pool:
        if sentence(writer, _varied(pattern, rng), written, remark=subject == "remarks"):
            written.add(rng.choice((" ", " ", " ", " ", " ", "\n", " and ", "; ")))
        if rng.random() < 0.06:
            _bank(writer, written)
    if mail:
        written.add(rng.choice(ENDINGS))
    return written.text


def _bank(writer: Writer, into: Written) -> None:
    """Bank details or small print, as papers carry them."""
    if writer.rng.random() < 0.5:
        into.add(noise.small_print(writer.rng, 1)[0] + " ")
        return
    text = noise.bank(writer.rng, writer.shipment.seller.country, writer.firm())
    name = next(bank for bank in noise.BANKS if bank in text)
    before, _, after = text.partition(name)
    into.add(before)
    into.add(name, ORGANISATION)
    into.add(after + " ")


def _varied(pattern: str, rng: random.Random) -> str:
    """A sentence with other small print: no point, a colon for a verb, and for a comma."""
    if rng.random() < 0.1:
        pattern = pattern.rstrip(".")
    if rng.random() < 0.1:
        pattern = pattern.replace(" is {", ": {", 1)
    if rng.random() < 0.1:
        pattern = pattern.replace(", ", " and ", 1)
    return pattern


def letters(count: int, seed: int, side: Side) -> Iterator[Text]:
    """So many texts."""
    for number in range(count):
        made = letter(random.Random(f"{seed}/{side}/{number}"), side)
        if made.entities or number % 7 == 0:
            yield made
