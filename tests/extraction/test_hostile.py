"""Papers are hostile: whatever a page holds, reading it ends soon and without an exception."""

import random
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docvalidate.domain.document import Document
from docvalidate.domain.page import Page, Rule, Word
from docvalidate.extraction import dates, extract, numerals, typed
from docvalidate.extraction.field_readers import container_value
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.party_names import party_value
from docvalidate.extraction.table.cells import details_in, range_count, tariff_value
from docvalidate.extraction.table.rows import is_figure
from docvalidate.extraction.text import tokenise
from tests.extraction.pages import drawn, span_of


def read(*pages: Page) -> list[Document]:
    return extract(list(pages), "hostile.pdf")


def word(text: str, x0: float = 50, top: float = 50, x1: float = 90, bottom: float = 60) -> Word:
    return Word(text, x0, top, x1, bottom)


HEAD = [
    word(text, 50 + 90 * i, 20, 120 + 90 * i, 30)
    for i, text in enumerate(["Item", "Description", "Quantity", "Price", "Amount"])
]
TITLE = word("INVOICE", 200, 2, 300, 16)


@pytest.mark.parametrize(
    "words",
    [
        [],
        [word("")],
        [word(" ")],
        [word("\x00\ufffd\u200b")],
        [word("\ud800")],
        [word("1", 50, 50, 50, 50)],
        [word("Invoice No.: 1", -500, -400, -300, -390)],
        [word("Total", 90, 60, 50, 50)],
        [word("INVOICE", 0, 0, 1e9, 1e9)],
        [word("INVOICE", 1e-9, 0, 2e-9, 1e-9)],
        [TITLE, *HEAD, *[word("", 50 + 90 * i, 40, 60 + 90 * i, 50) for i in range(5)]],
        [TITLE, *HEAD, *[word("9", 50 + 90 * i, 40, 60 + 90 * i, 40) for i in range(5)]],
        [TITLE, *HEAD, *[word("9" * 400, 50 + 90 * i, 40, 130 + 90 * i, 50) for i in range(5)]],
        [TITLE, *[word("Total", 50, 40, 60, 50)] * 50],
        [TITLE, *HEAD, *HEAD, *HEAD],
        [word("Seller:", 50, 40, 90, 50), word(".", 50, 52, 90, 62), word(",", 50, 64, 90, 74)],
        [word("发票" * 200)],
        [word("🚢" * 50), word("ﷺ", 50, 70, 90, 80)],
    ],
    ids=lambda words: "-".join(w.text[:8] for w in words[:3]).encode("ascii", "backslashreplace").decode() or "none",
)
def test_odd_words(words: list[Word]) -> None:
    for paper in read(Page(1, 612, 792, words)):
        assert paper.file == "hostile.pdf"


@pytest.mark.parametrize(
    "page",
    [
        Page(1, 0, 0, [TITLE, *HEAD]),
        Page(1, -612, -792, [TITLE, *HEAD]),
        Page(1, 612, 792, [], [Rule(0, 0, 612, 0)] * 10),
        Page(1, 612, 792, [TITLE, *HEAD], [Rule(5, 5, 5, 5), Rule(9, 9, 1, 1), Rule(-1e6, 25, 1e6, 25)]),
        Page(1, 612, 792, [], unread="is an image"),
    ],
)
def test_odd_pages(page: Page) -> None:
    assert len(read(page)) == (1 if page.words else 0)


TOKENS = [
    "Invoice",
    "No.:",
    "Total",
    "Seller:",
    "1,200.00",
    "USD",
    "-",
    "COMMERCIAL",
    "INVOICE",
    "Qty",
    "Price",
    "Amount",
    "Item",
    "12/03/2026",
    "kg",
    "()",
    "……",
    "箱号",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.builds(
            lambda text, x, y, w, h, cell: Word(text, x, y, x + w, y + h, cell=cell),
            st.one_of(st.sampled_from(TOKENS), st.text(max_size=8)),
            st.sampled_from([0.0, 50.0, 120.0, 200.0, 300.0, -40.0]),
            st.sampled_from([0.0, 12.0, 24.0, 25.0, 36.0, 700.0, -12.0]),
            st.sampled_from([0.0, 20.0, 60.0, 400.0]),
            st.sampled_from([0.0, 9.0, 10.0, 30.0]),
            st.sampled_from([None, None, None, "A1", "B2"]),
        ),
        max_size=40,
    ),
    st.lists(st.tuples(*[st.sampled_from([0.0, 10.0, 24.0, 200.0, 612.0])] * 4).map(lambda t: Rule(*t)), max_size=12),
)
def test_any_words_in_any_place(words: list[Word], rules: list[Rule]) -> None:
    for paper in read(Page(1, 612, 792, words, rules)):
        for value in paper.fields.values():
            assert 0 <= value.confidence <= 1


def seconds(work: Callable[[], object]) -> float:
    """Processor time, which a busy machine does not lengthen."""
    start = time.process_time()
    work()
    return time.process_time() - start


def test_five_thousand_words() -> None:
    rng = random.Random(1)
    lines = ["COMMERCIAL INVOICE", "", "Item  Part No.   Description            Qty     Unit Price     Amount"]
    lines += [
        f"{n:<5} HT-{n:04d}    {rng.choice(['Hammer', 'Wrench'])} {n:<10} {n:<7} 2.50       {n * 5 / 2:>10.2f}"
        for n in range(1, 701)
    ]
    page = drawn("\n".join(lines))
    assert len(page.words) > 4800
    assert seconds(lambda: read(page)) < 12


