"""Lines of a scan: letters from a model's strips, words from where the paper is white, signs from the page's habit."""

from __future__ import annotations

import numpy as np
import pytest

from docvalidate.domain.page import Word
from docvalidate.reading.ocr.cutting import Line, cut_out, turned_over, with_room, words_of
from docvalidate.reading.ocr.lines import set_on_line
from docvalidate.reading.ocr.overlooked import is_slanted, overlooked
from docvalidate.reading.ocr.recogniser import Letter, Recogniser
from docvalidate.reading.ocr.ruling import find_rules
from docvalidate.reading.ocr.signs import mend_signs
from docvalidate.reading.ocr.typed import cell_width, cells

pytest.importorskip("cv2")


def test_neighbouring_strips_of_one_sign_are_one_letter_as_sure_as_its_surest_strip() -> None:
    signs = ["", "A", "1", " "]
    strips = np.array(
        [[[0.9, 0, 0.1, 0], [0, 0.6, 0.4, 0], [0, 0.8, 0.2, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0.3, 0.7, 0]]]
    )
    letters = Recogniser(lambda _: strips, signs).letters(np.full((24, 24), 255, dtype=np.uint8))
    assert [(letter.sign, letter.probability) for letter in letters] == [
        ("A", pytest.approx(0.8)),
        (" ", 1.0),
        ("1", pytest.approx(0.7)),
    ]
    assert 2 / 6 - 0.01 < letters[0].at < 2.2 / 6
    assert letters[2].at == pytest.approx(5.5 / 6)


def test_a_doubtful_line_is_read_again_in_full_contrast_and_both_readings_count() -> None:
    seen: list[float] = []

    def run(picture: np.ndarray) -> np.ndarray:
        seen.append(float(picture.min()))
        return np.array([[[0.0, 0.5, 0.45]]] if len(seen) == 1 else [[[0.0, 0.1, 0.9]]])

    faint = np.full((48, 48), 220, dtype=np.uint8)
    faint[10:30, 20:24] = 150
    (letter,) = Recogniser(run, ["", "5", "6"]).letters(faint)
    assert (letter.sign, letter.probability) == ("6", pytest.approx(0.675))
    assert seen[1] == pytest.approx(-1, abs=0.1)  # its ink is black now
    assert seen[0] > 0


def test_a_little_doubt_in_a_line_without_figures_is_let_be() -> None:
    readings = [[[0.2, 0.8, 0.0]]]
    recogniser = Recogniser(lambda _: np.array([readings.pop(0)]), ["", "A", "B"])
    assert [letter.sign for letter in recogniser.letters(np.full((48, 48), 220, dtype=np.uint8))] == ["A"]


def test_a_sign_is_not_lost_between_two_readings_of_it() -> None:
    readings = [[[0.2, 0.8, 0.0]], [[0.45, 0.0, 0.55]]]
    recogniser = Recogniser(lambda _: np.array([readings.pop(0)]), ["", "0", "O"])
    assert [letter.sign for letter in recogniser.letters(np.full((48, 48), 220, dtype=np.uint8))] == ["0"]


def line_with(*bars: tuple[int, int], width: int = 200) -> Line:
    """A line whose letters are black bars from column to column."""
    picture = np.full((30, width), 255, dtype=np.uint8)
    for start, end in bars:
        picture[6:24, start:end] = 0
    return Line(picture, (100.0, 50.0), (1.0, 0.0), (0.0, 1.0))


def letters_at(text: str, *middles: float, width: int = 200) -> list[Letter]:
    return [Letter(sign, 0.9, middle / width) for sign, middle in zip(text, middles, strict=True)]


def test_words_end_where_their_ink_ends() -> None:
    line = line_with((10, 18), (22, 30), (40, 48))
    first, second = words_of(letters_at("AB C", 14, 26, 34, 44), line)
    assert (first.text, second.text) == ("AB", "C")
    assert (first.x0, first.x1) == pytest.approx((110, 130), abs=2)
    assert second.x0 == pytest.approx(140, abs=2)


