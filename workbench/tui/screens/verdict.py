"""One verdict in full: why it is so, and what would change it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.case import Event
from workbench.judgement import Findings, lens_ids

from ..kit.commands import Command
from ..kit.desk import Question
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell
from ..panels.apart import uncounted
from ..panels.reasons import about, change, letters, sentences, why
from ..panels.views import ViewName

_FRAME = 12
"""Columns of a form's frame and of the air about it."""


class VerdictScreen(ModalScreen[None], Node):
    """Answers «why?» and «what would change it?» of one lens on one event."""

    def __init__(self, findings: Findings, event: Event, lens: str, question: Question) -> None:
        super().__init__()
        self.findings, self.event = findings, event
        self.lens, self.question = lens, question

    def compose(self) -> ComposeResult:
        """The answer, and the keys that ask the other question or another lens."""
        w = self.w
        self.install(
            [
                Command("w", "ask('why')", w.t("why"), w.t("Why the verdict is so")),
                Command("c", "ask('change')", w.t("what would change it"),
                        w.t("Which single piece would change the verdict")),
                Command("right", "turn(1)", w.t("next lens"), w.t("The next lens")),
                Command("left", "turn(-1)", w.t("previous lens"), show=False),
                Command("escape,q,enter", "dismiss", w.t("close")),
            ]
        )  # fmt: skip
        with Vertical(classes="form verdict"):
            yield Static(id="asked", classes="heading")
            with Horizontal(classes="view-bar"):
                for lens, name in self._names().items():
                    yield ViewName(lens, name)
            with VerticalScroll():
                yield Static(id="answer")
        yield KeyFooter()

    def _names(self) -> dict[str, str]:
        """The lenses by name; by their heads where the names have no room side by side."""
        threshold, tell = self.findings.view.threshold, sentences(self)
        names = {lens: tell.lens(lens, threshold, short=True) for lens in lens_ids()}
        # Two columns of air on either side of each, within the frame of the form.
        if sum(cell_len(name) + 4 for name in names.values()) <= self.app.size.width - _FRAME:
            return names
        return {lens: self.theory.lens_head(lens, threshold) for lens in names}

    def on_mount(self) -> None:
        """Answer at once."""
        self._answer()

    def _answer(self) -> None:
        who = cell(sentences(self).who(self.findings, self.event))
        date = self.event.date or self.w.t("undated")
        title = Text.assemble(f"{date}  ", who, "  ", cell(self.event.title))
        self.query_one("#asked", Static).update(title)
        for each in self.query(ViewName):
            each.set_class(each.view == self.lens, "-shown")
        parts = (self.findings, self.event, self.lens, self)
        said = why(*parts) if self.question == "why" else change(*parts)
        case, judged = self.findings.case, self.findings.by_id[self.event.id].verdicts[self.lens]
        name = letters(case, self.event)
        apart = uncounted(self.findings, self.findings.by_id[self.event.id], self)
        if apart:
            said.append_text(cell(apart, 300, "italic")).append("\n")
        for piece in sorted((*judged.counted, *judged.left_out), key=lambda i: name[i]):
            said.append(f"\n{name[piece]}  ", "bold")
            said.append_text(about(case.evidence[piece], case, self))
        self.query_one("#answer", Static).update(said)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_ask(self, question: Question) -> None:
        """The other question."""
        self.question = question
        self._answer()

    @on(ViewName.Chosen)
    def _chosen(self, event: ViewName.Chosen) -> None:
        self.lens = event.view
        self._answer()

    def action_turn(self, by: int) -> None:
        """Another lens."""
        lenses = lens_ids()
        self.lens = lenses[(lenses.index(self.lens) + by) % len(lenses)]
        self._answer()
