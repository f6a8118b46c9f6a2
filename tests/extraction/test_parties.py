"""Parties: blocks under a role, wrapped names, addresses and countries, and the letterhead that no label introduces."""

from importlib.util import find_spec

import pytest

from docvalidate.domain.document import Document, Party
from docvalidate.extraction.party_names import ends_in_legal_form, has_legal_form, is_country, party_value
from tests.extraction.pages import document, span_of

TITLE = "                                   COMMERCIAL INVOICE\n\n"

BLOCKS = {
    "above": """
        Seller:                               Buyer:
        Harbor Tools Co., Ltd.                Rio Frontera Imports Inc.
        No. 18 Haier Road, Laoshan            4410 Canal Street, Suite 12
        Qingdao, China                        Laredo, TX 78040, USA
        """,
    "beside": """
        Seller    Harbor Tools Co., Ltd.
                  No. 18 Haier Road, Laoshan
                  Qingdao, China

        Buyer     Rio Frontera Imports Inc.
                  4410 Canal Street, Suite 12
                  Laredo, TX 78040, USA
        """,
    "inside": """
        Seller: Harbor Tools Co., Ltd.
                No. 18 Haier Road, Laoshan
                Qingdao, China

        Buyer: Rio Frontera Imports Inc.
               4410 Canal Street, Suite 12
               Laredo, TX 78040, USA
        """,
    "ruled": """
        ┌────────────────────────────────┬────────────────────────────────┐
        │ 1. Seller (name and address)   │ 2. Buyer (name and address)    │
        │ Harbor Tools Co., Ltd.         │ Rio Frontera Imports Inc.      │
        │ No. 18 Haier Road, Laoshan     │ 4410 Canal Street, Suite 12    │
        │ Qingdao, China                 │ Laredo, TX 78040, USA          │
        └────────────────────────────────┴────────────────────────────────┘
        """,
    "bilingual": """
        卖方 Seller:                          买方 Buyer:
        Harbor Tools Co., Ltd.                Rio Frontera Imports Inc.
        No. 18 Haier Road, Laoshan            4410 Canal Street, Suite 12
        Qingdao, China                        Laredo, TX 78040, USA
        """,
    "other words": """
        Exporter                              Sold to
        Harbor Tools Co., Ltd.                Rio Frontera Imports Inc.
        No. 18 Haier Road, Laoshan            4410 Canal Street, Suite 12
        Qingdao, China                        Laredo, TX 78040, USA
        """,
    "cards": """
        Seller                                Buyer
        Company   Harbor Tools Co., Ltd.      Company   Rio Frontera Imports Inc.
        Street    No. 18 Haier Road           Street    4410 Canal Street
        Country   China                       Country   USA
        """,
}


def party(paper: Document, role: str) -> Party:
    value = paper.fields[role]
    assert value.party is not None
    return value.party


@pytest.mark.parametrize("place", BLOCKS)
def test_a_block_of_lines(place: str) -> None:
    paper = document(TITLE + BLOCKS[place])
    seller, buyer = party(paper, "seller"), party(paper, "buyer")
    assert seller.name.rstrip(".") == "Harbor Tools Co., Ltd"
    assert buyer.name.rstrip(".") == "Rio Frontera Imports Inc"
    assert (seller.country, buyer.country) == ("CN", "US")
    assert "Haier Road" in (seller.address or "")
    assert "Canal Street" in (buyer.address or "")


@pytest.mark.parametrize(
    ("lines", "name", "country"),
    [
        (["Harbor Tools Co., Ltd.", "18 Haier Road", "Qingdao", "China"], "Harbor Tools Co., Ltd.", "CN"),
        (
            ["Guangdong Brightsail Lighting", "Technology Co., Ltd.", "7 Nanhai Avenue, Foshan", "P.R. China"],
            "Guangdong Brightsail Lighting Technology Co., Ltd.",
            "CN",
        ),
        (
            ["Antriebstechnik GmbH & Co. KG", "Borgfelder Str. 4", "28357 Bremen", "Germany"],
            "Antriebstechnik GmbH & Co. KG",
            "DE",
        ),
        (["Rio Frontera Imports Inc.", "4410 Canal Street", "Laredo, TX 78040"], "Rio Frontera Imports Inc.", "US"),
        (["Tel: 555 0199", "Harbor Tools Co., Ltd.", "Qingdao, China"], "Harbor Tools Co., Ltd.", "CN"),
        (["Smith & Daughters,", "4410 Canal Street", "Laredo, TX 78040"], "Smith & Daughters", "US"),
        (["Harbor Tools Co., Ltd., No. 18 Haier Road, Qingdao, China"], "Harbor Tools Co., Ltd.", "CN"),
        (["FU TIEN CYCLE CO., LTD.", "NO. 235, ZHONGSHAN ROAD", "TAICHUNG 43745"], "FU TIEN CYCLE CO., LTD.", None),
        (["Marmara Tekstil A.S.", "Kirazli Sok. 4", "TR-34000 Istanbul"], "Marmara Tekstil A.S.", "TR"),
        (["山东海港工具有限公司", "青岛市崂山区海尔路18号"], "山东海港工具有限公司", None),
        (["山东海港工具有限公司", "青岛市崂山区海尔路18号", "中国"], "山东海港工具有限公司", "CN"),
        (["山東海港工具有限公司", "青島市嶗山區海爾路18號", "中國"], "山東海港工具有限公司", "CN"),
    ],
)
def test_name_and_country_of_lines(lines: list[str], name: str, country: str | None) -> None:
    spans = [span_of(line) for line in lines]
    for row, span in enumerate(spans):
        for word in span.words:
            word.top, word.bottom = word.top + 12 * row, word.bottom + 12 * row
    value = party_value(spans, 1)
    assert value is not None
    assert value.party is not None
    assert (value.party.name, value.party.country) == (name, country)


