"""Two windows on one case, doing anything in any order, against a model of what must hold."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from workbench.case import Case, CaseInfo, Change, Event
from workbench.casebook import Casebook, put
from workbench.store import CaseFile, Conflict

KEYS = st.sampled_from(["ev-1", "ev-2", "ev-3"])
WINDOWS = st.sampled_from([0, 1])


class TwoWindows(RuleBasedStateMachine):
    """The model is the plain dict of titles that the file must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "cases" / "dyad.json"
        CaseFile(path).create(Case("dyad", CaseInfo(title="T", balancer="A", target="B")))
        self.path = path
        self.books = [Casebook(CaseFile(path)), Casebook(CaseFile(path))]
        self.held: dict[str, str] = {}
        self.done: list[dict[str, str]] = []
        self.undone: list[dict[str, str]] = []

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _apply(self, window: int, change: list[Change], becomes: dict[str, str]) -> None:
        stale = self.books[window].case.events
        try:
            self.books[window].apply("edit", change)
        except Conflict:
            seen = {key: event.title for key, event in stale.items()}
            assert seen != self.held, "refused though nothing had changed elsewhere"
            return
        if change:
            self.done.append(self.held)
            self.undone.clear()
            self.held = becomes

    @rule(window=WINDOWS, key=KEYS, title=st.text(max_size=5))
    def write(self, window: int, key: str, title: str) -> None:
        change = put(self.books[window].case, Event(id=key, title=title))
        self._apply(window, change, {**self.held, key: title})

    @rule(window=WINDOWS, key=KEYS)
    def delete(self, window: int, key: str) -> None:
        event = self.books[window].case.events.get(key)
        if event is not None:
            left = {k: v for k, v in self.held.items() if k != key}
            self._apply(window, [Change(event, None)], left)

    @rule(window=WINDOWS)
    def undo(self, window: int) -> None:
        label = self.books[window].undo()
        assert (label is None) == (not self.done)
        if self.done:
            self.undone.append(self.held)
            self.held = self.done.pop()

    @rule(window=WINDOWS)
    def redo(self, window: int) -> None:
        label = self.books[window].redo()
        assert (label is None) == (not self.undone)
        if self.undone:
            self.done.append(self.held)
            self.held = self.undone.pop()

    @rule(window=WINDOWS)
    def refresh(self, window: int) -> None:
        self.books[window].refresh()
        mine = {key: event.title for key, event in self.books[window].case.events.items()}
        assert mine == self.held

    @rule(window=WINDOWS)
    def reopen(self, window: int) -> None:
        self.books[window] = Casebook(CaseFile(self.path))

    @invariant()
    def the_file_holds_what_was_confirmed(self) -> None:
        case = CaseFile(self.path).load()
        assert {key: event.title for key, event in case.events.items()} == self.held
        past = CaseFile(self.path).past()
        assert not past.faults
        assert past.state().get("events", {}).keys() == case.events.keys()


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