def test_a_wide_white_parts_columns_that_the_model_ran_together() -> None:
    line = line_with((10, 18), (22, 30), (34, 42), (120, 128))
    assert [word.text for word in words_of(letters_at("1207", 14, 26, 38, 124), line)] == ["120", "7"]


def test_a_title_in_spaced_capitals_is_parted_by_its_wider_white() -> None:
    middles = (20, 45, 70, 95, 150, 175)
    line = line_with(*((middle - 4, middle + 4) for middle in middles), width=200)
    letters = letters_at("LISTNR", *middles)
    letters.insert(3, Letter(" ", 0.9, 82 / 200))  # the model sees a space before T as well
    assert [word.text for word in words_of(letters, line)] == ["LIST", "NR"]
    close = line_with((10, 18), (20, 28), (36, 44), (46, 54))
    spaced = [*letters_at("NO", 14, 24), Letter(" ", 0.9, 32 / 200), *letters_at("PK", 40, 50)]
    assert [word.text for word in words_of(spaced, close)] == ["NO", "PK"]


def test_white_between_chinese_and_latin_is_a_space() -> None:
    apart = line_with((10, 24), (26, 40), (50, 58), (60, 68))
    assert [word.text for word in words_of(letters_at("数量Qy", 17, 33, 54, 64), apart)] == ["数量", "Qy"]
    close = line_with((10, 24), (26, 40), (43, 51), (53, 61))
    assert [word.text for word in words_of(letters_at("年月05", 17, 33, 47, 57), close)] == ["年月05"]


def test_wider_white_between_chinese_signs_is_a_space() -> None:
    line = line_with((10, 26), (28, 44), (46, 62), (72, 88), (90, 106))
    assert [word.text for word in words_of(letters_at("割草机型号", 18, 36, 54, 80, 98), line)] == ["割草机", "型号"]
    even = line_with((10, 26), (36, 52), (62, 78))
    assert [word.text for word in words_of(letters_at("装箱单", 18, 44, 70), even)] == ["装箱单"]


def test_typed_letters_keep_their_room_around_a_comma() -> None:
    middles = [10 + 12 * at for at in range(12)]
    bars = [(round(middle) - 4, round(middle) + 4) for at, middle in enumerate(middles) if at not in (7, 8)]
    line = line_with(*bars, (93, 95))
    letters = letters_at("LITTLER, NHX", *middles)
    cell = cell_width([(letters, 200)])
    assert cell == pytest.approx(12)
    city, state = words_of(letters, line, cell)
    assert (city.text, state.text) == ("LITTLER,", "NHX")
    assert state.x0 - city.x1 == pytest.approx(12, abs=1)  # one blank of the typewriter, not one and a half


def test_a_page_is_typed_where_most_of_its_letters_stand_on_one_grid() -> None:
    typed = [(letters_at("COMMODITY", *(10 + 12 * at for at in range(9))), 200.0)] * 3
    printed = [(letters_at("WILLIAMSI", 10, 24, 31, 36, 41, 49, 60, 75, 88), 200.0)] * 3
    assert cell_width(typed + printed) == pytest.approx(12)
    assert cell_width(printed) is None
    assert cell_width([]) is None


def test_letters_of_a_typed_line_stand_in_cells_of_one_grid() -> None:
    off = (1, -2, 0, 2, -1, 3, 0, -1)
    middles = [10 + 12 * at + aside for at, aside in zip(range(8), off, strict=True)]
    rooms = cells(letters_at("CL / ART", *middles), 200, 12.0)
    assert len(rooms) == 6
    assert [end - start for start, end in rooms] == pytest.approx([12] * 6, abs=0.3)
    assert rooms[2][0] - rooms[1][1] == pytest.approx(12, abs=0.3)  # one blank, wherever the stroke was seen


