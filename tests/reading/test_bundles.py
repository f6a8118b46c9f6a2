"""Mails and archives: which files come out, where from, and what hostile ones do not get."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.config.reading import ReadingLimits
from docvalidate.reading import bundles
from docvalidate.reading.bundles.names import safe_name

PDF = b"%PDF-1.7 not really"


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def mail(attachments: dict[str, bytes], text: str = "Please find attached.", subject: str = "papers") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "seller@example.com", "broker@example.com", subject
    message.set_content(text)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[..., bundles.Bundle]:
    def unpack(name: str, content: bytes, **limits: int) -> bundles.Bundle:
        path = tmp_path / name
        path.write_bytes(content)
        assert bundles.is_bundle(path)
        bundle = bundles.unpack(path, tmp_path / "out", ReadingLimits(**limits))
        inside = (tmp_path / "out").resolve()
        assert all(file.path.resolve().parent == inside for file in bundle.files)
        assert {p.resolve() for p in tmp_path.rglob("*") if p.is_file()} == {path.resolve()} | {
            file.path.resolve() for file in bundle.files
        }
        return bundle

    return unpack


Unpack = Callable[..., bundles.Bundle]


def test_a_mail_with_an_archive_and_a_mail_in_it(unpacked: Unpack) -> None:
    message = mail({"CI.pdf": PDF + b"1", "scans.zip": zipped({"sub/PL.pdf": PDF + b"2", "sub/CI.pdf": PDF + b"3"})})
    message.add_attachment(mail({"BL.pdf": PDF + b"4"}, subject="the bill"))
    bundle = unpacked("mail.eml", message.as_bytes())
    assert [(file.provenance, file.path.name) for file in bundle.files] == [
        ("mail.eml › CI.pdf", "CI.pdf"),
        ("mail.eml › scans.zip › sub/PL.pdf", "PL.pdf"),
        ("mail.eml › scans.zip › sub/CI.pdf", "CI (2).pdf"),
        ("mail.eml › the bill.eml › BL.pdf", "BL.pdf"),
    ]
    assert [file.path.read_bytes()[-1:] for file in bundle.files] == [b"1", b"2", b"3", b"4"]
    assert bundle.failures == []


def test_the_picture_of_a_signature_is_passed_over_and_noted(unpacked: Unpack) -> None:
    message = mail({"CI.pdf": PDF})
    message.add_attachment(
        b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png", disposition="inline"
    )
    bundle = unpacked("mail.eml", message.as_bytes())
    assert [file.provenance for file in bundle.files] == ["mail.eml › CI.pdf"]
    assert bundle.notes == ["mail.eml › logo.png: a picture inside the text of the mail, passed over"]


def test_a_mail_without_attachment_is_its_text(unpacked: Unpack) -> None:
    (file,) = unpacked("mail.eml", mail({}, text="INVOICE No. 4711").as_bytes()).files
    assert file.path.read_text().strip() == "INVOICE No. 4711"
    assert file.path.suffix == ".txt"


def test_names_in_any_alphabet_survive(unpacked: Unpack) -> None:
    (file,) = unpacked("mail.eml", mail({"发票 Rechnung für Müller.pdf": PDF}).as_bytes()).files
    assert file.path.name == "发票 Rechnung für Müller.pdf"


def test_names_written_on_a_chinese_machine_are_read_as_meant(unpacked: Unpack, tmp_path: Path) -> None:
    raw = zipped({"XXXX.pdf": PDF}).replace(b"XXXX", "发票".encode("gbk"))
    (file,) = unpacked("papers.zip", raw).files
    assert file.provenance == "papers.zip › 发票.pdf"


def test_outlook_mails(unpacked: Unpack) -> None:
    msgforge = pytest.importorskip("msgforge")
    message = msgforge.Message(subject="papers", text_body="see attached", to=["broker@example.com"])
    message.attach_bytes("CI.pdf", PDF)
    message.attach_bytes("scans.zip", zipped({"PL.pdf": PDF}))
    bundle = unpacked("mail.msg", message.as_bytes())
    assert [file.provenance for file in bundle.files] == ["mail.msg › CI.pdf", "mail.msg › scans.zip › PL.pdf"]
    assert bundle.files[0].path.read_bytes() == PDF


@pytest.mark.parametrize("name", ["../../evil.pdf", "/etc/evil.pdf", "C:\\evil.pdf", "a/../../evil.pdf", "evil.pdf"])
def test_no_name_leads_out_of_the_folder(unpacked: Unpack, name: str) -> None:
    (file,) = unpacked("papers.zip", zipped({name: PDF})).files
    assert file.path.name.endswith("evil.pdf")


def test_files_of_operating_systems_are_passed_over(unpacked: Unpack) -> None:
    bundle = unpacked("papers.zip", zipped({"__MACOSX/._CI.pdf": b"x", ".DS_Store": b"x", "CI.pdf": PDF}))
    assert [file.provenance for file in bundle.files] == ["papers.zip › CI.pdf"]
    assert len(bundle.notes) == 2


def nested(depth: int) -> bytes:
    content = zipped({"CI.pdf": PDF})
    for level in range(depth):
        content = zipped({f"{level}.zip": content})
    return content


@pytest.mark.parametrize(
    ("content", "limits", "says"),
    [
        (zipped({"big.txt": b" " * 5_000_000}), {"max_unpacked_bytes": 1_000_000},
         "papers.zip › big.txt: unpacks to more than the 1 MB allowed; send it in parts"),
        (zipped({f"{n}.txt": b"x" for n in range(20)}), {"max_unpacked_files": 10},
         "papers.zip › 10.txt: holds more than the 10 files allowed; send it in parts"),
        (nested(4), {"max_depth": 3}, "lies more than 3 archives or mails deep; take the papers out"),
        (b"Rar!\x1a\x07\x01\x00", {}, "papers.zip: is a RAR archive, which cannot be opened; send it as ZIP"),
        (zipped({"CI.pdf": PDF})[:-30], {}, "papers.zip: is damaged and cannot be opened as an archive"),
        (zipped({"CI.pdf": PDF}), {"max_bytes": 10}, "papers.zip: has more than the 0 MB allowed"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_out_is_a_failure_in_one_sentence(
    unpacked: Unpack, content: bytes, limits: dict[str, int], says: str
) -> None:
    (failure,) = unpacked("papers.zip", content, **limits).failures
    assert says in str(failure)


def test_a_damaged_member_fails_alone(unpacked: Unpack) -> None:
    raw = bytearray(zipped({"bad.txt": b"abc" * 1000, "good.txt": b"good"}))
    raw[40:44] = b"\xff\xff\xff\xff"
    bundle = unpacked("papers.zip", bytes(raw))
    assert [file.provenance for file in bundle.files] == ["papers.zip › good.txt"]
    assert [str(failure) for failure in bundle.failures] == [
        "papers.zip › bad.txt: is damaged inside its archive; ask the sender for it again."
    ]


def test_workbooks_and_letters_are_no_bundles(tmp_path: Path) -> None:
    for name, content in {
        "CI.xlsx": zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "note.txt": b"From: here\nTo: there\n",
        "empty.zip.pdf": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        assert not bundles.is_bundle(tmp_path / name)
    assert not bundles.is_bundle(tmp_path / "missing.zip")


@given(st.text(max_size=300))
def test_any_name_is_made_safe(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = safe_name(name, folder)
    assert path.parent == folder
    assert path.name not in ("", ".", "..")
    assert len(path.name.encode("utf-8", "replace")) < 255


@given(st.binary(max_size=400))
def test_any_bytes_as_a_mail_raise_nothing(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    folder = tmp_path_factory.mktemp("mail")
    path = folder / "mail.eml"
    path.write_bytes(
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + noise
    )
    bundles.unpack(path, folder / "out")
