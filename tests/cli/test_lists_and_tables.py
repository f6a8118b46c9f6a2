"""Watch lists and tariff from the command line: imported, named in results, used by `run` and `screen`."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from docvalidate.screening.store import import_file
from tests.cli.conftest import ENTRY, Command

LIST = """name,entity_id,list,entity_type,program,address,country
"Zhengding Morrow Bearing Manufacturing Co., Ltd.",E1,House List,Entity,,"18 Ring Road, Shijiazhuang",CN
"Volkovsk Dynamics OOO",E2,House List,Entity,,"Moscow",RU
"""
TARIFF = """HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,\
Column 2 Rate of Duty,Quota Quantity,Additional Duties
8482,0,Ball or roller bearings,,,,,,
8482.10,1,Ball bearings,,,,,,
8482.10.10,2,With integral shafts,,2.4%,Free (A+),10%,,
8482.10.10.40,3,Single row,"[""No.""]",,,,,
"""


@pytest.fixture(scope="module")
def home_with_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one watch list, made once."""
    base = tmp_path_factory.mktemp("held")
    (base / "house.csv").write_text(LIST, encoding="utf-8")
    import_file(base / "house.csv", base / "home")
    return base / "home"


@pytest.fixture
def held(docvalidate: Command, tmp_path: Path, home_with_list: Path) -> Command:
    """The command with one watch list imported."""
    shutil.copytree(home_with_list, tmp_path / "home-of-lists")
    return docvalidate


def test_status_before_and_after(docvalidate: Command, tmp_path: Path) -> None:
    assert "No watch list is held" in docvalidate("lists", "status").stdout
    path = tmp_path / "house.csv"
    path.write_text(LIST, encoding="utf-8")
    done = docvalidate("lists", "import", path)
    assert done.returncode == 0, done.stderr
    assert "2 entries" in done.stdout
    rows = json.loads(docvalidate("lists", "status", "--format", "json").stdout)["lists"]
    assert [(row["list"], row["entries"], row["old"]) for row in rows] == [("House List", 2, False)]


def test_a_damaged_list_is_3_and_changes_nothing(held: Command, tmp_path: Path) -> None:
    path = tmp_path / "damaged.csv"
    path.write_bytes(b"\x00\x01\x02")
    (tmp_path / "house.csv").write_text(LIST, encoding="utf-8")
    done = held("lists", "import", path, tmp_path / "house.csv")
    assert done.returncode == 3
    assert "damaged.csv" in done.stderr
    assert "house.csv" in done.stdout
    assert held("lists", "import", tmp_path / "gone.csv").returncode == 2


def test_run_screens_against_the_list_and_names_it(held: Command, shipment: Path) -> None:
    entry = json.loads(ENTRY) | {
        "consignee": {"name": "ZHENGDING MORROW BEARING MFG CO LTD", "address": "Shijiazhuang"}
    }
    (shipment / "entry.json").write_text(json.dumps(entry), encoding="utf-8")
    result = json.loads(held("run", shipment, "-f", "json").stdout)
    assert [one["list"] for one in result["run"]["lists"]] == ["House List"]
    found = [one for one in result["shipments"][0]["findings"] if one["rule"] == "watchlist-match"]
    assert len(found) == 1
    assert "ZHENGDING MORROW" in found[0]["message"]
    assert "Zhengding Morrow Bearing Manufacturing" in found[0]["message"]
    assert found[0]["evidence"][0]["path"] == "consignee"


def test_without_screening_nothing_is_claimed(held: Command, shipment: Path, tmp_path: Path) -> None:
    (tmp_path / "quiet.toml").write_text('extends = "us-entry"\n[stages]\nscreening = false\n', encoding="utf-8")
    only = json.loads(held("run", shipment, "-f", "json", "-p", "./quiet.toml").stdout)["shipments"][0]
    assert "watchlist-match" in {one["rule"] for one in only["not_assessed"]}


