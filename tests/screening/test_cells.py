# ruff: noqa: E501  (cells are given as they are printed)
"""Cells of the UFLPA and WRO tables: sentences that hold companies, aliases, subsidiaries."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from docvalidate.screening.lists.cells import split_cell
from tests.shared import shared_folder

CASES = [
    ("Alpha Co., Ltd.", [("Alpha Co., Ltd.", [])]),
    ("Alpha Co. Ltd. (and two aliases: Alfa Works; and Alpha Plant)", [("Alpha Co. Ltd.", ["Alfa Works", "Alpha Plant"])]),
    ("Alpha Co., Ltd. (also known as Alpha (Group) Co., Ltd.; Alpha; and ALG)",
     [("Alpha Co., Ltd.", ["Alpha (Group) Co., Ltd.", "Alpha", "ALG"])]),
    ("Alpha Group and its two Hefei-based subsidiaries, which include Hefei Alpha Co., Ltd. and Hefei Beta Co., Ltd.",
     [("Alpha Group", []), ("Hefei Alpha Co., Ltd.", []), ("Hefei Beta Co., Ltd.", [])]),
    ("Alpha Plant, a/k/a Beta Plant, a/k/a Gamma No. 2 Prison", [("Alpha Plant", ["Beta Plant", "Gamma No. 2 Prison"])]),
    ("Alpha Industry Co. Ltd. and Subsidiaries", [("Alpha Industry Co. Ltd.", [])]),
    ("Alpha Arts and Crafts Factory", [("Alpha Arts and Crafts Factory", [])]),
    ("Alpha Agriculture, Industry, and Trade Co., Ltd.", [("Alpha Agriculture, Industry, and Trade Co., Ltd.", [])]),
    ("Alpha S.A. de C.V. and Beta Tom S.A. de C.V. and their subsidiaries", [("Alpha S.A. de C.V.", []), ("Beta Tom S.A. de C.V.", [])]),
    ("Fishing Vessel: Alpha No. 12", [("Alpha No. 12", [])]),
    ("Beta Tea Co., Ltd. (of Nagoya, Japan)", [("Beta Tea Co., Ltd.", [])]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "wanted"), CASES)
def test_cells(cell: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert [(one.name, one.aliases) for one in split_cell(cell)] == wanted


def test_real_cells_agree_with_how_others_split_them() -> None:
    wanted: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    with shared_folder("lists", "wro_opensanctions_lookup.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one = (row["name"], [alias for alias in row["alias"].split("|") if alias])
            if one not in wanted[row["raw_entity_cell"]]:
                wanted[row["raw_entity_cell"]].append(one)
    wrong = [cell for cell, names in wanted.items() if [(one.name, one.aliases) for one in split_cell(cell)] != names]
    # One cell puts a second company behind a semicolon, which the others took for one more alias.
    assert len(wrong) <= 1, wrong
