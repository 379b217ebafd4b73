"""What is wrong with something that a person gave, in one sentence that says what and where."""

from __future__ import annotations

from workbench.locale import Words


class Problem(ValueError):
    """A refusal: nothing was written. `message` is a catalogue sentence with `{named}` fields.

    It is a `ValueError` so that a validator may raise it.
    """

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        return words.t(self.message, **self.fields)

    def __str__(self) -> str:
        return self.message.format(**self.fields) if self.fields else self.message