def test_screen_in_every_format(held: Command, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text(
        "id,name,country\n7,Zhengding Morrow Bearing Mfg Co Ltd,CN\n8,Blue Heron Pottery LLC,US\n", "utf-8"
    )
    result = json.loads(held("screen", names, "-f", "json").stdout)
    assert [one["id"] for one in result["results"]] == ["7", "8"]
    best = result["results"][0]["matches"][0]
    assert best["entity_id"] == "E1"
    assert best["decision"] == "match"
    assert {"list", "name", "matched_name", "score", "programs", "explanation"} <= best.keys()
    assert result["results"][1]["matches"] == []
    lines = held("screen", names, "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == result["results"]
    table = list(csv.DictReader(io.StringIO(held("screen", names, "-f", "csv").stdout)))
    assert [(row["id"], row["entity_id"]) for row in table] == [("7", "E1")]
    assert "2 names, 1 with a match." in held("screen", "-", stdin=names.read_text(encoding="utf-8")).stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [("a,b\n1,2\n", "no column 'name'"), ("", "no column 'name'"), ("id,name\n1,\xff\n", "UTF-8")],
)
def test_a_file_that_cannot_be_screened_is_2(held: Command, tmp_path: Path, content: str, says: str) -> None:
    names = tmp_path / "names.csv"
    names.write_bytes(content.encode("latin-1"))
    done = held("screen", names, "-f", "json")
    assert done.returncode == 2
    assert says in done.stderr


def test_screening_without_a_list_is_2(docvalidate: Command, tmp_path: Path) -> None:
    done = docvalidate("screen", "-", stdin="id,name\n1,Someone\n")
    assert done.returncode == 2
    assert "No watch list is held" in done.stderr
    assert done.stdout == ""


def test_the_tariff_is_imported_and_named(docvalidate: Command, shipment: Path, tmp_path: Path) -> None:
    assert "No tariff schedule is held" in docvalidate("reference", "status").stdout
    path = tmp_path / "hts.csv"
    path.write_text(TARIFF, encoding="utf-8")
    done = docvalidate("reference", "import", path, "--revision", "2026 test", "--valid-from", "2026-01-01")
    assert done.returncode == 0, done.stderr
    rows = json.loads(docvalidate("reference", "status", "-f", "json").stdout)["tariff"]
    assert [(row["revision"], row["valid_from"]) for row in rows] == [("2026 test", "2026-01-01")]
    run = json.loads(docvalidate("run", shipment, "-f", "json").stdout)["run"]
    assert run["tariff"]["revision"] == "2026 test"


def test_a_file_that_is_no_tariff_is_3(docvalidate: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    done = docvalidate("reference", "import", path)
    assert done.returncode == 3
    assert "names.csv" in done.stderr
    assert docvalidate("reference", "import", tmp_path / "gone.csv").returncode == 2


def test_a_decision_turns_the_alarm_into_information_and_stays_visible(held: Command, shipment: Path) -> None:
    entry = json.loads(ENTRY) | {"consignee": {"name": "ZHENGDING MORROW BEARING MFG CO LTD"}}
    (shipment / "entry.json").write_text(json.dumps(entry), encoding="utf-8")

    def alarm() -> dict[str, str]:
        found = json.loads(held("run", shipment, "-f", "json").stdout)["shipments"][0]["findings"]
        only: dict[str, str] = next(one for one in found if one["rule"] == "watchlist-match")
        return only

    assert alarm()["severity"] != "info"
    party = entry["consignee"]["name"]
    decision = ("--decision", "other-party", "--who", "R. Ortiz", "--why", "another address and owner")
    wrong = held("dispositions", "add", party, "--list", "House List", "--entity", "E9", *decision)
    assert wrong.returncode == 2
    assert "E1" in wrong.stderr
    done = held("dispositions", "add", party, "--list", "House List", "--entity", "E1", *decision)
    assert done.returncode == 0, done.stderr
    silenced = alarm()
    assert silenced["severity"] == "info"
    assert "R. Ortiz" in silenced["message"]
    assert "another address and owner" in held("dispositions", "list").stdout
    assert held("dispositions", "withdraw", "1").returncode == 0
    assert held("dispositions", "withdraw", "1").returncode == 2
    assert alarm()["severity"] != "info"


def test_an_unknown_source_of_lists_is_2(docvalidate: Command) -> None:
    done = docvalidate("lists", "update", "no-such-source")
    assert done.returncode == 2
    assert "no-such-source" in done.stderr


def test_a_publisher_that_cannot_be_reached_is_3(docvalidate: Command, tmp_path: Path) -> None:
    own = tmp_path / "home-of-lists" / "lists" / "publishers.csv"
    own.parent.mkdir(parents=True)
    own.write_text("source,publisher,format,url,on\nours,Ours,own-csv,http://127.0.0.1:9/list.csv,yes\n", "utf-8")
    done = docvalidate("lists", "update", "ours")
    assert done.returncode == 3
    assert "ours" in done.stderr
