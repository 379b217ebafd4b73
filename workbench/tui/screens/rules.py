"""Which verdicts of a case the rules of today change: told once, when the case is opened."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.judgement import Changed, Finding, Findings

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell
from ..panels.reasons import sentences


class RulesScreen(ModalScreen[None], Node):
    """Event, lens, the verdict that was and the one that is; nothing in the case was changed."""

    guide = "verdicts"

    def __init__(self, findings: Findings, changed: Sequence[Changed]) -> None:
        super().__init__()
        self.findings, self.changed = findings, changed

    def compose(self) -> ComposeResult:
        """What is new in a few sentences, over the list."""
        w = self.w
        self.install([Command("escape,enter,q", "dismiss", w.t("close"))])
        heading = w.tn("The rules of today change {n} verdict on the balancer’s acts",
                       "The rules of today change {n} verdicts on the balancer’s acts",
                       sum(self._judged(change).counts for change in self.changed))  # fmt: skip
        with Vertical(classes="form rules"):
            yield Static(Text(heading), classes="heading")
            with VerticalScroll(id="rules-changed"):
                yield Static(self._said())
            with Horizontal(classes="buttons"):
                yield Button(Text(w.t("Close") + " (esc)"), id="close", compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """The arrows and the wheel scroll at once."""
        self.query_one(VerticalScroll).focus()

    def _judged(self, change: Changed) -> Finding:
        return self.findings.by_id[change.event]

    def _said(self) -> Text:
        w, tell, found = self.w, sentences(self), self.findings
        said = Text(
            w.t(
                "An effect that was looked for and not seen denies what was observed of its kind, "
                "and what an act is capable of only where it names it. An outcome on one issue "
                "counts where it reaches the threshold. Brooks and Wohlforth’s lens asks that at "
                "least one rival motive was tested. Your coding is as it was; this is said once."
            )
        )
        last, others = "", [f for c in self.changed if not (f := self._judged(c)).counts]
        if others:
            said.append("\n\n" + tell.apart_of(found, others))
        for change in sorted(self.changed, key=lambda c: not self._judged(c).counts):
            event = self._judged(change).event
            if change.event != last:
                last = change.event
                said.append(f"\n\n{event.date or w.t('undated')}  ", "dim")
                said.append_text(cell(tell.who(found, event), 200)).append("\n")
                said.append_text(cell(event.title, 300, "bold"))
            said.append(f"\n  {tell.lens(change.lens, found.view.threshold)}  ")
            said.append(f"{tell.verdict(change.was)} → ")
            said.append(tell.verdict(change.now), "bold")
        return said

    @on(Button.Pressed, "#close")
    def _pressed(self) -> None:
        self.dismiss()
