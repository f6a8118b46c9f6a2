"""The identifiers of the trade, one a file, all with the same verbs.

`compact(text)` takes away separators, `validate(text)` gives the compact form or raises an `IdentifierError`,
`is_valid(text)` says yes or no, `format(text)` gives the printed form.
"""

from docvalidate.domain.errors import DocvalidateError


class IdentifierError(DocvalidateError, ValueError):
    """An identifier that is not what it should be. `identifier` is the text as given, `problem` one clause."""

    def __init__(self, identifier: str, problem: str) -> None:
        self.identifier, self.problem = identifier, problem
        super().__init__(f"{identifier}: {problem}")


class FormatError(IdentifierError):
    """Wrong length, or a character where it may not stand."""


class ComponentError(IdentifierError):
    """The form is right, but a part of it (a country, a category) does not exist."""


class CheckDigitError(IdentifierError):
    """The form is right, the check digit is not the computed one."""


__all__ = ["CheckDigitError", "ComponentError", "FormatError", "IdentifierError"]
