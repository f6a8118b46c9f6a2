"""Every identifier has the same verbs and never fails on any text with anything but an IdentifierError."""

import importlib
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.reference import countries, currencies
from docvalidate.reference.identifiers import IdentifierError, container, entry_number, importer_number, scac

NAMES = [
    "entry_number",
    "importer_number",
    "mid",
    "container",
    "air_waybill",
    "scac",
    "case_number",
    "tariff_number",
    "imo",
]
MODULES = [importlib.import_module(f"docvalidate.reference.identifiers.{name}") for name in NAMES]


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
@given(text=st.text(max_size=24) | st.from_regex(r"[A-Z0-9 .\-]{0,18}", fullmatch=True))
def test_the_verbs_agree_on_any_text(module: ModuleType, text: str) -> None:
    try:
        valid = module.validate(text)
    except IdentifierError:
        assert not module.is_valid(text)
    else:
        assert module.is_valid(text)
        assert module.validate(module.format(valid)) == valid
        assert module.validate(valid) == valid
    assert isinstance(module.format(text), str)


@given(st.from_regex(r"[A-Z0-9]{3}[0-9]{7}", fullmatch=True).filter(lambda text: not text.startswith("000")))
def test_one_wrong_digit_of_an_entry_number_is_found(number: str) -> None:
    good = number + entry_number.check_digit(number)
    assert entry_number.is_valid(good)
    assert entry_number.offset(good) == 0
    for position in range(3, 11):
        wrong = good[:position] + str((int(good[position]) + 1) % 10) + good[position + 1 :]
        assert not entry_number.is_valid(wrong)


@pytest.mark.parametrize("number", ["MSKU9070323", "TCLU4265789", "HLXU8082640", "CSQU3054383"])
def test_containers(number: str) -> None:
    assert container.is_valid(number[:10] + container.check_digit(number))
    assert container.format(f" {number[:4].lower()} {number[4:]} ").startswith(number[:4])


@pytest.mark.parametrize(("text", "kind"), [
    ("36-4127851", "employer number"), ("36-412785100", "employer number"), ("364127851AB", "employer number"),
    ("123-45-6789", "social security number"), ("262704-00123", "CBP-assigned number"),
])  # fmt: skip
def test_importer_numbers(text: str, kind: str) -> None:
    assert importer_number.kind(text) == kind


def test_hidden_numbers_are_known() -> None:
    assert importer_number.is_hidden("XXX-XX-1234")
    assert importer_number.is_hidden("**-***1234")
    assert not importer_number.is_hidden("36-4127851")


@pytest.mark.parametrize(("bill", "parts"), [
    ("MAEU982686090", ("MAEU", "982686090")), ("ONEYSZPA12345600", ("ONEY", "SZPA12345600")),
    ("982686090", (None, "982686090")), ("160-12345675", (None, "160-12345675")), ("ABCDEFG", (None, "ABCDEFG")),
])  # fmt: skip
def test_bills_name_their_issuer(bill: str, parts: tuple[str | None, str]) -> None:
    assert scac.split_bill(bill) == parts


@pytest.mark.parametrize(("text", "code"), [
    ("P.R. China", "CN"), ("P. R. OF CHINA", "CN"), ("CHINA, PEOPLE'S REPUBLIC OF", "CN"), ("Taiwan, R.O.C.", "TW"),
    ("Republic of Korea", "KR"), ("S. KOREA", "KR"), ("North Korea", "KP"), ("Viet-Nam", "VN"), ("TÜRKİYE", "TR"),
    ("U.S.A.", "US"), ("United Kingdom", "GB"), ("England", "GB"), ("Holland", "NL"), ("Côte d’Ivoire", "CI"),
    ("Deutschland", "DE"), ("Alemania", "DE"), ("Italie", "IT"), ("中国", "CN"), ("日本", "JP"),
    ("Hong Kong SAR", "HK"),
    ("CN", "CN"), ("chn", "CN"), ("Mexico (MX)", "MX"), ("IN - India", "IN"), ("Czech Republic", "CZ"), ("UAE", "AE"),
    ("Burma", "MM"), ("Macedonia", "MK"), ("Kosovo", "KV"), ("Made in China", None), ("China / Vietnam", None),
    ("Shanghai", None), ("", None), ("XX", None), ("KG", "KG"), ("various", None),
])  # fmt: skip
def test_countries_in_the_spellings_of_the_trade(text: str, code: str | None) -> None:
    assert countries.find(text) == code


def test_every_name_means_its_own_country() -> None:
    for code, country in countries.all_countries().items():
        assert countries.find(country.name) == code, country.name
        assert countries.find(code) == code


@pytest.mark.parametrize(("text", "code"), [
    ("US$", "USD"), ("U.S. DOLLARS", "USD"), ("usd", "USD"), ("EUR", "EUR"), ("€", "EUR"), ("RMB", "CNY"),
    ("CN¥", "CNY"),
    ("JPY", "JPY"), ("£", "GBP"), ("HK$", "HKD"), ("NT$", "TWD"), ("C$", "CAD"), ("Rs", None), ("$", None), ("¥", None),
    ("₹", "INR"), ("kr", None), ("Euros", "EUR"), ("XXX", None), ("", None), ("TOTAL", None), ("Swiss Francs", "CHF"),
])  # fmt: skip
def test_currencies_in_the_spellings_of_the_trade(text: str, code: str | None) -> None:
    assert currencies.find(text) == code


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(text: str) -> None:
    code = countries.find(text)
    assert code is None or countries.exists(code)
    money = currencies.find(text)
    assert money is None or currencies.exists(money)
    assert set(currencies.candidates(text)) <= set(currencies.all_currencies())
