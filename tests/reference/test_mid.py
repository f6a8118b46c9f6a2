"""Manufacturer IDs from addresses as papers print them, and the comparison with the filed one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.reference.identifiers import ComponentError, FormatError, IdentifierError, mid


@pytest.mark.parametrize(
    ("name", "address", "country", "expected"),
    [
        ("Brennmeister Pumpen GmbH", "Industriestrasse 12, 70565 Stuttgart, Germany", "DE", "DEBREPUM12STU"),
        ("Autotecnica del Norte S.A. de C.V.", "Av. Universidad 900, Queretaro 76246, Mexico", "MX", "MXAUTDEL900QUE"),
        ("Textiles Poblanos SA", "Calle 5 No. 21, Guadalajara, Jalisco 44100, Mexico", "MX", "MXTEXPOB21GUA"),
        ("Ege Porselen A.S.", "Organize Sanayi 4. Cadde No 6, 43000, Kutahya, Turkey", "TR", "TREGEPOR6KUT"),
        ("Shenzhen Example Co., Ltd.", "Bldg 7, Longhua, Shenzhen 518109, Guangdong Province, P.R. China", "CN",
         "CNSHEEXA7SHE"),
        ("Maple Ridge Mills", "1840 Huron Road\nWindsor, Ontario N9C 2L5\nCanada", "CA", "XOMAPRID1840WIN"),
        ("PT Sinar Jaya", "Jl. Raya No. 15, Bandung 40123, West Java, Indonesia", "ID", "IDSINJAY15BAN"),
        ("Harbour Trading Pte Ltd", "12 Tuas Ave 3, Singapore 639412", "SG", "SGHARTRA12SIN"),
        ("Société Générale d'Étoffes", "14 rue de l'Église, 69001 Lyon, France", "FR", "FRSOCGEN14LYO"),
    ],
)  # fmt: skip
def test_addresses_as_papers_print_them(name: str, address: str, country: str, expected: str) -> None:
    assert mid.construct(name, address, country) == expected
    assert mid.validate(expected) == expected


def test_a_difference_names_its_part() -> None:
    maker = ("Brennmeister Pumpen GmbH", "Industriestrasse 12, 70565 Stuttgart, Germany", "DE")
    assert mid.compare("DEBREPUM12STU", *maker).agrees
    assert mid.compare("ITBREPUM12STU", *maker).differs == ("country",)
    assert mid.compare("DEPUMBRE12STU", *maker).differs == ("name",)
    assert mid.compare("DEBREPUM21STU", *maker).differs == ("street_number",)
    assert mid.compare("DEBREPUMSTU", *maker).differs == ("street_number",)
    assert mid.compare("DEBREPUM12BER", *maker).differs == ("city",)


@pytest.mark.parametrize(
    ("text", "kind"), [("CAHUR1840WIN", ComponentError), ("QQABC12DEF", ComponentError), ("CN12", FormatError)]
)
def test_what_is_no_mid(text: str, kind: type[IdentifierError]) -> None:
    with pytest.raises(kind):
        mid.validate(text)


def test_what_no_mid_can_be_made_of() -> None:
    with pytest.raises(ComponentError, match="province"):
        mid.construct("Example Ltd", "1 Main Street, Toronto, Canada", "CA")
    with pytest.raises(ComponentError, match="city"):
        mid.construct("Example Ltd", "", "DE")
    with pytest.raises(ComponentError, match="without letters"):
        mid.construct("***", "1 Main Street, Berlin, Germany", "DE")


@given(st.text(max_size=60), st.text(max_size=120), st.sampled_from(["CN", "CA", "SG", "US", "MX", "DE"]))
def test_any_text_gives_a_mid_or_an_identifier_error(name: str, address: str, country: str) -> None:
    with contextlib.suppress(IdentifierError):
        assert len(mid.construct(name, address, country)) <= mid.LONGEST


@given(st.text(max_size=20))
def test_any_filed_text_can_be_compared(filed: str) -> None:
    comparison = mid.compare(filed, "Brennmeister Pumpen GmbH", "Industriestrasse 12, 70565 Stuttgart, Germany", "DE")
    assert comparison.agrees == (comparison.filed == comparison.computed)
