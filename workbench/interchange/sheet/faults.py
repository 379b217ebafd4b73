"""What is wrong in the cells of a sheet, up to as much as a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from workbench.case import Problem
from workbench.locale import Words

MOST_FAULTS = 1_000
"""Faults that are told of one sheet; at the next one reading stops."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: its physical line, its column, and the sentence."""

    line: int
    column: str
    message: str
    fields: dict[str, Any]
    value: str = ""
    """The sheet's own value, where a person may say which one of ours it is."""
    likely: str = ""
    """The one that it may be."""
    stops: bool = False
    """Whether it says that reading stopped, for there are more."""

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        return Problem(self.message, **self.fields).said(words)


class _Enough(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def noted(faults: list[Fault], fault: Fault) -> None:
    """Put a fault to the others; where they are too many, end what `bounded_faults` holds."""
    if len(faults) >= MOST_FAULTS:
        raise _Enough(fault.line)
    faults.append(fault)


@contextmanager
def bounded_faults(faults: list[Fault]) -> Iterator[None]:
    """Ends what is read within at too many `faults`, and says so as the last of them."""
    try:
        yield
    except _Enough as enough:
        said = Problem(
            "there are more problems than these {n}: reading stopped here", n=f"{MOST_FAULTS:,}"
        )
        faults.append(Fault(enough.line, "-", said.message, said.fields, stops=True))


def stopped(faults: Iterable[Fault]) -> bool:
    """Whether there are more faults than these."""
    return any(fault.stops for fault in faults)


def by_line(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults in the order of their lines; that there are more stands last."""
    return tuple(sorted(faults, key=lambda fault: (fault.stops, fault.line)))
