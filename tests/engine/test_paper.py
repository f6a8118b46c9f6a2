"""What one file is: a paper, an entry, both bound together, a mail of papers, or nothing of ours."""

from __future__ import annotations

import email.message
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from docvalidate.config.load import load_pipeline
from docvalidate.config.pipeline import Pipeline
from docvalidate.domain.finding import Validation
from docvalidate.engine.batch import run_paths
from docvalidate.engine.context import Settings
from docvalidate.engine.paper import FileReading, read_file
from fixtures.generator.make import Order, make
from tests.shared import shared_folder

ENTRY = '{"entry_number": "B76-0324527-8", "entry_date": "2026-05-01", "lines": []}'


def read(path: Path, scratch: Path) -> FileReading:
    return read_file(path, path.name, Pipeline(), scratch)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.json", '{"schema_version": "1", "run": {}, "shipments": []}'),
        ("findings.csv", "shipment,rule,severity,message\nS1,mid-mismatch,warning,The maker differs.\n"),
        ("notes.txt", "Called the agent on Monday. She will send the packing list."),
        ("settings.toml", "a = 1"),
        ("page.html", "<p>hello</p>"),
        ("data.xml", "<a><b>1</b></a>"),
    ],
)
def test_what_is_neither_is_passed_over_with_a_note(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    got = read(tmp_path / name, tmp_path)
    assert not got.matters
    assert got.notes == [f"{name}: neither a paper nor an entry, passed over"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("CI.pdf", b"", "empty"),
        ("CI.pdf", b"%PDF-1.7\nbroken", "CI.pdf"),
        ("PL.xlsx", b"PK\x03\x04broken", "PL.xlsx"),
        ("entry.json", b"", "empty"),
        ("entry.json", b'{"entry_number": "B76-0324527-8", "lines": [', "no valid JSON"),
        ("plan.dwg", b"AC1032\x00\x00\x01", "no format that can be read"),
        ("papers.zip", b"PK\x05\x06" + bytes(18), "papers.zip"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    got = read(tmp_path / name, tmp_path)
    assert got.failures
    assert says in got.failures[0].error
    assert got.failures[0].error.startswith(name)
    assert got.failures[0].error.endswith(".")
    assert "\n" not in got.failures[0].error


def test_an_entry_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "export 17.txt").write_text(ENTRY, encoding="utf-8")
    got = read(tmp_path / "export 17.txt", tmp_path)
    assert [one.entry_number for one in got.entries] == ["B76-0324527-8"]
    assert got.entries[0].source == "export 17.txt"


def checked(root: Path, home: Path) -> list[Validation]:
    with run_paths([root], Settings(load_pipeline(), home)) as batch:
        return batch.result.shipments


def test_a_mail_of_an_archive_gives_the_findings_of_the_loose_files(tmp_path: Path) -> None:
    make(tmp_path / "made", Order(seed=3, count=1, errors="value"))
    loose = next(path for path in (tmp_path / "made" / "shipments").iterdir())
    archive = tmp_path / "scans.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in loose.iterdir():
            if path.name != "entry.json":
                file.write(path, f"papers/{path.name}")
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "papers", "agent@forwarder.example", "desk@broker.example"
    mail.set_content("Please find the papers attached.")
    mail.add_attachment(archive.read_bytes(), maintype="application", subtype="zip", filename="scans.zip")
    mail.add_attachment((loose / "entry.json").read_bytes(), maintype="application", subtype="json", filename="e.json")
    folder = tmp_path / "mailed" / loose.name
    folder.mkdir(parents=True)
    (folder / "mail.eml").write_bytes(mail.as_bytes())

    (by_files,), (by_mail,) = checked(loose, tmp_path / "home"), checked(folder, tmp_path / "home")
    assert by_files.findings
    assert [(one.rule, one.entry_line, one.expected, one.found) for one in by_mail.findings] == [
        (one.rule, one.entry_line, one.expected, one.found) for one in by_files.findings
    ]
    assert all(one.file.startswith("mail.eml › scans.zip › ") for one in by_mail.documents)
    assert not by_mail.failures


def test_what_was_unpacked_can_be_shown_until_the_batch_is_closed(tmp_path: Path) -> None:
    (tmp_path / "S1").mkdir()
    (tmp_path / "S1" / "entry.json").write_text(ENTRY, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "S1" / "a.zip", "w") as file:
        file.writestr("CI.pdf", b"%PDF-1.7 broken")
    with run_paths([tmp_path / "S1"], Settings(load_pipeline(), tmp_path / "home")) as batch:
        only = batch.result.shipments[0]
        assert only.verdict == "incomplete"
        assert only.failures[0].file == "a.zip › CI.pdf"
        there = batch.locate("S1", "a.zip › CI.pdf")
        assert there is not None
        assert there.is_file()
        assert batch.locate("S1", "../secret") is None
    assert not there.exists()


@pytest.mark.parametrize("entry_first", [True, False])
def test_papers_and_a_printed_entry_in_one_file(tmp_path: Path, entry_first: bool) -> None:
    """The same findings as with the entry and the papers in files of their own."""
    papers = sorted(shared_folder("samples", "shipments", "S0107").glob("*.pdf"))
    form = shared_folder("samples", "forms", "S0107", "7501.pdf")
    apart = tmp_path / "apart" / "S"
    apart.mkdir(parents=True)
    for path in (*papers, form):
        shutil.copy(path, apart)
    bound = tmp_path / "bound" / "S"
    bound.mkdir(parents=True)
    together = pypdfium2.PdfDocument.new()
    for path in (form, *papers) if entry_first else (*papers, form):
        together.import_pages(pypdfium2.PdfDocument(path))
    together.save(bound / "all.pdf")
    (by_files,), (by_one,) = checked(apart, tmp_path / "home"), checked(bound, tmp_path / "home")
    assert by_one.entry is not None
    assert by_files.entry is not None
    assert by_one.entry.entry_number == by_files.entry.entry_number
    assert [(one.rule, one.entry_line) for one in by_one.findings] == [
        (one.rule, one.entry_line) for one in by_files.findings
    ]
    assert [one.type for one in by_one.documents] == [one.type for one in by_files.documents]
