"""Ownership: the 50 per cent rule over all tiers, where the data names owners.

OFAC holds an entity blocked that blocked persons own, directly or indirectly, 50 % or more in the aggregate (FAQ 401,
revised guidance of 13 August 2014). A list of names alone cannot show that nobody blocked owns a company, so nothing
here ever says 'cleared'. Indirect ownership follows FAQ 401: a company owned 50 % or more by blocked persons counts as
blocked itself, and all of its own holdings count; a company owned less passes nothing on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.screening.types import ListEntity

BLOCKED_FROM = Decimal(50)
CITATION = (
    "OFAC FAQ 401; Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked, "
    "13 August 2014"
)


@dataclass(frozen=True, slots=True)
class Holding:
    """`owner` holds `share` per cent of `owned`; both are ids in the data."""

    owner: str
    owned: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class BlockedShare:
    """How much of a company blocked persons hold, and through whom."""

    entity: str
    share: Decimal
    through: tuple[str, ...]
    """One line for every blocked holder: `A 30 %`, `B 25 % (itself owned 60 % by C)`."""

    @property
    def blocked(self) -> bool:
        """50 per cent or more in the aggregate."""
        return self.share >= BLOCKED_FROM


def blocked_shares(blocked: Iterable[str], holdings: Iterable[Holding]) -> dict[str, BlockedShare]:
    """For every company in which a blocked person holds a share, directly or over companies that are blocked by the
    rule.

    Works through any number of tiers and through rings of companies that own each other. Shares of one owner in one
    company are added; a total above 100 (data that overlap) is reported as it is, and counts as blocked all the same.

    >>> thirty, more = Holding("A", "X", Decimal(30)), Holding("B", "X", Decimal(25))
    >>> held = blocked_shares({"A", "B"}, [thirty, more, Holding("X", "Y", Decimal(60))])
    >>> held["X"].share, held["Y"].blocked
    (Decimal('55'), True)
    """
    into: dict[str, dict[str, Decimal]] = {}
    for holding in holdings:
        if holding.share <= 0 or holding.owner == holding.owned:
            continue
        owners = into.setdefault(holding.owned, {})
        owners[holding.owner] = owners.get(holding.owner, Decimal(0)) + holding.share
    listed = set(blocked)
    reached = set(listed)
    changed = True
    while changed:  # each round blocks at least one more company, so it ends
        changed = False
        for owned, owners in into.items():
            if owned not in reached and sum((s for o, s in owners.items() if o in reached), Decimal(0)) >= BLOCKED_FROM:
                reached.add(owned)
                changed = True
    out: dict[str, BlockedShare] = {}
    for owned, owners in into.items():
        through = {owner: share for owner, share in owners.items() if owner in reached}
        if not through:
            continue
        lines = tuple(
            f"{owner} {share.normalize():f} %" + ("" if owner in listed else _itself(into, owner, reached))
            for owner, share in sorted(through.items(), key=lambda item: -item[1])
        )
        out[owned] = BlockedShare(owned, sum(through.values(), Decimal(0)), lines)
    return out


def _itself(into: Mapping[str, Mapping[str, Decimal]], owner: str, reached: set[str]) -> str:
    parts = [f"{share.normalize():f} % by {who}" for who, share in into[owner].items() if who in reached]
    return f" (itself owned {' and '.join(parts)})"


def holdings_of(entities: Iterable[ListEntity]) -> list[Holding]:
    """The holdings with a stated share that list entries name."""
    return [
        Holding(owner.entity_id or owner.name, entity.entity_id, owner.share)
        for entity in entities
        for owner in entity.owners
        if owner.share is not None
    ]


def ownership_sentences(entity: ListEntity) -> list[str]:
    """What an entry says of its owners and links, with the limit of what that shows."""
    out: list[str] = []
    for owner in entity.owners:
        if owner.share is not None:
            out.append(f"{owner.name} holds {owner.share.normalize():f} % of {entity.names[0].text}")
        else:
            out.append(f"{entity.names[0].text}: {owner.relation} {owner.name}")
    return out
