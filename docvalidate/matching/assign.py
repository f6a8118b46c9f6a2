"""The assignment of invoice lines to entry lines: many to one is the normal case, one to one and splits occur.

Each invoice line belongs to one entry line or to none. An assignment is worth the points its pairs have in common,
plus, for each entry line, how well the sums of value and quantity come out; a line whose sums close exactly is worth
more than any likeness. From a greedy start single lines are moved, pairs are swapped and subsets that close exactly are
looked for, until nothing improves. What the entry itself refers to is only a hint among the points.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from docvalidate.matching.features import EnteredLine, InvoiceLine, InvoiceNumbers, Pairing, by_meaning, compare
from docvalidate.reference.goods import SameGoods
from docvalidate.reference.texts import words

NONE = -1
NEVER = -1.0
"""A tolerance within which nothing lies."""
CANDIDATES = 14
"""Entry lines considered for one invoice line."""
POOL = 14
"""Lines among which subsets that close exactly are looked for: 2^14 subsets take some hundredths of a second."""
ASKED = 400
"""In a shipment of more lines nobody is asked what descriptions mean."""
LARGE, NEAR = 1_000_000, 100
"""From so many pairs of lines on, only some entry lines are compared with an invoice line: so many of each key."""
PASSES = 30
VALUE_EXACT, QUANTITY_EXACT = 2.0, 1.5
BOTH_EXACT, VALUE_ALONE_EXACT = 5.0, 3.0
"""On top: both sums close; the value closes where the quantities are in units that cannot be compared."""
CLOSES = 3.2
"""A score above this is one of a group that closes."""
LOOSEST_SWAP = 40
"""Lines that come out nowhere, of whatever tariff number, are exchanged up to so many: a column may have slid."""
LARGEST_SWAP = 160
"""In a block of more lines than this no pairs are swapped (the number of pairs grows with the square)."""


@dataclass(slots=True)
class Sums:
    """What the invoice lines of one entry line come to."""

    count: int = 0
    value: float = 0.0
    valued: int = 0
    quantity: float = 0.0
    counted: int = 0
    same_unit: int = 0

    def add(self, line: InvoiceLine, pairing: Pairing, sign: int = 1) -> None:
        self.count += sign
        if line.value is not None:
            self.value += sign * line.value
            self.valued += sign
        if pairing.quantity is not None:
            self.quantity += sign * pairing.quantity
            self.counted += sign
            self.same_unit += sign * pairing.same_unit


@dataclass
class Assignment:
    """The search. `chosen[i]` is the place of the entry line that invoice line i belongs to, or NONE."""

    lines: list[InvoiceLine]
    entered: list[EnteredLine]
    numbers: InvoiceNumbers
    floor: float
    value_tolerance: float
    rate_known: bool = True
    """Without a rate of exchange the values tell lines apart, but none of them is the entry's to the dollar."""
    same_goods: SameGoods | None = None
    """Asked of a line that is like none of the entry's by number or word."""
    chosen: list[int] = field(init=False)
    pairs: list[dict[int, Pairing]] = field(init=False)
    sums: list[Sums] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = [Sums() for _ in self.entered]
        self.chosen = [NONE] * len(self.lines)
        large = len(self.lines) * len(self.entered) > LARGE
        index = self._index() if large else None
        self.pairs = [self._candidates(line, self._near(line, index) if index else self.entered) for line in self.lines]

    def solve(self) -> list[int]:
        """The best assignment found."""
        self._start()
        for _ in range(PASSES):
            improved = self._move()
            improved |= self._swap()
            improved |= self._subsets()
            if not improved:
                break
        self._dissolve()
        return self.chosen

    # -- what an assignment is worth

    def group_score(self, place: int, sums: Sums | None = None) -> float:
        """How well the sums of the entry line come out."""
        sums = self.sums[place] if sums is None else sums
        if not sums.count:
            return 0.0
        entered = self.entered[place]
        value, exact_value = _closeness(
            entered.value,
            sums.value if sums.valued == sums.count else None,
            self.value_tolerance * (1 + 0.5 * sums.count) if self.rate_known else NEVER,
            VALUE_EXACT,
        )
        comparable = bool(entered.quantities) and sums.counted == sums.count
        quantity, exact_quantity = 0.3, False
        if comparable:
            figure = entered.quantities[0][0]
            quantity, exact_quantity = _closeness(
                figure, sums.quantity, 0.01 if figure < 1000 else max(0.6, 0.001 * figure), QUANTITY_EXACT
            )
            if not exact_quantity and sums.same_unit < sums.count:
                quantity, comparable = 0.3, False
        if exact_value and (exact_quantity or not comparable):
            return value + quantity + (BOTH_EXACT if exact_quantity else VALUE_ALONE_EXACT)
        return value + quantity

    def _gain(self, line: int, place: int) -> float:
        """What the pair itself is worth over leaving the line alone."""
        return 0.0 if place == NONE else self.pairs[line][place].points - self.floor

    # -- steps

    def _index(self) -> dict[str, list[EnteredLine]]:
        """Entry lines by heading of the tariff, by whole dollars and by description."""
        index: dict[str, list[EnteredLine]] = defaultdict(list)
        for one in self.entered:
            for key in ({number[:4] for number in one.tariffs}, {f"${one.value:.0f}"} if one.value is not None else ()):
                for text in key:
                    index[text].append(one)
            index[one.description].append(one)
        return index

    def _near(self, line: InvoiceLine, index: dict[str, list[EnteredLine]]) -> list[EnteredLine]:
        """In a very large entry: those of the heading, the value or the description, some hundred at the most."""
        keys = [words(line.description), line.tariff[:4] or "-"]
        if line.value is not None:
            keys[:0] = [f"${dollars:.0f}" for dollars in (line.value, line.value - 1, line.value + 1)]
        return list({one.index: one for key in keys for one in index.get(key, ())[:NEAR]}.values())

    def _candidates(self, line: InvoiceLine, options: list[EnteredLine]) -> dict[int, Pairing]:
        options = [one for one in options if not self.numbers.apart(line, one)]
        found = {one.index: compare(line, one, self.numbers) for one in options}
        doubt = line.description and not any(pairing.alike for pairing in found.values())
        if doubt and self.same_goods is not None and len(self.lines) + len(self.entered) <= ASKED:
            for one in options:
                by_meaning(found[one.index], line, one, self.same_goods)
        if len(found) <= CANDIDATES:
            return found

        def rank(place: int) -> float:
            alone = Sums()
            alone.add(line, found[place])
            return found[place].points + self.group_score(place, alone)

        best = sorted(found, key=rank, reverse=True)[:CANDIDATES]
        return {place: found[place] for place in best}

    def _start(self) -> None:
        """Each line to the entry line it has most in common with; a line that closes alone goes where it closes."""
        for index, line in enumerate(self.lines):
            best, worth = NONE, 0.0
            for place, pairing in self.pairs[index].items():
                alone = Sums()
                alone.add(line, pairing)
                score = self._gain(index, place) + (2.0 if self.group_score(place, alone) > CLOSES else 0.0)
                if score > worth:
                    best, worth = place, score
            self._put(index, best)

    def _put(self, line: int, place: int) -> None:
        old = self.chosen[line]
        if old != NONE:
            self.sums[old].add(self.lines[line], self.pairs[line][old], -1)
        if place != NONE:
            self.sums[place].add(self.lines[line], self.pairs[line][place])
        self.chosen[line] = place

    def _try(self, moves: list[tuple[int, int]]) -> bool:
        """Makes the moves if they improve the assignment, else takes them back."""
        touched = {place for line, place in moves if place != NONE} | {self.chosen[line] for line, _ in moves} - {NONE}
        touched.discard(NONE)
        before = sum(self.group_score(place) for place in touched) + sum(
            self._gain(line, self.chosen[line]) for line, _ in moves
        )
        old = [(line, self.chosen[line]) for line, _ in moves]
        for line, place in moves:
            self._put(line, place)
        after = sum(self.group_score(place) for place in touched) + sum(
            self._gain(line, place) for line, place in moves
        )
        if after > before + 1e-9:
            return True
        for line, place in reversed(old):
            self._put(line, place)
        return False

    def _move(self) -> bool:
        improved = False
        for line, candidates in enumerate(self.pairs):
            for place in (*candidates, NONE):
                if place != self.chosen[line]:
                    improved |= self._try([(line, place)])
        return improved

    def _swap(self) -> bool:
        improved = False
        loose = [index for index in range(len(self.lines)) if not self._closes_at(index)]
        for block in (*self._blocks().values(), loose if len(loose) <= LOOSEST_SWAP else []):
            if len(block) > LARGEST_SWAP:
                continue
            for one, other in combinations(block, 2):
                left, right = self.chosen[one], self.chosen[other]
                if left == right:
                    continue
                if (right == NONE or right in self.pairs[one]) and (left == NONE or left in self.pairs[other]):
                    improved |= self._try([(one, right), (other, left)])
        return improved

    def _blocks(self) -> dict[tuple[str, str], list[int]]:
        """Lines that can be exchanged for one another: of one tariff number, or without one of one description."""
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, line in enumerate(self.lines):
            blocks[(line.tariff[:6], "" if line.tariff else line.description)].append(index)
        return blocks

    def _subsets(self) -> bool:
        """For each entry line that does not close: a subset of the lines that are not well placed that does."""
        improved = False
        loose = [index for index, place in enumerate(self.chosen) if place == NONE or not self._closes(place)]
        for entered in self.entered:
            place = entered.index
            if self._closes(place) or entered.value is None:
                continue
            near = [index for index in loose if place in self.pairs[index] and not self._closes_at(index)]
            near.sort(key=lambda index: -self.pairs[index][place].points)
            for pool in (near[:POOL], *self._whole_blocks(near)):
                chosen = self._closing_subset(place, pool)
                if not chosen:
                    continue
                moves = [(index, place) for index in chosen]
                moves += [(i, NONE) for i, at in enumerate(self.chosen) if at == place and i not in chosen]
                if self._try(moves):
                    improved = True
                    break
        return improved

    def _whole_blocks(self, near: list[int]) -> list[list[int]]:
        inside = set(near)
        return [kept for block in self._blocks().values() if (kept := [i for i in block if i in inside])]

    def _closes(self, place: int) -> bool:
        return self.group_score(place) > CLOSES

    def _closes_at(self, line: int) -> bool:
        return self.chosen[line] != NONE and self._closes(self.chosen[line])

    def _closing_subset(self, place: int, pool: list[int]) -> list[int] | None:
        """The smallest subset of the pool whose value and quantity are the entry line's; of a large pool, all of it."""
        pool = [index for index in pool if self.lines[index].value is not None]
        if len(pool) > POOL:
            return pool if self._score_of(place, pool) > CLOSES else None
        target = self.entered[place].value
        values = {index: self.lines[index].value or 0.0 for index in pool}
        if target is None or sum(values.values()) < target - self.value_tolerance * (1 + 0.5 * len(pool)):
            return None
        for size in range(1, len(pool) + 1):
            allowed = self.value_tolerance * (1 + 0.5 * size)
            for subset in combinations(pool, size):
                if abs(sum(values[index] for index in subset) - target) <= allowed:
                    chosen = list(subset)
                    if self._score_of(place, chosen) > CLOSES:
                        return chosen
        return None

    def _score_of(self, place: int, lines: list[int]) -> float:
        sums = Sums()
        for index in lines:
            sums.add(self.lines[index], self.pairs[index][place])
        return self.group_score(place, sums)

    def _dissolve(self) -> None:
        """Takes apart groups that nothing but the country or a reference speaks for."""
        for index, place in enumerate(self.chosen):
            if place == NONE or self.pairs[index][place].alike:
                continue
            score = self.group_score(place)
            if score < 0.6 * (VALUE_EXACT + QUANTITY_EXACT) and self.pairs[index][place].points < self.floor + 1:
                self._put(index, NONE)


def _closeness(figure: float | None, total: float | None, tolerance: float, worth: float) -> tuple[float, bool]:
    """What a sum that is near a figure is worth, and whether it is the figure."""
    if figure is None or total is None:
        return 0.3 * worth, False
    difference = abs(figure - total)
    if difference <= tolerance:
        return worth, True
    return 0.6 * worth * max(0.0, 1 - difference / max(abs(figure), abs(total), 1.0) / 0.5), False
