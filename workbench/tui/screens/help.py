"""The guide with the keys of the place, and the message where the terminal is too small."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Markdown, OptionList, Static
from textual.widgets.markdown import MarkdownBlock
from textual.widgets.option_list import Option

from workbench import LEAST_TERMINAL
from workbench.casebook import settings_path
from workbench.codebook import anchor, guide_page
from workbench.guide import PAGES, page_of, title

from ..kit.commands import Command, Commanded
from ..kit.node import Node
from ..kit.scopes import scope_name
from ..kit.theory import OBSERVED
from ..panels.apart import key_to_verdicts

_WIDE = 100
"""Columns from which the list of pages has room beside the page."""


class HelpScreen(ModalScreen[None], Node):
    """The guide, open at the page about where the person is, with the keys that work there."""

    def __init__(self, found: list[tuple[Commanded, Command]], first: str | None = None) -> None:
        """`found` are the commands that work here; `first` is another page to begin with."""
        super().__init__()
        self.found = found
        of_place = (name for node, _ in found if (name := page_of(node.guide or node.scope)))
        self.here = next(of_place, "settings")
        self.shown = first or self.here

    def compose(self) -> ComposeResult:
        """The pages, the page that is read, and under the page of the place its keys."""
        w = self.w
        self.install(
            [
                Command("p", "pages", w.t("pages"), w.t("The other pages of the guide")),
                Command("escape,question_mark,q", "close", w.t("close")),
            ]
        )
        lang = self.bench.words.lang
        with Vertical(classes="form help"):
            with Horizontal(id="guide"):
                yield OptionList(
                    *(Option(Text(title(name, lang)), id=name) for name in PAGES),
                    id="pages",
                    compact=True,
                )
                with VerticalScroll(id="page"):
                    yield Markdown(id="text", open_links=False)
                    with Vertical(id="keys"):
                        for scope, commands in self._groups().items():
                            yield Static(Text(scope_name(scope, w)), classes="heading")
                            yield Static(self._keys(commands), classes="keys")
                        yield Static(Text(w.t("Signs")), classes="heading")
                        yield Static(Text(self._signs()), classes="keys")
                        yield Static(Text(w.t("Keys of your own")), classes="heading")
                        yield Static(Text(self._own()), classes="about")
            with Horizontal(classes="buttons"):
                yield Button(Text(w.t("Pages") + " (p)"), id="to-pages", compact=True)
                yield Button(Text(w.t("Close") + " (esc)"), id="close", compact=True)

    async def on_mount(self) -> None:
        """The arrows and the wheel scroll at once."""
        await self._show(self.shown)

    async def _show(self, name: str) -> None:
        self.shown = name
        await self.query_one(Markdown).update(guide_page(name, self.bench.words.lang))
        self.query_one("#keys").display = name == self.here
        pages, text = self.query_one(OptionList), self.query_one("#page", VerticalScroll)
        pages.highlighted = PAGES.index(name)
        pages.display, text.display = self.room.width >= _WIDE, True
        text.scroll_home(animate=False)
        text.focus()

    def action_pages(self) -> None:
        """To the list of pages, which takes the page's place where there is no room for both."""
        pages, text = self.query_one(OptionList), self.query_one("#page")
        if pages.has_focus:
            text.display = True
            text.focus()
            pages.display = self.room.width >= _WIDE
        else:
            pages.display = True
            text.display = self.room.width >= _WIDE
            pages.focus()

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option.id:
            await self._show(event.option.id)

    @on(Markdown.LinkClicked)
    async def _followed(self, event: Markdown.LinkClicked) -> None:
        name, _, part = event.href.partition("#")
        name = name.removesuffix(".md")
        if name in PAGES:
            await self._show(name)
            self._to_part(part)

    def _to_part(self, part: str) -> None:
        """To the heading that an address ends with, which may be in Chinese."""
        headings = (
            h
            for h in self.query("MarkdownHeader").results(MarkdownBlock)
            if anchor(str(h.content)) == part
        )
        if heading := next(headings, None):
            self.call_after_refresh(heading.scroll_visible, animate=False, top=True)

    def _groups(self) -> dict[str, list[Command]]:
        groups: dict[str, list[Command]] = {}
        within: list[Command] = []
        for node, command in self.found:
            # A part of a screen without a word of its own is told with what it is part of.
            if page_of(node.scope) is None:
                within.append(command)
                continue
            group = groups.setdefault(node.scope, [])
            group.extend(c for c in (*within, command) if c.id not in {g.id for g in group})
            within = []
        return groups | ({"": within} if within else {})

    def _keys(self, commands: Iterable[Command]) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(width=10, no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold", style="dim")
        for command in commands:
            told = Text(command.help or command.label)
            table.add_row(Text(command.written, style="bold"), told, Text(command.id))
        return table

    def _own(self) -> str:
        return self.w.t(
            "Any key can be changed in {path}: under [keys], the name of the action and its new "
            'key, as in "log.new" = "a". The names stand above, beside what each key does.',
            path=str(settings_path()),
        )

    def _signs(self) -> str:
        w, book, lang = self.w, self.theory.book, self.theory.lang
        classes = "   ".join(f"{c.symbol} {c.name.in_(lang)}" for c in book.classes)
        return "\n".join(
            [
                classes + "   ✖ " + w.t("hard") + "   ∅ " + w.t("coded as none")
                + "   · " + w.t("not coded yet"),
                w.t("→ the balancer acts   ← the target acts   ↔ both   ※ anyone else"),
                w.t("→+ with others beside   ↗ aimed at another than the case’s target"),
                w.t("acts that aren’t the balancer’s stand apart and aren’t counted"),
                w.t("{letters}: the verdicts by {lenses}",
                    letters=" ".join(lens.letter for lens in book.lenses),
                    lenses=w.listed(lens.short.in_(lang) for lens in book.lenses)),
                w.t("{mark}: Art, observed effects only", mark=OBSERVED),
                w.t("~ an interpretation, not a record"),
                key_to_verdicts(self).plain,
                w.t("⇄ balancing against not balancing   ≠ differ otherwise   ◂ alone"),
            ]
        )  # fmt: skip

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        """The buttons are for the mouse."""
        if event.button.id == "to-pages":
            self.action_pages()
        else:
            self.action_close()

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


class TooSmall(ModalScreen[None], Node):
    """Said instead of a broken layout; it goes away by itself."""

    def compose(self) -> ComposeResult:
        """One sentence."""
        columns, rows = LEAST_TERMINAL
        sentence = self.w.t(
            "The workbench needs at least {columns} columns and {rows} rows. Enlarge me.",
            columns=columns,
            rows=rows,
        )
        yield Static(Text(sentence), id="too-small")
