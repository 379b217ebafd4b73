"""The memo: choose what goes in, write the PDF, read where it is and which were written before."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from workbench.case import Case, Problem
from workbench.judgement import Findings, judge_case, profile_of_acts

from ..kit.commands import Command
from ..kit.outside import opened
from ..kit.plain import prose
from .apart import counted
from .memooutline import memo_outline
from .panel import Panel
from .reasons import sentences

if TYPE_CHECKING:
    from ..kit.bench import Bench

_WIDE = 120
"""Columns from which the memo's first page stands beside the buttons."""
_LONG = 1_000
"""Events from which a memo isn't laid out before somebody asks for it: it takes seconds."""
_DIGEST = re.compile(rb"sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class _Order:
    """What was asked for, as it stood when the key was pressed."""

    case: Case
    lang: str
    path: Path
    short: bool
    sections: frozenset[str] | None


class MemoPanel(Panel):
    """Export of the case memo, in a thread so that nothing waits for it."""

    def compose(self) -> ComposeResult:
        """Two buttons, what the memo will find, and where it went."""
        w = self.w
        self._short, self._sections = False, frozenset[str]()
        self._written: Path | None = None
        self._laid_out: object = None
        self.install(
            [
                Command(
                    "x", "export('en')", w.t("export in English"), w.t("Write the memo in English")
                ),
                Command(
                    "z",
                    "export('zh-Hant')",
                    w.t("export in Chinese"),
                    w.t("Write the memo in Chinese"),
                ),
                Command("b", "form", w.t("full or short"), w.t("Choose the memo’s form")),
                Command("s", "sections", w.t("sections"), w.t("Choose the memo’s sections")),
                Command("p", "preview", w.t("preview"), w.t("Read the memo here")),
                Command("c", "copy_path", w.t("copy path"), w.t("Copy where the memo is")),
                Command("v", "open_memo", w.t("open PDF"), w.t("Open the memo in a viewer")),
            ]
        )
        yield Static(Text(w.t("The case memo as a PDF")), classes="heading")
        with Horizontal(id="memo-body"):
            yield from self._left()
            with VerticalScroll(id="memo-first", can_focus=False):
                yield Static(id="memo-page")

    def _left(self) -> ComposeResult:
        with VerticalScroll(id="memo-left", can_focus=False):
            yield Static(id="memo-facts")
            yield Static(id="memo-choices")
            with Horizontal(classes="buttons"):
                yield Button(Text("English (x)"), id="memo-en", compact=True, variant="primary")
                yield Button(
                    Text("正體中文 (z)"), id="memo-zh-Hant", compact=True, variant="primary"
                )
            yield Static(id="memo-said")
            yield Static(id="memo-earlier")
            yield Static(id="memo-holds")

    def enter(self) -> None:
        """The focus on the case's own language."""
        self.query_one(f"#memo-{self.case.info.language}").focus()

    def redraw(self) -> None:
        """What the memo has to say something about."""
        w, found = self.w, self.of.own_findings
        counts = profile_of_acts(found)
        lines = [
            w.t("{n} not coded yet", n=counts.events - counts.coded),
            w.t("{n} with evidence on both sides", n=counts.both_sides),
            w.tn("{n} differs", "{n} differ", len(found.differing)),
        ]
        if not self.case.assessment.bottom_line:
            lines.append(w.t("no bottom line yet: the memo will say so"))
        said = counted(found, self).append("\n" + " · ".join(lines))
        if hidden := self._hidden:
            said = prose(hidden, "bold")
        elif not self.case.events:
            said = Text(w.t("No events yet: log one in the first tab"))
        self.query_one("#memo-facts", Static).update(said)
        self._show_choices()
        self._show_earlier()
        self._lay_out()

    @property
    def _hidden(self) -> str:
        """Why no memo is written now; empty where one is."""
        try:
            self.book.check_memo()
        except Problem as problem:
            return self.bench.sentence(problem)
        return ""

    def _lay_out(self) -> None:
        """Beside the buttons, where there is room: the memo's beginning and what it holds."""
        order = self._order(self.w.lang)
        wide = self.of.room.width >= _WIDE and bool(self.case.events) and not self._hidden
        self.query_one("#memo-first").display = self.query_one("#memo-holds").display = wide
        wanted = (self.of.own_findings, order.lang, order.short, order.sections)
        if len(self.case.events) > _LONG:
            said = self.hint(
                "The memo of a long case takes a while to lay out: {p} shows it here.",
                {"p": "memo.preview"},
            )
            self._show_page((Text(said, "dim"), Text()))
        elif wide and wanted != self._laid_out:
            self._laid_out = wanted
            self._first_page(self.bench, order, self.of.own_findings)

    @work(thread=True, exclusive=True, group="memo-page")
    def _first_page(self, bench: Bench, order: _Order, found: Findings) -> None:
        from workbench.memo import SHORT
        from workbench.memo.contents import memo_document

        document = memo_document(
            order.case,
            order.lang,
            digest="",
            today=bench.today,
            findings=found,
            sections=SHORT if order.short else order.sections,
            rounds=self.book.rounds(),
        )
        bench.call_from_thread(self._show_page, memo_outline(document, self.w))

    def _show_page(self, told: tuple[Text, Text]) -> None:
        for name, said in zip(("#memo-page", "#memo-holds"), told, strict=True):
            self.query_one(name, Static).update(said)

    def _show_choices(self) -> None:
        w = self.w
        form = w.t("short: first page and event table") if self._short else w.t("full")
        if self._sections and not self._short:
            form = w.tn("{n} section", "{n} sections", len(self._sections))
        own = sentences(self).view(self.of.own_view)
        rows = [
            (
                self.hint("Form ({b}), sections ({s})", {"b": "memo.form", "s": "memo.sections"}),
                form,
            ),
            (self.hint("What counts, as the case has it ({i})", {"i": "case.info"}), own),
        ]
        said = Text("\n".join(w.t("{name}: {value}", name=name, value=v) for name, v in rows))
        if self.of.view != self.of.own_view:
            other = w.t("The view on the screen is another: the memo doesn’t follow it.")
            said.append("\n" + other, "bold")
        self.query_one("#memo-choices", Static).update(said)

    def _show_earlier(self) -> None:
        w, now = self.w, self.book.file.digest().encode()
        said = Text()
        for path in self._earlier()[:12]:
            try:
                when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
                named = _DIGEST.search(path.read_bytes())
            except OSError:
                continue
            state = w.t("of the case as it is now")
            if named is None:
                state = w.t("doesn’t say of which state of the case")
            elif named[1] != now:
                state = w.t("the case has changed since")
            said.append("\n").append_text(prose(path.name))
            said.append(f"  {when:%Y-%m-%d %H:%M}  ", "dim")
            said.append_text(prose(f"{self._what(path)} · {state}"))
        if said:
            said = Text.assemble((w.t("Written before"), "bold"), said)
        self.query_one("#memo-earlier", Static).update(said)

    def _what(self, path: Path) -> str:
        """What a file is, by its name: a memo, or one event on paper."""
        *of, last = path.stem.removeprefix(f"{self.case.slug}.").split(".")
        if last == "short":
            return self.w.t("memo, short")
        if not of:
            return self.w.t("memo, full or some sections")
        numbered = {str(n): event for n, event in enumerate(self.case.timeline, 1)}
        event = self.case.by_name.get(of[0], numbered.get(of[0]))
        return self.w.t("one event: {title}", title=event.title if event else of[0])

    def _earlier(self) -> list[Path]:
        return sorted(self.bench.workspace.exports.glob(f"{self.case.slug}.*.pdf"))

    @property
    def path(self) -> Path | None:
        """The memo that was written last, were it on an earlier day; None where there is none."""
        if self._written and self._written.exists():
            return self._written
        with suppress(OSError):
            return max(self._earlier(), key=lambda path: path.stat().st_mtime, default=None)
        return None

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_export((event.button.id or "memo-en").removeprefix("memo-"))

    def action_form(self) -> None:
        """From full to short and back."""
        self._short = not self._short
        self._show_choices()
        self._lay_out()

    def action_sections(self) -> None:
        """Choose among the sections."""
        from ..forms.sections import SectionsScreen

        def chosen(names: frozenset[str] | None) -> None:
            if names is not None:
                self._short, self._sections = False, names
                self._show_choices()
                self._lay_out()

        absent = () if self.book.has_rounds else ("agreement",)
        self.bench.push_screen(SectionsScreen(self._sections, absent), chosen)

    def action_preview(self) -> None:
        """Read the memo's text in the terminal."""
        if hidden := self._hidden:
            self._said(hidden, [], False)
            return
        self._said(self.w.t("Laying out the preview …"), [], None)
        self._preview(self.bench, self._order(self.w.lang))

    def action_copy_path(self) -> None:
        """The path to the clipboard."""
        if path := self.path:
            self.bench.copy_to_clipboard(str(path))
            self.bench.say(self.w.t("Copied: {path}", path=str(path)))
        else:
            self.bench.say(self.w.t("Write the memo first"))

    def action_open_memo(self) -> None:
        """The PDF in the system's viewer."""
        if path := self.path:
            self._open(self.bench, path)
        else:
            self.bench.say(self.w.t("Write the memo first"))

    @work(thread=True, group="viewer")
    def _open(self, bench: Bench, path: Path) -> None:
        if not opened(path):
            sentence = self.hint(
                "No viewer could be opened: {c} copies where the memo is", {"c": "memo.copy-path"}
            )
            bench.call_from_thread(bench.say, sentence, error=True)

    def action_export(self, lang: str) -> None:
        """Write the memo in a language."""
        if hidden := self._hidden:
            self._said(hidden, [], False)
            return
        self.query_one("#memo-said", Static).update(Text(self.w.t("Writing the memo …")))
        self._write(self.bench, self._order(lang))

    def _order(self, lang: str) -> _Order:
        name = f"{self.case.slug}.{lang}{'.short' if self._short else ''}.pdf"
        path = self.bench.workspace.exports / name
        return _Order(self.case, lang, path, self._short, self._sections or None)

    @work(thread=True, exclusive=True, group="memo")
    def _write(self, bench: Bench, order: _Order) -> None:
        # ReportLab costs a fifth of a second: nobody waits for it before the first memo.
        from workbench.memo import SHORT, write_memo

        def told(percent: int) -> None:
            sentence = bench.words.t("Writing the memo … {n}%", n=percent)
            bench.call_from_thread(self._said, sentence, [], None)

        try:
            order.path.parent.mkdir(parents=True, exist_ok=True)
            warned = write_memo(
                order.case,
                order.lang,
                order.path,
                digest=self.book.file.digest(),
                today=bench.today,
                findings=judge_case(order.case),
                sections=SHORT if order.short else order.sections,
                rounds=self.book.rounds(),
                progress=told,
            )
        except (Problem, OSError) as problem:
            bench.call_from_thread(self._said, bench.sentence(problem), [], False)
            return
        self._written = order.path
        bench.call_from_thread(self._said, str(order.path), warned, True)
        bench.call_from_thread(self._show_earlier)

    @work(thread=True, exclusive=True, group="memo")
    def _preview(self, bench: Bench, order: _Order) -> None:
        from workbench.memo import SHORT, memo_markdown

        from ..forms.memotext import PreviewScreen

        text = memo_markdown(
            order.case,
            order.lang,
            digest="",
            today=bench.today,
            findings=judge_case(order.case),
            sections=SHORT if order.short else order.sections,
            rounds=self.book.rounds(),
        )
        bench.call_from_thread(self._said, "", [], None)
        bench.call_from_thread(bench.push_screen, PreviewScreen(text))

    def _said(self, sentence: str, warned: list[str], written: bool | None) -> None:
        """A path where the memo is `written`, a refusal where it isn't, else how far it is."""
        styles = {True: "bold", False: "bold red", None: ""}
        said = prose(sentence, styles[written])
        if written:
            said = Text.assemble((self.w.t("Written to") + "\n", "dim"), said)
        for warning in warned:
            said.append("\n! ").append_text(prose(warning))
        self.query_one("#memo-said", Static).update(said)
