"""Who codes, asked once."""

from __future__ import annotations

from textual import on
from textual.widgets import Button

from workbench.case import Problem

from ..kit.commands import Command
from .fields import Field
from .form import Form


class CoderForm(Form[str]):
    """The name that is recorded with every tag and piece of evidence."""

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self._typed_before = typed

    @property
    def heading(self) -> str:
        """Why it is asked."""
        return self.w.t(
            "Who codes? Your name or initials are kept with every tag and piece of evidence."
        )

    def reopen(self) -> None:
        """The question again, in the other language."""
        self.bench.push_screen(CoderForm(self._typed_before))

    def more_commands(self) -> list[Command]:
        """The first thing that anybody sees is where one looks for one's language."""
        return [Command("ctrl+l", "language", "中文 / English", self.w.t("Switch the language"))]

    @on(Button.Pressed, "#do-language")
    def action_language(self) -> None:
        """The other language."""
        self._typed_before = self.values()["coder"]
        # A screen can't wait for its own end.
        self.bench.run_worker(self.bench.action_language())

    def fields(self) -> list[Field]:
        """A name."""
        named = self._typed_before or self.bench.coder
        return [Field("coder", self.w.t("coder"), named, hint=self.w.t("e.g. CKM"))]

    async def save(self, values: dict[str, str]) -> str:
        """Remember it."""
        name = values["coder"].strip()
        if not name:
            raise Problem(self.w.t("a coder needs a name or initials"))
        self.bench.keep(coder=name)
        # Whoever codes in an open round sees an open case without its codes from now on.
        await self.bench.look()
        return name
