"""Which of the sums found is which: the items add up to the subtotal, subtotal, charges and discount to the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from docvalidate.domain.document import LineItem, Value
from docvalidate.extraction.sums import CENT, CHARGES, UNKNOWN, Sum


def settle_sums(sums: Sequence[Sum], items: Sequence[LineItem]) -> dict[str, Value]:
    """Which sum is which: the items add up to the subtotal, subtotal and charges less discount to the total."""
    amounts_ = [item["amount"].number for item in items if "amount" in item and item["amount"].number is not None]
    lines = sum((a for a in amounts_ if a is not None), Decimal(0))
    complete = bool(items) and len(amounts_) >= 0.5 * len(items)
    chosen: dict[str, Sum] = {}
    for entry in sums:
        if entry.meaning.startswith("_"):
            continue
        known = chosen.get(entry.meaning)
        if (
            known is None
            or entry.score > known.score + 0.05
            or (entry.meaning == "total_amount" and entry.score >= known.score - 0.05 and entry.amount >= known.amount)
        ):
            chosen[entry.meaning] = entry
    goods = (s for s in sums if s.meaning in ("subtotal", UNKNOWN) and complete and abs(s.amount - lines) <= CENT)
    whole = min(goods, key=lambda s: s.meaning == UNKNOWN, default=None)
    if whole is not None:
        chosen["subtotal"] = whole  # sums of groups bear the same name
    result = {
        name: entry.value.model_copy(update={"confidence": round(min(0.95, entry.score), 3), "agreed": ["label"]})
        for name, entry in chosen.items()
    }
    if not sums:
        return result
    _relabel(result, sums, lines, complete)
    _swapped(result, sums, lines, complete)
    _unknown_sums(result, sums, lines, complete)
    _closing_total(result, sums)
    _without_deposit(result, sums, lines, complete)
    _confirm(result, sums, lines, complete)
    return result


def _unknown_sums(result: dict[str, Value], sums: Sequence[Sum], lines: Decimal, complete: bool) -> None:
    """Amounts whose label no lexicon knows whole, where the sums close with them and not without them.

    What is taken off is the discount; what comes on is the charge that some word of its label names.
    """
    numbers = {name: value.number or Decimal(0) for name, value in result.items()}
    base = numbers.get("subtotal") or (lines if complete else Decimal(0))
    total = numbers.get("total_amount")
    if not base or total is None:
        return
    charges = sum((numbers.get(name, Decimal(0)) for name in CHARGES), Decimal(0))
    short = total - (base + charges - numbers.get("discount", Decimal(0)))
    open_ = [entry for entry in sums if entry.meaning == UNKNOWN][:6]
    if abs(short) <= CENT:
        return
    for count in range(1, len(open_) + 1):
        for chosen in combinations(open_, count):
            moved = sum((-entry.amount if entry.label == "-" else entry.amount for entry in chosen), Decimal(0))
            if abs(moved - short) > CENT:
                continue
            for entry in chosen:
                name = "discount" if entry.label == "-" else entry.hint
                if name and name not in result:
                    result[name] = entry.value.model_copy(update={"confidence": 0.85, "agreed": ["arithmetic"]})
            return


def _closing_total(result: dict[str, Value], sums: Sequence[Sum]) -> None:
    """Of several totals, the one that subtotal, charges and discount add up to."""
    numbers = {name: value.number for name, value in result.items() if value.number is not None}
    if "subtotal" not in numbers or not {*CHARGES, "discount"} & set(numbers):
        return
    due = numbers["subtotal"] + sum(numbers.get(name, Decimal(0)) for name in CHARGES)
    due -= numbers.get("discount", Decimal(0))
    if "total_amount" in numbers and abs(numbers["total_amount"] - due) <= CENT:
        return
    closing = [s for s in sums if s.meaning in ("total_amount", "subtotal", UNKNOWN) and abs(s.amount - due) <= CENT]
    closing.sort(key=lambda s: ("total_amount", "subtotal", UNKNOWN).index(s.meaning))
    if closing and (closing[0].meaning == "total_amount" or closing[0].value.bbox != result["subtotal"].bbox):
        result["total_amount"] = closing[0].value.model_copy(
            update={"confidence": 0.95, "agreed": ["label", "arithmetic"]}
        )


def _without_deposit(result: dict[str, Value], sums: Sequence[Sum], lines: Decimal, complete: bool) -> None:
    """What is taken off below a total that closes is a deposit, no discount, and that total is the invoice's."""
    numbers = {name: value.number or Decimal(0) for name, value in result.items()}
    base = numbers.get("subtotal") or (lines if complete else Decimal(0))
    taken = next((s for s in sums if "discount" in result and s.value.bbox == result["discount"].bbox), None)
    if taken is None or not base or "total_amount" not in numbers:
        return
    due = base + sum((numbers.get(name, Decimal(0)) for name in CHARGES), Decimal(0))
    for entry in sums:
        above = entry.place < taken.place
        again = any(s.place < entry.place and s.meaning == "subtotal" and s.amount == entry.amount for s in sums)
        own = abs(due - base) > CENT or again  # else it is the sum of the goods, by another name
        if entry.meaning == "total_amount" and above and own and abs(entry.amount - due) <= CENT:
            result["total_amount"] = entry.value.model_copy(
                update={"confidence": 0.95, "agreed": ["label", "arithmetic"]}
            )
            del result["discount"]
            return


