"""The disk refused: what was done is kept in memory, and a person decides what comes next."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.case import Problem
from workbench.casebook import Casebook
from workbench.locale import shown
from workbench.store import CaseFile

from ..kit.commands import Command
from ..kit.node import Node
from .fields import Field
from .form import Form


class UnwrittenForm(ModalScreen[str | None], Node):
    """Answers «retry», «elsewhere» or None for going on in memory."""

    def __init__(self, sentence: str) -> None:
        """Say why it couldn't be written."""
        super().__init__()
        self.sentence = sentence

    def compose(self) -> ComposeResult:
        """The sentence over what can be done."""
        w = self.w
        commands = [
            Command("r", "answer('retry')", w.t("try again")),
            Command("s", "answer('elsewhere')", w.t("save elsewhere")),
            Command("k,escape", "answer('')", w.t("keep working")),
        ]
        self.install(commands)
        with Vertical(classes="form confirm"):
            yield Static(Text(w.t("Not on the disk yet")), classes="heading")
            yield Static(Text(shown(self.sentence[:400])))
            kept = w.t("Your change is kept in memory, and is lost only if the program ends.")
            yield Static(Text(kept), classes="quiet")
            with Horizontal(classes="buttons"):
                for command, name in zip(commands, ("retry", "elsewhere", "on"), strict=True):
                    label = f"{command.label} ({command.keys[0]})"
                    yield Button(Text(label), id=name, compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        name = event.button.id or ""
        self.action_answer("" if name == "on" else name)

    def action_answer(self, answer: str) -> None:
        """Answer by key."""
        self.dismiss(answer or None)


class ElsewhereForm(Form[str]):
    """Another file to save the case in."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book

    @property
    def heading(self) -> str:
        """What is asked."""
        return self.w.t("Save the case in another file")

    def fields(self) -> list[Field]:
        """A path, the home folder proposed."""
        try:
            folder = Path.home()
        except RuntimeError:
            # Some accounts have none.
            folder = self.bench.workspace.folder
        path = folder / f"{self.book.case.slug}.json"
        return [Field("path", self.w.t("file"), str(path))]

    async def save(self, values: dict[str, str]) -> str:
        """Write the whole case there; raises `Problem` or `OSError`."""
        from workbench.interchange.recognition import typed_path

        path = typed_path(values["path"])
        if path.is_dir():
            raise Problem("{path} is a folder: add the name of a file to it", path=str(path))
        await asyncio.to_thread(self.book.save_elsewhere, CaseFile(path), self.bench.coder)
        return str(path)
