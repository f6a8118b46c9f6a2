"""Exit codes and sentences (contract): 0 clean, 1 findings, 2 usage, 3 incomplete; never a traceback."""

from __future__ import annotations

import json
import os
import socket
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import ENTRY, Command

BAD_DIGIT = ENTRY.replace("0324527-8", "0324527-9")


def test_clean_is_0(docvalidate: Command, shipment: Path) -> None:
    done = docvalidate("run", shipment, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["shipments"][0]["verdict"] == "pass"


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_findings_count_from_fail_on(docvalidate: Command, shipment: Path, fail_on: str, code: int) -> None:
    (shipment / "entry.json").write_text(BAD_DIGIT, encoding="utf-8")
    done = docvalidate("run", shipment, "--format", "json", "--fail-on", fail_on)
    assert done.returncode == code, done.stderr
    found = json.loads(done.stdout)["shipments"][0]["findings"]
    assert [finding["rule"] for finding in found] == ["entry-number-check-digit"]


def test_an_unread_paper_is_3_and_wins_over_findings(docvalidate: Command, shipment: Path) -> None:
    (shipment / "entry.json").write_text(BAD_DIGIT, encoding="utf-8")
    (shipment / "CI.pdf").write_bytes(b"")
    done = docvalidate("run", shipment, "--format", "json", "--fail-on", "warning")
    assert done.returncode == 3
    only = json.loads(done.stdout)["shipments"][0]
    assert only["verdict"] == "incomplete"
    assert only["failures"][0]["file"] == "CI.pdf"
    assert "CI.pdf" in only["failures"][0]["error"]
    assert only["findings"]


def test_an_empty_file_is_no_clean_shipment(docvalidate: Command, tmp_path: Path) -> None:
    names = ["CI.pdf", "PL.xlsx", "PL.xls", "scan.tif", "entry.json", "list.csv", "letter.doc"]
    for name in names:
        folder = tmp_path / "in" / name.replace(".", "-")
        folder.mkdir(parents=True)
        (folder / name).write_bytes(b"")
    done = docvalidate("run", "in", "--format", "json")
    assert done.returncode == 3, done.stderr
    shipments = json.loads(done.stdout)["shipments"]
    assert sorted(one["failures"][0]["file"] for one in shipments) == sorted(names)
    assert all(one["failures"][0]["file"] in one["failures"][0]["error"] for one in shipments)


def test_the_other_shipments_are_still_reported(docvalidate: Command, shipment: Path) -> None:
    broken = shipment.parent / "S2"
    broken.mkdir()
    (broken / "CI.pdf").write_bytes(b"%PDF-1.7\nnot really")
    done = docvalidate("run", shipment.parent, "--format", "json")
    assert done.returncode == 3
    verdicts = {one["shipment"]: one["verdict"] for one in json.loads(done.stdout)["shipments"]}
    assert verdicts == {"S1": "pass", "S2": "incomplete"}


def test_an_entry_that_fails_its_schema_is_located(docvalidate: Command, shipment: Path) -> None:
    (shipment / "entry.json").write_text('{"entry_number": "B76-0324527-8", "gross_weight_kg": "12"}', encoding="utf-8")
    done = docvalidate("run", shipment, "--format", "json")
    assert done.returncode == 3
    error = json.loads(done.stdout)["shipments"][0]["failures"][0]["error"]
    assert "entry.json" in error
    assert "gross_weight_kg" in error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run"], "PATH"),
        (["run", "gone"], "gone: there is no such file or folder"),
        (["run", "in", "--frobnicate"], "--frobnicate"),
        (["run", "in", "--format", "docx"], "no format 'docx'"),
        (["run", "in", "-f", "json", "-f", "csv"], "needs -o FOLDER"),
        (["run", "in", "--pipeline", "us-entri"], "did you mean 'us-entry'"),
        (["run", "in", "--pipeline", "./gone.toml"], "gone.toml"),
        (["run", "in", "--ignore", "mid-mismach"], "rules.ignore"),
        (["run", "in", "--as-of", "tomorrow"], "tomorrow"),
        (["run", "in", "--jobs", "0"], "--jobs"),
        (["run", "in", "--fail-on", "fatal"], "--fail-on"),
        (["run", "empty"], "empty: this folder holds no file"),
        (["run", "strange"], "strange: holds no paper and no entry"),
        (["extract", "gone"], "gone: there is no such file or folder"),
        (["explain", "mid-mismach"], "mid-mismach"),
        (["config", "show", "us-entri"], "did you mean 'us-entry'"),
        (["serve", "--host", "0.0.0.0"], "DOCVALIDATE_TOKEN"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_2_with_a_sentence(
    docvalidate: Command, shipment: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "notes.json").write_text('{"a": 1}', encoding="utf-8")
    done = docvalidate(*arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_path_without_papers_among_others_is_2_and_the_others_are_reported(
    docvalidate: Command, shipment: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    done = docvalidate("run", shipment, "empty", "--format", "json")
    assert done.returncode == 2
    assert [one["shipment"] for one in json.loads(done.stdout)["shipments"]] == ["S1"]


def test_formats_into_a_folder(docvalidate: Command, shipment: Path, tmp_path: Path) -> None:
    done = docvalidate("run", shipment, "-f", "json", "-f", "csv", "-o", tmp_path / "out" / "today")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    written = sorted(path.name for path in (tmp_path / "out" / "today").iterdir())
    assert len(written) == 2
    assert "report.json" in written
    assert all(name in done.stderr for name in written)


def test_our_own_output_in_the_shipment_changes_nothing(docvalidate: Command, shipment: Path) -> None:
    first = docvalidate(
        "run", shipment, "-f", "json", "-f", "csv", "-f", "jsonl", "-f", "sarif", "-f", "junit", "-o", shipment
    )
    assert first.returncode == 0, first.stderr
    again = docvalidate("run", shipment, "-f", "json")
    assert again.returncode == 0, again.stdout
    only = json.loads(again.stdout)["shipments"][0]
    assert only["documents"] == []
    assert len(only["notes"]) == 5


def test_the_output_never_overwrites_what_was_read(docvalidate: Command, shipment: Path) -> None:
    done = docvalidate("run", shipment, "-f", "json", "-o", shipment / "entry.json")
    assert done.returncode == 2
    assert (shipment / "entry.json").read_text(encoding="utf-8") == ENTRY


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_2(docvalidate: Command, shipment: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = docvalidate("run", shipment, "-f", "json", "-o", locked / "x.json")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_an_output_below_a_file_is_2(docvalidate: Command, shipment: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = docvalidate("run", shipment, "-f", "json", "-o", tmp_path / "file" / "x.json")
    assert done.returncode == 2
    assert "file" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_sentence(docvalidate: Command, shipment: Path) -> None:
    import subprocess
    import sys

    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from docvalidate.cli import main; main()", "run", str(shipment), "-f", "json"],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_traceback(shipment: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-c", "from docvalidate.cli import main; main()", "run", str(shipment), "-f", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) in (0, 3)
    assert said == ""


def test_interrupted_is_3_with_a_sentence(tmp_path: Path, shipment: Path) -> None:
    import signal
    import subprocess
    import sys

    slow = (
        "import time, docvalidate.engine.batch as b, docvalidate.cli as c\n"
        "def wait(*a, **k):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "b.run_paths = wait\nc.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", slow, "run", str(shipment)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 3
        said = process.stderr.read()
    assert "Interrupted" in said
    assert "Traceback" not in said


def test_names_in_any_script_even_on_an_ascii_terminal(docvalidate: Command, tmp_path: Path) -> None:
    names = ["发票 2026", "Größe & Söhne", "مرسل", "a'b\"c"]
    for name in names:
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        (folder / "entry.json").write_text(ENTRY, encoding="utf-8")
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = docvalidate("run", "in", "-f", "json", env=ascii_only)
    assert done.returncode == 0, done.stderr
    assert {one["shipment"] for one in json.loads(done.stdout)["shipments"]} == set(names)
    assert docvalidate("run", "in", env=ascii_only).returncode == 0
    assert docvalidate("run", f"in/{names[0]}-gone", env=ascii_only).returncode == 2


def test_a_name_that_is_no_utf8(docvalidate: Command, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/in/S\xff1"
    os.makedirs(folder)
    with open(folder + b"/entry\xfe.json", "w", encoding="utf-8") as file:
        file.write(ENTRY)
    done = docvalidate("run", tmp_path / "in", "-f", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["shipments"][0]["shipment"] == "S\ufffd1"


def test_a_port_that_is_taken_is_2(docvalidate: Command) -> None:
    pytest.importorskip("uvicorn", reason="the extra `service` is not installed")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = docvalidate("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot listen" in done.stderr
