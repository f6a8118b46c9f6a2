"""What the documentation says is there is there: links, commands, Python that compiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from docvalidate.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    goals = [goal.partition("#")[0] for goal in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in goal]
    missing = [goal for goal in goals if goal and not (page.parent / goal).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_shown_exist(page: Path) -> None:
    commands = set(getattr(get_command(app), "commands", {}))
    shown = re.findall(r"(?:^|[`\s])docvalidate ([a-z]+)\b", "\n".join(_code(page)), flags=re.MULTILINE)
    assert not set(shown) - commands


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_that_is_shown_compiles(page: Path) -> None:
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
        assert compile(block, page.name, "exec").co_code


def test_pictures_of_the_readme_are_small() -> None:
    assert all(picture.stat().st_size < 200_000 for picture in (ROOT / "docs" / "images").glob("*.png"))


def _code(page: Path) -> list[str]:
    """What is shown as code: fenced blocks of no language, and spans."""
    text = page.read_text(encoding="utf-8")
    return [*re.findall(r"```\n(.*?)```", text, flags=re.DOTALL), *re.findall(r"`([^`\n]+)`", text)]
