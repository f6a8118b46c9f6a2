"""The hook over HTTP: the same answers, no files of the server, no more work at once than it can do."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

starlette = pytest.importorskip("starlette", reason="the extra `service` is not installed")
pytest.importorskip("uvicorn", reason="the extra `service` is not installed")

from starlette.testclient import TestClient  # noqa: E402

from docvalidate.hook import answer  # noqa: E402
from docvalidate.service.app import ServiceSettings, make_app  # noqa: E402

ENTRY = {"entry_number": "B76-0324527-9", "entry_date": "2026-05-01", "lines": []}


def post(client: TestClient, body: Any, **headers: str) -> Any:
    return client.post("/validate", json=body, headers=headers)


def test_the_answer_is_the_hooks() -> None:
    with TestClient(make_app(ServiceSettings())) as client:
        got = post(client, {"entry": ENTRY})
    expected, _ = answer(json.dumps({"entry": ENTRY}))
    assert got.status_code == 200
    assert got.json() == expected
    assert got.json()["decision"] == "review"


def test_papers_come_by_content() -> None:
    file = {"name": "entry.json", "content": base64.b64encode(json.dumps(ENTRY).encode()).decode()}
    with TestClient(make_app(ServiceSettings())) as client:
        got = post(client, {"documents": [file]})
    assert got.json()["entry_number"] == ENTRY["entry_number"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"documents": ["/etc/hostname"]}, "not by `path`"),
        ({"entry": "/etc/hostname"}, "not by `path`"),
        ({"entry": {"path": "/etc/hostname"}}, "not by `path`"),
        ({"entry": ENTRY, "pipeline": "/etc/x.toml"}, "`pipeline` must be one of"),
        ({"entri": ENTRY}, "'entri'"),
        ([], "JSON object"),
        ({}, "nothing to validate"),
    ],
)
def test_a_wrong_request_is_400_and_incomplete(body: Any, says: str) -> None:
    with TestClient(make_app(ServiceSettings())) as client:
        got = post(client, body)
    assert got.status_code == 400
    assert got.json()["decision"] == "incomplete"
    assert says in got.json()["error"]


def test_a_token_is_asked_for() -> None:
    with TestClient(make_app(ServiceSettings(token="s3cret"))) as client:
        assert post(client, {"entry": ENTRY}).status_code == 401
        assert post(client, {"entry": ENTRY}, authorization="Bearer wrong").status_code == 401
        assert post(client, {"entry": ENTRY}, authorization="Bearer s3cret").status_code == 200


def test_a_form_of_a_web_page_is_refused() -> None:
    with TestClient(make_app(ServiceSettings())) as client:
        got = client.post("/validate", content=json.dumps({"entry": ENTRY}), headers={"content-type": "text/plain"})
    assert got.status_code == 415


def test_more_than_can_wait_is_503() -> None:
    with TestClient(make_app(ServiceSettings(at_once=0, waiting=0))) as client:
        got = post(client, {"entry": ENTRY})
    assert got.status_code == 503
    assert got.json()["decision"] == "incomplete"


def test_health_names_the_versions() -> None:
    with TestClient(make_app(ServiceSettings())) as client:
        assert client.get("/health").json()["versions"]["pipeline"] == "us-entry"
