"""A ship's IMO number and flag, where they stand apart from its name."""

from __future__ import annotations

import pytest

from docvalidate.extraction.ships import ship_particulars
from tests.extraction.pages import layout_of

BILL = """
                 BILL OF LADING

Vessel: CORVINA DAWN          Voyage: 112E          IMO No.: 9074729
Flag: Panama
Port of loading: Ningbo
"""
BELOW = """
                 BILL OF LADING

Vessel               IMO Number           Flag State
CORVINA DAWN         9074729              Liberia
"""


@pytest.mark.parametrize(
    ("text", "imo", "flag"),
    [
        (BILL, "9074729", "PA"),
        (BELOW, "9074729", "LR"),
        (BILL.replace("9074729", "9074728"), None, "PA"),
        ("IMO class 3, UN 1263, flash point 23 C\nRef 1234567", None, None),
        ("Flag of convenience\nWe flag that 9074729 pieces were made in China", None, None),
    ],
)
def test_number_and_flag(text: str, imo: str | None, flag: str | None) -> None:
    found = ship_particulars([layout_of(text)])
    assert found.get("vessel_imo") == imo if imo is None else found["vessel_imo"].value == imo
    assert found.get("vessel_flag") == flag if flag is None else found["vessel_flag"].value == flag
