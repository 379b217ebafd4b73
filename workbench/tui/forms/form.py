"""The form that all forms are: fields, an error beside each, nothing typed ever lost."""

from __future__ import annotations

from typing import Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from workbench.case import Problem

from ..commands import Command
from ..footer import KeyFooter
from ..node import Node
from .confirm import Confirm
from .fields import Field, read

Answer = TypeVar("Answer")


class Form(ModalScreen[Answer | None], Node, Generic[Answer]):
    """A modal form; `fields` asks and `save` answers or raises `Problem`."""

    shared_scope = "form"

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Field] = []

    @property
    def heading(self) -> str:
        """What the form is for."""
        raise NotImplementedError

    def fields(self) -> list[Field]:
        """What the form asks, in order."""
        raise NotImplementedError

    async def save(self, values: dict[str, str]) -> Answer:
        """Do what the form is for; raises `Problem`, and then the form stays as it is."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A scroll of labelled fields over two buttons."""
        w = self.w
        self.install(
            [
                Command("ctrl+s", "save", w.t("save"), w.t("Save and close")),
                Command("escape", "close", w.t("cancel"), w.t("Close without saving")),
            ]
        )
        self.asked = self.fields()
        with Vertical(classes="form"):
            yield Static(Text(self.heading), classes="heading")
            with VerticalScroll(classes="fields", can_focus=False):
                for field in self.asked:
                    with Horizontal(classes=f"field {field.kind}"):
                        yield Label(Text(field.label), classes="label")
                        with Vertical(classes="answer"):
                            yield field.widget()
                            yield Label("", id=f"error-{field.name}", classes="error")
            yield Label("", id="problem", classes="error")
            with Horizontal(classes="buttons"):
                yield Button(Text(w.t("Save")), id="save", variant="primary", compact=True)
                yield Button(Text(w.t("Cancel")), id="close", compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        for label in self.query(".error").results(Label):
            label.display = False
        if self.bench.drafts.fill(self):
            self.complain("", self.w.t("What you had typed before the interruption is put back"))

    def values(self) -> dict[str, str]:
        """What stands in the form."""
        return {f.name: read(self.query_one(f"#field-{f.name}")) for f in self.asked}

    @property
    def changed(self) -> bool:
        """Whether closing would lose something."""
        values = self.values()
        return any(values[field.name] != field.value for field in self.asked)

    def complain(self, name: str, sentence: str) -> None:
        """Put a sentence beside a field, or take it away."""
        label = self.query_one(f"#error-{name}" if name else "#problem", Label)
        label.update(Text(sentence))
        label.display = bool(sentence)

    def _check(self, name: str) -> bool:
        field = next(f for f in self.asked if f.name == name)
        if not field.check:
            return True
        try:
            field.check(read(self.query_one(f"#field-{name}")))
        except Problem as problem:
            self.complain(name, self.bench.sentence(problem))
            return False
        self.complain(name, "")
        return True

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed | Select.Changed) -> None:
        control = event.control
        if control is not None and control.id and control.id.startswith("field-"):
            name = control.id.removeprefix("field-")
            self._check(name)
            self.filled(name)

    def filled(self, name: str) -> None:
        """Something was typed or chosen in a field."""

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    async def action_save(self) -> None:
        """Save where everything can be read, else go to what can't."""
        wrong = [field.name for field in self.asked if not self._check(field.name)]
        if wrong:
            self.query_one(f"#field-{wrong[0]}").focus()
            return
        try:
            answer = await self.save(self.values())
        except (Problem, OSError, ValueError) as problem:
            self.complain("", self.bench.sentence(problem))
            return
        self.dismiss(answer)

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close; ask first where that loses something."""
        if not self.changed:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        question = self.w.t("Close without saving what you typed?")
        self.app.push_screen(Confirm(question, self.w.t("Discard")), answered)
