"""Expected against observed: what the conditions lead one to expect, and what was coded."""

from __future__ import annotations

from .expected import ExpectedView
from .line import LineView
from .panel import Panel
from .profile import ProfileView
from .reactions import ReactionsView
from .unused import UnusedView
from .views import Views


class ConditionsPanel(Views):
    """The ratings and their expectation, the profile, the line of confrontation, the rest."""

    needs_events = frozenset({"profile", "line"})

    def views(self) -> list[tuple[str, str, type[Panel]]]:
        """Five ways to look."""
        w = self.w
        return [
            ("expected", w.t("Expected"), ExpectedView),
            ("profile", w.t("Observed"), ProfileView),
            ("line", w.t("Confrontation"), LineView),
            ("reactions", w.t("Reactions"), ReactionsView),
            ("unused", w.t("Not used yet"), UnusedView),
        ]