@pytest.mark.parametrize("lines", [[], ["Tel: 555 0199"], ["12345"], ["China"], ["."]])
def test_what_is_no_party(lines: list[str]) -> None:
    assert party_value([span_of(line) for line in lines], 1) is None


@pytest.mark.parametrize(
    ("text", "ends", "has"),
    [
        ("Harbor Tools Co., Ltd.", True, True),
        ("Antriebstechnik Borgfeldt GmbH", True, True),
        ("Filati Valtiberina S.p.A.", True, True),
        ("山东海港工具有限公司", True, True),
        ("Harbor Tools Ltd. (Qingdao)", True, True),
        ("Harbor Tools Ltd. Export Department", False, True),
        ("4410 Canal Street", False, False),
        ("", False, False),
    ],
)
def test_legal_forms(text: str, ends: bool, has: bool) -> None:
    assert (ends_in_legal_form(text), has_legal_form(text)) == (ends, has)


def test_is_country() -> None:
    assert is_country("P.R. CHINA")
    assert not is_country("Qingdao, China")


def test_a_letterhead_is_the_seller() -> None:
    paper = document(
        """
                              HARBOR TOOLS CO., LTD.
                    No. 18 Haier Road, Laoshan, Qingdao, China
                              Tel: +86 532 555 0199

                               COMMERCIAL INVOICE

        Invoice No.: HT-4711                    Date: 16 April 2026
        Bill to: Rio Frontera Imports Inc.
                 4410 Canal Street, Laredo, TX 78040
        """
    )
    seller = paper.fields["seller"]
    assert seller.text == "HARBOR TOOLS CO., LTD."
    assert seller.party is not None
    assert seller.party.country == "CN"
    assert seller.agreed[:1] == ["letterhead"]
    assert paper.fields["buyer"].text.startswith("Rio Frontera")


def test_a_packing_list_to_one_party_is_consigned_to_it() -> None:
    paper = document("                PACKING LIST\n\nBuyer: Rio Frontera Imports Inc.\nInvoice No.: HT-4711")
    assert paper.fields["consignee"].text == paper.fields["buyer"].text
    assert paper.fields["consignee"].confidence < paper.fields["buyer"].confidence


def test_one_label_for_two_roles() -> None:
    paper = document(TITLE + "Seller / Manufacturer:\nHarbor Tools Co., Ltd.\nQingdao, China")
    assert paper.fields["seller"].text == paper.fields["manufacturer"].text == "Harbor Tools Co., Ltd."


def test_from_and_to_over_one_line_are_places() -> None:
    paper = document(TITLE + "From: Qingdao    To: Newark\n\nSeller: Harbor Tools Co., Ltd.")
    assert "buyer" not in paper.fields
    assert paper.fields["port_of_loading"].text == "Qingdao"


@pytest.mark.parametrize(
    "printed", ["same as consignee", "SAME AS ABOVE", "SAME", "N/A", "TO ORDER", "To the order of shipper"]
)
def test_a_reference_to_another_party_is_no_name(printed: str) -> None:
    paper = document(
        f"          BILL OF LADING\n\nB/L No.: QDNY2604771\nNotify party: {printed}\nVessel: EVER LUCID 021E"
    )
    assert "notify_party" not in paper.fields


BOTH = pytest.mark.xfail(
    strict=True, reason="TO behind 买方 is taken for a label of its own, and the name behind it is lost"
)


@pytest.mark.parametrize("label", ["Sold To", "买方 Buyer", pytest.param("买方 TO", marks=BOTH)])
def test_a_bilingual_label_before_a_name(label: str) -> None:
    address = " " * (len(label) + 2) + "4410 Canal Street, Laredo, TX 78040, USA"
    paper = document(f"{TITLE}{label}: Rio Frontera Imports Inc.\n{address}\n")
    assert party(paper, "buyer").name.rstrip(".") == "Rio Frontera Imports Inc"
    assert party(paper, "buyer").country == "US"


@pytest.mark.skipif(find_spec("onnxruntime") is None, reason="the model of the page tells them from parties")
def test_the_heads_of_an_unread_table_are_no_parties() -> None:
    paper = document(
        f"""{TITLE}
Invoice No.: HT-4711

Code       Ware                   Numb    Cost           Worth
HT-100     Claw hammer, steel     120     4.50           540.00
HT-210     Pipe wrench 14 in      40      11.25          450.00
"""
    )
    assert not {"seller", "buyer"} & {name for name, value in paper.fields.items() if value.usable}
