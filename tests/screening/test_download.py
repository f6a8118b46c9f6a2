"""`lists update` against a publisher that misbehaves: whatever happens, a good list stays."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from docvalidate.screening import store
from docvalidate.screening.catalogue import Catalogue
from docvalidate.screening.download import DownloadError, Limits, fetch, publishers, update
from docvalidate.screening.lists import ListError
from tests.screening.conftest import LISTS

GOOD = (LISTS / "un.xml").read_bytes()
LIMITS = Limits(connect=2, without_data=0.6, in_all=2)


class Publisher(BaseHTTPRequestHandler):
    """Does what the path names."""

    def do_GET(self) -> None:
        getattr(self, self.path.strip("/").replace("-", "_"))()

    def _send(self, body: bytes, status: int = 200, kind: str = "application/xml", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def good(self) -> None:
        self._send(GOOD)

    def error(self) -> None:
        self._send(b"down for maintenance", 500, "text/plain")

    def missing(self) -> None:
        self._send(b"gone", 404, "text/plain")

    def web_page(self) -> None:
        self._send(b"<!DOCTYPE html><html><body>Please sign in</body></html>", kind="text/html")

    def other_format(self) -> None:
        self._send((LISTS / "canada.xml").read_bytes())

    def cut_off(self) -> None:
        self._send(GOOD[: len(GOOD) // 2], length=len(GOOD))
        self.close_connection = True

    def cut_off_unnoticed(self) -> None:  # no length announced: only the parser can see it
        self.send_response(200)
        self.end_headers()
        self.wfile.write(GOOD[: int(len(GOOD) * 0.8)])
        self.close_connection = True

    def empty(self) -> None:
        self._send(b"")

    def shrunken(self) -> None:
        self._send(GOOD[: GOOD.index(b"  <ENTITIES>")] + b"</CONSOLIDATED_LIST>")

    def silent(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(GOOD)))
        self.end_headers()
        time.sleep(1.5)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"<!-- -->")
            self.wfile.flush()
            time.sleep(0.1)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(2000):
            self.wfile.write(b"x" * 10_000)

    def loop(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/loop")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def moved(self) -> None:
        self.send_response(301)
        self.send_header("Location", "/good")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def to_a_file(self) -> None:
        self.send_response(302)
        self.send_header("Location", "file:///etc/hostname")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle_error(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A publisher on this machine."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    httpd.handle_error = lambda request, address: None  # type: ignore[method-assign]  # clients that hang up are part of the tests
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


def point_at(home: Path, url: str, **more: object) -> None:
    """The UN's list is fetched from this address."""
    (home / "lists").mkdir(parents=True, exist_ok=True)
    columns = {
        "source": "un",
        "publisher": "UN",
        "format": "un-xml",
        "url": url,
        "least_entries": 1,
        "least_bytes": 100,
        **more,
    }
    text = ",".join(columns) + "\n" + ",".join(str(value) for value in columns.values()) + "\n"
    (home / "lists/publishers.csv").write_text(text, encoding="utf-8")


def test_a_good_answer_is_taken_and_the_same_again_is_unchanged(server: str, tmp_path: Path) -> None:
    point_at(tmp_path, f"{server}/good")
    (first,) = update(["un"], tmp_path, LIMITS)
    assert (first.error, first.entities) == ("", 2)
    index = store.open_index(tmp_path)
    assert index is not None
    assert index.screen("Sablewing Shipping Company")[0].decision == "match"
    (second,) = update(["un"], tmp_path, LIMITS)
    assert second.warnings == ["unchanged"]
    catalogue = Catalogue(tmp_path)
    assert [version.number for version in catalogue.current()] == [1]
    catalogue.close()


def test_a_moved_address_is_followed(server: str, tmp_path: Path) -> None:
    point_at(tmp_path, f"{server}/moved")
    assert update(["un"], tmp_path, LIMITS)[0].ok


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("error", "answered 500"),
        ("missing", "answered 404"),
        ("web-page", "bytes came|a web page"),
        ("other-format", "format canada-xml, expected was un-xml"),
        ("cut-off", "broke off"),
        ("cut-off-unnoticed", "breaks off"),
        ("empty", "0 bytes came"),
        ("shrunken", "1 entries where the version in use has 2"),
        ("silent", "did not answer in time"),
        ("drip", "took more than"),
        ("endless", "more than 1,000,000 bytes came"),
        ("loop", "redirected more than"),
        ("to-a-file", "cannot be reached"),
    ],
)
def test_a_bad_answer_leaves_the_old_list(server: str, path: str, told: str, tmp_path: Path) -> None:
    point_at(tmp_path, f"{server}/good", maximum_bytes=1_000_000)
    assert update(["un"], tmp_path, LIMITS)[0].ok
    point_at(tmp_path, f"{server}/{path}", maximum_bytes=1_000_000)
    (result,) = update(["un"], tmp_path, LIMITS)
    assert pytest.importorskip("re").search(told, result.error), result.error
    assert "stays in use" in result.error
    index = store.open_index(tmp_path)
    assert index is not None
    assert index.screen("Sablewing Shipping Company")[0].decision == "match"
    assert [entry.name for entry in (tmp_path / "lists").iterdir() if entry.name.startswith("fetch-")] == []


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/good"
    point_at(tmp_path, url)
    (result,) = update(["un"], tmp_path, LIMITS)
    assert "cannot be reached" in result.error
    assert "stays in use" not in result.error  # none was held


def test_only_web_addresses_are_fetched(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="no web address"):
        fetch("file:///etc/hostname", tmp_path / "x", 1000, LIMITS)


def test_publishers_are_data_that_the_user_can_change(tmp_path: Path) -> None:
    shipped = {one.source: one for one in publishers(tmp_path)}
    assert shipped["un"].url.startswith("https://")
    assert all(one.url.startswith("https://") for one in shipped.values())
    point_at(tmp_path, "https://mirror.example/un.xml")
    changed = {one.source: one for one in publishers(tmp_path)}
    assert changed["un"].url == "https://mirror.example/un.xml"
    assert changed["canada"] == shipped["canada"]
    with pytest.raises(ListError, match="no such source"):
        update(["atlantis"], tmp_path)
    point_at(tmp_path, "https://mirror.example/un.xml", least_entries="many")
    with pytest.raises(ListError, match="whole numbers"):
        publishers(tmp_path)
