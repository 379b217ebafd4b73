"""When states choose soft balancing: the ratings, the expectation, and what was observed."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.judgement import expectation, profile

from ..commands import Command
from ..forms import RatingForm
from ..plain import cell, widest
from .panel import Panel, go_to, row_key


class ConditionsPanel(Panel):
    """The conditions and Walt's components of threat, each rated with a reason."""

    def compose(self) -> ComposeResult:
        """The ratings over the expectation and the profile."""
        w = self.w
        self.install([Command("e", "edit", w.t("rate"), w.t("Rate the condition, with a reason"))])
        yield DataTable(id="ratings", cursor_type="row")
        with VerticalScroll(id="expected", can_focus=False):
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
            "contested": w.t("contested"),
        }
        asked = [
            (c.id, c.name.in_(lang), standing[c.standing],
             tuple((v.id, v.name.in_(lang)) for v in c.values))
            for c in book.conditions
        ]  # fmt: skip
        ratings = tuple((r.id, r.name.in_(lang)) for r in book.ratings)
        threat = [
            (c.id, "  " + c.name.in_(lang), w.t("part of the threat"), ratings)
            for c in book.threat_components
        ]
        return asked[:1] + threat + asked[1:]

    def redraw(self) -> None:
        """Show the ratings as they are now."""
        w, table, asked = self.w, self.query_one("#ratings", DataTable), self._asked()
        key = row_key(table)
        table.clear(columns=True)
        names = widest(name for _, name, _, _ in asked)
        standings = widest(standing for _, _, standing, _ in asked)
        values = 32 if self.of.size.width >= 100 else 20
        note = max(self.of.size.width - names - standings - values - 10, 8)
        for label, size in (
            (w.t("condition"), names), (w.t("standing"), standings), (w.t("rating"), values),
            (w.t("why so"), note),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        for subject, name, standing, choices in asked:
            rating = self.case.ratings.get(subject)
            value = dict(choices).get((rating and rating.value) or "", "—")
            contested = subject in ("power-gap", "economic-interdependence", "domestic-opinion")
            style = "italic" if contested else ""
            table.add_row(
                cell(name, style=style),
                Text(standing, style="dim " + style),
                cell(value, values, "dim" if value == "—" else "bold"),
                cell(rating.note if rating else "", note),
                key=subject,
            )
        table.styles.height = len(asked) + 1
        go_to(table, key)
        self.query_one("#expected-text", Static).update(self._expected())

    def _expected(self) -> Text:
        w, theory, found = self.w, self.theory, expectation(self.case)
        sentences = {
            "no-balancing": w.t("No threat: no balancing is expected."),
            "soft": w.t("A latent or limited threat: soft balancing is expected."),
            "hard": w.t("An acute threat: hard or direct balancing is expected."),
            "undetermined": w.t("The threat isn't rated: nothing can be expected yet."),
        }
        said = Text(w.t("Expected  "), style="dim")
        said.append(sentences[found.expected], "bold")
        if found.accepted_lean:
            said.append(" " + w.t("Shared interests make soft balancing likelier."))
        names = [theory.book.condition(c).name.in_(theory.lang) for c in found.contested_lean]
        if names:
            said.append("\n" + " " * 10)
            lean = w.t(
                "Contested, beside it and never changing it: {names}", names=", ".join(names)
            )
            said.append(lean, "italic")
        counts = profile(self.case, theory.book)
        said.append("\n" + w.t("Observed  "), "dim")
        for each in theory.book.classes:
            n = counts.classes[each.id]
            said.append_text(theory.mark(each.id))
            said.append(f" {each.name.in_(theory.lang)} {n}   ")
        hard = sum(f.screening == "hard" for f in self.of.findings.events)
        said.append(f"✖ {w.t('hard')} {hard}\n\n")
        top = counts.strategies.most_common()
        size = widest(theory.strategy(s) for s, _ in top)
        for strategy, n in top:
            name = cell(theory.strategy(strategy))
            name.pad_right(max(size - name.cell_len, 0))
            said.append_text(theory.mark(theory.class_of(strategy))).append(" ")
            said.append_text(name).append(f" {n:>3} ").append("━" * min(n, 40) + "\n", "dim")
        return said

    @on(DataTable.RowSelected)
    def action_edit(self) -> None:
        """Rate what is under the cursor."""
        key = row_key(self.query_one("#ratings", DataTable))
        for subject, name, _, choices in self._asked():
            if subject == key:
                self.app.push_screen(RatingForm(self.book, subject, name.strip(), choices))