def _relabel(result: dict[str, Value], sums: Sequence[Sum], lines: Decimal, complete: bool) -> None:
    """A sum labelled 'total' that is the items' sum while a later one is larger is the subtotal."""
    totals = [s for s in sums if s.meaning == "total_amount"]
    if "subtotal" not in result and complete and len(totals) >= 2:
        first = next((s for s in totals if abs(s.amount - lines) <= CENT), None)
        last = max(totals, key=lambda s: (s.score, s.place))
        off = any(s.meaning in ("discount", UNKNOWN) for s in sums)  # else less than the goods is what is still to pay
        if first is not None and (last.amount > first.amount or (off and last.amount < first.amount)):
            result["subtotal"] = first.value.model_copy(update={"confidence": 0.9, "agreed": ["label", "arithmetic"]})
            result["total_amount"] = last.value.model_copy(update={"confidence": 0.88, "agreed": ["label"]})
    if (
        "total_amount" not in result
        and "subtotal" in result
        and not any(name in result for name in (*CHARGES, "discount"))
    ):
        result["total_amount"] = result["subtotal"].model_copy(update={"confidence": 0.75})


def _swapped(result: dict[str, Value], sums: Sequence[Sum], lines: Decimal, complete: bool) -> None:
    """A total that the items add up to, over a subtotal that is another sum, are each other: Net invoice value."""
    whole, part = result.get("total_amount"), result.get("subtotal")
    if not complete or whole is None or part is None or whole.number is None or part.number is None:
        return
    rows = [
        next(s.place for s in sums if s.value.bbox == one.bbox and s.value.cell == one.cell) for one in (whole, part)
    ]
    other = part.number > whole.number + CENT or ("discount" in result and part.number < whole.number - CENT)
    if other and abs(whole.number - lines) <= CENT and rows[0] < rows[1]:
        result["subtotal"], result["total_amount"] = whole, part


def _confirm(result: dict[str, Value], sums: Sequence[Sum], lines: Decimal, complete: bool) -> None:
    """Sums that close are surer: a wrong printed sum stays as printed."""

    def number(name: str) -> Decimal:
        value = result.get(name)
        return (value.number if value is not None else None) or Decimal(0)

    def sure(*names: str) -> None:
        for name in names:
            if name in result:
                result[name] = result[name].model_copy(update={"confidence": 0.98, "agreed": ["label", "arithmetic"]})

    if complete and abs(number("subtotal") - lines) <= CENT:
        sure("subtotal")
    base = number("subtotal") or lines
    others = sum((s.amount for s in sums if s.meaning == "_other_charge"), Decimal(0))
    charges = sum((number(name) for name in CHARGES), Decimal(0))
    for extra in (Decimal(0), others, -others):
        if base and abs(base + charges - number("discount") + extra - number("total_amount")) <= CENT:
            sure("total_amount", "discount", *CHARGES)
            break
