"""Names in the text of the papers are screened like parties, and said to be what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from docvalidate.domain.document import Document, Mention, Party, Value
from docvalidate.engine.mentions import match_in_text, named_in_text
from docvalidate.screening.index import ListIndex
from docvalidate.screening.store import import_file, open_index

OWN = Path(__file__).parents[2] / "fixtures/lists/own.csv"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ListIndex:
    home = tmp_path_factory.mktemp("home")
    import_file(OWN, home)
    opened = open_index(home)
    assert opened is not None
    return opened


def paper(*names: str, kind: str = "organisation") -> Document:
    mentions = [Mention(name=name, raw=name, kind=kind, page=2, bbox=(1, 2, 3, 4)) for name in names]  # type: ignore[arg-type]
    seller = Value(value=Party(name="Velmora Textile Co., Ltd."), raw="Velmora Textile Co., Ltd.")
    return Document(file="PL.pdf", type="packing_list", fields={"seller": seller}, mentions=mentions)


def test_each_name_once_and_no_party_again() -> None:
    papers = [paper("Hollowtree Ceramics Ltd", "VELMORA TEXTILE CO LTD"), paper("HOLLOWTREE CERAMICS LTD.")]
    (found,) = named_in_text(papers, ["Velmora Textile Co., Ltd."])
    assert found.mention.name == "Hollowtree Ceramics Ltd"
    assert [(place.file, place.page, place.bbox) for place in found.evidence] == [("PL.pdf", 2, (1, 2, 3, 4))] * 2


def test_a_listed_name_in_the_text_says_where_it_stands(index: ListIndex) -> None:
    (found,) = named_in_text([paper("Hollowtree Ceramics Ltd")], [])
    told = match_in_text(found, index.screen(found.mention.name))
    assert told is not None
    assert told.decision == "match"
    assert "in the text of the packing list, page 2, matches" in (told.text or "")
    assert "no party of the shipment" in (told.text or "")


def test_a_vessel_in_the_text_is_no_company(index: ListIndex) -> None:
    (found,) = named_in_text([paper("HOLLOWTREE CERAMICS", kind="vessel")], [])
    assert match_in_text(found, index.screen(found.mention.name)) is None
