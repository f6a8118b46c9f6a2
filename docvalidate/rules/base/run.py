"""Runs the rules on a shipment."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass, field
from typing import Any

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Failure
from docvalidate.domain.errors import DocvalidateError
from docvalidate.domain.finding import SEVERITIES, Finding, NotAssessed, Severity
from docvalidate.domain.shipment import Shipment
from docvalidate.rules.base.context import Check, NoMatter, NotConcerned
from docvalidate.rules.base.info import RuleInfo
from docvalidate.rules.base.reference import Reference
from docvalidate.rules.base.registry import all_rules
from docvalidate.rules.base.stakes import weighed

COMPARE_FIRST = ("papers-entry", "papers", "parties")
"""The families that compare what belongs together; what they report, the others leave to them."""
log = logging.getLogger(__name__)


@dataclass
class CheckResult:
    """What the rules found, which had no matter to judge and why, and which failed in themselves."""

    findings: list[Finding] = field(default_factory=list)
    not_assessed: list[NotAssessed] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def check(
    shipment: Shipment,
    tolerances: Tolerances | None = None,
    *,
    on: datetime.date,
    selected: set[str] | None = None,
    severities: dict[str, Severity] | None = None,
    reference: Reference | None = None,
) -> CheckResult:
    """Judges a shipment by every rule in force on that day, or by the selected ones.

    The gravest findings come first, then in the order of the entry lines. A rule that raises is reported as a failure
    and the others go on.
    """
    result = CheckResult()
    notes: dict[Any, Any] = {"findings": result.findings}
    for info in sorted(all_rules(), key=lambda one: (one.last, one.family not in COMPARE_FIRST)):
        if selected is not None and info.id not in selected:
            continue
        severity = (severities or {}).get(info.id, info.severity)
        context = Check(shipment, tolerances or Tolerances(), on, info, severity, reference, notes)
        try:
            reason = _missing(context, info)
            if reason is not None:
                raise NoMatter(reason)
            for finding in info.body(context):
                result.findings.append(weighed(context, finding))
            if gap := _not_carried(context):
                result.not_assessed.append(NotAssessed(rule=info.id, reason=f"judged without a part: {gap}"))
        except NotConcerned as why:
            if gap := _not_carried(context):
                result.not_assessed.append(NotAssessed(rule=info.id, reason=f"{why}; {gap}"))
        except NoMatter as why:
            gap = _not_carried(context)
            result.not_assessed.append(NotAssessed(rule=info.id, reason=f"{why}; {gap}" if gap else str(why)))
        except DocvalidateError as error:
            failure = Failure(file=shipment.name, error=str(error))
            if failure not in result.failures:
                result.failures.append(failure)
        except Exception as error:
            log.debug("rule %s failed on %s", info.id, shipment.name, exc_info=True)
            result.failures.append(
                Failure(
                    file=shipment.name,
                    error=f"The rule {info.id} failed in itself ({type(error).__name__}: {error}) and was not checked; "
                    "report this as a fault of docvalidate, run with -vv for details.",
                )
            )
    result.findings.sort(key=lambda one: (-SEVERITIES.index(one.severity), one.entry_line or 0, one.rule))
    return result


def _not_carried(context: Check) -> str:
    """What the form of the entry does not carry of the fields that the rule judged by, or would have."""
    entry, info = context.shipment.entry, context.info
    if entry is None:
        return ""
    fields = dict.fromkeys((*info.uses, *context.notes.get(("misses", info.id), [])))
    return "; ".join(why for field in fields if (why := entry.lacks(field)) is not None)


def _missing(context: Check, info: RuleInfo) -> str | None:
    """Why the rule has no matter to judge, or None."""
    shipment = context.shipment
    if not info.in_force(context.on):
        return f"the rule is not in force on {context.on.isoformat()}"
    for need in info.needs:
        if need == "entry" and shipment.entry is None:
            return "there is no entry among the files"
        if need == "papers" and not shipment.documents:
            return "there are no papers among the files"
        if need == "invoice" and not shipment.invoices:
            return "there is no commercial invoice among the papers"
        if need == "packing_list" and not shipment.packing_lists:
            return "there is no packing list among the papers"
        if need == "tariff" and (context.reference is None or not context.reference.has_tariff(context.on)):
            return "no tariff schedule is held; `docvalidate reference import` brings one in"
    return None
