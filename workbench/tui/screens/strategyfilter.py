"""The filter of the tagger's list."""

from __future__ import annotations

from textual.widgets import Input

from workbench.locale import whole

from ..kit.commands import Command
from ..kit.node import Node
from .taggerstate import Coding


class StrategyFilter(Input, Node):
    """Where letters narrow the list; Enter tags, and the footer says so."""

    shared_scope = "tagger"
    tagged = ""
    """The strategy that was tagged last, of which a reason may be typed here by mistake."""

    def on_mount(self) -> None:
        """Its one key of its own."""
        w, about = self.w, self.w.t("Put the strategy on the event or take it off")
        self.unbind("enter")
        self.install([Command("enter", "submit", w.t("tag / untag"), about, id="tagger.tag")])

    def done_with(self, tagged: str) -> None:
        """Let what is typed next take the place of what found the strategy `tagged`."""
        self.tagged = tagged
        self.select_all()

    def was_reason(self, coding: Coding) -> bool:
        """Take what was typed since as why the strategy is tagged, where one is; whether so."""
        if self.tagged not in coding.strategies:
            return False
        said = filter(None, (coding.rationale(self.tagged), whole(self.value.strip())))
        coding.explain(self.tagged, " ".join(said))
        return True

    def lost(self, coding: Coding) -> str:
        """The sentence about text that finds no strategy: it would go with the tagger."""
        w, text = self.w, self.value.strip()
        if text and self.tagged in coding.strategies:
            return self.hint(
"“{text}” finds no strategy, and nothing is saved yet: {ctrl_r} "
"makes it the reason for {strategy}; else empty the filter",
{"ctrl_r": "tagger.reason"}, text=text[:60], strategy=self.theory.strategy(self.tagged),
)  # fmt: skip
        return text and w.t("“{text}” finds no strategy, and nothing is saved yet: empty the "
                            "filter first", text=text[:60])  # fmt: skip
