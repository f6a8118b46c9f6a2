"""What a run is told (Settings, small enough for a worker), and what each process loads from it once (Context)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docvalidate.config.data import shipped
from docvalidate.config.home import home
from docvalidate.config.load import Loaded, nearest
from docvalidate.config.pipeline import Pipeline
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import UsageError

if TYPE_CHECKING:
    from docvalidate.records.dispositions import Dispositions
    from docvalidate.reference.facade import Reference
    from docvalidate.screening import ListIndex


@dataclass(frozen=True)
class Settings:
    """The pipeline, the folder that holds lists and tariff, and the day whose law counts."""

    loaded: Loaded
    home: Path = field(default_factory=home)
    as_of: datetime.date | None = None
    """None: the law of the entry's own date, or of today where it has none."""

    @property
    def pipeline(self) -> Pipeline:
        return self.loaded.pipeline


@dataclass(frozen=True)
class Context:
    """With the papers and the entry, all that a validation depends on."""

    pipeline: Pipeline
    selected: frozenset[str]
    """The rules that are checked."""
    as_of: datetime.date | None = None
    lists: ListIndex | None = None
    """The open list index; None where no list is held or the pipeline does not screen."""
    reference: Reference | None = None
    """Tariff and other tables by their dates."""
    dispositions: Dispositions | None = None
    """What reviewers decided on earlier matches; None where nobody has decided anything."""

    def law_day(self, entry: EntrySummary | None) -> datetime.date:
        """The day whose law counts for this entry."""
        if self.as_of is not None:
            return self.as_of
        own = (entry.entry_date or entry.import_date) if entry is not None else None
        return own or datetime.date.today()


_held: list[tuple[Settings, Context]] = []


def context_of(settings: Settings) -> Context:
    """The context of these settings, loaded once in a process. Raises UsageError for what the pipeline says wrongly."""
    for known, context in _held:
        if known is settings or known == settings:
            return context
    from docvalidate.entry.mapped import columns_of
    from docvalidate.records.dispositions import Dispositions
    from docvalidate.reference.facade import Reference

    if settings.pipeline.entry.columns:
        columns_of(settings.pipeline.entry.columns)
    rules = selected_rules(settings.loaded)
    path = dispositions_file(settings.home)
    context = Context(
        settings.pipeline,
        rules,
        settings.as_of,
        _lists(settings),
        Reference(settings.home, goods_folder(settings.pipeline.models.goods)),
        Dispositions(path) if path.is_file() else None,
    )
    _held.append((settings, context))
    return context


def goods_folder(where: str) -> Path | None:
    """The folder of the encoder of descriptions: one of the shipped by its name, or a path; None for `none`.

    Raises UsageError for a folder of the user's that holds none.
    """
    if where == "none":
        return None
    own = "/" in where or "\\" in where
    folder = Path(where) if own else shipped("models", where)
    if own and not (folder / "model.onnx").is_file():
        raise UsageError(f"The folder {where!r} holds no encoder (no model.onnx).")
    return folder


def selected_rules(loaded: Loaded) -> frozenset[str]:
    """The rules that the pipeline lets run. Raises UsageError for a name that no rule has."""
    from docvalidate.rules import all_rules

    known = [rule.id for rule in all_rules()]
    rules = loaded.pipeline.rules
    for key, names in (("select", rules.select), ("ignore", rules.ignore), ("severity", list(rules.severity))):
        for name in names:
            if name not in known:
                where = loaded.source(f"rules.{key}.{name}")
                raise UsageError(f"{where}: rules.{key} names {name!r}, which is no rule; {_hint(name, known)}")
    return frozenset(rules.select or known) - frozenset(rules.ignore)


def dispositions_file(home: Path) -> Path:
    """Where reviewers' decisions are kept."""
    return home / "records" / "dispositions.sqlite"


def _hint(name: str, known: list[str]) -> str:
    hint = nearest(name, known)
    return hint if hint.startswith("did you mean") else "`docvalidate rules` lists them all."


def _lists(settings: Settings) -> ListIndex | None:
    if not settings.pipeline.stages.screening:
        return None
    import sqlite3

    from docvalidate.screening import open_index

    try:
        return open_index(settings.home)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{settings.home}: the watch lists held there cannot be opened ({error}).") from None
