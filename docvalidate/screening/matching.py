"""A printed party line made ready once, then scored against any number of listed names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docvalidate.screening.broken_forms import form_word
from docvalidate.screening.cutting import cut_kind
from docvalidate.screening.evidence import gather
from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import CERTAIN_FORMS, FORM_TOKENS, LONG_FORM_TOKENS, form_end
from docvalidate.screening.glyphs import reread
from docvalidate.screening.judgement import HIGHEST_JUDGED, LOWEST_JUDGED, judged
from docvalidate.screening.names import ParsedName, TokenWeights, from_core, mass, mend, parse_tokens
from docvalidate.screening.noise import Reading, readings
from docvalidate.screening.scoring import Scored, score_names
from docvalidate.screening.sequence import Run, run_of, run_score
from docvalidate.screening.tables import abbreviations, word_frequencies

_BROKEN_OFF = re.compile(r"\b([A-Za-z]{2,})\.(?=\s|$|,)")
_LONG_FORMS = {"ltd": "limited", "co": "company", "corp": "corporation", "inc": "incorporated"}
"""In a run the long word stands, so that `SHIPPINGLIMITED` meets `SHIPPING LTD` letter by letter."""
TRADE_WORD = 600.0
"""Names in a million from which a word is one of trade."""
LONG_WORD = 10
"""Letters of a single word from which it may be the beginning of a longer one."""
PARTIAL = 0.985
"""Factor on the score of a part of the text."""
PERSON_FOR_COMPANY = 0.8
"""Factor where a text that names a company meets a listed person."""
SHIP_FOR_COMPANY = 0.85
"""Factor where a text that names a company meets a listed ship: `Orient Star Energy Ltd` is not the ship of that name,
though its owner may bear it."""


WORTH_SAYING = 0.05
"""By how much the evidence must move a score for the explanation to say so."""


@dataclass(slots=True)
class Prepared:
    """A reading of the text with its parsed name and run."""

    reading: Reading
    name: ParsedName
    run: Run
    cut: str
    is_company: bool
    printed: Run | None = None
    """The run with its abbreviations as they are printed, where there are any: `Oxy Tech` is `Oxytech`."""


@dataclass(slots=True)
class Query:
    """A party line ready to be scored."""

    text: str
    prepared: list[Prepared]
    surrounded: bool


@dataclass(slots=True)
class Listed:
    """A listed name ready to be scored."""

    name: ParsedName
    run: Run
    persons_only: bool = False
    ships_only: bool = False


@dataclass(slots=True)
class NameScore:
    """The best reading's score against one listed name."""

    score: float
    scored: Scored
    reading: Reading
    by_run: bool = False
    remarks: list[str] = field(default_factory=list)
    by_letters: float = 0.0
    """The score of the letters without spaces alone."""


def run_tokens(tokens: tuple[str, ...], *, written_out: bool = True) -> tuple[str, ...]:
    """Tokens of the run: all of them, misprints in forms mended and abbreviations written out."""
    short = abbreviations() if written_out else {}
    out: list[str] = []
    for token in mend(tokens):
        if token == BREAK:
            continue
        mended = form_word(token)
        mended = _LONG_FORMS.get(mended, mended)
        full = short.get(mended)
        out.extend(full) if full else out.append(mended)
    return tuple(out) or tuple(token for token in tokens if token != BREAK)


def is_trade_word(token: str) -> bool:
    """A word that stands in so many company names that hardly a person bears it."""
    return len(token) > 3 and word_frequencies().get(token, 0.0) >= TRADE_WORD


def _nothing_known(token: str) -> bool:
    return False


def prepare_query(text: str, weights: TokenWeights) -> Query:
    """All readings of a printed line, parsed and weighed."""
    text = reread(text, weights)
    tokens = fold_tokens(text)
    plain = [token for token in tokens if token != BREAK]
    prepared: list[Prepared] = []
    dotted = frozenset(word.lower() for word in _BROKEN_OFF.findall(text))
    surrounded = any(token.isdigit() for token in plain)
    for reading in readings(text, weights):
        name = parse_tokens(reading.tokens, weights, dotted)
        if not name.tokens:
            continue
        surrounded = surrounded or bool(reading.taken_off)
        is_company = bool(name.forms) or any(is_trade_word(token) for token in name.tokens)
        full, short = run_tokens(reading.tokens), run_tokens(reading.tokens, written_out=False)
        run = run_of(full, weights.weight, mass)
        printed = run_of(short, weights.weight, mass) if short != full else None
        bare = [token for token in reading.tokens if token != BREAK]
        enough = len(name.tokens) > 1 or len(name.joined) >= LONG_WORD
        reaches_end = enough and bool(plain) and bare[-1] == plain[-1] and bare[-1] not in LONG_FORM_TOKENS
        whole = _form_behind(bare) or form_end(bare) == len(bare)
        prepared.append(Prepared(reading, name, run, cut_kind(text, reaches_end, whole), is_company, printed))
    return Query(text, prepared, surrounded)


