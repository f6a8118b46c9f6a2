"""The rules, one a file: each compares what belongs together and says what disagrees, where, by which law.

`check` runs them on a shipment, `all_rules` and `get_rule` tell about them. A new rule is a new file here with a
function decorated by `@rule`, a docstring with the sections What, Why, Law, Example, Fix, Limits, and its cases in
`fixtures/rules/`. A rule that finds some or all of its matter unusable raises `NoMatter` with the reason; one that
does not concern the goods or claims of the shipment raises `NotConcerned`, and passes.
"""

from docvalidate.domain.finding import Citation, Finding
from docvalidate.rules.base.context import Check, NoMatter, NotConcerned
from docvalidate.rules.base.info import SECTIONS, RuleInfo
from docvalidate.rules.base.registry import all_rules, get_rule, rule
from docvalidate.rules.base.run import CheckResult, check

__all__ = [
    "SECTIONS",
    "Check",
    "CheckResult",
    "Citation",
    "Finding",
    "NoMatter",
    "NotConcerned",
    "RuleInfo",
    "all_rules",
    "check",
    "get_rule",
    "rule",
]
