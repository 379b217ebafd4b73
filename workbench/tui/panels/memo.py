"""The memo: choose a language, write the PDF, read where it is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from workbench.case import Case, Problem
from workbench.judgement import profile

from ..commands import Command
from ..plain import prose
from .panel import Panel

if TYPE_CHECKING:
    from ..app import WorkbenchApp


class MemoPanel(Panel):
    """Export of the case memo, in a thread so that nothing waits for it."""

    def compose(self) -> ComposeResult:
        """Two buttons, what the memo will find, and where it went."""
        w = self.w
        self.install(
            [
                Command("x", "export('en')", w.t("export in English"), w.t("Write the memo")),
                Command("z", "export('zh-Hant')", w.t("export in Chinese"), w.t("Write the memo")),
            ]
        )
        yield Static(Text(w.t("The case memo as a PDF")), classes="heading")
        yield Static(id="memo-facts")
        with Horizontal(classes="buttons"):
            yield Button(Text("English (x)"), id="memo-en", compact=True, variant="primary")
            yield Button(Text("正體中文 (z)"), id="memo-zh-Hant", compact=True, variant="primary")
        yield Static(id="memo-said")

    def enter(self) -> None:
        """The focus on the case's own language."""
        self.query_one(f"#memo-{self.case.info.language}").focus()

    def redraw(self) -> None:
        """What the memo has to say something about."""
        w, counts = self.w, profile(self.case, self.theory.book)
        lines = [
            w.tn("{n} event", "{n} events", counts.events),
            w.t("{n} not coded yet", n=counts.events - counts.coded),
            w.t("{n} with evidence on both sides", n=counts.both_sides),
            w.tn("{n} differs", "{n} differ", len(self.of.findings.differing)),
        ]
        if not self.case.assessment.bottom_line:
            lines.append(w.t("no bottom line yet: the memo will say so"))
        self.query_one("#memo-facts", Static).update(Text(" · ".join(lines)))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_export((event.button.id or "memo-en").removeprefix("memo-"))

    def action_export(self, lang: str) -> None:
        """Write the memo in a language."""
        self.query_one("#memo-said", Static).update(Text(self.w.t("Writing the memo …")))
        path = self.bench.workspace.exports / f"{self.case.slug}.{lang}.pdf"
        self._write(self.bench, self.case, lang, path)

    @work(thread=True, exclusive=True, group="memo")
    def _write(self, bench: WorkbenchApp, case: Case, lang: str, path: Path) -> None:
        # ReportLab costs a fifth of a second: nobody waits for it before the first memo.
        from workbench.memo import write_memo

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256(self.book.file.path.read_bytes()).hexdigest()
            warned = write_memo(case, lang, path, digest=digest, today=bench.today)
        except (Problem, OSError) as problem:
            bench.call_from_thread(self._said, bench.sentence(problem), [], True)
            return
        bench.call_from_thread(self._said, str(path), warned, False)

    def _said(self, sentence: str, warned: list[str], error: bool) -> None:
        said = prose(sentence, "bold red" if error else "bold")
        if not error:
            said = Text.assemble((self.w.t("Written to") + "\n", "dim"), said)
        for warning in warned:
            said.append("\n! ").append_text(prose(warning))
        self.query_one("#memo-said", Static).update(said)
