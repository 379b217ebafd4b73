"""Settling a round: its disagreements one by one, without saying which coder gave which answer."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from workbench.agreement import Answer
from workbench.case import Problem
from workbench.casebook import Casebook
from workbench.casebook.rounds import (
    SETTLED,
    Decided,
    Difference,
    Settlement,
    Standing,
    answer_name,
    as_settled,
    changed,
    check_settled,
    decide,
    decided_so_far,
    in_lots,
    keep_decided,
    named,
    reasons,
    settled_step,
    settlement,
    together,
    variable_name,
    worst_first,
)
from workbench.casebook.rounds.deciding import Key
from workbench.locale import first_of

from ..forms import Confirm
from ..forms.decide import DecideForm
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.plain import cell, prose, two_ends, way_back
from ..kit.table import Heading, SeenTable
from ..kit.undoing import Undoing

_NAMED = 6
_VARIABLE = 28
_FINDING = 60
"""Columns of a finding in a message."""
_MOST = 9
"""Coders that a digit can choose."""


class SettleScreen(Screen[None], Undoing):
    """The disagreements, the farthest apart first, over the one under the cursor."""

    def __init__(self, book: Casebook, standing: Standing) -> None:
        super().__init__()
        self.book, self.standing = book, standing
        self.differ = {f"{d.unit} {d.variable.id}": d for d in worst_first(standing)}
        self.decided = decided_so_far(standing)
        asked = {self._key(each) for each in self.differ.values()}
        self._made: list[tuple[Key, Decided | None]]
        """What was decided, the last one last, each with what stood there before."""
        self._made = [(key, None) for key in self.decided if key in asked]

    def reopen(self) -> None:
        """The disagreements again."""
        self.bench.push_screen(SettleScreen(self.book, self.standing))

    def compose(self) -> ComposeResult:
        """The table over the answers."""
        w = self.w
        coders = min(len(self.standing.round.coders), _MOST)
        self.install(
            [
                Command("ctrl+s", "settle", w.t("settle"),
                        w.t("Enter what was decided into the case")),
                *(
                    Command(str(n), f"choose({n})", w.t("take"),
                            w.t("Take answer {n}", n=n))
                    for n in range(1, coders + 1)
                ),
                Command("b", "both", w.t("all"), w.t("Take what all gave together")),
                Command("o", "other", w.t("other"), w.t("Give another answer")),
                replace(self.undo_command(), help=w.t("Take the last decision back")),
                Command("q,escape", "close", w.t("back"), w.t("Back to the rounds")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        with Vertical(id="settle-body"):
            yield SeenTable(self._cells, id="differences")
            with VerticalScroll(id="difference"):
                yield Static(id="difference-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        """At the first that isn't decided."""
        self.redraw(self._next())
        self.query_one("#differences").focus()

    @on(Resize)
    def _resized(self) -> None:
        self.redraw(None)

    @property
    def _left(self) -> list[str]:
        return [key for key, d in self.differ.items() if self._key(d) not in self.decided]

    def _next(self, after: str | None = None) -> str | None:
        """The next that isn't decided: below a disagreement, else from the top."""
        left, order = self._left, list(self.differ)
        below = order[order.index(after) :] if after else order
        return next((key for key in below if key in left), next(iter(left), None))

    @staticmethod
    def _key(difference: Difference) -> Key:
        return difference.unit, difference.variable.id

    def redraw(self, at: str | None) -> None:
        """The table, with the cursor on a disagreement or where it was."""
        w, table = self.w, self.query_one("#differences", SeenTable)
        said = way_back("screen.close")
        said.append_text(Text(w.t("Settle {round}", round=self.standing.name), style="bold"))
        of = len(self.differ)
        count = Text(w.t("{n} of {of} decided ", n=of - len(self._left), of=of))
        if of and not self._left:
            count = Text(
                self.hint(
                    "all {of} decided: {ctrl_s} enters them ", {"ctrl_s": "settle.settle"}, of=of
                ),
                "bold",
            )
        self.query_one("#top", Static).update(two_ends(said, count, self.room.width))
        table.head([
            Heading("", "", 1), Heading("", w.t("variable"), _VARIABLE),
            Heading("", w.t("event"), max(self.room.width - _VARIABLE - 9, 10)),
        ])  # fmt: skip
        table.show(list(self.differ), at or table.key)
        self._show()

    def _cells(self, key: str) -> list[Text]:
        each = self.differ[key]
        done = "✓" if self._key(each) in self.decided else ""
        name = variable_name(each.variable.id, self.theory.book, self.w)
        return [Text(done), cell(name, _VARIABLE), cell(self._title(each), 200)]

    def _title(self, each: Difference) -> str:
        piece = self.book.case.evidence.get(each.unit)
        event = self.book.case.events.get(piece.event if piece else each.unit)
        return event.title if event else each.unit

    def _called(self, each: Difference) -> str:
        """A disagreement by its event, its finding and its variable."""
        piece = self.book.case.evidence.get(each.unit)
        name = variable_name(each.variable.id, self.theory.book, self.w)
        parts = (self._title(each), cell(piece.finding, _FINDING).plain if piece else "", name)
        return " · ".join(filter(None, parts))

    @property
    def chosen(self) -> Difference | None:
        """The disagreement under the cursor."""
        return self.differ.get(self.query_one("#differences", SeenTable).key or "")

    @on(SeenTable.Moved, "#differences")
    def _show(self) -> None:
        each = self.chosen
        said = self._told(each) if each else Text(self.w.t("The coders agree on everything."))
        self.query_one("#difference-text", Static).update(said)
        self.query_one("#difference", VerticalScroll).scroll_home(animate=False)

    def _told(self, each: Difference) -> Text:
        """The unit as coders read it, the answers by number, and what was decided."""
        w, case, said = self.w, self.book.case, Text()
        said.append_text(cell(self._title(each), 400, "bold")).append("\n")
        piece, event = case.evidence.get(each.unit), case.events.get(each.unit)
        if text := piece.finding if piece else event.description if event else "":
            said.append_text(prose(text, "dim")).append("\n")
        why = reasons(each, self.standing.layers, case.codebook, w)
        for n, who in enumerate(in_lots(self.standing, each), 1):
            answer = self._word(each, each.answers[who])
            if who in why:
                answer = w.t("{answer} – {why}", answer=answer, why=why[who])
            said.append(f"\n{n}  ", "bold").append_text(prose(answer))
        if done := self.decided.get(self._key(each)):
            answer = self._word(each, done.value)
            told = w.t("decided: {answer} – {why}", answer=answer, why=done.why)
            said.append("\n\n").append_text(prose(told, "bold"))
        return said

    def _word(self, each: Difference, answer: Answer | None) -> str:
        return answer_name(each.variable.id, answer, self.book.case, self.w)

    def action_choose(self, number: int) -> None:
        """Take the answer that stands beside a number."""
        each = self.chosen
        lots = in_lots(self.standing, each) if each else []
        if each and number <= len(lots):
            self._decide(each, each.answers[lots[number - 1]])

    def action_both(self) -> None:
        """Take all that was given together, where answers are sets."""
        each = self.chosen
        answer = together(each) if each else None
        if each and answer is not None:
            self._decide(each, answer)
        else:
            self.bench.say(self.w.t("Only sets, such as strategies, can be taken together"))

    def action_other(self) -> None:
        """Ask for another answer."""
        if self.chosen:
            self._decide(self.chosen, None)

    @work(exclusive=True, group="decide")
    async def _decide(self, each: Difference, answer: Answer | None) -> None:
        before = self.decided.get(self._key(each))
        form = DecideForm(self.book, self.standing, each, answer)
        found = await self.app.push_screen_wait(form)
        if found is None or not await self._keep(each, before, found):
            return
        self.redraw(self._next(f"{each.unit} {each.variable.id}"))

    async def _keep(self, each: Difference, seen: Decided | None, made: Decided) -> bool:
        """Write a decision down at once: leaving loses nothing.

        Where somebody else has decided the same in the meantime, ask whose is to stand.
        """
        w, key = self.w, self._key(each)
        try:
            while True:
                self.decided, kept = await asyncio.to_thread(decide, self.standing, key, seen, made)
                if kept:
                    self._made.append((key, seen))
                    return True
                self.redraw(f"{each.unit} {each.variable.id}")
                seen = self.decided[key]
                question = w.t(
                    "Somebody else has decided this in the meantime. Put yours in its place? "
                    "Theirs: {answer} – {why}",
                    answer=self._word(each, seen.value), why=seen.why,
                )  # fmt: skip
                ask = Confirm(question, w.t("Put mine"), w.t("Keep theirs"))
                if not await self.app.push_screen_wait(ask):
                    return False
        except Problem as problem:
            self.bench.refuse(problem)
            return False

    async def action_undo(self) -> None:
        """Take the last decision back, wherever the cursor is."""
        w, made = self.w, [each for each in self._made if each[0] in self.decided]
        if not made:
            self.bench.say(w.t("Nothing is decided yet"))
            return
        *left, (key, before) = made
        each = next(each for each in self.differ.values() if self._key(each) == key)
        try:
            self.decided, kept = await asyncio.to_thread(
                decide, self.standing, key, self.decided[key], before
            )
        except Problem as problem:
            self.bench.refuse(problem)
            return
        self._made = left
        self.redraw(f"{each.unit} {each.variable.id}")
        label = self._called(each)
        if kept:
            self.bench.say(w.t("Undone: {label}", label=label))
        else:
            self.bench.say(w.t("Somebody else has decided this in the meantime, and it stays: "
                               "{label}", label=label))  # fmt: skip

    @work(exclusive=True, group="settle")
    async def action_settle(self) -> None:
        """Enter what all gave alike and what was decided into the case, as one edit."""
        w, coder = self.w, self.bench.coder.strip()
        try:
            if not coder:
                raise Problem("a coder needs a name or initials")
            standing = Standing.of(self.book.file.path, self.standing.name)
            check_settled(standing)
            self.decided = decided_so_far(standing)
            self.redraw(None)
            if left := self._left:
                self._tell_left(left)
                return
            asked = self.decided
            found = settlement(self.book.case, standing, as_settled(asked.values()), coder)
            ask = Confirm(self._before(found), w.t("Enter them"), w.t("Not yet"))
            if not await self.app.push_screen_wait(ask):
                return
            if decided_so_far(Standing.of(self.book.file.path, standing.name)) != asked:
                raise Problem("somebody else has decided in the meantime: look again")
            await self.write(self.book, SETTLED, found.changes)
            now = Standing.of(self.book.file.path, standing.name)
            now.take(settled_step(found, coder, self.book.history()))
            keep_decided(Standing.of(self.book.file.path, standing.name), ())
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        self.bench.say(
            w.t(
                "settled by {who}: {alike} answers that all gave alike, {settled} that were "
                "decided; {n} records changed",
                who=coder, alike=found.alike, settled=found.settled, n=len(found.changes),
            )
        )  # fmt: skip
        self.dismiss()

    def _tell_left(self, left: list[str]) -> None:
        """How many aren't decided, and which is the next; the cursor goes there."""
        w, at = self.w, self._next(self.query_one("#differences", SeenTable).key)
        self.redraw(at)
        name = self._called(self.differ[at or left[0]])
        self.bench.say(w.tn("{n} disagreement isn’t decided yet: {name}",
                            "{n} disagreements aren’t decided yet; the next: {name}",
                            len(left), name=name))  # fmt: skip

    def _before(self, found: Settlement) -> str:
        """What is asked before a settlement enters the case."""
        w, standing = self.w, self.standing
        parts = [w.t("{settled} decided, {alike} that all gave alike: {n} records change.",
                     settled=found.settled, alike=found.alike, n=len(found.changes))]  # fmt: skip
        if other := list(changed(standing, self.book.case)):
            names = w.listed(first_of(named(standing.round.frozen, other), _NAMED))
            parts.append(w.t("Changed since the round began: {names}.", names=names))
        parts.append(w.t("Enter them into the case?"))
        for notice in found.notices():
            told = notice.said(w)
            parts.append(told[:1].upper() + told[1:] + w.stop)
        return w.gap.join(parts)

    def action_close(self) -> None:
        """Back to the rounds; what was decided is kept."""
        self.dismiss()
