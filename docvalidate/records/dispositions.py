"""A reviewer's decisions on watch-list matches: kept, found again in later runs, and never forgotten.

A decision is bound to the exact pair of a party (its name as printed, letter case and spacing aside, and its country)
and a list entry at one version (its fingerprint). It silences the alarm while it is in force; it ends on its date, and
it ends when the entry changes, because then nobody has looked at what the list says now. Nothing is overwritten: a
newer decision follows the older.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

Verdict = Literal["same-party", "other-party", "cleared"]
"""`same-party`: it is the listed one (the alarm stays). `other-party`: it only has a like name. `cleared`: it is the
listed one, or may be,
and the dealing is allowed (a licence, goods outside the order's scope)."""

_VERDICTS = get_args(Verdict)


class DispositionError(ValueError):
    """A decision that cannot be recorded, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Disposition:
    """One decision as it was recorded."""

    number: int
    party: str
    country: str
    list: str
    entity_id: str
    listed_name: str
    entry_fingerprint: str
    verdict: Verdict
    who: str
    why: str
    when: dt.datetime
    until: dt.date | None
    withdrawn: dt.datetime | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        out = asdict(self)
        out["when"] = self.when.isoformat(timespec="seconds")
        out["until"] = self.until.isoformat() if self.until else None
        out["withdrawn"] = self.withdrawn.isoformat(timespec="seconds") if self.withdrawn else None
        return out


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the last decision on a pair means for a match today."""

    disposition: Disposition
    in_force: bool
    silences: bool
    """The alarm is to be shown as information only."""
    sentence: str
    """Who decided what, or why the decision no longer counts; belongs in the report in either case."""


class Dispositions:
    """The decisions in one SQLite file. Raises `sqlite3.Error` where it cannot be opened or written."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        with closing(self._connect()) as database, database:
            database.execute(
                "create table if not exists disposition (number integer primary key, party text not null,"
                " party_key text not null,"
                " country text not null, list text not null, entity_id text not null, listed_name text not null,"
                " entry_fingerprint text not null, verdict text not null, who text not null, why text not null,"
                " at text not null,"
                " until text, withdrawn text)"
            )
            database.execute("create index if not exists pair on disposition (party_key, country, list, entity_id)")

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=30)

    def record(
        self,
        *,
        party: str,
        list: str,
        entity_id: str,
        listed_name: str,
        entry_fingerprint: str,
        verdict: Verdict,
        who: str,
        why: str,
        country: str | None = None,
        until: dt.date | None = None,
        now: dt.datetime | None = None,
    ) -> Disposition:
        """Records a decision. Raises `DispositionError` without a party, a reviewer or a reason, or with an `until`
        in the past."""
        now = now or dt.datetime.now(dt.UTC)
        for name, value in (("party", party), ("reviewer", who), ("reason", why), ("list entry", entity_id)):
            if not value.strip():
                raise DispositionError(f"A decision needs a {name}.")
        if verdict not in _VERDICTS:
            raise DispositionError(f"'{verdict}' is no decision: write one of {', '.join(_VERDICTS)}.")
        if until is not None and until < now.date():
            raise DispositionError(f"The decision would have ended on {until.isoformat()}, before it began.")
        values = (
            party,
            party_key(party),
            (country or "").upper(),
            list,
            entity_id,
            listed_name,
            entry_fingerprint,
            verdict,
            who.strip(),
            why.strip(),
            now.isoformat(),
            until.isoformat() if until else None,
        )
        with closing(self._connect()) as database, database:
            cursor = database.execute(
                "insert into disposition (party, party_key, country, list, entity_id, listed_name, entry_fingerprint,"
                " verdict, who, why, at, until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            number = int(cursor.lastrowid or 0)
        return Disposition(
            number,
            party,
            (country or "").upper(),
            list,
            entity_id,
            listed_name,
            entry_fingerprint,
            verdict,
            who.strip(),
            why.strip(),
            now,
            until,
        )

    def withdraw(self, number: int, now: dt.datetime | None = None) -> bool:
        """Takes a decision back; it stays in the history. False where there is no such decision in force."""
        with closing(self._connect()) as database, database:
            changed = database.execute(
                "update disposition set withdrawn = ? where number = ? and withdrawn is null",
                ((now or dt.datetime.now(dt.UTC)).isoformat(), number),
            )
        return changed.rowcount > 0

    def lookup(
        self,
        *,
        party: str,
        list: str,
        entity_id: str,
        entry_fingerprint: str,
        country: str | None = None,
        today: dt.date | None = None,
    ) -> Ruling | None:
        """What the last decision on this pair means today; None where nobody has decided."""
        with closing(self._connect()) as database:
            row = database.execute(
                _SELECT + " where party_key = ? and country = ? and list = ? and entity_id = ? and withdrawn is null"
                " order by number desc limit 1",
                (party_key(party), (country or "").upper(), list, entity_id),
            ).fetchone()
        if row is None:
            return None
        return _rule(_disposition(row), entry_fingerprint, today or dt.datetime.now(dt.UTC).date())

    def history(self, *, list: str | None = None, entity_id: str | None = None) -> builtin_list[Disposition]:
        """All decisions, also those withdrawn or ended, oldest first; for one list or one entry where named."""
        where, values = [], []
        for column, value in (("list", list), ("entity_id", entity_id)):
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)
        condition = f" where {' and '.join(where)}" if where else ""
        with closing(self._connect()) as database:
            rows = database.execute(_SELECT + condition + " order by number", values).fetchall()
        return [_disposition(row) for row in rows]


builtin_list = list
_SELECT = (
    "select number, party, country, list, entity_id, listed_name, entry_fingerprint, verdict, who, why, at, until,"
    " withdrawn"
    " from disposition"
)


def party_key(name: str) -> str:
    """A party's name without differences of letter case, width, spacing and points.

    >>> party_key("Alpha  Co., LTD.") == party_key("ALPHA CO LTD")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded.replace(".", "")).split())


def _disposition(row: tuple[Any, ...]) -> Disposition:
    number, party, country, list_name, entity_id, listed_name, fingerprint, verdict, who, why, at, until, withdrawn = (
        row
    )
    return Disposition(
        number,
        party,
        country,
        list_name,
        entity_id,
        listed_name,
        fingerprint,
        verdict,
        who,
        why,
        dt.datetime.fromisoformat(at),
        dt.date.fromisoformat(until) if until else None,
        dt.datetime.fromisoformat(withdrawn) if withdrawn else None,
    )


def _rule(one: Disposition, entry_fingerprint: str, today: dt.date) -> Ruling:
    said = f"{one.who} decided on {one.when.date().isoformat()} '{one.verdict}' ({one.why})"
    if one.entry_fingerprint != entry_fingerprint:
        return Ruling(one, False, False, f"{said}, but the list entry has changed since: look at it again.")
    if one.until is not None and today > one.until:
        return Ruling(one, False, False, f"{said}, valid until {one.until.isoformat()}: that is over.")
    until = f", valid until {one.until.isoformat()}" if one.until else ""
    return Ruling(one, True, one.verdict != "same-party", f"{said}{until}.")
