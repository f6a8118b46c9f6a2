"""Pipeline files: inheritance, strictness, and where each value comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from docvalidate.config.load import load_pipeline, shipped_names
from docvalidate.domain.errors import UsageError


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["us-entry", "pre-filing", "ecommerce"])
def test_shipped_pipelines_load(name: str) -> None:
    loaded = load_pipeline(name)
    assert loaded.name == name
    assert loaded.pipeline.description


def test_every_shipped_pipeline_is_one_that_loads() -> None:
    assert {"us-entry", "pre-filing", "ecommerce"} <= set(shipped_names())
    for name in shipped_names():
        load_pipeline(name)


def test_a_users_file_changes_one_line_and_keeps_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.toml", 'extends = "pre-filing"\n[tolerances]\ngross_weight = 0.05\n')
    loaded = load_pipeline(path)
    assert str(loaded.pipeline.tolerances.gross_weight) == "0.05"
    assert loaded.pipeline.limits == load_pipeline("pre-filing").pipeline.limits
    assert loaded.source("tolerances.gross_weight") == path
    assert loaded.source("limits.seconds_per_paper") == "pre-filing.toml"
    assert loaded.source("limits.memory_mb") == "default"


def test_a_file_extends_another_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "house.toml", '[rules]\nignore = ["mid-mismatch"]\n')
    path = write(tmp_path, "client.toml", 'extends = "./house.toml"\n[limits]\nmemory_mb = 512\n')
    loaded = load_pipeline(path)
    assert loaded.pipeline.rules.ignore == ["mid-mismatch"]
    assert loaded.pipeline.limits.memory_mb == 512


def test_the_command_line_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.toml", '[rules]\nignore = ["mid-mismatch"]\n')
    loaded = load_pipeline(path, {"rules.ignore": ["unit-mismatch"]})
    assert loaded.pipeline.rules.ignore == ["unit-mismatch"]
    assert loaded.source("rules.ignore") == "command line"


def test_rows_name_every_setting_with_its_source(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.toml", "[rules.severity]\nmid-mismatch = 'info'\n")
    rows = {key: (value, source) for key, value, source in load_pipeline(path).rows()}
    assert rows["rules.severity.mid-mismatch"] == ("info", path)
    assert rows["stages.screening"] == (True, "default")
    assert "reading.max_pages" in rows


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[limts]\n", ["limts", "did you mean 'limits'"]),
        ("[limits]\nmemory = 100\n", ["limits.memory", "did you mean 'memory_mb'"]),
        ("[tolerances]\ngross_wieght = 0.1\n", ["tolerances.gross_wieght", "did you mean 'gross_weight'"]),
        ("[limits]\nmemory_mb = 'much'\n", ["limits.memory_mb", "'much'"]),
        ("[tolerances]\ngross_weight = 2\n", ["tolerances.gross_weight", "less than or equal to 1"]),
        ("[rules.severity]\nmid-mismatch = 'grave'\n", ["rules.severity.mid-mismatch", "'grave'"]),
        ("limits = 3\n", ["'limits' is a table"]),
        ('extends = "us-entri"\n', ["us-entri", "did you mean 'us-entry'"]),
        ('extends = "./gone.toml"\n', ["gone.toml", "does not exist"]),
        ("extends = 3\n", ["extends"]),
        ("[limits\n", ["no valid TOML", "line 1"]),
    ],
)
def test_a_mistake_is_one_sentence_with_file_and_place(tmp_path: Path, text: str, says: list[str]) -> None:
    path = write(tmp_path, "mine.toml", text)
    with pytest.raises(UsageError) as error:
        load_pipeline(path)
    message = str(error.value)
    assert "\n" not in message
    for part in says:
        assert part in message
    if "us-entri" not in text and "gone" not in text:
        assert "mine.toml" in message


def test_a_circle_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", 'extends = "./b.toml"\n')
    path = write(tmp_path, "b.toml", 'extends = "./a.toml"\n')
    with pytest.raises(UsageError, match="circle"):
        load_pipeline(path)


def test_a_binary_file_is_no_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UsageError, match="UTF-8"):
        load_pipeline(str(path))


def test_tables_of_free_keys_are_joined_key_by_key(tmp_path: Path) -> None:
    """Severities by rule, columns by field: also where a free key holds a dot."""
    write(tmp_path, "house.toml", "[rules.severity]\nmid-mismatch = 'info'\n[entry.columns]\nentry_number = 'No'\n")
    text = "extends = './house.toml'\n[rules.severity]\nunit-mismatch = 'error'\n"
    text += "[entry.columns]\n'lines.quantity' = 'Qty'\n"
    loaded = load_pipeline(write(tmp_path, "client.toml", text))
    assert loaded.pipeline.rules.severity == {"mid-mismatch": "info", "unit-mismatch": "error"}
    assert loaded.pipeline.entry.columns == {"entry_number": "No", "lines.quantity": "Qty"}
    assert loaded.source("rules.severity.mid-mismatch").endswith("house.toml")
