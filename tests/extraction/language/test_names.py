"""What a spaCy pipeline names in running text, and who decides. The pipeline here is a list of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from docvalidate.config.pipeline import Models
from docvalidate.domain.document import Document
from docvalidate.extraction import extract
from docvalidate.extraction.language import names
from docvalidate.extraction.language.names import Language
from docvalidate.extraction.language.text import reading_text
from docvalidate.extraction.layout import lay_out
from tests.extraction.pages import drawn


@dataclass
class Entity:
    label_: str
    start_char: int
    end_char: int


@dataclass
class Named:
    ents: list[Entity]


@dataclass
class Stub:
    """Names the words of a list, and counts how often it is asked."""

    known: Mapping[str, str]
    precision: float = 0.95
    asked: list[str] = field(default_factory=list)

    @property
    def meta(self) -> dict[str, Any]:
        return {"performance": {"precision_by_label": dict.fromkeys(self.known.values(), self.precision)}}

    def __call__(self, text: str) -> Named:
        self.asked.append(text)
        found = [
            Entity(label, text.index(word), text.index(word) + len(word))
            for word, label in self.known.items()
            if word in text
        ]
        return Named(sorted(found, key=lambda one: one.start_char))


def read(text: str, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(names, "language", lambda where: stub)
    (document,) = extract([drawn(text)], "letter.pdf", Models(layout="none", language="stub"))
    return document


LETTER = """
Halvorin Glass Works GmbH
12 Mill Lane, 80331 Munich

COMMERCIAL INVOICE No. 4711

The goods lie ready in Bremen and are bound for Savannah whenever you
ask for them. Somebody at Cranmore Bluff will look at everything before
it is put on the quay and heaved in by the men there.

Qty   Description     Price     Amount
10    glass bowl       5.00      50.00
Total                            50.00
"""


def test_a_paragraph_is_one_text_and_its_characters_find_their_words() -> None:
    text = reading_text(lay_out(drawn(LETTER)))
    ((first, last),) = text.prose
    assert text.text[first:last].startswith("The goods lie ready")
    assert "whenever you ask for them" in text.text[first:last]
    start = text.text.index("you ask")
    assert [line.text for line in text.lines(start, start + 7)] == ["you", "ask"]


def test_what_no_label_names_is_taken_from_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub({"Bremen": "port_of_loading", "Savannah": "port_of_discharge"})
    fields = read(LETTER, stub, monkeypatch).fields
    assert fields["port_of_loading"].text == "Bremen"
    assert fields["port_of_discharge"].agreed == ["language"]
    assert all("glass bowl" not in text for text in stub.asked), "it is asked of paragraphs alone"


def test_a_label_that_is_often_wrong_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub({"Bremen": "port_of_loading"}, precision=0.6)
    assert "port_of_loading" not in read(LETTER, stub, monkeypatch).fields


def test_what_is_not_of_the_form_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub({"whenever": "invoice_date", "ready": "gross_weight_kg"})
    fields = read(LETTER, stub, monkeypatch).fields
    assert "invoice_date" not in fields
    assert "gross_weight_kg" not in fields


def test_a_firm_without_a_legal_form_is_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub({"Cranmore Bluff": "organisation"})
    mentions = read(LETTER, stub, monkeypatch).mentions or []
    assert [(one.name, one.told_by) for one in mentions] == [("Cranmore Bluff", "language")]


def test_without_a_pipeline_nothing_is_named() -> None:
    (document,) = extract([drawn(LETTER)], "letter.pdf", Models(layout="none", language="none"))
    assert "port_of_loading" not in document.fields
    assert not document.mentions


def test_no_running_text_is_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub({"50.00": "total_amount"})
    read(LETTER.replace("\nThe goods", "\n").split("whenever")[0].replace("goods", "lot"), stub, monkeypatch)
    language = Language("stub")
    assert language.of(lay_out(drawn("INVOICE No. 4711\nTotal 50.00"))) is None
