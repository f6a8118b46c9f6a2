# ruff: noqa: E501  (list files are given as they are)
"""Every publisher's format: nothing is lost, and a damaged file is refused with file, row and remedy."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docvalidate.screening.lists import ListError, format_of, parse_list
from docvalidate.screening.types import ListEntity, ParsedList
from tests.screening.conftest import LISTS
from tests.shared import shared_folder

FICTIONAL = {  # file: format, rows, entities, names
    "ofac/sdn.csv": ("ofac-csv", 11, 4, 9),
    "ofac_consolidated.xml": ("ofac-xml", 2, 2, 4),
    "ofac_sdn_advanced.xml": ("ofac-advanced-xml", 3, 3, 4),
    "csl.csv": ("csl-csv", 3, 3, 7),
    "csl.json": ("csl-json", 2, 2, 3),
    "denied_persons.txt": ("bis-denied-persons", 3, 2, 2),
    "uflpa.html": ("uflpa", 4, 7, 13),
    "uflpa.json": ("uflpa", 2, 2, 3),
    "wro.csv": ("cbp-wro", 6, 7, 12),
    "un.xml": ("un-xml", 2, 2, 6),
    "eu.xml": ("eu-xml", 2, 2, 3),
    "uk.xml": ("uk-xml", 2, 2, 4),
    "uk_ofsi.csv": ("uk-ofsi-csv", 3, 2, 3),
    "canada.xml": ("canada-xml", 3, 3, 7),
    "own.csv": ("own-csv", 4, 2, 4),
}
REAL = {  # file: format, rows, entities
    "ofac_2021-07/sdn.csv": ("ofac-csv", 8976 + 11910 + 13837, 8976),
    "ofac_2021-07/dpl.txt": ("bis-denied-persons", 581, 487),
    "ofac_nonsdn_2025-03.xml": ("ofac-xml", 443, 443),
    "csl_2023-11.csv": ("csl-csv", 4227, 4227),
    "us_lists_2022-04.csv": ("own-csv", 38331, 14158),
    "un_2026-02.xml": ("un-xml", 1003, 1003),
    "canada_2025-03.xml": ("canada-xml", 4759, 4759),
    "wro_from_stored_index_52142629397.csv": ("cbp-wro", 21, 22),
    "wro_opensanctions_lookup.csv": ("cbp-wro", 83, 81),
    "uflpa_real_markup_fragment.json": ("uflpa", 4, 4),
}


def entity(parsed: ParsedList, name: str) -> ListEntity:
    """The entity that bears a name."""
    return next(one for one in parsed.entities if any(n.text == name for n in one.names))


@pytest.mark.parametrize("file", FICTIONAL)
def test_nothing_is_lost(file: str) -> None:
    parsed = parse_list(LISTS / file)
    found = (parsed.format, parsed.rows, len(parsed.entities), parsed.names)
    assert found == FICTIONAL[file]
    assert parsed.rows_used == parsed.rows
    assert all(one.entity_id and one.list and one.names for one in parsed.entities)


@pytest.mark.parametrize("file", REAL)
def test_nothing_is_lost_of_a_real_file(file: str) -> None:
    parsed = parse_list(shared_folder("lists", file))
    assert (parsed.format, parsed.rows, len(parsed.entities)) == REAL[file]
    assert parsed.rows_used == parsed.rows
    keys = [(one.list, one.entity_id) for one in parsed.entities]
    assert len(keys) == len(set(keys))


def test_a_file_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    for file, (name, *_) in FICTIONAL.items():
        copy = tmp_path / "download.dat"
        shutil.copyfile(LISTS / file, copy)
        assert name == format_of(copy).FORMAT


def test_ofac_set_reads_aliases_remarks_and_addresses() -> None:
    parsed = parse_list(LISTS / "ofac/sdn.csv")
    one = entity(parsed, "ZEMFIRA TRADING HOUSE LLC")
    assert [(name.text, name.quality) for name in one.names] == [
        ("ZEMFIRA TRADING HOUSE LLC", "primary"),
        ("ZTH", "weak"),  # aliases in the remarks are the weak ones
        ("ZEMFIRA TORGOVYI DOM OOO", "strong"),
        ("ZEMFIRA EXPORT", "strong"),
    ]
    assert one.programs == ["EXAMPLE-EO1", "EXAMPLE2"]
    assert one.addresses == ["12 Lesnaya ul., Office 4, Tula 300000, RU"]
    assert one.identifiers == {"tax": "7700112233"}
    assert [owner.name for owner in one.owners] == ["ORLIN, Pavel"]
    vessel = entity(parsed, "MARIBELLA STAR")
    assert vessel.entity_type == "Vessel"
    assert vessel.identifiers == {"imo": "9000003", "mmsi": "355000003"}
    assert [owner.name for owner in vessel.owners] == ["Quillon Navigation Co. Ltd.", "ZEMFIRA TRADING HOUSE LLC"]


def test_ofac_set_without_its_companions_says_what_is_missing(tmp_path: Path) -> None:
    shutil.copyfile(LISTS / "ofac/sdn.csv", tmp_path / "sdn.csv")
    parsed = parse_list(tmp_path / "sdn.csv")
    assert [warning.split(":")[1].strip() for warning in parsed.warnings] == [
        "aliases are missing",
        "addresses are missing",
    ]
    with pytest.raises(ListError, match=r"Import sdn\.csv"):
        parse_list(LISTS / "ofac/alt.csv")


def test_ofac_advanced_reads_quality_relations_and_shares() -> None:
    parsed = parse_list(LISTS / "ofac_sdn_advanced.xml")
    company = entity(parsed, "QUILLON MARITIME DMCC")
    assert [(name.text, name.quality) for name in company.names] == [
        ("QUILLON MARITIME DMCC", "primary"),
        ("QM", "weak"),
    ]
    assert (company.addresses, company.countries) == (["Dubai, AE"], ["AE"])
    assert company.date_added == dt.date(2025, 11, 3)
    owner = company.owners[0]
    assert (owner.name, owner.entity_id, owner.share) == ("TORVALD Mikkel", "920002", Decimal(60))
    assert entity(parsed, "AURELIAN DAWN").identifiers == {"imo": "9000017"}
    assert parsed.date == dt.date(2026, 3, 14)


def test_uflpa_cells_become_companies() -> None:
    parsed = parse_list(LISTS / "uflpa.html")
    assert [name.text for name in entity(parsed, "Tarimvale Hair Products Co., Ltd.").names][1:] == [
        "Talimu Vale Hair Products", "Tarim Vale Hair",
    ]  # fmt: skip
    subsidiary = entity(parsed, "Quanzhou Ink Works Co., Ltd.")
    assert subsidiary.owners[0].name == "Lodestone Printing Corporation"
    assert entity(parsed, "Emberline Battery & Cell Co., Ltd.").date_added == dt.date(2024, 11, 25)


def test_withhold_release_orders_keep_goods_and_status() -> None:
    parsed = parse_list(LISTS / "wro.csv")
    group = entity(parsed, "Ambervale Group")
    assert (group.merchandise, group.status) == ("Disposable gloves", "Inactive")
    assert {name.text for name in group.names} == {
        "Ambervale Group", "Ambervale Gloves Sdn Bhd", "Ambervale Latex (M) Sdn Bhd", "Biovale (M) Sdn Bhd",
    }  # fmt: skip
    assert entity(parsed, "Corvina Dawn No. 8").entity_type == "Vessel"
    assert [one.entity_type for one in parsed.entities].count("Goods") == 1


def test_weak_aliases_of_un_eu_and_uk() -> None:
    for file, alias in (("un.xml", "THE CLERK"), ("eu.xml", "VP"), ("uk.xml", "VERDI"), ("uk_ofsi.csv", "VERDI")):
        names = {name.text: name.quality for one in parse_list(LISTS / file).entities for name in one.names}
        assert names[alias] == "weak", file


def test_own_list_takes_shares_and_qualities() -> None:
    one = entity(parse_list(LISTS / "own.csv"), "Hollowtree Ceramics Ltd")
    assert (one.owners[0].name, one.owners[0].share) == ("Marlow Holding", Decimal("55.5"))
    assert {name.text: name.quality for name in one.names}["HT"] == "weak"


DAMAGED = [
    # file, what is done to it, what the error must name
    ("ofac/sdn.csv", lambda t: t.replace('"EXAMPLE3",-0- ', '"EXAMPLE3"', 1), "row 4"),
    ("csl.csv", lambda t: t.replace('"Palomino Circuits Trading Ltd.",', "", 1), "row 4"),
    ("denied_persons.txt", lambda t: t.replace('\t"CARACAS"', "", 1), "row 3"),
    ("ofac_consolidated.xml", lambda t: t[: int(len(t) * 0.7)], "row"),
    ("ofac_consolidated.xml", lambda t: t.replace("<Record_Count>2<", "<Record_Count>443<"), "states 443"),
    ("un.xml", lambda t: t[: int(len(t) * 0.8)], "row"),
    ("canada.xml", lambda t: t.replace("<EntityOrShip>Onyx Meridian</EntityOrShip>", ""), "row 3"),
    ("csl.json", lambda t: t[:-40], "row"),
    ("csl.json", lambda t: t.replace('"total": 2', '"total": 900'), "one page"),
    ("uflpa.json", lambda t: t.replace("August 2, 2023", "soon"), "row 2"),
    ("wro.csv", lambda t: t.replace("Tea,China", "China"), "row 5"),
    ("own.csv", lambda t: t.replace("Brisk Freight Lines", ""), "row 4"),
    ("own.csv", lambda t: t.replace("55.5", "most"), "row 2"),
    ("uk_ofsi.csv", lambda t: t.replace("Perm,,,,,614000", "Perm,,614000"), "row 3"),
    ("ofac_sdn_advanced.xml", lambda t: t.replace('ProfileID="920003"', 'ProfileID="9"'), "cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "damage", "told"), DAMAGED)
def test_a_damaged_file_is_refused(file: str, damage: object, told: str, tmp_path: Path) -> None:
    shutil.copytree(LISTS, tmp_path / "lists")
    path = tmp_path / "lists" / file
    text = path.read_bytes().decode("latin-1")
    changed = damage(text)  # type: ignore[operator]
    assert changed != text
    path.write_bytes(changed.encode("latin-1"))
    with pytest.raises(ListError) as error:
        parse_list(path)
    assert told in str(error.value)
    assert path.name in str(error.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\x1a", "empty"),
        (b"<!DOCTYPE html><html><body>Please sign in</body></html>", "a web page"),
        (b"hello", "no list format"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sdnList><publshInformation>&a;</publshInformation></sdnList>', "entities"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    with pytest.raises(ListError, match=told):
        parse_list(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(sorted(FICTIONAL)), end=st.floats(0, 1), junk=st.binary(max_size=30))
def test_any_damage_gives_a_list_or_a_list_error(
    file: str, end: float, junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = (LISTS / file).read_bytes()
    at = int(len(data) * end)
    path = tmp_path_factory.mktemp("damaged") / Path(file).name
    path.write_bytes(data[:at] + junk + data[at + len(junk) :])
    with contextlib.suppress(ListError):
        parse_list(path)


def test_persons_of_the_advanced_file_are_told_by_the_type_above(tmp_path: Path) -> None:
    text = (LISTS / "ofac_sdn_advanced.xml").read_text(encoding="utf-8")
    text = text.replace(">Individual</PartySubType>", ">Unknown</PartySubType>").replace(
        "<RelationTypeValues>",
        '<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>'
        "</PartyTypeValues><RelationTypeValues>",
    )
    path = tmp_path / "sdn_advanced.xml"
    path.write_text(text, encoding="utf-8")
    assert sorted(e.entity_type for e in parse_list(path).entities) == sorted(
        e.entity_type for e in parse_list(LISTS / "ofac_sdn_advanced.xml").entities
    )


def test_a_ship_of_the_uk_list_has_its_number_and_owner(tmp_path: Path) -> None:
    ship = (
        "<Designation><UniqueID>RUS9003</UniqueID><IndividualEntityShip>Ship</IndividualEntityShip>"
        "<Names><Name><Name6>GREY HERON</Name6><NameType>Primary Name</NameType></Name></Names>"
        "<ShipDetails><Ship><IMONumbers><IMONumber>9000017</IMONumber></IMONumbers><CurrentOwnerOperators>"
        "<CurrentOwnerOperator>Quillon Maritime DMCC</CurrentOwnerOperator></CurrentOwnerOperators></Ship></ShipDetails>"
        "</Designation></Designations>"
    )
    text = (LISTS / "uk.xml").read_text(encoding="utf-8").replace("</Designations>", ship)
    path = tmp_path / "uk.xml"
    path.write_text(text, encoding="utf-8")
    vessel = parse_list(path).entities[-1]
    assert (vessel.entity_type, vessel.identifiers) == ("Vessel", {"imo": "9000017"})
    assert [owner.name for owner in vessel.owners] == ["Quillon Maritime DMCC"]


def test_the_uk_sanctions_list_as_csv(tmp_path: Path) -> None:
    """Columns as of 2026, when it took the place of OFSI's file."""
    header = (
        "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name type,Alias strength,Name non-latin script,Regime Name,"
        "Designation Type,Other Information,Address Line 1,Address Postal Code,Address Country,Date Designated,"
        "IMO number,Current owner/operator (s),Current believed flag of ship,Type of ship"
    )
    rows = [
        "04/08/2026,EXA0001,1,CORVINA DAWN,,Primary name,,,Russia,Ship,,,,,01/02/2026,9074729,Quillon Ltd,Panama,Tanker",
        "04/08/2026,EXA0001,1,CORVINA,,Alias,Low quality,,Russia,Ship,,,,,01/02/2026,9074729,Quillon Ltd,Panama,Tanker",
        "04/08/2026,EXA0002,2,PETRANOV,Ilya,Primary name,,,Russia,Individual,,2 Example ul.,614000,Russia,01/02/2026,,,,",
    ]
    path = tmp_path / "UK-Sanctions-List.csv"
    path.write_text("\n".join(["Report Date: 02-Oct-2026", header, *rows]) + "\n", encoding="utf-8")
    parsed = parse_list(path)
    ship, person = parsed.entities
    assert (parsed.format, parsed.rows, str(parsed.date)) == ("uk-ofsi-csv", 3, "2026-10-02")
    assert (ship.entity_type, ship.identifiers, ship.countries) == ("Vessel", {"imo": "9074729"}, ["PA"])
    assert ([owner.name for owner in ship.owners], ship.remarks) == (["Quillon Ltd"], "Tanker")
    assert [name.quality for name in ship.names] == ["primary", "weak"]
    assert (person.entity_type, person.names[0].text, person.addresses) == (
        "Individual",
        "Ilya PETRANOV",
        ["2 Example ul., 614000, RU"],
    )
