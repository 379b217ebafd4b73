"""The form for a piece of evidence, of intent or of effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from rich.text import Text
from textual import on
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from workbench.case import (
    Change,
    EffectKind,
    Event,
    Evidence,
    Problem,
    Status,
    new_id,
    read_grade,
)
from workbench.case.fields import EVIDENCE, FieldRow
from workbench.case.model import Side
from workbench.casebook import (
    Casebook,
    check_denial,
    check_reaction,
    coded,
    may_deny,
    possible_reactions,
    put,
    put_evidence,
    reactions,
)
from workbench.judgement import ADVANTAGE
from workbench.locale import N_, padded

from ..kit.commands import Command
from ..kit.plain import widest
from .fieldrows import fields_of, updated
from .fields import Field
from .form import Form, Misfilled
from .source import ASKED, listed, more_source_fields, new_source, source_fields
from .worth import test_fields, with_answers, with_origins

NOTHING = "none"
"""Ticked where an absent effect denies no claim, on purpose."""


class Graded(Form[str]):
    """A form that asks for a source grade and has the wording of the scale at hand."""

    def grade_field(self, grade: str | None) -> Field:
        """The grade, letter and digit."""
        return Field(
            "grade",
            self.w.t("grade"),
            grade or "",
            hint=self.w.t("A1 to F6; empty = ungraded"),
            check=lambda text: read_grade(text) if text.strip() else "",
        )

    def on_mount(self) -> None:
        """Put the scale under the field."""
        super().on_mount()
        answer = self.query_one("#field-grade").parent
        assert isinstance(answer, Widget)
        answer.mount(Static(self._scale(""), id="scale"))

    def filled(self, name: str) -> None:
        """Mark what is written in the scale."""
        if name == "grade":
            for scale in self.query("#scale").results(Static):
                scale.update(self._scale(self.query_one("#field-grade", Input).value))

    def _scale(self, text: str) -> Text:
        """Reliability beside credibility, after the NATO/Admiralty scale (AJP-2.1)."""
        rungs = list(zip("ABCDEF", "123456", strict=True))
        left = [f"{a} {self.theory.say('reliability', a)}" for a, _ in rungs]
        wide = widest(left) + 2
        chosen, said = text.strip().upper(), Text(no_wrap=True)
        for (a, b), words in zip(rungs, left, strict=True):
            said.append(padded(words, wide), "bold reverse" if a == chosen[:1] else "")
            right = f"{b} {self.theory.say('credibility', b)}"
            said.append(right + "\n", "bold reverse" if b == chosen[1:2] else "")
        said.rstrip()
        return said


class GradeForm(Graded):
    """How far the source of a piece can be trusted."""

    def __init__(self, book: Casebook, piece: Evidence) -> None:
        super().__init__()
        self.book = book
        self.piece = piece

    @property
    def heading(self) -> str:
        """What is graded."""
        source = self.book.case.sources.get(self.piece.source or "")
        return self.w.t("Grade: {source}", source=source.title[:70] if source else "∅")

    def fields(self) -> list[Field]:
        """The grade alone."""
        return [self.grade_field(self.piece.grade)]

    async def save(self, values: dict[str, str]) -> str:
        """Keep it, in its canonical form."""
        grade = read_grade(values["grade"]) if values["grade"].strip() else None
        piece = self.piece.model_copy(update={"grade": grade})
        await self.write(self.book, N_("a source grade"), put(self.book.case, piece))
        return piece.id


class EvidenceForm(Graded):
    """A finding, what it says, where it is read and how far that can be trusted."""

    def __init__(
        self,
        book: Casebook,
        event: Event,
        side: Side,
        piece: Evidence | None = None,
        carried: str | None = None,
    ) -> None:
        """Edit `piece`, or write a new one, of the source `carried` over from the one before."""
        super().__init__()
        self.book = book
        self.event = event
        self.new = piece is None
        self.piece = piece or Evidence(id=new_id("pc"), event=event.id, side=side, source=carried)
        self._carried = carried
        self.go_on = False
        """Whether another piece is to be asked for once this one is saved."""

    def more_commands(self) -> list[Command]:
        """For several pieces of one source."""
        w = self.w
        after = Command("ctrl+n", "next", w.t("save, next"), w.t("Save and write the next piece"))
        return [after] if self.new else []

    @on(Button.Pressed, "#do-next")
    async def action_next(self) -> None:
        """Save, then ask for another piece on the same side, of the same source."""
        saved = await self.saved()
        if saved is not None:
            self.go_on = True
            self.dismiss(saved)

    @property
    def heading(self) -> str:
        """Which side."""
        if self.piece.side == "intent":
            return self.w.t("Evidence of intent: why did it act?")
        return self.w.t("Claim of effect: what did it do to the target?")

    @property
    def rows(self) -> list[FieldRow]:
        """What is asked of a piece of this side by the table."""
        if self.piece.side == "effect":
            return [row for row in EVIDENCE if row.kind != "nothing"]
        bears = bool(self.piece.bearings)
        return [r for r in EVIDENCE if r.side != "effect" and not (bears and r.kind == "nothing")]

    def of_effect(self, refuted_by: Field) -> list[Field]:
        w, piece, say = self.w, self.piece, self.theory.choices
        case = self.book.case
        offered = possible_reactions(case, self.event)
        chosen = case.events.get(piece.reaction or "")
        if chosen and chosen not in offered:
            offered.append(chosen)
        events = tuple((e.id, f"{e.date or '—'}  {e.title}") for e in offered)
        return [
            Field("kind", w.t("kind of effect"), piece.kind or "", "choice",
                  tuple(say("effect", get_args(EffectKind)))),
            Field("status", w.t("status"), piece.status or "", "choice",
                  tuple(say("status", get_args(Status)))),
            refuted_by,
            Field("reaction", w.t("reaction"), piece.reaction or "", "choice", events,
                  hint=w.t("a later event, in which the target answers")),
            *self._denials(),
        ]  # fmt: skip

    def _denials(self) -> list[Field]:
        """What an absent effect denies; asked only where the event has a claim to deny."""
        w, piece, case = self.w, self.piece, self.book.case
        claims = [
            p for p in case.evidence_of(self.event.id)
            if p.id != piece.id and p.kind in ADVANTAGE and p.status != "absent"
        ]  # fmt: skip
        if not claims and piece.denies is None:
            return []
        said = tuple(
            (p.id, f"{self.theory.say('effect', p.kind or '')} · "
                   f"{self.theory.say('status', p.status or '')} · {p.finding}")
            for p in claims
        )  # fmt: skip
        chosen = NOTHING if piece.denies == () else ";".join(piece.denies or ())
        return [
            Field("denies", w.t("denies"), chosen, "many",
                  ((NOTHING, w.t("no claim: it was looked for and not seen")), *said),
                  hint=w.t("of an absent effect; none ticked: every observed claim of its kind")),
        ]  # fmt: skip

    def _source(self) -> list[Field]:
        w, case = self.w, self.book.case
        known = tuple((s.id, listed(s)) for s in case.sources.values())
        wanted = self.piece.source or ""
        fields = [
            Field("source", w.t("source"), wanted, "choice", known, carried=bool(self._carried),
                  hint=w.t("choose one of the case, or write a new one below")),
            *source_fields(self),
        ]  # fmt: skip
        return fields if known else fields[1:]

    def fields(self) -> list[Field]:
        """The finding first, then what it says, then where it stands."""
        by_table = fields_of(self.rows, self.piece, self)
        first = ("finding", "locator", "basis", "note")
        finding, locator, basis, note = map(by_table.pop, first)
        origin = with_origins(by_table.pop("origin"), self.book.case, self)
        of_worth = [by_table.pop("excerpt"), origin]
        effect = self.piece.side == "effect"
        return [
            finding,
            *(self.of_effect(by_table.pop("refuted_by")) if effect else []),
            *self._source(),
            locator,
            basis,
            self.grade_field(self.piece.grade),
            *by_table.values(),
            note,
            # What few use comes last, so that nobody passes by it.
            *of_worth,
            *test_fields(self.piece, self),
            *more_source_fields(self),
        ]

    @on(Select.Changed, "#field-source")
    def _chosen(self) -> None:
        for name in ASKED:
            chosen = self.query_one("#field-source", Select).value is not Select.NULL
            self.query_one(f"#field-{name}").disabled = chosen

    def _cite(self, values: dict[str, str]) -> tuple[str | None, list[Change]]:
        if values.get("source"):
            return values["source"], []
        return new_source(self.book.case, values)

    def _denied(self, piece: Evidence, values: dict[str, str]) -> tuple[str, ...] | None:
        """What was ticked; raises `Misfilled` where the piece can't deny it."""
        ticked = [id_ for id_ in values.get("denies", "").split(";") if id_]
        if not ticked:
            return None
        if not may_deny(piece):
            raise Misfilled(
                "denies",
                self.w.t("only an absent effect on the target's advantage can deny claims"),
            )
        if NOTHING in ticked:
            if len(ticked) > 1:
                raise Misfilled("denies", self.w.t("“no claim” can't stand beside a claim"))
            return ()
        for id_ in ticked:
            try:
                check_denial(piece, self.book.case.evidence[id_])
            except Problem as problem:
                raise Misfilled("denies", self.bench.sentence(problem)) from None
        return tuple(ticked)

    def filled_in(self, told: Mapping[str, Any], values: dict[str, str]) -> Evidence:
        """The piece with its grade, its effect and its tests as they were filled in.

        Raises `Problem` for what can't be so.
        """
        case, told = self.book.case, {**told, "grade": values["grade"].strip() or None}
        effect = self.piece.side == "effect"
        if effect:
            reaction = values["reaction"] or None
            if reaction:
                others = reactions(p for p in case.evidence.values() if p.id != self.piece.id)
                check_reaction(case.events, others, self.event.id, reaction)
            told |= {"kind": values["kind"] or None, "status": values["status"] or None,
                     "reaction": reaction}  # fmt: skip
        piece = Evidence.model_validate(told)
        if effect:
            piece = piece.model_copy(update={"denies": self._denied(piece, values)})
        return with_answers(self.piece, piece, values)

    async def save(self, values: dict[str, str]) -> str:
        """Write the piece, and its source where that is new."""
        w, case = self.w, self.book.case
        if not values["finding"].strip():
            raise Problem(w.t("say what was observed"))
        source, changes = self._cite(values)
        told = {
            **updated(self.rows, self.piece, values),
            "finding": values["finding"].strip(),
            "source": source,
        }
        if self.piece.side == "effect" and not (values["kind"] and values["status"]):
            raise Problem(w.t("a claim of effect needs its kind and its status"))
        piece = self.filled_in(told, values)
        piece = coded(None if self.new else self.piece, piece, self.bench.coder)
        label = N_("new evidence") if self.new else N_("a piece of evidence")
        await self.write(self.book, label, [*changes, *put_evidence(case, piece)])
        return piece.id
