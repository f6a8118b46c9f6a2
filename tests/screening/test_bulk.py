"""Very many names: in order, streaming, the same answers in one process as in several."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator

import pytest

from docvalidate.screening import bulk
from docvalidate.screening.bulk import Row, RowError, read_rows, screen_rows
from docvalidate.screening.index import ListIndex


def test_rows_of_a_file() -> None:
    text = '\ufeffID,Name,Address,Country\nA1, Alpha Works ,"1 Row, Town",CN\n\nA2,Beta,,\n'
    assert list(read_rows(io.StringIO(text), "names.csv")) == [
        Row("A1", "Alpha Works", "1 Row, Town", "CN"),
        Row("A2", "Beta", None, None),
    ]
    assert [row.id for row in read_rows(io.StringIO("name\nAlpha\nBeta\n"), "-")] == ["1", "2"]


@pytest.mark.parametrize("text", ["", "id,company\n1,Alpha\n"])
def test_a_file_without_a_name_column_is_refused(text: str) -> None:
    with pytest.raises(RowError, match=r"names\.csv: the first line has no column 'name'"):
        list(read_rows(io.StringIO(text), "names.csv"))


def test_short_rows_and_long_ones_are_read() -> None:
    rows = list(read_rows(io.StringIO("id,name,country\n1,Alpha\n2,Beta,CN,more,still\n3\n"), "-"))
    assert [(row.id, row.name, row.country) for row in rows] == [
        ("1", "Alpha", None),
        ("2", "Beta", "CN"),
        ("3", "", None),
    ]


def many(count: int) -> list[Row]:
    texts = itertools.cycle(["ZEMFIRA TRADING HOUSE", "Northwind Traders Inc.", "", "Pavel Orlin", "Sunrise Garments"])
    return [Row(str(number), text) for number, text in zip(range(count), texts, strict=False)]


def test_several_processes_answer_as_one_does_and_in_order(index: ListIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FEWEST_FOR_WORKERS", 10)
    monkeypatch.setattr(bulk, "CHUNK", 7)
    alone = [result.as_dict() for result in screen_rows(many(60), index, jobs=1)]
    together = [result.as_dict() for result in screen_rows(many(60), index, jobs=2)]
    assert alone == together
    assert [result["id"] for result in alone] == [str(number) for number in range(60)]
    assert alone[2]["matches"] == []


def test_results_come_while_rows_are_still_being_read(index: ListIndex) -> None:
    taken = 0

    def endless() -> Iterator[Row]:
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield Row(str(number), "Northwind Traders Inc.")

    results = screen_rows(endless(), index, jobs=1)
    assert [next(results).id for _ in range(3)] == ["0", "1", "2"]
    assert taken <= 4
