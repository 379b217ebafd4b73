"""Over the log: effect against intent as a zipper, or the acts by class along time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from workbench.judgement import Findings, Zipper, next_below, zipper

from ..kit.desk import Desk
from ..kit.node import Node
from .strip import Strip, StripView
from .zipped import ZipperView

Head = Literal["zipper", "strip"]
_TALL = 34
"""Lines of the terminal from which the strip has a line a class."""
_BOTH = 44
"""Lines from which zipper and strip stand under each other."""


class LogHead(Vertical, Node):
    """The zipper where there is evidence, else the strip; both where there are lines for them."""

    @dataclass
    class Chosen(Message):
        """An event was pointed at."""

        event: str

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="log-head")
        self.of = desk
        self.wanted: Head | None = None
        """What was asked for; none: as the case has evidence."""
        self._strip: tuple[object, Strip] | None = None
        self._zipper: tuple[object, Zipper] | None = None

    def compose(self) -> ComposeResult:
        """The two."""
        yield ZipperView(id="log-zipper")
        yield StripView(id="strip")

    @property
    def shown(self) -> Head:
        """Which of the two stands there."""
        bare = all(finding.bare for finding in self.of.findings.acts)
        return self.wanted or ("strip" if bare else "zipper")

    def turn(self) -> None:
        """To the other one."""
        self.wanted = "strip" if self.shown == "zipper" else "zipper"

    def recall(self, wanted: str) -> None:
        """What was asked for when the case was open last."""
        self.wanted = next((each for each in get_args(Head) if each == wanted), None)

    def draw(self) -> None:
        """Show the case as it is now, and the event that is selected."""
        self.display = self.of.coding is None
        if not self.display:
            self.query_one(StripView).update("")
            return
        found, room, theory = self.of.findings, self.of.room, self.theory
        both, width = room.height >= _BOTH, max(room.width - 2, 20)
        view = self.query_one(ZipperView)
        view.display = bool(found.acts) and (both or self.shown == "zipper")
        if view.display:
            view.draw(self._zipped(found), self.of.selected, width)
        line = self.query_one(StripView)
        line.display = both or self.shown == "strip"
        if line.display:
            drawn = (found, width, theory.lang)
            if self._strip is None or self._strip[0] != drawn:
                self._strip = drawn, Strip(found, width, theory)
            line.strip = self._strip[1]
            said = line.strip.lines if room.height >= _TALL else line.strip.line
            text = said(self.of.event)
            line.update(text)
            line.display = bool(text.plain)

    @on(ZipperView.Chosen)
    @on(StripView.Chosen)
    def _pointed(self, chosen: ZipperView.Chosen | StripView.Chosen) -> None:
        chosen.stop()
        self.post_message(self.Chosen(chosen.event))

    @on(ZipperView.Turned)
    def below(self) -> None:
        """Another lens in the lower row of the zipper."""
        self.of.below = next_below(self.of.findings, self.of.below)
        self.draw()

    def _zipped(self, found: Findings) -> Zipper:
        known = (found, self.of.below)
        if self._zipper is None or self._zipper[0] != known:
            self._zipper = known, zipper(found, self.of.below)
        return self._zipper[1]