def test_five_thousand_words_strewn_at_random() -> None:
    rng = random.Random(2)
    words = [
        word(rng.choice(TOKENS), x := rng.uniform(0, 580), y := rng.uniform(0, 780), x + 30, y + 9) for _ in range(5000)
    ]
    assert seconds(lambda: read(Page(1, 612, 792, words))) < 20


def test_a_head_of_sixty_unknown_words_over_sixty_columns_of_figures() -> None:
    """Every three of sixty figures in a row are two hundred thousand threes: they are not all tried."""
    page = Page(1, 2500, 800, [word("Abcd", 10 + 40 * i, 10, 30 + 40 * i, 20) for i in range(60)])
    for row in range(60):
        top = 30 + 12 * row
        page.words += [word(f"{2 + row * i % 97}.5", 10 + 40 * i, top, 30 + 40 * i, top + 10) for i in range(60)]
    assert seconds(lambda: read(page)) < 10


def test_thousands_of_rules() -> None:
    rng = random.Random(3)
    page = drawn(
        "COMMERCIAL INVOICE\n\nItem  Part No.   Description    Qty    Price     Amount\n"
        + "1     HT-100     Claw hammer    120    4.50      540.00\n" * 20
    )
    page.rules = [Rule(x := rng.uniform(0, 600), y := rng.uniform(0, 780), x + 5, y) for _ in range(4000)]
    page.rules += [Rule(x := rng.uniform(0, 600), y := rng.uniform(0, 780), x, y + 5) for _ in range(4000)]
    assert seconds(lambda: read(page)) < 8


OPEN = Habits()
RUNS = [
    "1",
    "1,",
    "1.",
    "1 ",
    ". ",
    "- ",
    "(",
    "1-",
    "/1",
    "$1",
    "a,",
    "A ",
    "F O B ",
    "1,234,567,",
    "12.03.",
    "kg ",
    "to ",
    "Ltd ",
    "号",
    "HS ",
    "é",
]
FUNCTIONS: dict[str, Callable[[str], object]] = {
    "numerals.find": lambda text: numerals.find(text, None),
    "numerals.parse": lambda text: numerals.parse(text, None),
    "dates.find": dates.find,
    "dates.month_first": lambda text: dates.month_first([text]),
    "tokenise": tokenise,
    "read_date": lambda text: typed.read_date(span_of(text), 1, OPEN),
    "read_weight": lambda text: typed.read_weight(span_of(text), 1, OPEN),
    "read_money": lambda text: typed.read_money(span_of(text), 1, OPEN),
    "read_count": lambda text: typed.read_count(span_of(text), 1, OPEN),
    "read_country": lambda text: typed.read_country(span_of(text), 1),
    "read_currency": lambda text: typed.read_currency(span_of(text), 1),
    "read_incoterm": lambda text: typed.read_incoterm(span_of(f"FOB {text}"), 1),
    "read_tariff": lambda text: typed.read_tariff(span_of(text), 1),
    "read_code": lambda text: typed.read_code(span_of(text), 1),
    "unit_code": typed.unit_code,
    "container_value": lambda text: container_value([span_of(text)], 1),
    "party_value": lambda text: party_value([span_of("Harbor Tools Co., Ltd."), span_of(text)], 1),
    "details_in": lambda text: details_in(span_of(f"HS Code: {text}"), 1, OPEN),
    "range_count": lambda text: range_count(span_of(text).words, 1),
    "tariff_value": lambda text: tariff_value(span_of(text).words, 1),
    "is_figure": lambda text: is_figure(span_of(text).words),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_long_runs_do_not_backtrack(name: str) -> None:
    """A line of 900 characters; ten times what is usual, and a bound that exponential search would not keep."""
    for run in RUNS:
        for end in ("", "x", " #"):
            text = (run * 900)[:900].strip() + end
            assert seconds(lambda text=text: FUNCTIONS[name](text)) < 0.8, (run, end)  # type: ignore[misc]


LABELS = ["Vessel: ", "Payment terms: ", "Total weight: ", "Seller: ", "Total: ", "Container No.: "]


@pytest.mark.parametrize("label", LABELS)
def test_long_lines_behind_labels(label: str) -> None:
    for run in ("1 ", "1,", "1.", "A, ", "(1 ", "- ", "a"):
        page = drawn(f"COMMERCIAL INVOICE\n\n{label}{(run * 900)[:900].strip()} #")
        assert seconds(lambda page=page: read(page)) < 2.5, run  # type: ignore[misc]


@pytest.mark.parametrize("run", ["page 1 ", "Port of Loading a ", "Seller: a "])
def test_a_line_of_labels(run: str) -> None:
    """Two hundred labels in one line; four times as long should not take forty times the time."""
    short = seconds(lambda: read(drawn("COMMERCIAL INVOICE\n\n" + run * 40)))
    long = seconds(lambda: read(drawn("COMMERCIAL INVOICE\n\n" + run * 160)))
    assert long < 20 * max(short, 0.02)


def test_blanks_within_words_do_not_backtrack() -> None:
    """No reader delivers them; cells of a workbook come near."""
    for name, work in FUNCTIONS.items():
        text = "1" + " " * 400 + "x"
        assert seconds(lambda work=work, text=text: work(re.sub(r"^\s+", "", text))) < 0.8, name  # type: ignore[misc]


def test_a_word_of_eight_thousand_digits() -> None:
    page = drawn("COMMERCIAL INVOICE\n\n" + "1" * 8000)
    assert seconds(lambda: read(page)) < 0.5
