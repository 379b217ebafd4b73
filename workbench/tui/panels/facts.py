"""What the case's data shows, counted: material for an assessment, never a conclusion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from workbench.case import Threshold
from workbench.judgement import (
    FIELDS,
    SIGNS,
    VERDICTS,
    Finding,
    View,
    confrontation,
    count_verdicts,
    gaps,
    judge,
    lens_ids,
    profile_of_acts,
)

from .apart import NARROW, counted, heading
from .expected import expected, observed
from .outcome import concluded
from .panel import Panel
from .reasons import sentences


class FactsView(Panel):
    """Counts to hold against each sentence of the assessment."""

    def compose(self) -> ComposeResult:
        """A list."""
        with VerticalScroll():
            yield Static(id="facts-text")

    def enter(self) -> None:
        """The focus on the list, to scroll it."""
        self.query_one(VerticalScroll).focus()

    def redraw(self) -> None:
        """Count the case as it is now."""
        w = self.w
        said = counted(self.of.findings, self).append("\n")
        for title, lines in (
            (w.t("Verdicts"), self._verdicts()),
            (w.t("Outcome"), [concluded(self)]),
            (w.t("Intent × effect"), self._square()),
            (w.t("Signs of a turn to hard balancing"), self._signs()),
            (w.t("What is missing"), self._gaps()),
            (w.t("Apart, counted nowhere above"), self._others()),
        ):
            if not lines:
                continue
            said.append(title + "\n", "dim")
            for line in lines:
                said.append(f"  {line}\n")
        said.append_text(expected(self)).append("\n").append_text(observed(self))
        self.query_one("#facts-text", Static).update(said)

    def _verdicts(self) -> list[str]:
        w, tell, found = self.w, sentences(self), self.of.findings
        lines = []
        for lens in lens_ids():
            value = self._counted(found.acts, lens)
            rest = tell.untested_in(found, lens)
            if rest:
                value += w.bracketed(rest)
            name = tell.lens(lens, found.view.threshold, short=self.of.room.width < NARROW)
            lines.append(w.t("{name}: {value}", name=name, value=value))
        differ = len(found.differing)
        lines.append(w.tn("The lenses differ on {n} of these acts",
                          "The lenses differ on {n} of these acts", differ))  # fmt: skip
        other: Threshold = "capable" if found.view.threshold == "observed" else "observed"
        for each in self.theory.book.lenses:
            if each.side == "effect":
                moved = self._moved(each.id, replace(found.view, threshold=other))
                lines.append(
                    w.tn(
                        "At the threshold “{name}” {n} verdict by {lens} would be another",
                        "At the threshold “{name}” {n} verdicts by {lens} would be others",
                        moved,
                        name=self.theory.say("threshold", other),
                        lens=each.short.in_(self.theory.lang),
                    )
                )
        return lines

    def _moved(self, lens: str, view: View) -> int:
        """How many acts have another verdict under a view with the other threshold."""
        moved = 0
        for finding in self.of.findings.acts:
            evidence = self.case.evidence_of(finding.event.id)
            # A threshold decides on nothing but what an act is capable of.
            if any(piece.status == "capable" for piece in evidence):
                there = judge(lens, evidence, view)
                moved += there.verdict != finding.verdicts[lens].verdict
        return moved

    def _counted(self, findings: Iterable[Finding], lens: str) -> str:
        """The verdicts of a lens on some events, in words."""
        tell, counts = sentences(self), count_verdicts(findings, lens)
        parts = (f"{tell.verdict(v)} {counts[v]}" for v in VERDICTS if counts[v])
        return " · ".join(parts) or "0"

    def _others(self) -> list[str]:
        """The acts of others, by whose they are, with their verdicts."""
        found, tell, lines = self.of.findings, sentences(self), []
        for actor, acts in found.others.items():
            lines.append(heading(found, actor, self).plain)
            for lens in lens_ids():
                name = tell.lens(lens, found.view.threshold, short=True)
                value = self._counted(acts, lens)
                lines.append("  " + self.w.t("{name}: {value}", name=name, value=value))
        return lines

    def _square(self) -> list[str]:
        if all(f.bare for f in self.of.findings.acts):
            return [self.w.t("No evidence to compare.")]
        fields = self.of.findings.fields()
        return [
            self.w.t("{name}: {value}", name=self.theory.say("field", f), value=len(fields[f]))
            for f in FIELDS
        ]

    def _signs(self) -> list[str]:
        tell, line = sentences(self), confrontation(self.of.findings)
        return [
            f"{tell.sign_name(sign)} {sum(s.kind == sign for s in line.signs)}" for sign in SIGNS
        ]

    def _gaps(self) -> list[str]:
        w, found = self.w, gaps(self.of.findings)
        both = profile_of_acts(self.of.findings).both_sides
        return [
            w.t("{n} not coded yet", n=found.uncoded),
            w.t("{n} without any evidence", n=found.bare),
            w.t("{n} with evidence on both sides", n=both),
            w.t("∅ pieces without a source: {n}", n=found.no_source),
            w.t("∅ pieces without a grade: {n}", n=found.no_grade),
            w.t("∅ claims of effect without a refutation: {n}", n=found.no_refutation),
            w.t("coders: {n}", n=len(self.case.coders)),
        ]
