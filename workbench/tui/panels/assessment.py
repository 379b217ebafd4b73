"""What the researcher concludes; the program writes none of it."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from ..forms import AssessmentForm
from ..kit.commands import Command
from ..kit.plain import prose
from .alternatives import AlternativesView
from .facts import FactsView
from .judgements import JudgementsView
from .outcome import concluded
from .panel import Panel
from .views import Views


class AssessmentPanel(Views):
    """The judgements, the bottom line, the alternatives, and what the data shows beside them."""

    needs_events = frozenset({"facts"})

    def views(self) -> list[tuple[str, str, type[Panel]]]:
        """Four ways to look."""
        w = self.w
        return [
            ("judgements", w.t("Key judgements"), JudgementsView),
            ("texts", w.t("Bottom line"), TextsView),
            ("alternatives", w.t("Alternatives"), AlternativesView),
            ("facts", w.t("What the data shows"), FactsView),
        ]

    def more(self) -> list[Command]:
        """The texts can be written from any of them."""
        w = self.w
        return [
            Command("w", "write", w.t("bottom line"),
                    w.t("Write the bottom line, limitations and what to watch")),
        ]  # fmt: skip

    def action_write(self) -> None:
        """Write the bottom line and its companions."""
        self.app.push_screen(AssessmentForm(self.book))


class TextsView(Panel):
    """The bottom line, the limitations and what to watch."""

    def compose(self) -> ComposeResult:
        """Three texts, and the rule by which the case is concluded."""
        with VerticalScroll():
            yield Static(id="texts-text")

    def enter(self) -> None:
        """The focus on the texts, to scroll them."""
        self.query_one(VerticalScroll).focus()

    def redraw(self) -> None:
        """Show the texts as they are now."""
        w, now, said = self.w, self.case.assessment, Text()
        for label, text in (
            (w.t("bottom line"), now.bottom_line),
            (w.t("outcome rule"), concluded(self)),
            (w.t("limitations"), now.limitations),
            (w.t("what to watch"), now.watch),
        ):
            said.append(label + "\n", "dim")
            unwritten = Text(
                self.hint("not written: press {w}", {"w": "assessment.write"}), "dim italic"
            )
            said.append_text(prose(text) if text.strip() else unwritten).append("\n\n")
        self.query_one("#texts-text", Static).update(said)
