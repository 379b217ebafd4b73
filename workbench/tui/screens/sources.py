"""The sources of a case: listed, found, mended, merged, and what hangs on each of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input, Static

from workbench.case import Problem, Source
from workbench.case.fields import SOURCE, value_of
from workbench.casebook import Casebook, alike, lost, merge_sources, remove_source
from workbench.judgement import Cited, Findings, citations, judge_case
from workbench.locale import N_

from ..forms import Confirm, PickForm
from ..forms.source import CopyForm, SourceForm, listed
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.plain import cell, two_ends, way_back, widest
from ..kit.table import Heading, Row, SeenTable
from ..kit.undoing import Undoing
from ..panels.apart import uncounted
from ..panels.reasons import sentences

Which = Literal["all", "uncited", "alone"]
_WHICH: Mapping[Which, str] = {
    "all": N_("all sources"),
    "uncited": N_("cited by nothing"),
    "alone": N_("carry a verdict alone"),
}


class SourcesScreen(Screen[None], Undoing):
    """A table of sources, and the one under the cursor in full with what cites it."""

    def __init__(self, book: Casebook, found: Findings | None = None) -> None:
        """The sources of a case, of which `found` was found already."""
        super().__init__()
        self.book = book
        self.findings = found or judge_case(book.case)
        self._said: dict[str, tuple[Source, str]] = {}
        """What a source says, in small letters."""
        self.which: Which = "all"
        self._unsubscribe = book.subscribe(self._changed)

    def reopen(self) -> None:
        """The sources again."""
        self.bench.push_screen(SourcesScreen(self.book))

    def compose(self) -> ComposeResult:
        """A filter over the table, and the source over or beside it."""
        w = self.w
        self.install(
            [
                Command("enter,e", "edit", w.t("edit"), w.t("Edit all that is known of it")),
                Command("slash", "filter", w.t("filter"), w.t("Show the sources that say a word"),
                        shown_key="/"),
                Command("v", "which", w.t("which"),
                        w.t("All, those that nothing cites, those that carry a verdict alone")),
                Command("m", "merge", w.t("merge"), w.t("Make the source one with another")),
                Command("n", "new", w.t("new"), w.t("Write a new source down"), show=False),
                Command("c", "copy", w.t("copy"), show=False,
                        help=w.t("Keep the SHA-256 of a local copy; the file isn't taken in")),
                Command("d", "delete", w.t("delete"), show=False,
                        help=w.t("Delete a source that nothing cites")),
                self.undo_command(show=False),
                self.redo_command(),
                Command("q,escape", "close", w.t("back"), w.t("No filter, then back")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        yield Input(id="sources-filter", compact=True, placeholder=w.t("/ a word of the source"))
        with Horizontal(id="sources"):
            yield SeenTable(id="sources-table")
            with VerticalScroll(id="source"):
                yield Static(id="source-text")
        yield Static(id="sources-empty")
        yield KeyFooter()

    def on_mount(self) -> None:
        """All of them."""
        self.query_one("#sources-filter").display = False
        self.redraw()
        self.table.focus()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self.redraw)

    @property
    def table(self) -> SeenTable:
        """The list."""
        return self.query_one("#sources-table", SeenTable)

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        return self.book.case.sources.get(self.table.key or "")

    def _fits(self, source: Source, cited: Cited, words: Collection[str]) -> bool:
        if (self.which == "uncited" and cited.times) or (self.which == "alone" and not cited.alone):
            return False
        return all(word in self._haystack(source) for word in words)

    def _haystack(self, source: Source) -> str:
        known = self._said.get(source.id)
        if known is None or known[0] is not source:
            said = " ".join(str(value_of(source, row.path)) for row in SOURCE).casefold()
            known = self._said[source.id] = source, said
        return known[1]

    @on(Resize)
    def redraw(self) -> None:
        """Fill the table anew; the cursor stays on its source."""
        if not self.is_attached or not self.children:
            return
        w, case, width = self.w, self.book.case, self.room.width
        self.findings = judge_case(case, before=self.findings)
        self.cited = citations(self.findings)
        words = set(self.query_one("#sources-filter", Input).value.casefold().split())
        shown = [s for s in case.sources.values() if self._fits(s, self.cited[s.id], words)]
        self._top(len(shown))
        table = self.table
        room = width * 3 // 5 if width >= 120 else width
        heads = (w.t("cited"), w.t("alone"))
        number = widest(heads)
        author = max(room // 4, 12)
        title = max(room - author - 10 - 2 * number - 12, 12)
        table.head([Heading("", label, size) for label, size in (
            (w.t("author"), author), (w.t("published"), 10), (w.t("title"), title),
            (heads[0], number), (heads[1], number),
        )])  # fmt: skip
        rows: dict[str, Row] = {
            source.id: partial(self._cells, source, author, title)
            for source in sorted(
                shown, key=lambda s: (s.author.casefold(), s.title.casefold(), s.id)
            )
        }
        table.fill(rows, table.key)
        self.query_one("#sources").display = bool(shown)
        # What isn't shown can't have the focus.
        if shown and self.focused is None:
            table.focus()
        empty = self.query_one("#sources-empty", Static)
        empty.display = not shown
        empty.update(Text(self._none()))
        self._show()

    def _cells(self, source: Source, author: int, title: int) -> list[Text]:
        cited = self.cited[source.id]
        return [
            cell(source.author, author),
            cell(source.published, 10),
            cell(source.title, title),
            _count(cited.times),
            _count(len(cited.alone)),
        ]

    def _none(self) -> str:
        if not self.book.case.sources:
            return self.hint(
                "The case has no sources yet: {n} writes one down.", {"n": "sources.new"}
            )
        return self.hint(
            "No source is of that kind: {v} and {Escape} show the others.",
            {"v": "sources.which", "Escape": "sources.close"},
        )

    def _top(self, n: int) -> None:
        w = self.w
        said = way_back("screen.close") + Text(w.t("Sources"), style="bold") + Text(" · ")
        said.append_text(cell(self.book.case.info.title))
        all_ = len(self.book.case.sources)
        count = w.tn("{n} source", "{n} sources", all_)
        if n != all_:
            count = w.t("{shown} of {n}", shown=n, n=all_)
        if self.which != "all":
            count = f"{w.t(_WHICH[self.which])} · {count}"
        self.query_one("#top", Static).update(two_ends(said, Text(f"{count} "), self.room.width))

    @on(SeenTable.Moved, "#sources-table")
    def _show(self) -> None:
        """The source field by field, where it is cited, and what it carries alone."""
        source, w = self.source, self.w
        if source is None:
            self.query_one("#source-text", Static).update("")
            return
        said = Text()
        for row in SOURCE:
            value = str(value_of(source, row.path) or "")
            if value and row.kind != "id":
                said.append(f"{w.t(row.label)}  ", "dim").append_text(cell(value, 400))
                said.append("\n")
        self._alone(said, self.cited[source.id])
        self._cited(said, self.cited[source.id])
        self.query_one("#source-text", Static).update(said)
        self.query_one("#source", VerticalScroll).scroll_home(animate=False)

    def _alone(self, said: Text, cited: Cited) -> None:
        tell, events = sentences(self), self.book.case.events
        for carried in cited.alone:
            lens = tell.lens(carried.lens, self.findings.view.threshold, short=True)
            told = self.w.t(
                "alone decides “{verdict}” by {lens}",
                verdict=tell.verdict(carried.verdict),
                lens=lens,
            )
            said.append(f"{told}  ", "bold")
            said.append_text(cell(_named(events[carried.event].date, events[carried.event].title)))
            finding = self.findings.by_id[carried.event]
            if whose := uncounted(self.findings, finding, self):
                said.append(f" · {whose}", "italic")
            said.append("\n")

    def _cited(self, said: Text, cited: Cited) -> None:
        w, case, book = self.w, self.book.case, self.theory.book
        if not cited.times:
            said.append(w.t("cited by nothing"), "bold italic")
        for id_ in cited.pieces:
            piece = case.evidence[id_]
            event = case.events[piece.event]
            side = self.theory.say("side", piece.side)
            said.append(f"{w.t('cited')}  ", "dim")
            said.append_text(cell(f"{_named(event.date, event.title)} · {side}", 200))
            said.append_text(cell(f" · {piece.finding}", 200, "dim")).append("\n")
        names = {c.id: c.name for c in book.conditions}
        names |= {c.id: c.name for c in book.threat_components}
        for id_ in cited.ratings:
            name = names[id_].in_(self.theory.lang) if id_ in names else id_
            said.append(f"{w.t('cited')}  ", "dim")
            said.append(w.t("the rating of {condition}", condition=name)).append("\n")

    @on(Input.Changed, "#sources-filter")
    def _filtered(self) -> None:
        self.redraw()

    @on(Input.Submitted, "#sources-filter")
    def _found(self) -> None:
        self.table.focus()

    def action_filter(self) -> None:
        """A word to find them by."""
        field = self.query_one("#sources-filter", Input)
        field.display = True
        field.focus()

    def action_which(self) -> None:
        """All, those that nothing cites, those that carry a verdict alone."""
        names = list(_WHICH)
        self.which = names[(names.index(self.which) + 1) % len(names)]
        self.redraw()
        self.table.focus()

    def _saved(self, source: str | None) -> None:
        self.redraw()
        if source:
            self.table.go_to(source)
        self.table.focus()

    def action_new(self) -> None:
        """Write one down."""
        self.app.push_screen(SourceForm(self.book, None), self._saved)

    @on(SeenTable.Chosen, "#sources-table")
    def action_edit(self) -> None:
        """All of its fields."""
        if self.source:
            self.app.push_screen(SourceForm(self.book, self.source), self._saved)
        else:
            self._no_source()

    def _no_source(self) -> None:
        self.bench.say(self.w.t("The cursor is on no source"))

    def action_copy(self) -> None:
        """The hash of a local copy."""

        def kept(said: str | None) -> None:
            if said:
                self.bench.say(said)

        if self.source:
            self.app.push_screen(CopyForm(self.book, self.source), kept)
        else:
            self._no_source()

    @work(exclusive=True, group="choose")
    async def action_merge(self) -> None:
        """Make it one with another, which stays."""
        w, gone = self.w, self.source
        others = alike(self.book.case, gone) if gone else []
        if gone is None or not others:
            self.bench.say(w.t("There is no other source to merge it with"))
            return
        heading = w.t("Merge “{title}” into which?", title=cell(gone.title, 40).plain)
        choices = [(s.id, listed(s)) for s in others]
        picked = await self.app.push_screen_wait(PickForm(heading, w.t("source"), choices))
        kept = self.book.case.sources.get(picked or "")
        if kept is None:
            return
        question = w.t(
            "Make “{gone}” one with “{kept}”? All that cites the first then cites the second, "
            "which keeps what it says. It can be undone.",
            gone=cell(listed(gone), 120).plain,
            kept=cell(listed(kept), 120).plain,
        )
        if differs := lost(gone, kept):
            labels = {row.path: w.t(row.label) for row in SOURCE}
            said = w.listed(labels.get(name, name) for name in differs)
            question += w.gap + w.t("What differs goes to its note: {fields}.", fields=said)
        if await self.app.push_screen_wait(Confirm(question, w.t("Merge"))):
            try:
                changes = merge_sources(self.book.case, gone, kept)
                await self.write(self.book, N_("two sources made one"), changes)
            except (Problem, OSError) as problem:
                self.bench.refuse(problem)
                return
            self._saved(kept.id)

    @work(exclusive=True, group="choose")
    async def action_delete(self) -> None:
        """Take one out that nothing cites."""
        source, w = self.source, self.w
        if source is None:
            self._no_source()
            return
        try:
            changes = remove_source(self.book.case, source)
            question = w.t("Delete the source “{title}”?", title=cell(source.title, 120).plain)
            if await self.app.push_screen_wait(Confirm(question, w.t("Delete"))):
                await self.write(self.book, N_("deleted source"), changes)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)

    def action_close(self) -> None:
        """No filter; where there is none, back."""
        field = self.query_one("#sources-filter", Input)
        if field.display and (field.value or self.focused is field):
            field.value = ""
            field.display = False
            self.redraw()
            self.table.focus()
        else:
            self.dismiss()


def _count(n: int) -> Text:
    return Text(str(n) if n else "–", "" if n else "dim", justify="right")


def _named(date: str, title: str) -> str:
    return f"{date} {title}".strip()
