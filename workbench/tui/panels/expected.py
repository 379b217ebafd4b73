"""When states choose soft balancing: the ratings, with their grounds, and the expectation."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.case import Change, Rating, coded_by, new_id
from workbench.judgement import (
    Period,
    expectation,
    of_part,
    periods,
    profile,
    profile_of_acts,
    stretch,
)
from workbench.locale import N_

from ..forms import RatingForm
from ..forms.source import listed
from ..kit.commands import Command
from ..kit.entries import marked
from ..kit.node import Node
from ..kit.plain import cell, prose, widest
from .apart import NARROW, counted
from .panel import Panel, go_to, row_key
from .reasons import sentences

_ROOMY = 30
"""Lines from which what was observed has room beside what is expected."""
_Asked = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""What is rated: id, name, standing in words, values."""


def expected(panel: Panel) -> Text:
    """The expectation in words; what is contested or proposed stands beside it."""
    w, theory, found = panel.w, panel.theory, expectation(panel.case)
    said = Text()
    said.append(w.t("Expected  "), "dim").append(sentences(panel).expected(found), "bold")
    accepted, contested, proposed = (
        w.listed(theory.book.condition(c).name.in_(theory.lang) for c in leaning)
        for leaning in (found.accepted, found.contested_lean, found.proposed_lean)
    )
    if accepted:
        lean = w.t("Widely accepted, and leaning towards soft balancing: {names}.", names=accepted)
        said.append(" " + lean)
    if contested:
        lean = w.t("Contested, beside it and never changing it: {names}", names=contested)
        said.append("\n" + lean, "italic")
    if proposed:
        lean = w.t("Proposed, beside it and never changing it: {names}", names=proposed)
        said.append("\n" + lean, "italic")
    return said


def observed(panel: Panel) -> Text:
    """How many of the balancer's acts carry each class, and whose acts stand apart."""
    w, theory, found = panel.w, panel.theory, panel.of.findings
    counts = profile_of_acts(found)
    said = Text()
    said.append(w.t("Observed  "), "dim")
    for each in theory.book.classes:
        said.append_text(theory.mark(each.id))
        said.append(f" {each.name.in_(theory.lang)} {counts.classes[each.id]}   ")
    hard = sum(f.screening == "hard" for f in found.acts)
    said.append(f"✖ {w.t('hard')} {hard}\n")
    return said.append_text(counted(found, panel))


