"""The case by lenses: which conclusions hang on the choice of criterion."""

from __future__ import annotations

from ..kit.commands import Command
from .compare import CompareView
from .diagnosis import DiagnosisView
from .grid import GridView
from .panel import Panel
from .readings import About, ReadingsView
from .square import SquareView
from .views import Views


class LensesPanel(Views):
    """Every event by every lens, two criteria, every reading, and what evidence tells."""

    needs_events = frozenset({"grid", "square", "compare", "readings", "diagnosis"})

    @property
    def missing(self) -> str:
        """What compares verdicts wants evidence; what tells motives apart, that of intent."""
        pieces = self.case.evidence
        if (found := super().missing) or self.current in ("grid", "square"):
            return found
        if not pieces:
            return self.hint(
                "No evidence yet: press {two}, then {n} to add the first.",
                {"two": "case.tab-evidence", "n": "evidence.new"},
            )
        if self.current == "diagnosis" and all(p.side != "intent" for p in pieces.values()):
            return self.hint(
                "No evidence of intent yet: press {two}, then {n} to add the first.",
                {"two": "case.tab-evidence", "n": "evidence.new"},
            )
        return ""

    def views(self) -> list[tuple[str, str, type[Panel]]]:
        """Five ways to look, and a sixth where a coding round was sealed."""
        w = self.w
        found: list[tuple[str, str, type[Panel]]] = [
            ("grid", w.t("Events × lenses"), GridView),
            ("square", w.t("Intent × effect"), SquareView),
            ("compare", w.t("Compare"), CompareView),
            ("readings", w.t("Readings"), ReadingsView),
            ("diagnosis", w.t("Diagnosticity"), DiagnosisView),
        ]
        if self.book.sealed_round:
            from .coders import CodersView

            found.append(("coders", w.t("Coders"), CodersView))
        return found

    def more(self) -> list[Command]:
        """Three questions of the conclusion, from any of them."""
        w = self.w
        return [
            Command("b", "asked('rests')", w.t("rests on"),
                    w.t("What does the conclusion rest on?")),
            Command("s", "asked('survives')", w.t("secondary"),
                    w.t("Would it survive without the secondary literature?")),
            Command("n", "asked('false')", w.t("not met"),
                    w.t("Under which criterion is it false?")),
        ]  # fmt: skip

    def action_asked(self, about: About) -> None:
        """Answer in the view of the readings."""
        self.look("readings")
        if not self.missing:
            self.query_one(ReadingsView).ask(about)
