"""The forms an entry comes in, and the choice of the reader by what the file holds."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.entry.carried import not_carried
from docvalidate.entry.content import Content


@dataclass(frozen=True)
class Form:
    """A form: its name, what people call it, and the module with `recognises(content)` and `read(content)`."""

    name: str
    title: str
    module: str

    def load(self) -> Any:
        """The reader's module, imported when first needed."""
        return importlib.import_module(self.module)


FORMS: tuple[Form, ...] = (
    Form("native-json", "native JSON", "docvalidate.entry.native_json"),
    Form("catair-ae", "CATAIR AE entry summary", "docvalidate.entry.catair.entry_summary"),
    Form("cargo-release", "CATAIR cargo release or importer security filing", "docvalidate.entry.catair.cargo_release"),
    Form("mapped-table", "a table described in the pipeline file", "docvalidate.entry.mapped"),
    Form("es-003", "ACE report ES-003", "docvalidate.entry.es003"),
    Form("form-7501", "CBP Form 7501 (PDF)", "docvalidate.entry.form7501"),
    Form("cargowise-xml", "CargoWise UniversalShipment XML", "docvalidate.entry.cargowise"),
)
"""In the order they are tried. A reader's `recognises` must be cheap and must not raise."""


def recognise(
    path: Path | str, *, pages: list[Page] | None = None, mapping: Mapping[str, Any] | None = None
) -> str | None:
    """The name of the form (`native-json`, `catair-ae`, …), or None when the file is no entry.

    `pages` are the file's pages where the caller has read them already (a printed 7501 is known by its words);
    `mapping` is the pipeline's description of a spreadsheet of one's own. A file that cannot be opened is no entry
    here; `read_entries` says why.
    """
    form = _form(Content(Path(path), pages=pages, mapping=mapping))
    return form.name if form else None


def read_entries(
    path: Path | str, *, pages: list[Page] | None = None, mapping: Mapping[str, Any] | None = None
) -> list[EntrySummary]:
    """Every entry the file holds, in its order. Raises ReadingError for a damaged file and for one that is no entry."""
    content = Content(Path(path), pages=pages, mapping=mapping)
    content.require()
    form = _form(content)
    if form is None:
        titles = ", ".join(form.title for form in FORMS)
        raise ReadingError(content.file, "holds no entry in a form known here", f"give one of: {titles}")
    reader = form.load()
    entries: list[EntrySummary] = reader.read(content)
    mapped = reader.columns_of(mapping) if form.name == "mapped-table" else None
    missing = not_carried(form.name, form.title, mapped)
    return [entry.model_copy(update={"not_carried": missing}) for entry in entries]


def _form(content: Content) -> Form | None:
    if not content.available:
        return None
    return next((form for form in FORMS if form.load().recognises(content)), None)