def _form_behind(tokens: list[str]) -> bool:
    """A legal form stands behind the first words (`... CO LTD`), rather than in front (`OOO ...`, `Joint Stock
    Company ...`)."""
    words = 0
    for token in tokens:
        if token not in FORM_TOKENS:
            words += 1
        elif words and token in CERTAIN_FORMS:
            return True
    return False


def prepare_listed(
    core: tuple[str, ...],
    run: tuple[str, ...],
    weights: TokenWeights,
    *,
    persons_only: bool = False,
    ships_only: bool = False,
) -> Listed:
    """A listed name from its stored tokens."""
    return Listed(from_core(core, frozenset(), weights), run_of(run, weights.weight, mass), persons_only, ships_only)


def score(query: Query, listed: Listed, weights: TokenWeights, places: Sequence[int] | None = None) -> NameScore | None:
    """The best score of any reading (or of those at `places`) against the listed name; None where nothing is alike."""
    best: NameScore | None = None
    for prepared in query.prepared if places is None else [query.prepared[place] for place in places]:
        one = score_reading(prepared, query.surrounded, listed, weights)
        if LOWEST_JUDGED <= one.score < HIGHEST_JUDGED:
            weighed = judged(evidence(one, prepared, query.surrounded, listed, weights))
            if abs(weighed - one.score) >= WORTH_SAYING:
                one.remarks.append(f"{one.score:.2f} by words and letters, {weighed:.2f} with all that was weighed")
            one.score = weighed
        if best is None or one.score > best.score:
            best = one
            if one.score >= 0.999:
                break
    return best if best is not None and best.score > 0 else None


def score_reading(prepared: Prepared, surrounded: bool, listed: Listed, weights: TokenWeights) -> NameScore:
    """The score of one reading by words and by letters, before the evidence is weighed."""
    # Spellings of one given name (`Hosein`, `Hossein`) are all known words: among persons that says nothing.
    is_known = _nothing_known if listed.persons_only and not prepared.is_company else weights.is_known
    scored = score_names(
        prepared.name,
        listed.name,
        cut=prepared.cut,
        surrounded=surrounded,
        places_apart=prepared.reading.places,
        is_known=is_known,
    )
    value = scored.score
    by_letters = 0.0
    if value < HIGHEST_JUDGED:
        by_letters = run_score(prepared.run, listed.run, is_known, prepared.cut, prepared.reading.places)
        if prepared.printed is not None and by_letters < HIGHEST_JUDGED:
            by_letters = max(
                by_letters, run_score(prepared.printed, listed.run, is_known, prepared.cut, prepared.reading.places)
            )
    by_run = by_letters > value
    value = max(value, by_letters)
    if prepared.reading.partial:
        value *= PARTIAL
    remarks = []
    if prepared.is_company and (listed.persons_only or listed.ships_only):
        value *= PERSON_FOR_COMPANY if listed.persons_only else SHIP_FOR_COMPANY
        remarks = [f"the text names a company, the entry a {'person' if listed.persons_only else 'ship'}"]
    return NameScore(value, scored, prepared.reading, by_run, remarks, by_letters)


def evidence(
    one: NameScore, prepared: Prepared, surrounded: bool, listed: Listed, weights: TokenWeights
) -> tuple[float, ...]:
    """The numbers by which a score is judged (`evidence.NAMES`)."""
    return gather(
        one.scored,
        one.by_letters,
        weights,
        cut=prepared.cut,
        surrounded=surrounded,
        partial=prepared.reading.partial,
        is_company=prepared.is_company,
        persons_only=listed.persons_only,
        ships_only=listed.ships_only,
        places_apart=bool(prepared.reading.places),
    )
