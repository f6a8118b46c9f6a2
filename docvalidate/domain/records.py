"""The base of everything that crosses a border: a frozen pydantic model whose JSON leaves out what is not known."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
)


def plain_number(value: Decimal | float | int) -> int | float:
    """A number as JSON prints it: an integer where it is whole, else a float."""
    return int(value) if value == int(value) else float(value)


Number = Annotated[Decimal, PlainSerializer(plain_number, when_used="json")]
"""A Decimal that is written to JSON as a number, not as a string."""


def plain_json(value: object) -> object:
    """Decimals, also inside lists and dicts, as plain numbers; text stays text, and pydantic writes the rest."""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, (list, tuple)):
        return [plain_json(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_json(item) for key, item in value.items()}
    return value


def _no_text(value: object) -> object:
    if isinstance(value, (str, bytes)):
        raise ValueError("text is no number")
    return value


StrictNumber = Annotated[Decimal, BeforeValidator(_no_text)]
"""For unions with text: an invoice number of digits stays text when JSON is read back."""

Plain = Annotated[Any, PlainSerializer(plain_json, when_used="json")]
"""Anything JSON can say, with its Decimals written as numbers."""


class Record(BaseModel):
    """Frozen, and silent about what is absent: a field that is None does not appear in the dump."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=False)

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}
