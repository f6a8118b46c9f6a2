"""Readings by the small words of a phrase: `processed at ...`, `... represented by ...`, `... under power of attorney`.

Roles and remarks around a name are without number, but the words that bind them are few: a participle with its
preposition, or a preposition that no company's name holds. Nothing here is taken off for certain: each gives one more
reading, which counts only where a listed name is met by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.screening.forms import CERTAIN_FORMS, FORM_TOKENS, form_end
from docvalidate.screening.names import CONNECTORS
from docvalidate.screening.segment_words import TRADE_WORD
from docvalidate.screening.tables import noise_cues, word_frequencies

BINDING = frozenset({"at", "by", "under", "as", "with", "from"})
"""Prepositions between a name and a remark."""
AFTER_A_PARTICIPLE = BINDING | {"to", "in", "on", "for"}
BEFORE_A_NAME = frozenset({"at", "by", "from", "to", "for", "with"})
LEAD = 3
"""Words in front that a role may have, with its preposition."""
PERSON = (2, 3)
"""Words of a person behind `attn`."""
SIGNATURE = 4
"""Words at the end that a participle may begin (`signed H. Schmitt`)."""
RARE = 25.0
"""Names in a million below which a word is hardly one of company names."""
_OF_NAMES = frozenset({"named"})
"""Participles that names have (`Plant named after ...`)."""
_UNDECIDED = frozenset({"as", "co", "company", "corp", "sa", "ag", "ab", "se", "group", "est"})
"""Forms that are words too, or that names go on behind."""


def by_phrases(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Parts of a line, without breaks, that its small words set apart.

    >>> [" ".join(part) for part in by_phrases(("processed", "at", "huayuan", "foods"))]
    ['huayuan foods']
    >>> [" ".join(part) for part in by_phrases(("huayuan", "foods", "under", "power", "of", "attorney"))]
    ['huayuan foods']
    """
    yield from _around_prepositions(tokens)
    yield from _before_a_signature(tokens)
    yield from _behind_a_lead(tokens)
    yield from _before_a_unit(tokens)
    yield from _up_to_the_form(tokens)


def _around_prepositions(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for position in range(1, len(tokens) - 1):
        token = tokens[position]
        bound = _is_participle(tokens[position - 1])
        if token not in (AFTER_A_PARTICIPLE if bound else BINDING):
            continue
        head = tokens[: position - 1] if bound else tokens[:position]
        if bound and position <= LEAD and token in BEFORE_A_NAME:
            yield tokens[position + 1 :]
        if len(head) > 1:
            yield head
            if token == "by" or (token in ("from", "at") and position <= LEAD):
                yield tokens[position + 1 :]
            return


def _before_a_signature(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for position in range(max(2, len(tokens) - SIGNATURE), len(tokens) - 1):
        if tokens[position].endswith("ed") and _is_participle(tokens[position]):
            yield tokens[:position]
            return


def _behind_a_lead(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Behind a person whom the line is for the attention of, or a role that says it is one (`contracting party`)."""
    if "party" in tokens[1:LEAD] and len(tokens) > LEAD:
        yield tokens[tokens.index("party") + 1 :]
    if len(tokens) > PERSON[0] + 1 and noise_cues().get(tokens[:1]) == "contact":
        for size in PERSON:
            yield tokens[1 + size :]


def _before_a_unit(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """`... billing office`: the word before a department's word belongs to it, whatever it is."""
    if len(tokens) > 3 and noise_cues().get(tokens[-1:], "").startswith("unit") and tokens[-2] not in FORM_TOKENS:
        yield tokens[:-2]


def _up_to_the_form(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name up to its legal form, whatever follows: two words at least, and no second form."""
    end = form_end(list(tokens))
    if end is None or end < 2 or end == len(tokens) or (len(tokens) - end == 1 and not _is_rare(tokens[-1], RARE)):
        return
    if any(word_frequencies().get(token, 0.0) >= TRADE_WORD for token in tokens[end:]):
        return  # `Alpha Corporation Limited, Kestrel Research Institute`: the name goes on
    if tokens[end - 1] in CERTAIN_FORMS - _UNDECIDED and form_end(["", *tokens[end:]]) is None:
        yield tokens[:end]


def _is_participle(token: str) -> bool:
    return (
        len(token) > 4
        and token.endswith(("ed", "ing"))
        and token not in CONNECTORS | _OF_NAMES
        and _is_rare(token, RARE)
    )


def _is_rare(token: str, below: float) -> bool:
    return word_frequencies().get(token, 0.0) < below