def test_a_short_line_of_a_typed_page_has_its_cells_and_the_size_of_its_print() -> None:
    line = line_with((10, 14), (58, 62))
    (word,) = words_of(letters_at("1", 12), line, 12.0)
    assert (word.x0, word.x1) == pytest.approx((106, 118), abs=1)
    image = np.full((120, 300), 255, dtype=np.uint8)
    image[60:72, 108:112] = 0
    word.top, word.bottom = 55, 77
    set_on_line([word], image, 12.0)
    assert word.bottom - word.top == pytest.approx(20 * 1.11, abs=0.5)  # letters of a cell of 12 are 20 high


def test_a_lone_figure_stands_upright_and_a_long_line_runs_down() -> None:
    image = np.full((200, 200), 255, dtype=np.uint8)
    lone = np.array([[50, 50], [60, 50], [60, 68], [50, 68]], dtype=np.float32)
    down = np.array([[50, 20], [66, 20], [66, 180], [50, 180]], dtype=np.float32)
    figure, running = cut_out(image, lone, 16), cut_out(image, down, 16)
    assert figure is not None
    assert figure.picture.shape == (18, 10)
    assert running is not None
    assert running.picture.shape == (16, 160)
    assert running.box(0, 160) == pytest.approx((50, 20, 66, 180))


def test_lines_of_a_page_turned_over_lie_where_their_ink_now_lies() -> None:
    image = np.full((100, 80), 255, dtype=np.uint8)
    image[10:20, 5:35] = 0
    corners = np.array([[5, 10], [35, 10], [35, 20], [5, 20]], dtype=np.float32)
    over, (moved,) = turned_over(image, [corners])
    assert moved.tolist() == [[45, 80], [75, 80], [75, 90], [45, 90]]
    assert not over[80:90, 45:75].any()


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["1,250.00", "3.457.48", "12.336.480"], ["1,250.00", "3,457.48", "12.336.480"]),
        (["1.250,00", "3.457.48", "7,035"], ["1.250,00", "3.457,48", "7,035"]),
        (["10.07.2026", "8414.59.6560", "N95.8714"], ["10.07.2026", "8414.59.6560", "N95.8714"]),
        (["QM~578~859Q", "1~40", "7O.l0", "SO", "合计：12"], ["QM-578-859Q", "1~40", "70.10", "SO", "合计：12"]),
        (["11.600,000", "3.000,000", "4.032.000", "6.904,08"], ["11.600,000", "3.000,000", "4.032,000", "6.904,08"]),
        (
            ["US$2,145.55", "US$5.583.72", "USS12.315.60", "USS41.00"],
            ["US$2,145.55", "US$5,583.72", "US$12,315.60", "US$41.00"],
        ),
        (["NET：", "CO．，LTD"], ["NET:", "CO.,LTD"]),
        (["2304,000", "1.512,000", "4.032.000"], ["2304,000", "1.512,000", "4.032,000"]),
        (["CONOC。", "EMB．:"], ["CONOC.", "EMB.:"]),
        (["C/0", "P/0:", "A/0815", "0/0"], ["C/O", "P/O:", "A/0815", "0/0"]),
    ],
)
def test_signs_follow_the_page(read: list[str], meant: list[str]) -> None:
    words = [Word(text, 0, 0, 1, 1) for text in read]
    mend_signs(words)
    assert [word.text for word in words] == meant


