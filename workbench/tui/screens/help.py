"""What a screen is for and its keys, and the message where the terminal is too small."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.casebook import settings_path

from ..commands import Command, Commanded
from ..guide import GUIDE
from ..node import Node


class HelpScreen(ModalScreen[None], Node):
    """Every key that works where the person is, by where it comes from."""

    def __init__(self, found: list[tuple[Commanded, Command]]) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> ComposeResult:
        """What the place is for, its keys, and the signs the screens use."""
        w = self.w
        self.install([Command("escape,question_mark,q", "close", w.t("close"))])
        with Vertical(classes="form help"):
            with VerticalScroll(classes="fields"):
                for scope, commands in self._groups().items():
                    title, about = GUIDE.get(scope, ("", ""))
                    if title:
                        yield Static(Text(w.t(title)), classes="heading")
                    if about:
                        yield Static(Text(w.t(about)), classes="about")
                    yield Static(self._keys(commands), classes="keys")
                yield Static(Text(w.t("Signs")), classes="heading")
                yield Static(Text(self._signs()), classes="keys")
                yield Static(Text(w.t("Keys of your own")), classes="heading")
                yield Static(Text(self._own()), classes="about")
            with Horizontal(classes="buttons"):
                yield Button(Text(w.t("Close") + " (esc)"), id="close", compact=True)

    def _groups(self) -> dict[str, list[Command]]:
        groups: dict[str, list[Command]] = {}
        within: list[Command] = []
        for node, command in self.found:
            # A part of a screen without a word of its own is told with what it is part of.
            if node.scope not in GUIDE:
                within.append(command)
                continue
            group = groups.setdefault(node.scope, [])
            group.extend(c for c in (*within, command) if c.id not in {g.id for g in group})
            within = []
        return groups | ({"": within} if within else {})

    def _keys(self, commands: Iterable[Command]) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(width=9, no_wrap=True)
        table.add_column(overflow="fold")
        for command in commands:
            table.add_row(Text(command.written, style="bold"), Text(command.help or command.label))
        return table

    def _own(self) -> str:
        return self.w.t(
            "Any key can be changed in {path}: under [keys], the name of the action and its new "
            'key, as in "log.new" = "a". The command palette (ctrl+p) shows the names.',
            path=str(settings_path()),
        )

    def _signs(self) -> str:
        w, book, lang = self.w, self.theory.book, self.theory.lang
        classes = "   ".join(f"{c.symbol} {c.name.in_(lang)}" for c in book.classes)
        return "\n".join(
            [
                classes + "   ✖ " + w.t("hard") + "   ∅ " + w.t("coded as none")
                + "   · " + w.t("not coded yet"),
                w.t("A→B the balancer acts   A←B the target acts   C someone else"),
                w.t("A I M T: the verdicts by Art, intent, motives and two levels"),
                w.t("B balancing   N not balancing   C contested   ? insufficient"),
            ]
        )  # fmt: skip

    def on_mount(self) -> None:
        """The arrows and the wheel scroll at once."""
        self.query_one(VerticalScroll).focus()

    def on_button_pressed(self) -> None:
        """The button is for the mouse."""
        self.action_close()

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


class TooSmall(ModalScreen[None], Node):
    """Said instead of a broken layout; it goes away by itself."""

    def compose(self) -> ComposeResult:
        """One sentence."""
        sentence = self.w.t("The workbench needs at least 60 columns and 18 rows. Enlarge me.")
        yield Static(Text(sentence), id="too-small")
