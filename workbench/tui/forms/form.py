"""The form that all forms are: fields, an error beside each, nothing typed ever lost."""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from workbench.case import Problem, date_in_words, read_loose

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from .confirm import Confirm
from .fields import Field, read

Answer = TypeVar("Answer")


class Misfilled(Problem):
    """A refusal that belongs beside one field."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


def _unsaid(id: str, kind: str) -> Label:
    """A label for a sentence that isn't due yet."""
    label = Label("", id=id, classes=kind)
    label.display = False
    return label


def _say(label: Label, sentence: str) -> None:
    """Show a sentence, or none; what stands there already asks for no layout."""
    if str(label.content) != sentence:
        label.update(Text(sentence))
    label.display = bool(sentence)


class Form(ModalScreen[Answer | None], Node, Generic[Answer]):
    """A modal form; `fields` asks and `save` answers or raises `Problem`."""

    shared_scope = "form"

    def __init__(self) -> None:
        super().__init__()
        self._at_work = False
        self.asked: list[Field] = []

    @property
    def heading(self) -> str:
        """What the form is for."""
        raise NotImplementedError

    @property
    def verb(self) -> str:
        """What its first button says."""
        return self.w.t("Save")

    @property
    def place(self) -> str:
        """Where it stands, if forms that ask the same stand elsewhere too: a draft goes back there
        alone."""
        return ""

    @property
    def lasts(self) -> bool:
        """Whether saving may take long enough that keys must work meanwhile."""
        return False

    def fields(self) -> list[Field]:
        """What the form asks, in order."""
        raise NotImplementedError

    async def save(self, values: dict[str, str]) -> Answer:
        """Do what the form is for; raises `Problem`, and then the form stays as it is."""
        raise NotImplementedError

    def more_commands(self) -> list[Command]:
        """What can be done besides saving and closing."""
        return []

    def compose(self) -> ComposeResult:
        """A scroll of labelled fields over two buttons."""
        w = self.w
        self.install(
            [
                Command("ctrl+s", "save", self.verb.lower(), w.t("Save and close")),
                *self.more_commands(),
                Command("escape", "close", w.t("cancel"), w.t("Close without saving")),
            ]
        )
        # Else what is typed ahead of a key that moves the focus ends up in the field before.
        self.hurry("tab", "shift+tab", "ctrl+s", *(c.key for c in self.more_commands()))
        self.asked = self.fields()
        with Vertical(classes="form"):
            yield Static(Text(self.heading), classes="heading", id="form-heading")
            with VerticalScroll(classes="fields", can_focus=False):
                for field in self.asked:
                    with Horizontal(classes=f"field {field.kind}", id=f"row-{field.name}"):
                        yield Label(Text(field.label), classes="label", id=f"label-{field.name}")
                        with Vertical(classes="answer"):
                            yield field.widget()
                            if field.readback:
                                yield _unsaid(f"readback-{field.name}", "readback")
                            yield _unsaid(f"error-{field.name}", "error")
            yield _unsaid("problem", "error")
            with Horizontal(classes="buttons"):
                yield Button(Text(self.verb), id="save", variant="primary", compact=True)
                for command in self.more_commands():
                    name = Text(command.label)
                    yield Button(name, id=f"do-{command.action}", compact=True)
                yield Button(Text(w.t("Cancel")), id="close", compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self._quiet()

    def _quiet(self) -> None:
        for label in self.query(".error").results(Label):
            _say(label, "")
        for field in self.asked:
            self._mark(field, carried=field.carried and bool(field.value))
            if field.value:
                self._check(field.name)
            else:
                self._read(field, "")
        if self.bench.drafts.fill(self):
            self.complain("", self.w.t("What you had typed before the interruption is put back"))

    def readback(self, text: str) -> str:
        """How a date that was typed is understood."""
        value = read_loose(text)
        return self.w.t("reads as {date} · {edtf}", date=date_in_words(value, self.w), edtf=value)

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
        _say(self.query_one(f"#error-{name}" if name else "#problem", Label), sentence)

    def _check(self, name: str) -> bool:
        field = next(f for f in self.asked if f.name == name)
        value = read(self.query_one(f"#field-{name}"))
        try:
            if field.check:
                field.check(value)
        except Problem as problem:
            self._read(field, "")
            self.complain(name, self.bench.sentence(problem))
            return False
        self.complain(name, "")
        self._read(field, value)
        return True

    def _mark(self, field: Field, *, carried: bool) -> None:
        label = self.query_one(f"#label-{field.name}", Label)
        said = self.w.t("{field} · carried over", field=field.label) if carried else field.label
        if str(label.content) != said:
            label.update(Text(said))

    def _read(self, field: Field, value: str) -> None:
        if field.readback:
            said = field.readback(value) if value.strip() else ""
            _say(self.query_one(f"#readback-{field.name}", Label), said)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed | Select.Changed) -> None:
        control = event.control
        if control is not None and control.id and control.id.startswith("field-"):
            name = control.id.removeprefix("field-")
            self._check(name)
            field = next(field for field in self.asked if field.name == name)
            if field.carried and self.values()[name] != field.value:
                self._mark(field, carried=False)
            self.filled(name)

    def filled(self, name: str) -> None:
        """Something was typed or chosen in a field."""

    @on(Input.Submitted)
    async def _next(self) -> None:
        if len(self.asked) == 1:
            await self.action_save()
        else:
            self.focus_next()

    async def _settled(self) -> None:
        # Letters that were typed just before the key still wait in their fields.
        for field in self.asked:
            done = asyncio.Event()
            self.query_one(f"#field-{field.name}").call_later(done.set)
            await asyncio.wait_for(done.wait(), 5)

    def _open(self) -> str:
        """The field whose list is open: what is found in it isn't chosen yet."""
        opened = (each for each in self.query(Select) if each.expanded)
        return next(((each.id or "").removeprefix("field-") for each in opened), "")

    async def saved(self) -> Answer | None:
        """Save where everything can be read, else go to what can't and give None."""
        await self._settled()
        name = self._open()
        if name:
            self.complain(name, self.w.t("take what is marked with Enter, or close with Escape"))
            return None
        wrong = [field.name for field in self.asked if not self._check(field.name)]
        if wrong:
            self.query_one(f"#field-{wrong[0]}").focus()
            return None
        self.complain("", self.w.t("At work: this may take a moment") if self.lasts else "")
        try:
            return await self.save(self.values())
        except Misfilled as problem:
            self.complain(problem.name, self.bench.sentence(problem))
            self.query_one(f"#field-{problem.name}").focus()
        except (Problem, OSError, ValueError) as problem:
            self.complain("", self.bench.sentence(problem))
        return None

    @on(Button.Pressed, "#save")
    async def action_save(self) -> None:
        """Save and close."""
        if not self.lasts:
            await self._finish()
        elif not self._at_work:
            self._at_work = True
            self.run_worker(self._finish())

    async def _finish(self) -> None:
        answer = await self.saved()
        self._at_work = False
        if answer is not None:
            self.dismiss(answer)

    def refill(self) -> None:
        """Ask anew, with other values, in the same place."""
        self.asked = self.fields()
        with self.prevent(Input.Changed, TextArea.Changed, Select.Changed):
            for field in self.asked:
                field.put(self.query_one(f"#field-{field.name}"))
        self.query_one("#form-heading", Static).update(Text(self.heading))
        self._quiet()
        self.set_focus(self.query_one(f"#field-{self.asked[0].name}"))

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close; ask first where that loses something."""
        if self._at_work:
            self.bench.say(self.w.t("At work: this may take a moment"))
            return
        if not self.changed:
            self.close()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.close()

        question = self.w.t("Close without saving what you typed?")
        self.app.push_screen(Confirm(question, self.w.t("Discard")), answered)

    def close(self) -> None:
        """Close without saving."""
        self.dismiss(None)