@pytest.mark.parametrize(
    ("sure", "doubtful", "meant"),
    [
        (["51,41", "1.466,64", "2,50", "9,36 €"], "449.22", "449,22"),
        (["40,800", "1.512,000", "44,200", "63,100"], "178.600", "178,600"),
        (["1.466,64", "2.695,32", "14.241,60", "8.587,74", "38.70"], "449.22", "449,22"),
        (["51,41", "1.466,64", "2.50", "9,36"], "449.22", "449.22"),  # the page itself mixes them
        (["51,41", "1.466,64", "2,50", "9,36"], "11.02.2026", "11.02.2026"),
        (["51,41", "1.466,64", "2,50", "9,36"], "8467.11", "8467.11"),
    ],
)
def test_doubtful_marks_follow_the_sure_ones(sure: list[str], doubtful: str, meant: str) -> None:
    words = [Word(text, 0, 0, 1, 1, confidence=0.99) for text in sure for text in text.split()]
    words.append(Word(doubtful, 0, 0, 1, 1, confidence=0.7))
    mend_signs(words)
    assert words[-1].text == meant


def test_thousands_do_not_follow_the_fractions_of_another_column() -> None:
    weights = [
        Word(text, 80, 10 * at, 100, 10 * at + 8) for at, text in enumerate(("40.800", "44.200", "9.100", "63.500"))
    ]
    doubtful = Word("4,640", 20, 0, 40, 8, confidence=0.8)
    mend_signs([*weights, doubtful])
    assert doubtful.text == "4,640"


def test_a_line_with_room_is_moved_outwards_on_all_sides() -> None:
    corners = np.array([[100, 50], [200, 50], [200, 70], [100, 70]], dtype=np.float32)
    assert with_room(corners, 0.1).tolist() == [[98, 48], [202, 48], [202, 72], [98, 72]]


def test_grain_does_not_hide_which_way_lines_run() -> None:
    import cv2

    from docvalidate.reading.ocr.straighten import _is_quarter_turned

    page = np.full((1654, 1170), 235, dtype=np.uint8)
    for at in range(14):
        cv2.putText(page, "SHOWER TRAY ACRYLIC 90 X 90", (80, 150 + at * 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 120, 2)
    grain = np.random.default_rng(5).normal(0, 18, page.shape)
    worn = np.clip(page + grain, 0, 255).astype(np.uint8)
    assert not _is_quarter_turned(worn)
    assert _is_quarter_turned(np.ascontiguousarray(np.rot90(worn)))


def test_points_of_faint_print_are_no_specks() -> None:
    from docvalidate.reading.ocr.clean import clean

    page = np.full((600, 600), 217, dtype=np.uint8)
    for left in (100, 110, 126, 136):
        page[100:118, left : left + 3] = 140  # strokes of digits, dark in a few dots alone
        page[100:118:5, left + 1] = 110
    page[116:118, 118:120] = 110  # the point between them
    for x, y in np.random.default_rng(3).integers(200, 598, (150, 2)):
        page[y, x] = 30
    mended = clean(page, 200)
    assert mended[116:118, 118:120].min() < 165
    assert mended[100:118, 100:140].min() < 150
    assert mended[200:, 200:].min() > 150


def test_a_decimal_point_survives_the_cleaning_of_specks() -> None:
    from docvalidate.reading.ocr.clean import clean

    page = np.full((600, 600), 240, dtype=np.uint8)
    page[100:118, 100:110] = page[100:118, 126:136] = 20
    page[116:118, 117:119] = 20  # a point between two typed figures
    rng = np.random.default_rng(3)
    for x, y in rng.integers(200, 598, (150, 2)):
        page[y : y + 1, x : x + 1] = 20
    mended = clean(page, 200)
    assert mended[116:118, 117:119].min() < 120
    assert mended[200:, 200:].min() > 200


def test_a_stroke_between_two_lines_is_looked_for_and_dirt_elsewhere_is_not() -> None:
    import cv2

    page = np.full((400, 600), 240, dtype=np.uint8)
    lines = [box(50, 95, 200, 125), box(250, 95, 400, 125)]
    for left, right in ((60, 190), (260, 390)):
        for x in range(left, right, 14):
            page[100:120, x : x + 6] = 30
    cv2.line(page, (220, 120), (232, 100), 30, 3)
    page[300:318, 300:312] = 30  # in no row of a line
    page[60:160, 450:453] = 30  # ruling
    (found,) = overlooked(page, lines, 30.0)
    assert found[0][0] < 220
    assert found[2][0] > 232
    cut = cut_out(page, found, 30.0)
    assert cut is not None
    assert is_slanted(cut.picture)
    upright = np.full((30, 20), 240, dtype=np.uint8)
    upright[5:25, 9:12] = 30
    assert not is_slanted(upright)


def box(x0: float, top: float, x1: float, bottom: float) -> np.ndarray:
    return np.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], dtype=np.float32)


