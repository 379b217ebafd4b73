"""The same record was changed here and elsewhere: both side by side, for a person to choose."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.case import Record

from ..kit.changewords import Told
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import prose


class ConflictForm(ModalScreen[str | None], Node):
    """Mine and theirs, a field a row; answers «mine», «theirs», «copy» or None for later."""

    def __init__(
        self, told: Told, mine: Record | None, theirs: Record | None, *, blind: bool
    ) -> None:
        """Ask about one record as it was written here and as it stands on disk; whoever codes
        `blind` adds no record."""
        super().__init__()
        self.told, self.mine, self.theirs = told, mine, theirs
        self.copies = not blind and mine is not None and mine.table in ("events", "evidence")

    def compose(self) -> ComposeResult:
        """The question, the two versions, and what can be done."""
        w = self.w
        commands = [
            Command("m", "answer('mine')", w.t("keep mine"), w.t("Write mine over theirs")),
            Command("t", "answer('theirs')", w.t("take theirs"), w.t("Let go of mine")),
            Command("c", "answer('copy')", w.t("mine as a copy"),
                    w.t("Take theirs, and add mine as a record of its own")),
            Command("escape", "answer('')", w.t("decide later"),
                    w.t("Back to what you typed; nothing is written")),
        ]  # fmt: skip
        offered = [c for c in commands if self.copies or c.key != "c"]
        self.install(offered)
        record = self.mine or self.theirs
        assert record is not None
        with Vertical(classes="form conflict"):
            yield Static(Text(w.t("Changed here and elsewhere")), classes="heading")
            about = w.t(
                "Someone or something else changed this in the meantime. Which is to stand?"
            )
            yield Static(Text(about), classes="about")
            yield Static(prose(self.told.name(record), "bold"), classes="about")
            with VerticalScroll(classes="fields"):
                yield Static(self._sides())
            with Horizontal(classes="buttons"):
                for command in offered:
                    name = command.action.removeprefix("answer('").removesuffix("')") or "later"
                    label = f"{command.label} ({'esc' if name == 'later' else command.key})"
                    yield Button(Text(label), id=name, compact=True)
        yield KeyFooter()

    def _sides(self) -> Table:
        w, told = self.w, self.told
        mine, theirs = (
            told.fields(side.model_dump(mode="json")) if side else {}
            for side in (self.mine, self.theirs)
        )
        table = Table(box=None, expand=True, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        for head in (w.t("mine"), w.t("theirs")):
            table.add_column(Text(head, style="bold"), ratio=1, overflow="fold")
        if self.mine is None or self.theirs is None:
            gone = Text(w.t("deleted"), style="italic")
            table.add_row(
                "", *(Text(w.t("there")) if s else gone for s in (self.mine, self.theirs))
            )
        names = dict.fromkeys([*mine, *theirs])
        for name in sorted(names, key=lambda n: mine.get(n, "") == theirs.get(n, "")):
            ours, other = mine.get(name, ""), theirs.get(name, "")
            if not ours and not other:
                continue
            style = "bold" if ours != other else "dim"
            mark = "≠ " if ours != other else "  "
            table.add_row(
                Text(mark + told.label(name), style=style), prose(ours, style), prose(other, style)
            )
        return table

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        name = event.button.id or ""
        self.action_answer("" if name == "later" else name)

    def action_answer(self, answer: str) -> None:
        """Answer by key."""
        self.dismiss(answer or None)
