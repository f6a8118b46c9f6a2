"""One shipment through the command line, the Python API, the hook and the HTTP service: identical findings."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docvalidate import Validator
from docvalidate.engine.discovery import discover
from fixtures.generator.make import Order, make


@pytest.fixture(scope="module")
def shipments(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Fictional shipments with something to find, in several designs."""
    root = tmp_path_factory.mktemp("doors")
    make(root, Order(seed=11, count=3, errors="value"))
    return sorted(path for path in (root / "shipments").iterdir() if path.is_dir())


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCVALIDATE_HOME", str(tmp_path / "home"))


def papers_and_entry(folder: Path) -> tuple[list[Path], Path]:
    """In the order in which a run over the folder takes them."""
    trees, _ = discover([folder])
    papers = [path for _, path in trees[0].files if path.name != "entry.json"]
    return papers, folder / "entry.json"


def by_command_line(root: Path) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "docvalidate", "run", str(root), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {shipment["shipment"]: shipment for shipment in json.loads(done.stdout)["shipments"]}


def by_api(folder: Path, *, isolated: bool = False) -> dict[str, Any]:
    papers, entry = papers_and_entry(folder)
    return Validator(isolated=isolated).validate(papers, entry, shipment=folder.name).model_dump(mode="json")


def request_of(folder: Path, *, content: bool) -> dict[str, Any]:
    papers, entry = papers_and_entry(folder)
    documents: list[Any] = [str(paper) for paper in papers]
    if content:
        documents = [{"name": p.name, "content": base64.b64encode(p.read_bytes()).decode()} for p in papers]
    include = ["documents", "entry", "worksheets"]
    return {"entry": json.loads(entry.read_text()), "documents": documents, "shipment": folder.name, "include": include}


def by_hook(folder: Path, *, content: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "docvalidate", "hook"]
    request = json.dumps(request_of(folder, content=content))
    done = subprocess.run(command, input=request, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode in (0, 1), done.stdout
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered


def test_there_is_something_to_find(shipments: list[Path]) -> None:
    results = [by_api(folder) for folder in shipments]
    assert all(result["documents"] for result in results)
    assert any(result["findings"] for result in results)


def test_command_line_api_and_hook_say_the_same(shipments: list[Path]) -> None:
    expected = by_command_line(shipments[0].parent)
    assert list(expected) == [folder.name for folder in shipments]
    for number, folder in enumerate(shipments):
        assert by_api(folder, isolated=number == 0) == expected[folder.name]
        got = by_hook(folder, content=number == 0)
        assert got["decision"] == expected[folder.name]["verdict"]
        for key in ("shipment", "findings", "not_assessed", "failures", "documents", "entry", "worksheets", "notes"):
            assert got[key] == expected[folder.name][key], key


def test_http_says_the_same(shipments: list[Path]) -> None:
    pytest.importorskip("starlette", reason="the extra `service` is not installed")
    from starlette.testclient import TestClient

    from docvalidate.service.app import ServiceSettings, make_app

    with TestClient(make_app(ServiceSettings())) as client:
        got = client.post("/validate", json=request_of(shipments[0], content=True)).json()
    expected = by_api(shipments[0])
    assert got["decision"] == expected["verdict"]
    assert got["findings"] == expected["findings"]
    assert got["documents"] == expected["documents"]


def test_many_workers_change_nothing(shipments: list[Path]) -> None:
    root = shipments[0].parent
    by_one = Validator().run([root])
    by_three = Validator(isolated=True).run([root], jobs=3)
    assert by_one.shipments == by_three.shipments
