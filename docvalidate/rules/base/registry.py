"""Finds the rules: every module of `docvalidate.rules` that is decorated with `@rule` is one."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
import sys
from collections.abc import Callable
from functools import cache

from rapidfuzz import fuzz, process

from docvalidate.domain.errors import UsageError
from docvalidate.domain.finding import Citation, Severity
from docvalidate.rules.base.info import Body, Family, Needs, RuleInfo, parse

_RULES: dict[str, RuleInfo] = {}


def rule(
    id: str,
    *,
    severity: Severity,
    family: Family,
    cites: Citation,
    needs: tuple[Needs, ...] = (),
    uses: tuple[str, ...] = (),
    valid_from: str | None = None,
    valid_to: str | None = None,
    ace: tuple[str, ...] = (),
    psc: tuple[str, ...] = (),
    last: bool = False,
) -> Callable[[Body], Body]:
    """Registers a rule. The function is given the Check and yields findings; it raises `NoMatter` to say why it cannot.

    `needs` are asked for first: a rule without its matter is not assessed, and its function is not called. `uses` are
    the fields of the entry it judges by (`vessel`, `lines.charges`): where its form does not carry one, the rule
    is listed as not assessed, with the field and the form, beside what it could find without. `ace` and `psc` are the
    condition and correction codes of ACE that correspond to the finding; `last` is for a rule that looks at what the
    others found.
    """

    def register(body: Body) -> Body:
        title, sections = parse(sys.modules[body.__module__].__doc__ or "")
        if id in _RULES and _RULES[id].body.__module__ != body.__module__:
            raise ValueError(f"two rules are named {id!r}")
        _RULES[id] = RuleInfo(
            id=id,
            severity=severity,
            family=family,
            citation=cites,
            body=body,
            needs=needs,
            uses=uses,
            valid_from=datetime.date.fromisoformat(valid_from) if valid_from else None,
            valid_to=datetime.date.fromisoformat(valid_to) if valid_to else None,
            ace=ace,
            psc=psc,
            last=last,
            title=title,
            sections=sections,
        )
        return body

    return register


@cache
def _load() -> None:
    package = sys.modules["docvalidate.rules"]
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg and not module.name.startswith("_"):
            importlib.import_module(f"docvalidate.rules.{module.name}")


def all_rules() -> list[RuleInfo]:
    """Every rule, by family and name."""
    _load()
    return sorted(_RULES.values(), key=lambda info: (info.family, info.id))


def get_rule(id: str) -> RuleInfo:
    """The rule of that name. Raises UsageError that names the nearest one."""
    _load()
    if id in _RULES:
        return _RULES[id]
    near = process.extractOne(id, list(_RULES), scorer=fuzz.WRatio, score_cutoff=60)
    hint = f"did you mean {near[0]!r}?" if near else "`docvalidate rules` lists them all."
    raise UsageError(f"There is no rule {id!r}; {hint}")
