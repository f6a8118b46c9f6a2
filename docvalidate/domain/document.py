"""What was read from a paper: values with their evidence, documents, and the files that could not be read."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from docvalidate.domain.fields import HEADER, LINE, PARTICULARS
from docvalidate.domain.page import Box
from docvalidate.domain.records import Record, StrictNumber, plain_json

USABLE_CONFIDENCE = 0.5
"""A value below this is shown and used by no check (contract)."""

DocumentType = Literal[
    "commercial_invoice",
    "packing_list",
    "bill_of_lading",
    "air_waybill",
    "certificate_of_origin",
    "arrival_notice",
    "entry_summary",
    "purchase_order",
    "other",
]

LABELS: dict[str, str] = {
    "commercial_invoice": "the commercial invoice",
    "packing_list": "the packing list",
    "bill_of_lading": "the bill of lading",
    "air_waybill": "the air waybill",
    "certificate_of_origin": "the certificate of origin",
    "arrival_notice": "the arrival notice",
    "entry_summary": "the entry summary",
    "purchase_order": "the purchase order",
    "other": "the paper",
}


class Party(Record):
    """A firm or person as the paper or the entry names it. `country` is ISO 3166-1 alpha-2."""

    name: str
    address: str | None = None
    country: str | None = None
    number: str | None = None
    """The importer number (entry only): EIN, SSN or CBP-assigned."""


Content = Annotated[
    StrictNumber | datetime.date | list[str] | Party | str, PlainSerializer(plain_json, when_used="json")
]


class Value(Record):
    """One value with what the paper prints, how sure we are, and where it stands.

    `value` is a Decimal for numbers (weights in kilograms), a date, a list of strings, a Party, or a string.
    """

    value: Content
    raw: str
    confidence: float = 1.0
    page: int | None = None
    bbox: Box | None = None
    cell: str | None = None
    alternatives: list[Value] | None = None
    """Other readings that the paper leaves open (03/04/26)."""
    agreed: list[str] | None = None
    """Which proposers stand behind it: label, table, arithmetic, model, language, letterhead, papers …"""
    recognised: float | None = Field(default=None, exclude=True, repr=False)
    """On a scan: how sure the recognition is of its least sure character."""

    @property
    def usable(self) -> bool:
        """Whether checks may rely on it."""
        return self.confidence >= USABLE_CONFIDENCE

    @property
    def number(self) -> Decimal | None:
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def day(self) -> datetime.date | None:
        return self.value if isinstance(self.value, datetime.date) else None

    @property
    def party(self) -> Party | None:
        return self.value if isinstance(self.value, Party) else None

    @property
    def items(self) -> list[str]:
        return list(self.value) if isinstance(self.value, list) else []

    @property
    def text(self) -> str:
        """The value as text: a party's name, a date in ISO 8601."""
        if isinstance(self.value, Party):
            return self.value.name
        if isinstance(self.value, list):
            return ", ".join(self.value)
        return self.value.isoformat() if isinstance(self.value, datetime.date) else str(self.value)


LineItem = dict[str, Value]


class Mention(Record):
    """A firm or vessel that a paper names in its text, outside the fields of its parties."""

    name: str
    kind: Literal["organisation", "vessel"] = "organisation"
    raw: str
    told_by: str | None = None
    """What told it: `form` (a legal form), `bank`, `language` (a model), or the cue words (`manufactured by`)."""
    page: int | None = None
    bbox: Box | None = None
    cell: str | None = None


class Document(Record):
    """One paper: a whole file, or the pages of a file that belong together."""

    shipment: str = ""
    file: str
    pages: list[int] = [1]
    type: DocumentType
    fields: dict[str, Value] = {}
    line_items: list[LineItem] = []
    particulars: dict[str, Value] | None = None
    """What it says beyond those fields, by the names of `domain.fields.PARTICULARS`; None where nobody looked."""
    mentions: list[Mention] | None = None
    """Firms and vessels named in the text; None where there are none."""
    text: str = Field(default="", exclude=True, repr=False)
    """The words of its pages, folded by `reference.texts.words`: what was not read as a field still stands there."""

    def told(self, name: str) -> Value | None:
        """The particular of that name if checks may use it."""
        value = (self.particulars or {}).get(name)
        return value if value is not None and value.usable else None

    scanned: list[int] = Field(default=[], exclude=True, repr=False)
    """The pages whose words were recognised from an image."""

    @property
    def variants(self) -> frozenset[str]:
        """Which kinds of its type it says it is: `pro_forma`, `revised`, `credit_note`, `debit_note`."""
        value = self.told("variants")
        return frozenset(value.items if value is not None else ())

    def get(self, name: str) -> Value | None:
        """The header value of that name if checks may use it."""
        value = self.fields.get(name)
        return value if value is not None and value.usable else None

    @property
    def label(self) -> str:
        """How a sentence names it: `the packing list`."""
        return LABELS[self.type]


def usable(item: LineItem, name: str) -> Value | None:
    """A line item's value of that name if checks may use it."""
    value = item.get(name)
    return value if value is not None and value.usable else None


class Failure(Record):
    """A file, or a part of it, that could not be read, in one sentence with the remedy."""

    file: str
    error: str


def plain_to_value(name: str, plain: object, *, line: bool = False) -> Value:
    """A Value from a plain JSON value of the field `name`, e.g. from ground truth or from a caller of the API.

    Numbers become Decimal, dates `date`, party names Party. Raises ValueError for an unknown name.
    """
    kind = (LINE if line else {**PARTICULARS, **HEADER}).get(name)
    if kind is None:
        raise ValueError(f"{name!r} is no field of a {'line item' if line else 'document'}")
    raw = str(plain)
    if kind in ("number", "money", "weight", "count"):
        return Value(value=Decimal(raw), raw=raw)
    if kind == "date":
        return Value(value=datetime.date.fromisoformat(raw), raw=raw)
    if kind == "party":
        party = Party.model_validate(plain) if isinstance(plain, dict) else Party(name=raw)
        return Value(value=party, raw=party.name)
    if kind == "list" and isinstance(plain, (list, tuple)):
        return Value(value=[str(item) for item in plain], raw=", ".join(str(item) for item in plain))
    return Value(value=raw, raw=raw)
