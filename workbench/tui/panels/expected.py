"""When states choose soft balancing: the ratings, with their grounds, and the expectation."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.judgement import expectation, profile

from ..commands import Command
from ..forms import RatingForm
from ..forms.source import listed
from ..node import Node
from ..plain import cell, prose, widest
from .apart import counted
from .panel import Panel, go_to, row_key


def expected(panel: Panel) -> Text:
    """The expectation in words; contested conditions stand beside it and never change it."""
    w, theory, found = panel.w, panel.theory, expectation(panel.case)
    sentences = {
        "no-balancing": w.t("No threat: no balancing is expected."),
        "soft": w.t("A latent or limited threat: soft balancing is expected."),
        "hard": w.t("An acute threat: hard or direct balancing is expected."),
        "undetermined": w.t("The threat isn't rated: nothing can be expected yet."),
    }
    said = Text()
    said.append(w.t("Expected  "), "dim").append(sentences[found.expected], "bold")
    comma = "、" if theory.lang == "zh-Hant" else ", "
    accepted, contested = (
        comma.join(theory.book.condition(c).name.in_(theory.lang) for c in leaning)
        for leaning in (found.accepted, found.contested_lean)
    )
    if accepted:
        lean = w.t("Widely accepted, and leaning towards soft balancing: {names}.", names=accepted)
        said.append(" " + lean)
    if contested:
        lean = w.t("Contested, beside it and never changing it: {names}", names=contested)
        said.append("\n" + lean, "italic")
    return said


def observed(panel: Panel) -> Text:
    """How many of the balancer's acts carry each class, and whose acts stand apart."""
    w, theory, found = panel.w, panel.theory, panel.of.findings
    counts = profile(panel.case, (f.event for f in found.acts))
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
        self.install([Command("e", "edit", w.t("rate"), w.t("Rate the condition, with a reason"))])
        yield DataTable(id="ratings", cursor_type="row")
        with VerticalScroll(id="rated"):
            yield Static(id="rated-text")
        yield Static(id="expected-text")

    def enter(self) -> None:
        """The focus on the ratings."""
        self.query_one("#ratings").focus()

    def _asked(self) -> list[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
        """What is rated: id, name, standing in words, values."""
        w, book, lang = self.w, self.theory.book, self.theory.lang
        standing = {
            "necessary": w.t("necessary"),
            "accepted": w.t("accepted"),
            "contested": w.t("◇ contested"),
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
        contested = {c.id for c in self.theory.book.conditions if c.standing == "contested"}
        key = row_key(table)
        table.clear(columns=True)
        names = widest(name for _, name, _, _ in asked)
        standings = widest(standing for _, _, standing, _ in asked)
        values = 32 if self.of.room.width >= 100 else 14
        note = max(self.of.room.width - names - standings - values - 4 - 12, 8)
        for label, size in (
            (w.t("condition"), names), (w.t("standing"), standings), (w.t("rating"), values),
            (w.t("src"), 4), (w.t("why so"), note),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        for subject, name, standing, choices in asked:
            rating = self.case.ratings.get(subject)
            value = dict(choices).get((rating and rating.value) or "", "—")
            style = "italic" if subject in contested else ""
            sources = len(rating.sources) if rating else 0
            bare = rating is not None and rating.value is not None
            table.add_row(
                cell(name, style=style),
                Text(standing, style="dim " + style),
                cell(value, values, "dim" if value == "—" else "bold"),
                Text(str(sources or ("∅" if bare else "·")), justify="right",
                     style="bold" if bare and not sources else "dim"),
                cell((rating and rating.note) or ("∅" if bare else ""), note),
                key=subject,
            )  # fmt: skip
        table.styles.height = len(asked) + 1
        go_to(table, key)
        said = expected(self).append("\n").append_text(observed(self))
        self.query_one("#expected-text", Static).update(said)
        self._rated()

    @on(DataTable.RowHighlighted)
    def _rated(self) -> None:
        subject = row_key(self.query_one("#ratings", DataTable))
        if subject:
            self.query_one("#rated-text", Static).update(grounds(self, subject))

    @on(DataTable.RowSelected)
    def action_edit(self) -> None:
        """Rate what is under the cursor."""
        key = row_key(self.query_one("#ratings", DataTable))
        for subject, name, _, choices in self._asked():
            if subject == key:
                self.app.push_screen(RatingForm(self.book, subject, name.strip(), choices))


def grounds(panel: Panel, subject: str) -> Text:
    """What a condition does by the literature, and on what its rating rests."""
    w, case = panel.w, panel.case
    said, rating = Text(), case.ratings.get(subject)
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
    said.append_text(_theory(panel, subject))
    return said


def _theory(node: Node, subject: str) -> Text:
    book, lang, said = node.theory.book, node.theory.lang, Text()
    if subject in book.component_ids:
        meaning = book.threat_component(subject).meaning
        return said.append(meaning.in_(lang) if meaning else "", "dim")
    found = book.condition(subject)
    parts = (found.meaning, found.does, found.standing_note)
    return said.append(" ".join(part.in_(lang) for part in parts) + f" ({found.section})", "dim")
