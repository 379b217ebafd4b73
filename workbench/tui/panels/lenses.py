"""The case by lenses: which conclusions hang on the choice of criterion."""

from __future__ import annotations

from .compare import CompareView
from .diagnosis import DiagnosisView
from .grid import GridView
from .panel import Panel
from .square import SquareView
from .views import Views


class LensesPanel(Views):
    """Every event by every lens, the square, two criteria compared, and what evidence tells."""

    def views(self) -> list[tuple[str, str, type[Panel]]]:
        """Four ways to look."""
        w = self.w
        return [
            ("grid", w.t("Events × lenses"), GridView),
            ("square", w.t("Intent × effect"), SquareView),
            ("compare", w.t("Compare"), CompareView),
            ("diagnosis", w.t("Diagnosticity"), DiagnosisView),
        ]
