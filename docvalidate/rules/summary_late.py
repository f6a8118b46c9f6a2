"""The entry summary is dated more than ten working days after the entry.

What
    Counts the working days from the entry date to the summary date.
Why
    A late summary brings liquidated damages, and the importer may have to file with duty paid before release.
Law
    19 CFR 142.12(b): the summary is filed, with estimated duties, within 10 working days after the time of entry.
Example
    Entry of 2026-05-04, summary of 2026-06-04: 23 working days.
Fix
    Correct the date, or file the summary at once.
Limits
    Federal holidays are not known here: two days are allowed for them. Warehouse withdrawals and summaries that are the
    entry too have one date. Information.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

WORKING_DAYS = 10
HOLIDAYS = 2
"""Federal holidays that may lie in two and a half weeks."""


@rule(
    "summary-late",
    severity="info",
    family="dates",
    needs=("entry",),
    uses=("entry_date", "summary_date"),
    cites=Citation(text="19 CFR 142.12(b)", url="https://www.ecfr.gov/current/title-19/section-142.12"),
)
def summary_late(check: Check) -> Iterator[Finding]:
    entered, filed = check.entry.entry_date, check.entry.summary_date
    if entered is None or filed is None:
        raise NoMatter("the entry has no entry date or no summary date")
    days = working_days(entered, filed)
    if days <= WORKING_DAYS + HOLIDAYS:
        return
    yield check.finding(
        f"The summary of {filed.isoformat()} is {days} working days after the entry of {entered.isoformat()}; "
        f"{WORKING_DAYS} are allowed.",
        expected=WORKING_DAYS,
        found=days,
        evidence=in_entry(check.entry, "entry_date", "summary_date"),
    )


def working_days(first: datetime.date, last: datetime.date) -> int:
    """The days from Monday to Friday after the first, up to the last.

    >>> working_days(datetime.date(2026, 5, 4), datetime.date(2026, 5, 18))
    10
    """
    return sum((first + datetime.timedelta(day)).weekday() < 5 for day in range(1, (last - first).days + 1))
