"""The index asked as a run asks it: decisions, reasons, corroboration, meaning, identifiers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docvalidate.screening.decision import Thresholds
from docvalidate.screening.index import ListIndex
from docvalidate.screening.meanings import meaning_of
from docvalidate.screening.tables import rows
from docvalidate.screening.types import ListEntity, ListName

FOUND = [
    # what a paper prints, the entry it is
    ("ZEMFIRA TRADING HOUSE LLC", "900001"),
    ("ZEMFIRA TRDG HOUSE L.L.C.", "900001"),
    ("M/S ZEMFlRA TRADING HOUSE, 12 LESNAYA UL, TULA 300000", "900001"),
    ("ООО Земфира Торговый Дом", "900001"),
    ("Galavant Maquinaria", "900004"),
    ("GALAVANT MAQUINARIA S.A. DE C.V. C/O BOREAL FORWARDING", "900004"),
    ("Borealis Lanthanum Grp", "910001"),
    ("BOREALISLANTHANUM GROUP", "910001"),
    ("Pavel Orlin", "900002"),
    ("PALOMINO CIRCUITS TRDG", "aaa2"),
    ("KESTRELVANE OPTICAL", "aaa1"),
    ("Hollow Tree Ceramics", "H1"),
    ("New Example Plant", None),  # the translation in brackets of a Canadian entry, found by name below
]


@pytest.mark.parametrize(("text", "entity_id"), FOUND)
def test_what_papers_print_is_found(index: ListIndex, text: str, entity_id: str | None) -> None:
    matches = index.screen(text)
    assert matches, text
    if entity_id is not None:
        assert matches[0].entity_id == entity_id
    assert matches[0].decision in ("match", "possible")
    assert matches[0].explanation
    assert 0 < matches[0].score <= 1


CLEAN = [
    "Sunrise Garments Export House",
    "Northwind Traders Inc.",
    "Shanghai Qilinmen Trading Co., Ltd.",
    "Example House LLC",
    "Trading House",
    "Boreal Forwarding Company",
    "",
    "   ",
    "????",
    "1234567",
]


@pytest.mark.parametrize("text", CLEAN)
def test_others_raise_no_alarm(index: ListIndex, text: str) -> None:
    assert index.screen(text) == []


def test_a_weak_alias_alone_is_no_alarm_and_with_the_country_a_possible_one(index: ListIndex) -> None:
    assert index.screen("BLG") == []
    shown = index.screen("BLG", thresholds=Thresholds(least="weak"))
    assert [(match.decision, match.quality) for match in shown] == [("weak", "weak")]
    assert [match.decision for match in index.screen("BLG", country="CN")] == ["possible"]
    assert "weak alias" in " ".join(index.screen("BLG", country="CN")[0].explanation)


def test_country_and_address_corroborate_or_contradict(index: ListIndex) -> None:
    plain = index.screen("Galavant Maqinarea")[0]
    same = index.screen("Galavant Maqinarea", address="Avenida Ejemplo 10, Monterrey", country="MX")[0]
    other = index.screen("Galavant Maqinarea", country="FR")[0]
    assert other.score < plain.score <= same.score
    assert "is one of the entry's" in " ".join(same.explanation)
    assert "against: the party is in FR, the entry names MX" in other.explanation
    assert other.decision != "none"  # goods come through third countries


def test_a_vessel_by_its_number_whatever_its_name(index: ListIndex) -> None:
    (match,) = index.screen("RENAMED STAR", identifiers={"imo": "9000003"})
    assert (match.entity_id, match.decision, match.score) == ("900003", "match", 1.0)
    assert "IMO number 9000003" in match.explanation[0]
    assert index.screen("RENAMED STAR", identifiers={"imo": "9999999"}) == []


def test_orders_on_goods_are_no_parties(index: ListIndex) -> None:
    assert index.screen("All Exampleland cotton or products produced in whole or in part with it") == []
    order = index.screen("Ambervale Latex (M) Sdn Bhd")[0]
    assert (order.name, order.merchandise, order.status) == ("Ambervale Group", "Disposable gloves", "Inactive")
    assert (order.meaning.kind, order.meaning.severity) == ("detention", "info")  # the order has ended
    assert index.screen("Jadestone Silica Industry")[0].meaning.severity == "error"


def test_ownership_is_told_never_cleared(index: ListIndex) -> None:
    told = index.screen("Hollowtree Ceramics Ltd")[0].ownership
    assert told == ["Marlow Holding holds 55.5 % of Hollowtree Ceramics Ltd"]
    assert "linked to ORLIN, Pavel" in " ".join(index.screen("Zemfira Trading House")[0].ownership)


def test_every_match_is_plain_json_as_the_contract_says(index: ListIndex) -> None:
    one = json.loads(json.dumps(index.screen("ZEMFIRA TRADING HOUSE LLC")[0].as_dict()))
    contract = {"entity_id", "list", "name", "matched_name", "score", "decision", "programs", "explanation"}
    assert contract <= set(one)


def test_best_first_one_match_an_entity_and_no_more_than_asked(index: ListIndex) -> None:
    matches = index.screen("VERDIGRIS POLYMER")
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert len({(match.list, match.entity_id) for match in matches}) == len(matches) >= 2  # EU and UK
    assert len(index.screen("VERDIGRIS POLYMER", limit=1)) == 1


def test_thresholds_are_the_callers(index: ListIndex) -> None:
    text = "Galavant Maquina"
    score = index.screen(text, thresholds=Thresholds(0.9, 0.5, 0.5))[0].score
    assert index.screen(text, thresholds=Thresholds(0.99, min(0.99, score + 0.01), score + 0.01)) == []


def test_versions_name_every_list_held(index: ListIndex) -> None:
    by_source = {version["source"]: version for version in index.versions}
    assert by_source["un"]["date"] == "2026-02-27"
    assert by_source["un"]["publisher"] == "UN"
    assert sum(version["entries"] for version in index.versions) >= index.entity_count


def test_an_entry_that_changes_has_another_fingerprint(index: ListIndex, tmp_path: Path) -> None:
    from docvalidate.screening.store import import_file, open_index
    from tests.screening.conftest import LISTS

    path = tmp_path / "own.csv"
    text = (LISTS / "own.csv").read_text(encoding="utf-8")
    path.write_text(text.replace("4 Example Row", "5 Example Row"), encoding="utf-8")
    import_file(path, tmp_path / "home")
    changed = open_index(tmp_path / "home")
    assert changed is not None

    def prints(asked: ListIndex) -> dict[str, str]:
        found = asked.screen("Hollowtree Ceramics") + asked.screen("Brisk Freight Lines")
        return {match.entity_id: match.entry_fingerprint for match in found}

    before, after = prints(index), prints(changed)
    assert before["H1"] != after["H1"]
    assert before["H2"] == after["H2"]


LISTED = [
    ("Specially Designated Nationals (SDN) - Treasury Department", "prohibition", "error"),
    ("Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department", "investment", "info"),
    ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "restriction", "warning"),
    ("Sectoral Sanctions Identifications List (SSI) - Treasury Department", "restriction", "warning"),
    ("Entity List (EL) - Bureau of Industry and Security", "export-control", "warning"),
    ("Unverified List (UVL) - Bureau of Industry and Security", "export-control", "info"),
    ("Denied Persons List (DPL) - Bureau of Industry and Security", "export-control", "warning"),
    ("UFLPA Entity List - Department of Homeland Security", "presumption", "error"),
    ("Withhold Release Orders (WRO) - Customs and Border Protection", "detention", "error"),
    ("United Nations Security Council Consolidated List", "foreign", "warning"),
    ("European Union Consolidated Financial Sanctions List", "foreign", "warning"),
    ("A broker's own list", "own", "warning"),
]


@pytest.mark.parametrize(("name", "kind", "severity"), LISTED)
def test_each_list_has_its_meaning_for_an_importer(name: str, kind: str, severity: str) -> None:
    meaning = meaning_of(ListEntity("1", name, [ListName("x")]))
    assert (meaning.kind, meaning.severity) == (kind, severity)
    assert meaning.text
    assert meaning.citation


def test_every_meaning_has_text_severity_and_source() -> None:
    for row in rows("list_meanings"):
        assert row["severity"] in ("error", "warning", "info")
        assert row["text"]
        assert row["citation"]


def test_a_fresh_process_opens_fast_and_answers(lists_home: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; import numpy, rapidfuzz, sqlite3;"
        "from docvalidate.screening.store import open_index; t = time.process_time();"
        "i = open_index(Path(sys.argv[1])); m = i.screen('ZEMFIRA TRADING HOUSE');"
        "print(m[0].entity_id, time.process_time() - t)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(lists_home)], capture_output=True, text=True, check=True)
    entity_id, seconds = done.stdout.split()
    assert entity_id == "900001"
    assert float(seconds) < 0.5
