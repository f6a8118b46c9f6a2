"""The classes a word can be of: header fields, addresses of parties, columns of line items, and the names of fields."""

from __future__ import annotations

from docvalidate.domain.fields import HEADER, LINE, PARTIES

OTHER = "O"
"""A word that belongs to no field."""
ADDRESS = "_address"
LINE_PREFIX = "line."
NAME_PREFIX = "label."
"""The printed name of a field, as opposed to its value."""
RANGE = "carton_range"
"""A column of carton numbers: no field of the contract, and not to be taken for one."""


def classes() -> tuple[str, ...]:
    """Every class, in the order of a model's outputs."""
    lines = [*LINE, RANGE]
    names = list(dict.fromkeys([*HEADER, *lines]))
    return (
        OTHER,
        *HEADER,
        *(party + ADDRESS for party in PARTIES),
        *(LINE_PREFIX + name for name in lines),
        *(NAME_PREFIX + name for name in names),
    )


def class_of(field: str, role: str, on_line: bool) -> str:
    """The class of a word that the generator noted as `field`; `role` is `value` or `label`."""
    if role == "label":
        return NAME_PREFIX + field.removesuffix(ADDRESS)
    return LINE_PREFIX + field if on_line or field == RANGE else field
