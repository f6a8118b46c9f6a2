"""A home folder with all fictional lists, made once for the tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docvalidate.screening.index import ListIndex
from docvalidate.screening.store import import_files, open_index

LISTS = Path(__file__).parents[2] / "fixtures/lists"


@pytest.fixture(scope="session")
def lists_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All fictional lists imported."""
    home = tmp_path_factory.mktemp("home")
    paths = [path for path in sorted(LISTS.rglob("*")) if path.is_file() and path.suffix != ".md"]
    # These are shorter versions of a source of which another file is here.
    doubled = ("ofac_sdn_advanced.xml", "uflpa.json", "csl.json")
    results = import_files([path for path in paths if path.name not in doubled], home)
    assert [result.error for result in results if result.error] == []
    return home


@pytest.fixture(scope="session")
def index(lists_home: Path) -> ListIndex:
    """The index over all fictional lists."""
    opened = open_index(lists_home)
    assert opened is not None
    return opened