def test_the_ground_between_white_words_on_a_bar_is_no_ruling() -> None:
    import cv2

    page = np.full((600, 900), 215, dtype=np.uint8)
    page[60:116, 100:800] = 118  # a bar of a faint scan, too light for black
    for left, right in ((120, 280), (290, 470), (480, 640)):
        for x in range(left, right, 16):
            page[70:104, x : x + 9] = 215
    page[200:500, 300:302] = 118
    grain = np.random.default_rng(4).normal(0, 12, page.shape)
    worn = np.clip(cv2.GaussianBlur(page, (3, 3), 0) + grain, 0, 255).astype(np.uint8)
    upright = [rule.x0 for rule in find_rules(worn, 200, []) if not rule.horizontal]
    assert [x for x in upright if 110 < x * 200 / 72 < 790] == [pytest.approx(301 * 72 / 200, abs=1)]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["1-50", "103~129", "X"], ["1-50", "103-129", "X"]),  # of one column
        (["69915~43", "1~7"], ["69915-43", "1-7"]),  # no range falls
        (["1~7", "8~35", "2026-03-05"], ["1~7", "8~35", "2026-03-05"]),
    ],
)
def test_a_tilde_among_hyphens_is_one(read: list[str], meant: list[str]) -> None:
    words = [Word(text, 100, 20 * row, 140, 20 * row + 10) for row, text in enumerate(read)]
    mend_signs(words)
    assert [word.text for word in words] == meant


def test_white_behind_a_point_is_a_space_where_there_is_less_before_it() -> None:
    line = line_with((10, 18), (20, 22), (31, 39), (41, 49), (51, 59))
    assert [word.text for word in words_of(letters_at("1.B93", 14, 21, 35, 45, 55), line)] == ["1.", "B93"]
    assert [word.text for word in words_of(letters_at("2.160", 14, 21, 35, 45, 55), line)] == ["2.160"]
    typed = line_with((10, 18), (26, 28), (36, 44), (48, 56))
    assert [word.text for word in words_of(letters_at("1.93", 14, 27, 40, 52), typed)] == ["1.93"]


def test_a_point_between_two_words_is_a_word_of_its_own() -> None:
    line = line_with((10, 18), (22, 30), (40, 44), (54, 62), (66, 74))
    assert [word.text for word in words_of(letters_at("KG·NO", 14, 26, 42, 58, 70), line)] == ["KG", "·", "NO"]
    close = line_with((10, 18), (20, 28), (30, 33), (35, 43), (45, 53))
    assert [word.text for word in words_of(letters_at("AL·LI", 14, 24, 31, 39, 49), close)] == ["AL·LI"]


def test_a_piece_of_ruling_is_no_letter_of_the_word_beside_it() -> None:
    page = np.full((600, 900), 240, dtype=np.uint8)
    page[100:200, 300:303] = 20
    x = 301 * 72 / 200
    words = [
        Word("ORI", x - 18, 45, x + 3, 56, confidence=0.8),
        Word("I", x - 2, 58, x + 2, 68, confidence=0.9),
        Word("V01", x - 28, 45, x - 10, 56, confidence=0.8),
    ]
    rules = find_rules(page, 200, words)
    assert [word.text for word in words] == ["OR", "V01"]
    assert [rule.horizontal for rule in rules] == [False]
