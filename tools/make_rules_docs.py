"""Writes docs/rules.md from the rules themselves; a test holds the two together."""

from __future__ import annotations

import itertools
from pathlib import Path

from docvalidate.reference import codes
from docvalidate.rules import RuleInfo, all_rules

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
FAMILIES = {
    "papers-entry": ("Papers against the entry", "What the papers print beside what the entry says."),
    "papers": ("Papers against each other", "Sums, and what two papers say of the same goods."),
    "parties": ("Parties", "Watch lists, forced labour, and the security filing."),
    "entry": ("The entry by itself", "What contradicts itself without any paper."),
    "identifiers": ("Identifiers and codes", "Forms, check digits and code tables of CBP."),
    "tariff": ("Tariff numbers", "Against the imported schedule of the day."),
    "origin": ("Origin and special programs", "Countries, manufacturer IDs, agreements and their certificates."),
    "chapter-99": ("Chapter 99", "Additional duties by program, day and country."),
    "value": ("Value", "Additions, deductions, related parties, rates of exchange."),
    "dates": ("Dates", "In their order, and near enough."),
    "money": ("Duty and fees", "Recomputed, and what is at stake."),
    "invoice-content": ("What an invoice must say", "The gaps of 19 CFR 141.86. All are information."),
    "special-classes": ("Special classes of goods", "What 19 CFR 141.89 wants beyond that. All are information."),
    "agencies": ("Other agencies and orders", "By tariff number, from tables that you can replace."),
}
HEAD = """# The rules

{count} rules: {errors} are errors, {warnings} warnings, {infos} information. An error is what CBP rejects or what the
papers clearly contradict, a warning what is nearly always worth a look; information never changes a verdict. A rule
that lacks its matter (a field, a paper, the tariff) is listed as *not assessed*. `docvalidate explain RULE` prints one
rule whole; `[rules.severity]` of a [pipeline file](pipelines.md) changes how grave it is.

One cause gives one finding: the rules of the first three families run first, and the others leave to them what they
have reported. ACE is the condition with which CBP's system answers the same thing, PSC the reason of a post summary
correction that puts it right after filing.

"""


def page() -> str:
    """The whole page."""
    rules = all_rules()
    levels = [rule.severity for rule in rules]
    parts = [
        HEAD.format(
            count=len(rules),
            errors=levels.count("error"),
            warnings=levels.count("warning"),
            infos=levels.count("info"),
        )
    ]
    parts += [
        f"- [{title}](#{_anchor(title)}): {sum(rule.family == family for rule in rules)}\n"
        for family, (title, _) in FAMILIES.items()
    ]
    by_family = {family: list(found) for family, found in itertools.groupby(rules, key=lambda rule: rule.family)}
    for family, (title, text) in FAMILIES.items():
        parts.append(f"\n## {title}\n\n{text}\n\n| rule | | finds | law | ACE | PSC |\n|---|---|---|---|---|---|\n")
        parts += [_row(rule) for rule in by_family[family]]
    for family, (title, _) in FAMILIES.items():
        parts.append(f"\n## {title}: each rule\n")
        parts += [_whole(rule) for rule in by_family[family]]
    return "".join(parts)


def _row(rule: RuleInfo) -> str:
    cells = (
        f"[`{rule.id}`](#{rule.id})",
        rule.severity,
        rule.title,
        f"[{rule.citation.text}]({rule.citation.url})",
        ", ".join(rule.ace),
        ", ".join(rule.psc),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _whole(rule: RuleInfo) -> str:
    text = [f"\n### {rule.id}\n\n{rule.title}\n\n"]
    days = [f"from {rule.valid_from}" if rule.valid_from else "", f"to {rule.valid_to}" if rule.valid_to else ""]
    if any(days):
        text.append(f"In force {' '.join(filter(None, days))}.\n\n")
    text += [f"- **{name}** {body}\n" for name, body in rule.sections.items()]
    names = [f"{code} ({error.narrative})" for code in rule.ace if (error := codes.ace_error(code))]
    if names:
        text.append(f"- **ACE** {'; '.join(names)}\n")
    return "".join(text)


def _anchor(title: str) -> str:
    return "".join(one for one in title.lower().replace(" ", "-") if one.isalnum() or one == "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