class ExpectedView(Panel):
    """The conditions and Walt's components of threat, each rated with a reason and sources."""

    def compose(self) -> ComposeResult:
        """The ratings over the chosen one's grounds, and the expectation."""
        w = self.w
        self.install(
            [
                Command("e", "edit", w.t("rate"), w.t("Rate the condition, with a reason")),
                Command("s", "split", w.t("split"),
                        w.t("Rate it anew from a day on: the case has periods then")),
                Command("d", "delete", w.t("delete"), show=False,
                        help=w.t("Take a rating of a period out again")),
            ]
        )  # fmt: skip
        yield DataTable(id="ratings", cursor_type="row")
        with VerticalScroll(id="rated"):
            yield Static(id="rated-text")
        yield Static(id="expected-text")

    def enter(self) -> None:
        """The focus on the ratings."""
        self.query_one("#ratings").focus()

    def _asked(self) -> list[_Asked]:
        """What is rated: id, name, standing in words, values."""
        w, book, lang = self.w, self.theory.book, self.theory.lang
        standing = {
            "necessary": w.t("necessary"),
            "accepted": w.t("accepted"),
            "contested": w.t("◇ contested"),
            "proposed": w.t("◇ proposed"),
        }
        ratings = tuple((r.id, r.name.in_(lang)) for r in book.ratings)
        components = [
            (c.id, "  " + c.name.in_(lang), w.t("part of the threat"), ratings)
            for c in book.threat_components
        ]
        asked = []
        for c in book.conditions:
            values = tuple((v.id, v.name.in_(lang)) for v in c.values)
            asked.append((c.id, c.name.in_(lang), standing[c.standing], values))
            asked += components if c.components else []
        return asked

    def redraw(self) -> None:
        """Show the ratings as they are now."""
        w, table, asked = self.w, self.query_one("#ratings", DataTable), self._asked()
        beside = ("contested", "proposed")
        contested = {c.id for c in self.theory.book.conditions if c.standing in beside}
        key = row_key(table)
        table.clear(columns=True)
        lines = self._lines(asked)
        names = widest(name for _, name, _, _ in lines)
        standings = widest(standing for _, _, standing, _ in lines)
        room = self.of.room.width - names - standings - 4 - 10
        # Where a reason would have a word or two it stands below only.
        values, note = (32, room - 34) if self.of.room.width >= NARROW else (max(room, 14), 0)
        for label, size in (
            (w.t("condition"), names), (w.t("standing"), standings), (w.t("rating"), values),
            (w.t("src"), 4), (w.t("why so"), note),
        ):  # fmt: skip
            if size:
                table.add_column(Text(label), width=size)
        for subject, name, standing, choices in lines:
            rating = self.case.ratings.get(subject)
            value = dict(choices).get((rating and rating.value) or "", "—")
            style = "italic" if subject in contested else ""
            sources = len(rating.sources) if rating else 0
            bare = rating is not None and rating.value is not None
            cells = [
                cell(name, style=style),
                Text(standing, style="dim " + style),
                cell(value, values, "dim" if value == "—" else "bold"),
                Text(str(sources or ("∅" if bare else "·")), justify="right",
                     style="bold" if bare and not sources else "dim"),
                cell((rating and rating.note) or ("∅" if bare else ""), note),
            ]  # fmt: skip
            table.add_row(*cells[: len(table.columns)], key=subject)
        table.styles.height = table.row_count + 1
        go_to(table, key)
        parts = [self._period(period) for period in periods(self.of.findings)]
        told = parts or [expected(self)]
        if self.of.room.height >= _ROOMY:
            told.append(observed(self))
        if not any(rating.value for rating in self.case.ratings.values()):
            told[:1] = [
                Text(
                    self.hint(
                        "Nothing is rated yet: press {e} to rate what the cursor is on.",
                        {"e": "expected-view.edit"},
                    )
                )
            ]
        said = Text("\n").join(told if self.case.events else told[:1])
        self.query_one("#expected-text", Static).update(said)
        self._rated()

    def _period(self, period: Period) -> Text:
        """What a period leads one to expect, and what was done in it, by class."""
        theory, said = self.theory, Text(f"{stretch(period, self.w)}  ", "bold")
        said.append(sentences(self).expected(period.expectation) + " ")
        counts = profile(self.case, (f.event for f in period.acts))
        said.append(self.w.t("Observed  "), "dim")
        for each in theory.book.classes:
            said.append_text(theory.mark(each.id)).append(f" {counts.classes[each.id]} ")
        hard = sum(f.screening == "hard" for f in period.acts)
        said.append(f"✖ {hard}")
        if uncoded := counts.events - counts.coded:
            said.append(" · " + self.w.t("uncoded: {n}", n=uncoded), "bold")
        return said

    @on(DataTable.RowHighlighted)
    def _rated(self) -> None:
        subject = row_key(self.query_one("#ratings", DataTable))
        if subject:
            self.query_one("#rated-text", Static).update(grounds(self, subject))

    @on(DataTable.RowSelected)
    def action_edit(self) -> None:
        """Rate what is under the cursor."""
        key = row_key(self.query_one("#ratings", DataTable))
        for subject, name, _, choices in self._lines(self._asked()):
            if subject == key:
                rating = self.case.ratings.get(subject)
                part = rating if rating and rating.of else None
                form = RatingForm(self.book, subject, name.strip(), choices, part)
                self.app.push_screen(form)

    def _lines(self, asked: list[_Asked]) -> list[_Asked]:
        """What is rated, and below each condition its ratings of a part of the case."""
        lines = []
        for subject, name, standing, choices in asked:
            lines.append((subject, name, standing, choices))
            for part in of_part(self.case, subject):
                lines.append((part.id, f"   {stretch(part, self.w)}", self.w.t("period"), choices))
        return lines

    def action_split(self) -> None:
        """A new period of the condition under the cursor."""
        key = row_key(self.query_one("#ratings", DataTable))
        rating = self.case.ratings.get(key or "")
        subject = rating.condition if rating else key
        for asked, name, _, choices in self._asked():
            if asked == subject:
                part = Rating(id=new_id("ra"), of=asked)
                form = RatingForm(self.book, asked, name.strip(), choices, part)
                self.app.push_screen(form)

    async def action_delete(self) -> None:
        """Take the rating of a period out; undo brings it back."""
        rating = self.case.ratings.get(row_key(self.query_one("#ratings", DataTable)) or "")
        if rating and rating.of:
            await self.of.apply(N_("deleted rating"), [Change(rating, None)])
        else:
            self.bench.say(
                self.hint(
                    "The cursor is on no rating of a period: {s} makes one",
                    {"s": "expected-view.split"},
                )
            )


def grounds(panel: Panel, subject: str) -> Text:
    """What a condition does by the literature, and on what its rating rests."""
    w, case = panel.w, panel.case
    said, rating = Text(), case.ratings.get(subject)
    subject = rating.condition if rating else subject
    if rating and rating.value:
        book = panel.theory.book
        of_threat = subject in book.component_ids
        scale = book.ratings if of_threat else book.condition(subject).values
        known = {term.id: term.name.in_(panel.theory.lang) for term in scale}
        said.append(known.get(rating.value, rating.value) + "\n", "bold")
    if rating and rating.note:
        said.append_text(prose(rating.note)).append("\n")
    for source in rating.sources if rating else ():
        found = case.sources.get(source)
        if found:
            said.append("· ", "dim").append_text(cell(listed(found), 160, "dim")).append("\n")
    if rating and rating.value and not rating.sources:
        said.append(w.t("∅ no source") + "\n", "bold italic")
    if rating and rating.changed_by:
        said.append_text(cell(coded_by(rating, w), 160, "dim")).append("\n")
    said.append_text(_theory(panel, subject))
    return said


def _theory(node: Node, subject: str) -> Text:
    book, said = node.theory.book, Text()
    if subject in book.component_ids:
        return marked(said, node.w, [book.threat_component(subject).meaning])
    found = book.condition(subject)
    parts = [found.meaning, found.does, found.standing_note]
    return marked(said, node.w, [*parts, *([found.note] if found.note else [])])
