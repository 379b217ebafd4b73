"""The form for a piece of evidence, of intent or of effect."""

from __future__ import annotations

from typing import get_args

from textual import on
from textual.widgets import Input, Select

from workbench.case import (
    Change,
    EffectKind,
    Event,
    Evidence,
    Problem,
    Source,
    Status,
    new_id,
    read_grade,
)
from workbench.case.model import Side
from workbench.casebook import Casebook, check_reaction, put, same_source
from workbench.locale import N_

from .fields import Field
from .form import Form

_SOURCE = ("title", "author", "published", "url", "source_type")


class EvidenceForm(Form[str]):
    """A finding, what it says, where it is read and how far that can be trusted."""

    def __init__(
        self, book: Casebook, event: Event, side: Side, piece: Evidence | None = None
    ) -> None:
        super().__init__()
        self.book = book
        self.event = event
        self.new = piece is None
        self.piece = piece or Evidence(id=new_id("pc"), event=event.id, side=side)

    @property
    def heading(self) -> str:
        """Which side."""
        if self.piece.side == "intent":
            return self.w.t("Evidence of intent: why did it act?")
        return self.w.t("Claim of effect: what did it do to the target?")

    def _effect(self) -> list[Field]:
        w, piece, say = self.w, self.piece, self.theory.choices
        events = tuple(
            (e.id, f"{e.date or '—'}  {e.title}")
            for e in self.book.case.timeline
            if e.id != self.event.id
        )
        return [
            Field("kind", w.t("kind of effect"), piece.kind or "", "choice",
                  tuple(say("effect", get_args(EffectKind)))),
            Field("status", w.t("status"), piece.status or "", "choice",
                  tuple(say("status", get_args(Status)))),
            Field("refuted_by", w.t("refuted by"), piece.refuted_by,
                  hint=w.t("what would show that the claim is wrong")),
            Field("reaction", w.t("reaction"), piece.reaction or "", "choice", events,
                  hint=w.t("a later event of this case")),
        ]  # fmt: skip

    def _source(self) -> list[Field]:
        w, case = self.w, self.book.case
        known = tuple((s.id, self._cited(s)) for s in case.sources.values())
        wanted = self.piece.source or ""
        fields = [
            Field("source", w.t("source"), wanted, "choice", known,
                  hint=w.t("choose one of the case, or write a new one below")),
            Field("title", w.t("new: title"), hint=w.t("leave empty to use the one above")),
            Field("author", w.t("new: author")),
            Field("published", w.t("new: published"), hint="2003-03-05"),
            Field("url", w.t("new: address"), hint="https://"),
            Field("source_type", w.t("new: type"), hint=w.t("e.g. official record, newspaper")),
        ]  # fmt: skip
        return fields if known else fields[1:]

    @staticmethod
    def _cited(source: Source) -> str:
        return " · ".join(p for p in (source.author, source.title, source.published) if p)

    def fields(self) -> list[Field]:
        """The finding first, then what it says, then where it stands."""
        w, piece = self.w, self.piece
        says = self._effect() if piece.side == "effect" else []
        return [
            Field("finding", w.t("finding"), piece.finding, "text", hint=w.t("what was observed")),
            *says,
            *self._source(),
            Field("locator", w.t("locator"), piece.locator, hint=w.t("page, paragraph, minute")),
            Field("grade", w.t("grade"), piece.grade or "", hint=w.t("A1 to F6; empty = ungraded"),
                  check=lambda text: read_grade(text) if text.strip() else ""),
            Field("note", w.t("note"), piece.note, "text"),
        ]  # fmt: skip

    def on_mount(self) -> None:
        """Say the grade in words from the start."""
        super().on_mount()
        self.filled("grade")

    def filled(self, name: str) -> None:
        """Say a grade in the words of the scale."""
        if name != "grade":
            return
        text = self.query_one("#field-grade", Input).value
        try:
            grade = read_grade(text) if text.strip() else ""
        except Problem:
            return
        if grade:
            say = self.theory.say
            words = f"{say('reliability', grade[0])} · {say('credibility', grade[1])}"
            self.complain("grade", words)

    @on(Select.Changed, "#field-source")
    def _chosen(self) -> None:
        for name in _SOURCE:
            chosen = self.query_one("#field-source", Select).value is not Select.NULL
            self.query_one(f"#field-{name}").disabled = chosen

    def _cite(self, values: dict[str, str]) -> tuple[str | None, list[Change]]:
        if values.get("source"):
            return values["source"], []
        given = {name: values[name].strip() for name in _SOURCE}
        if not given["title"]:
            if any(given.values()):
                raise Problem(self.w.t("a new source needs a title"))
            return None, []
        source = Source(id=new_id("so"), **given)
        known = same_source(self.book.case.sources.values(), source)
        if known:
            return known.id, []
        return source.id, put(self.book.case, source)

    async def save(self, values: dict[str, str]) -> str:
        """Write the piece, and its source where that is new."""
        w, case = self.w, self.book.case
        if not values["finding"].strip():
            raise Problem(w.t("say what was observed"))
        source, changes = self._cite(values)
        updated = {
            **self.piece.model_dump(),
            "finding": values["finding"].strip(),
            "source": source,
            "locator": values["locator"].strip(),
            "grade": values["grade"].strip() or None,
            "note": values["note"],
            "coder": self.piece.coder or self.bench.coder,
        }
        if self.piece.side == "effect":
            if not (values["kind"] and values["status"]):
                raise Problem(w.t("a claim of effect needs its kind and its status"))
            reaction = values["reaction"] or None
            if reaction:
                rest = [p for p in case.evidence.values() if p.id != self.piece.id]
                check_reaction(case.events, rest, self.event.id, reaction)
            updated |= {
                "kind": values["kind"],
                "status": values["status"],
                "refuted_by": values["refuted_by"].strip(),
                "reaction": reaction,
            }
        piece = Evidence.model_validate(updated)
        label = N_("new evidence") if self.new else N_("a piece of evidence")
        await self.write(self.book, label, [*changes, *put(case, piece)])
        return piece.id
