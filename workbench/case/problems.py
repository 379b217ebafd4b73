"""What is wrong with something that a person gave, in one sentence that says what and where."""

from __future__ import annotations

import os
from typing import Protocol, runtime_checkable

from workbench.locale import N_, Words, words

_ROOM = {"path": 4096, "folder": 4096, "why": 1000, "names": 1000}
_SYSTEM = (
    N_("No such file or directory"), N_("Permission denied"), N_("Operation not permitted"),
    N_("Is a directory"), N_("Not a directory"), N_("File exists"), N_("No space left on device"),
    N_("Disk quota exceeded"), N_("Read-only file system"), N_("File name too long"),
    N_("Input/output error"), N_("Too many levels of symbolic links"), N_("Invalid argument"),
    N_("File too large"), N_("Too many open files"), N_("Device or resource busy"),
    N_("Text file busy"), N_("No such device or address"), N_("Invalid cross-device link"),
)  # fmt: skip
"""Why systems refuse a file, in their own words (POSIX, errno.h)."""
_SHORT = 100
"""Characters of what a sentence repeats; a path is said whole, and so is a sentence within it."""


@runtime_checkable
class Sayable(Protocol):
    """What has words in every language, once it is known who reads them."""

    def said(self, say: Words) -> str:
        """It in the language of `say`."""


class Problem(ValueError):
    """A refusal: nothing was written. `message` is a catalogue sentence with `{named}` fields.

    The field `why` is looked up too, where it is a text: what a system says has its sentence. A
    field that is a tuple is several things side by side, one that is itself to be said, such as a
    problem, is said in the same language. It is a `ValueError` so that
    a validator may raise it.
    """

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def said(self, say: Words) -> str:
        """The sentence in the language of `say`."""
        told = {name: _told(name, value, say) for name, value in self.fields.items()}
        return say.t(self.message, **told)

    def __str__(self) -> str:
        return self.said(words("en"))


def refused(error: OSError) -> Problem:
    """What the system refuses and why; where it doesn't say of which file, why alone."""
    why = error.strerror or type(error).__name__
    if error.filename is None:
        return Problem("It couldn't be written: {why}", why=why)
    return Problem("{path} can't be used: {why}", path=os.fsdecode(error.filename), why=why)


def _told(name: str, value: object, say: Words) -> object:
    if isinstance(value, Sayable):
        return value.said(say)
    if name == "why" and isinstance(value, str):
        value = say.t(value)
    return _cut(value, _ROOM.get(name, _SHORT))


def _cut(value: object, most: int) -> object:
    if isinstance(value, tuple):
        return tuple(_cut(each, most) for each in value)
    return f"{value[: most - 1]}…" if isinstance(value, str) and len(value) > most else value
