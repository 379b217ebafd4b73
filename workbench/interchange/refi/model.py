"""What a REFI-QDA project holds, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.case import Candidate, Problem


@dataclass(frozen=True)
class Code:
    """A code, and the code that it stands under."""

    id: str
    name: str
    codable: bool = True
    parent: str = ""


@dataclass(frozen=True)
class Text:
    """A source's text, or a note; None stands for a text that isn't in the file."""

    id: str
    name: str
    text: str | None


@dataclass(frozen=True)
class Passage:
    """Words of a source, who coded them with what, and what was noted on them.

    A passage without `start` is a source that was coded as a whole.
    """

    id: str
    source: Text
    words: str
    start: int | None = None
    end: int | None = None
    codes: tuple[Code, ...] = ()
    coders: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """The codes, sources, notes and coded passages; what was left out is among the warnings."""

    codes: tuple[Code, ...]
    sources: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    passages: tuple[Passage, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    warnings: tuple[Problem, ...] = ()
