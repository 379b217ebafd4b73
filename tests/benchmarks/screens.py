"""Every tab, view and form: how soon something of it is seen, and when all of it stands still."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.casebook import Workspace

from .cases import large_case
from .figures import Figure
from .start import environment
from .terminal import Terminal

_FEW, _MANY = 37, 10_000
_ROUNDS = 3
_CALM = 0.4
"""Seconds without a paint after which all stands still; the cursor of a line blinks later."""
_AWAY = "\x1b"


@dataclass(frozen=True)
class _Place:
    """What is asked for by keys, and words that only it shows."""

    name: str
    keys: Sequence[str]
    sign: str
    form: bool = False
    """Whether it stands over the tabs until it is left."""


_PLACES = (
    _Place("Evidence", "2", "INTENT:"),
    _Place("Events × lenses", "3", "alone against"),
    _Place("Intent × effect", ".", "Effect not shown"),
    _Place("Compare", ".", "because of"),
    _Place("Readings", ".", "Outcome rule"),
    _Place("Diagnosticity", ".", "motives apart"),
    _Place("Expected", "4", "standing"),
    _Place("Observed", ".", "acts are coded"),
    _Place("Confrontation", ".", "Signs of a turn"),
    _Place("Reactions", ".", "An answer is"),
    _Place("Not used yet", ".", "no act carries"),
    _Place("Key judgements", "5", "likelihood"),
    _Place("Bottom line", ".", "what to watch"),
    _Place("Alternatives", ".", "Failed bargaining"),
    _Place("What the data shows", ".", "Verdicts"),
    _Place("Memo", "6", "memo as a PDF"),
    _Place("the form of an event", "1n", "New event", form=True),
    _Place("the form of a piece of evidence", "2n", "why did it act?", form=True),
    _Place("the tagger", "1t", "offsetting", form=True),
    _Place("the form of the case", "i", "About this case", form=True),
    _Place("the history", "h", "1 change", form=True),
    _Place("the sources", "R", "type of source", form=True),
    _Place("the codebook", ("\x1bOQ",), "What it is", form=True),
    _Place("the help", "?", "Ten minutes", form=True),
    _Place("the inbox", "B", "Inbox", form=True),
    _Place("the form of an export", "X", "Export", form=True),
)


@dataclass(frozen=True)
class Shown:
    """A place as it was come to: seconds until its first content, and until all stood still."""

    place: _Place
    first: float
    settled: float


def _come_to(terminal: Terminal, place: _Place) -> Shown:
    *before, key = place.keys
    for each in before:
        terminal.press(each)
        terminal.quiet(_CALM)
    first = terminal.press(key, place.sign)
    settled = first + terminal.stands_still(_CALM)
    if place.form:
        terminal.press(_AWAY)
        terminal.quiet(_CALM)
    return Shown(place, first, settled)


def tour(workspace: Workspace, events: int, around: dict[str, str]) -> Iterator[Shown]:
    """Through all of them, in a program that was just opened."""
    command = [sys.executable, "-m", "workbench", "--workspace", str(workspace.folder)]
    with Terminal([*command, "open", f"c{events}"], around) as terminal:
        terminal.painted("two-step")
        terminal.quiet(2.5)
        for place in _PLACES:
            yield _come_to(terminal, place)


def _medians(workspace: Workspace, events: int, home: Path) -> list[Shown]:
    rounds = []
    for number in range(_ROUNDS):
        # Each begins in the log: where one was last is remembered elsewhere.
        around = environment(home / f"{events}-{number}")
        rounds.append(list(tour(workspace, events, around)))
    return [
        Shown(
            every[0].place,
            statistics.median(shown.first for shown in every),
            statistics.median(shown.settled for shown in every),
        )
        for every in zip(*rounds, strict=True)
    ]


def figures() -> list[Figure]:
    """At 37 events until all stands still; at 10,000 until something is seen, too."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        workspace = Workspace(home / "ws")
        for events in (_FEW, _MANY):
            workspace.file(f"c{events}").create(large_case(f"c{events}", events))
        for shown in _medians(workspace, _FEW, home):
            said = f"{shown.place.name}, of {_FEW} events"
            found.append(Figure(said, shown.settled, 0.15, "allowed", 1))
        for shown in _medians(workspace, _MANY, home):
            said = f"{shown.place.name}, of {_MANY:,} events"
            found.append(Figure(f"{said}: first content", shown.first, 0.1, "allowed", 1))
            found.append(Figure(f"{said}: settled", shown.settled, 0.25, "allowed", 1))
    return found


if __name__ == "__main__":
    for figure in figures():
        sys.stdout.write(f"{figure.row}\n")
