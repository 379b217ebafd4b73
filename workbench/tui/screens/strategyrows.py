"""The rows of the tagger's list: suggestions, what was used last, then the classes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text
from textual.widgets.option_list import Option

from workbench.codebook import Strategy

from ..kit.node import Node
from ..kit.theory import Theory
from .taggerstate import Coding, Share, narrowed

NONE = "none"
"""The row of whoever decided that no strategy is carried."""
TOP = "top:"
"""What the id of a row above the classes begins with."""
ADDS = {"F2": "tagger.codebook"}
"""The key that adds a strategy, in a sentence."""
_TICKS: dict[Share, str] = {"all": "● ", "some": "◐ ", "no": "  "}


class StrategyRows:
    """The rows in the words of a codebook, ticked as the events are coded."""

    def __init__(self, theory: Theory, node: Node, coding: Coding) -> None:
        self.theory = theory
        self.w, self._node = node.w, node
        self.coding = coding

    def all(self, typed: str, hints: Collection[str], recent: Sequence[str]) -> list[Option]:
        """Every row that fits what was typed; `hints` and `recent` stand above an open list."""
        book, w = self.theory.book, self.w
        rows = [] if typed else self._above(hints, recent)
        found = narrowed(book, typed)
        for each in book.classes:
            mine = [s for s in found if s.class_ == each.id]
            if mine:
                name = each.name.in_(self.theory.lang)
                head = Text.assemble(self.theory.mark(each.id), " ", (name, "bold"))
                rows.append(Option(head, disabled=True))
                rows += [Option(self._line(s, self.coding.share(s.id)), id=s.id) for s in mine]
        # Below a narrowed list it would be one keystroke from the strategy that was meant.
        if typed in NONE or typed == "無":
            ticked = Text(_TICKS[self.coding.none])
            rows.append(Option(ticked + Text(w.t("∅ none (coded as none)")), id=NONE))
        if not rows:
            missing = Text(self._node.hint("No such strategy. {F2}: add one of your own", ADDS))
            rows.append(Option(missing, disabled=True))
        return rows

    def _above(self, hints: Collection[str], recent: Sequence[str]) -> list[Option]:
        book, w = self.theory.book, self.w
        known = {s.id for s in book.strategies}
        hinted = [name for name in hints if name in known]
        used = [name for name in recent if name not in hinted]
        rows: list[Option] = []
        if hinted:
            head = Text(w.t("Suggested by the data; you decide"), "bold italic")
            rows.append(Option(head, disabled=True))
            rows += [self._top(book.strategy(name)) for name in hinted]
        if used:
            rows.append(Option(Text(w.t("Recent and frequent"), "bold"), disabled=True))
        return rows + [self._top(book.strategy(name)) for name in used]

    def _line(self, strategy: Strategy, share: Share) -> Text:
        line = Text(_TICKS[share], no_wrap=True, overflow="ellipsis")
        line.append(self.theory.strategy(strategy.id), style="bold" if share != "no" else "")
        if strategy.placed == "inferred":
            line.append(" *", style="dim")
        return line

    def _top(self, strategy: Strategy) -> Option:
        """A strategy above the classes, under the mark of its own."""
        line = self._line(strategy, self.coding.share(strategy.id))
        line = Text.assemble(line[:2], self.theory.mark(strategy.class_), " ",
                             line[2:], no_wrap=True, overflow="ellipsis")  # fmt: skip
        return Option(line, id=f"{TOP}{strategy.id}")
