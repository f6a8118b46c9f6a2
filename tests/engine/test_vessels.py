"""A listed vessel's name alone is to be checked; IMO number, owner, flag and kind of ship decide."""

from __future__ import annotations

import pytest

from docvalidate.domain.document import Document, Party, Value
from docvalidate.domain.entry import EntrySummary
from docvalidate.engine.vessels import VesselVerdict, screen_vessel, ship_facts, verdict
from docvalidate.screening.decision import Thresholds
from docvalidate.screening.index import ListIndex
from docvalidate.screening.store import import_files, open_index

LIST = """name,entity_id,list,entity_type,program,country,remarks,imo,owner
CORVINA DAWN,1,SDN,Vessel,EXAMPLE,PA,Crude Oil Tanker,9074729,Quillon Navigation Ltd
TESSALY BAY,2,SDN,Vessel,EXAMPLE,,,,
CORVINA DAWN,3,SDN,Entity,EXAMPLE,PA,,,
ORLAN TIDE,4,SDN,Vessel,EXAMPLE,KP,,9074731,Sarmat Example Shipping
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ListIndex:
    folder = tmp_path_factory.mktemp("vessels")
    (folder / "ships.csv").write_text(LIST, encoding="utf-8")
    (result,) = import_files([folder / "ships.csv"], folder / "home")
    assert result.error == ""
    opened = open_index(folder / "home")
    assert opened is not None
    return opened


def told(
    index: ListIndex, vessel: str, *, imo: str = "", flag: str = "", seller: str = "Alpha", boxes: str = ""
) -> VesselVerdict | None:
    fields = {
        "vessel": Value(value=vessel, raw=vessel),
        "seller": Value(value=Party(name=seller), raw=seller),
    }
    if boxes:
        fields["container_numbers"] = Value(value=[boxes], raw=boxes)
    told = {name: Value(value=text, raw=text) for name, text in (("vessel_imo", imo), ("vessel_flag", flag)) if text}
    facts = ship_facts(
        [Document(file="bl.pdf", type="bill_of_lading", fields=fields, particulars=told or None)],
        None,
    )
    matches = screen_vessel(index, vessel, facts, Thresholds())
    assert {match.entity_type for match in matches} <= {"Vessel"}
    return verdict(matches[0], vessel, facts) if matches else None


@pytest.mark.parametrize(
    "vessel", ["CORVINA DAWN", "CORVINA DAWN 112E", "M/V CORVINA DAWN V.0442", "MV Corvina Dawn, Voy. No. 0FX2LE1MA"]
)
def test_a_name_alone_is_to_be_checked(index: ListIndex, vessel: str) -> None:
    found = told(index, vessel)
    assert found is not None
    assert found.severity == "warning"
    assert "name alone" in found.sentence
    assert "IMO 9074729" in (found.fix or "")


@pytest.mark.parametrize(
    ("vessel", "imo"),
    [("CORVINA DAWN IMO 9074729", ""), ("CORVINA DAWN 112E", "9074729"), ("SOME OTHER NAME", "9074729")],
)
def test_the_number_decides_for_it(index: ListIndex, vessel: str, imo: str) -> None:
    found = told(index, vessel, imo=imo)
    assert found is not None
    assert found.severity == "error"
    assert found.fix is None


def test_the_number_decides_against_it(index: ListIndex) -> None:
    found = told(index, "CORVINA DAWN 112E", imo="9000003")
    assert found is not None
    assert (found.severity, "another ship" in found.sentence) == ("info", True)


def test_a_misprinted_number_decides_nothing(index: ListIndex) -> None:
    found = told(index, "CORVINA DAWN IMO 9074728")
    assert found is not None
    assert found.severity == "warning"


def test_owner_or_flag_with_the_name_is_an_alarm(index: ListIndex) -> None:
    for found in (
        told(index, "CORVINA DAWN", seller="QUILLON NAVIGATION LIMITED"),
        told(index, "CORVINA DAWN", flag="PA"),
        told(index, "CORVINA DAWN (FLAG: PANAMA)"),
    ):
        assert found is not None
        assert (found.severity, "no imo number" in found.sentence.lower()) == ("error", True)


def test_what_speaks_against_it_is_said(index: ListIndex) -> None:
    boxed = told(index, "CORVINA DAWN", flag="PA", boxes="MSCU1234566")
    other = told(index, "CORVINA DAWN", flag="DK")
    assert boxed is not None
    assert other is not None
    assert (boxed.severity, "tanker" in boxed.sentence) == ("warning", True)
    assert (other.severity, "Denmark" in other.sentence) == ("warning", True)


def test_where_the_list_has_no_number_the_fix_says_so(index: ListIndex) -> None:
    found = told(index, "TESSALY BAY 7W", imo="9000003")
    assert found is not None
    assert found.severity == "warning"
    assert "prints none" in (found.fix or "")


def test_a_number_of_one_of_two_ships_dismisses_neither(index: ListIndex) -> None:
    def paper(vessel: str, number: str = "") -> Document:
        fields = {"vessel": Value(value=vessel, raw=vessel)}
        told = {"vessel_imo": Value(value=number, raw=number)} if number else None
        return Document(file="bl.pdf", type="bill_of_lading", fields=fields, particulars=told)

    facts = ship_facts([paper("CORVINA DAWN 112E"), paper("OTHER STAR", "9000003")], None)
    assert facts.names == {"corvina dawn", "other star"}
    (match,) = screen_vessel(index, "CORVINA DAWN 112E", facts, Thresholds())
    found = verdict(match, "CORVINA DAWN 112E", facts)
    assert (found.severity, "may be another vessel's" in found.sentence) == ("warning", True)


def test_a_ship_that_may_call_at_no_us_port_is_told_as_information(index: ListIndex) -> None:
    def severity(*, entry: bool = True, boxes: str = "MSKU1234565", seller: str = "Alpha") -> tuple[str, str]:
        fields = {
            "vessel": Value(value="ORLAN TIDE", raw="ORLAN TIDE"),
            "seller": Value(value=Party(name=seller), raw=seller),
        }
        if boxes:
            fields["container_numbers"] = Value(value=[boxes], raw=boxes)
        summary = EntrySummary(vessel="ORLAN TIDE") if entry else None
        facts = ship_facts([Document(file="bl.pdf", type="bill_of_lading", fields=fields)], summary)
        found = verdict(screen_vessel(index, "ORLAN TIDE", facts, Thresholds())[0], "ORLAN TIDE", facts)
        return found.severity, found.sentence

    told_so, sentence = severity()
    assert (told_so, "510.208" in sentence) == ("info", True)
    assert severity(entry=False)[0] == "warning"
    assert severity(boxes="")[0] == "warning"
    assert severity(seller="Sarmat Example Shipping")[0] == "warning"
