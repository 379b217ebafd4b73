"""The ways between events from the evidence tab: before and after, to a reaction and back."""

from __future__ import annotations

from textual.widgets import DataTable

from workbench.case import Event

from .panel import Panel, row_key


class Ways(Panel):
    """Goes to other events, and remembers where one came from."""

    came: list[str]
    """The events from which one went to a reaction."""

    def acts(self, event: Event) -> list[Event]:
        """The events whose claims name this one as the target's reaction."""
        pieces = self.case.evidence.values()
        found = {p.event for p in pieces if p.reaction == event.id}
        return [e for e in self.case.timeline if e.id in found]

    def no_event(self) -> None:
        """Say that the case has no event yet."""
        self.bench.say(self.w.t("No events yet: log one in the first tab"))

    def _go(self, event: str) -> None:
        self.of.selected = event
        self.of.redraw()

    def action_reaction(self) -> None:
        """To the event that the claim names as the target's reaction."""
        key = row_key(self.query_one("#effect", DataTable))
        piece = self.case.evidence.get(key or "")
        if piece and piece.reaction and piece.reaction in self.case.events and self.of.event:
            self.came.append(self.of.event.id)
            self._go(piece.reaction)
        else:
            self.bench.say(self.w.t("The claim under the cursor names no reaction"))

    def action_back(self) -> None:
        """Where one came from, else the act that this event is the reaction to."""
        acts = [e.id for e in self.acts(self.of.event)] if self.of.event else []
        came = [e for e in self.came if e in self.case.events]
        if came:
            self.came = came[:-1]
            self._go(came[-1])
        elif acts:
            self._go(acts[0])
        else:
            self.bench.say(self.w.t("This event is nobody's reaction"))

    def action_step(self, by: int) -> None:
        """To the event before or after."""
        line = [e.id for e in self.case.timeline]
        if self.of.selected not in line:
            self.no_event()
            return
        at = line.index(self.of.selected) + by
        if 0 <= at < len(line):
            self._go(line[at])
        else:
            w = self.w
            self.bench.say(
                w.t("This is the last event") if by > 0 else w.t("This is the first event")
            )
