"""The HTML report: hostile text stays text, nothing is loaded, a fault in a paper costs a picture and no more."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from docvalidate import report
from docvalidate.domain.document import Document
from docvalidate.domain.finding import Validation
from docvalidate.domain.run import RunResult
from docvalidate.report.html.cells import letters, split
from docvalidate.report.html.geometry import clusters, crop
from docvalidate.report.html.pictures import PageKey, fetch
from docvalidate.report.options import in_folders
from tests.report import fictional

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return fictional.draw_shipments(tmp_path_factory.mktemp("shipments"))


@pytest.fixture(scope="module")
def page(folders: dict[str, Path]) -> str:
    out = io.StringIO()
    report.write("html", fictional.run(), out, report.ReportOptions(locate=in_folders(folders)))
    return out.getvalue()


class Elements(HTMLParser):
    """All start tags with their attributes, and the ids that links lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def test_text_of_a_paper_makes_no_element(page: str) -> None:
    elements = Elements(page)
    assert len(elements.of("script")) == 1
    assert not elements.of("img", "iframe", "object", "embed", "base")
    assert not [name for _, attributes in elements.tags for name in attributes if name.startswith("on")]
    assert not [1 for attributes in elements.of("a") if (attributes.get("href") or "").startswith("javascript:")]
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    elements = Elements(page)
    for attributes in elements.of("link", "image", "use", "script", "style", "source"):
        for name in ("src", "href", "xlink:href"):
            value = attributes.get(name) or ""
            assert value.startswith(("data:image/", "#")) or not value
    assert "url(" not in page
    assert "@import" not in page
    policies = [m["content"] for m in elements.of("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies
    assert str(policies[0]).startswith("default-src 'none'; img-src data:; style-src 'sha256-")


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_given_twice(page: str) -> None:
    elements = Elements(page)
    ids = [attributes["id"] for _, attributes in elements.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    goals = {str(a["href"])[1:] for a in elements.of("a", "use") if str(a.get("href")).startswith("#")}
    assert goals <= set(ids)


def test_pictures_have_words_and_headings_go_down_step_by_step(page: str) -> None:
    elements = Elements(page)
    named = [a for a in elements.of("svg") if a.get("aria-label") or a.get("aria-hidden")]
    assert len(named) == len(elements.of("svg"))
    levels = [int(tag[1]) for tag, _ in elements.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_that_cannot_be_drawn_costs_its_picture_only(folders: dict[str, Path]) -> None:
    shown = fetch(fictional.run().shipments, report.ReportOptions(locate=in_folders(folders)))
    assert shown[PageKey("north", "invoice.pdf", 1)].drawn
    assert shown[PageKey("north", "packing.xlsx", 1)].rows[2][:2] == ["Kettles", "12"]
    assert "cannot be drawn" in (shown[PageKey("west", "damaged.pdf", 1)].missing or "")


def test_pictures_stop_at_the_budget_and_say_so(folders: dict[str, Path]) -> None:
    options = report.ReportOptions(locate=in_folders(folders), pictures_mb=0.001)
    shown = fetch(fictional.run().shipments, options)
    assert "limited to 0.001 MB" in (shown[PageKey("north", "invoice.pdf", 1)].missing or "")


def test_a_page_that_hangs_is_given_up_and_the_next_is_drawn(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs a file whose reading never ends")
    os.mkfifo(tmp_path / "never.pdf")
    documents = [Document(file=f"{name}.pdf", type="other") for name in "ab"]
    paths = {"a.pdf": tmp_path / "never.pdf", "b.pdf": folders["north"] / "invoice.pdf"}
    monkeypatch.setattr("docvalidate.report.html.pictures.STARTING", 3.0)
    options = report.ReportOptions(locate=lambda shipment, file: paths[file], seconds_per_page=1.0)
    shown = fetch([Validation(shipment="x", verdict="pass", documents=documents)], options)
    assert "in time" in (shown[PageKey("x", "a.pdf", 1)].missing or "")
    assert shown[PageKey("x", "b.pdf", 1)].drawn


def test_no_file_outside_the_shipment_is_shown(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF")
    (tmp_path / "shipment").mkdir()
    (tmp_path / "shipment" / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    (tmp_path / "shipment" / "own.pdf").write_bytes(b"%PDF")
    locate = in_folders({"shipment": tmp_path / "shipment"})
    assert locate("shipment", "../secret.pdf") is None
    assert locate("shipment", "link.pdf") is None
    assert locate("elsewhere", "own.pdf") is None
    assert locate("shipment", "own.pdf") == (tmp_path / "shipment" / "own.pdf").resolve()
    assert locate("shipment#ABC-1234567-1", "own.pdf") is not None


def test_a_crop_holds_its_boxes_and_stays_on_the_page() -> None:
    boxes = [(560.0, 10.0, 590.0, 20.0), (500.0, 700.0, 540.0, 712.0), (500.0, 720.0, 540.0, 732.0)]
    groups = clusters(list(boxes))
    assert [len(group) for group in groups] == [1, 2]
    for group in groups:
        view = crop(group, None, 595, 842)
        assert view.x >= 0
        assert view.y >= 0
        assert view.x + view.width <= 595
        assert view.y + view.height <= 842
        assert all(view.x <= box[0] and box[2] <= view.x + view.width for box in group)
        assert all(view.y <= box[1] and box[3] <= view.y + view.height for box in group)


@pytest.mark.parametrize(("name", "spot"), [("B7", (7, 2)), ("Packing!$AB$10", (10, 28)), ("7B", None), ("A0", None)])
def test_cells_are_known_by_their_names(name: str, spot: tuple[int, int] | None) -> None:
    assert split(name) == spot
    if spot is not None:
        assert letters(spot[1]) in name


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine to open the report in")
def test_a_browser_shows_the_report_without_an_error_and_with_hostile_text_as_text(page: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    switches = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --enable-logging=stderr --dump-dom"
    )
    browser = subprocess.run(
        [str(CHROMIUM), *switches.split(), f"--user-data-dir={tmp_path / 'profile'}", file.as_uri()],
        capture_output=True,
        timeout=60,
        check=True,
        encoding="utf-8",
    )
    assert not [line for line in browser.stderr.splitlines() if "CONSOLE" in line]
    shown = browser.stdout
    # The script ran (its hash is allowed) and nobody else's did.
    assert re.search(r'<form class="filters" id="filters" aria-label', shown)
    assert "<title>3 shipments – docvalidate</title>" in shown
    assert not Elements(shown).of("img")
    assert len(Elements(shown).of("script")) == 1
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }}" in shown


def test_an_empty_run_makes_a_page() -> None:
    out = io.StringIO()
    report.write("html", RunResult(), out)
    assert "No shipment was found." in out.getvalue()
