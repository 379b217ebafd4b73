"""The zipper on the screen: effect above, intent below, teeth where the two quarrel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from workbench.judgement import Quarrel, Sentences, Zipper, lens_ids

from ..kit.node import Node
from ..kit.plain import widest
from ..kit.theory import VERDICT_STYLE, Theory

_KINDS: tuple[tuple[Quarrel, str], ...] = (("flat", "│"), ("differ", "╎"))
TEETH = dict(_KINDS)
"""A flat contradiction, and another difference."""


class ZipperView(Static, Node):
    """A column an act; a click chooses it, one on the lower lens's name asks for the next lens."""

    @dataclass
    class Chosen(Message):
        """An act was clicked."""

        event: str

    class Turned(Message):
        """Another lens is wanted below."""

    _acts: tuple[str, ...] = ()
    _left = 0
    _step = 1

    def draw(self, zip_: Zipper, here: str | None, width: int) -> None:
        """Show the acts that have room, those around `here` where not all have."""
        theory = self.theory
        ids = [column.finding.event.id for column in zip_.columns]
        self._left = max(widest(_name(lens, theory) for lens in lens_ids()), 6) + 2
        room = max(width - self._left - 2, 8)
        size = widest(map(theory.verdict, VERDICT_STYLE))
        self._step = size + 1 if (size + 1) * len(ids) <= room else size
        many = room // self._step
        at = ids.index(here) if here in ids else 0
        first = max(min(at - many // 2, len(ids) - many), 0)
        self._acts = tuple(ids[first : first + many])
        seen = zip_.columns[first : first + many]
        ends = "‹" if first else " ", "›" if first + many < len(ids) else " "

        def row(head: Text, marks: Iterable[tuple[str, str]]) -> Text:
            said = Text(" ", no_wrap=True).append_text(head)
            said.pad_right(max(self._left - said.cell_len - 1, 0))
            said.append(ends[0], "dim")
            for event, (mark, style) in zip(self._acts, marks, strict=True):
                each = Text(mark, style)
                each.pad_right(size - each.cell_len)
                if event == here:
                    each.stylize("reverse")
                said.append_text(each).append(" " * (self._step - size))
            return said.append(ends[1], "dim")

        def lens(name: str) -> Text:
            judged = [column.finding.verdicts[name] for column in seen]
            marks = [(theory.judged(each), VERDICT_STYLE[each.verdict]) for each in judged]
            return row(Text(_name(name, theory)), marks)

        teeth = [(TEETH.get(c.quarrel, " "), "bold" if c.quarrel == "flat" else "") for c in seen]
        between = row(Text(), teeth)
        told = self._told(zip_)
        if between.cell_len + told.cell_len <= width:
            between.append_text(told)
        else:
            short = (f"{tooth}{len(zip_.teeth(kind))}" for kind, tooth in _KINDS)
            between = row(Text(" ".join(short)), teeth)
        self.update(Text("\n").join((lens(zip_.above), between, lens(zip_.below))))

    def _told(self, zip_: Zipper) -> Text:
        """How many contradict, and how many differ otherwise, in words."""
        flat, differ = Sentences(self.theory.book, self.w).quarrels(
            *(len(zip_.teeth(kind)) for kind, _ in _KINDS)
        )
        return Text.assemble(
            (f" {TEETH['flat']} ", "bold"), flat, (f"  {TEETH['differ']} ", "bold"), differ
        )

    def on_click(self, event: Click) -> None:
        """An act, or the name of the lens below."""
        column = (event.x - self.gutter.left - self._left) // self._step
        if event.x - self.gutter.left >= self._left:
            if column < len(self._acts):
                self.post_message(self.Chosen(self._acts[column]))
        elif event.y - self.gutter.top == 2:
            self.post_message(self.Turned())


def _name(lens: str, theory: Theory) -> str:
    """The side that a lens reads, and which lens it is."""
    found = theory.book.lens(lens)
    return f"{theory.say('side', found.side)} {found.short.in_(theory.lang)}"
