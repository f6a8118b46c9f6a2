"""What a pipeline file may say: stages, rules and severities, tolerances, screening, limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from docvalidate.config.reading import ReadingLimits
from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.finding import Severity

Score = Annotated[float, Field(ge=0, le=1)]
EntryColumns = dict[str, str | list[str] | dict[str, str | list[str]]]
"""A field of the native entry -> the column of a table that holds it; `hts_numbers` may have several. The fields of
lines, invoices and parties are written with a dot, quoted or in a table of their own."""


class Section(BaseModel):
    """A table of a pipeline file: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Stages(Section):
    """Which steps run. Reading, extraction and the rules always do."""

    screening: bool = True
    """Match parties with the watch lists held; without it `watchlist-match` is not assessed."""


class Rules(Section):
    """Which rules are checked, and how grave each is."""

    select: list[str] = []
    """Only these rules; empty means all."""
    ignore: list[str] = []
    """All but these; it wins over `select`."""
    severity: dict[str, Severity] = {}
    """Another severity than the rule's own, by rule."""


class Screening(Section):
    """How watch lists are used: from which score of a name on it is what."""

    match: Score = 0.90
    """From this score on it is a match."""
    possible: Score = 0.73
    """From this score on it is a possible match."""
    weak: Score = 0.68
    """From this score on it is a weak one."""
    least: Literal["match", "possible", "weak"] = "possible"
    """The least decision that is reported."""
    max_age_days: Annotated[int, Field(gt=0)] = 30
    """A list older than this is reported as old."""


class Models(Section):
    """Which learned models help to read papers. Without ONNX Runtime none does, and nothing else changes."""

    layout: str = "layout"
    """A model that labels words: a shipped one by name, `none`, or a folder of your own (a path with a slash) with a
    Hugging Face token-classification model (config.json, tokenizer.json, an ONNX file) or one trained by our recipe."""
    language: str = "language"
    """A spaCy pipeline that names parties, places and figures in running text: a shipped one by name, `none`, or a
    folder of your own (a path with a slash) that `spacy.load` opens."""
    goods: str = "goods"
    """An encoder that tells whether two descriptions are the same goods differently worded: a shipped one by name,
    `none`, or a folder of your own (a path with a slash) of the same make."""
    ask: Literal["in-doubt", "pages", "always"] = "pages"
    """When they are asked: where labels and sums leave doubt; the model of the page always and the pipeline of the
    language in doubt; or both of every paper."""


class Entry(Section):
    """A table of entries of one's own (CSV, XLSX)."""

    columns: EntryColumns = {}
    """Which column holds what: `entry_number = "Entry No"`, `lines.hts_numbers = ["HTS", "Chapter 99"]`."""


class Limits(Section):
    """What one paper may cost before it is given up: papers come from strangers."""

    seconds_per_paper: Annotated[float, Field(gt=0)] = 300.0
    """Time to read and understand one file."""
    seconds_per_check: Annotated[float, Field(gt=0)] = 60.0
    """Time to match, screen and check one shipment once its papers are read."""
    memory_mb: Annotated[int, Field(ge=64)] = 3072
    """Memory a worker may take on top of what it starts with, in MiB of address space."""


class Pipeline(Section):
    """Everything a run is configured by. The defaults are those of a full check of a US entry."""

    description: str = ""
    """What the pipeline is for, in one line."""
    stages: Stages = Stages()
    rules: Rules = Rules()
    tolerances: Tolerances = Tolerances()
    screening: Screening = Screening()
    models: Models = Models()
    entry: Entry = Entry()
    limits: Limits = Limits()
    reading: ReadingLimits = ReadingLimits()
