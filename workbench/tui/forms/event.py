"""The form that logs and edits an event."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from textual import on
from textual.widgets import Button

from workbench.case import (
    EffectKind,
    Event,
    Evidence,
    Problem,
    Record,
    Source,
    Status,
    new_id,
    read_loose,
)
from workbench.case.fields import EVENT
from workbench.casebook import Casebook, coded, put, same_source
from workbench.locale import N_, Words

from ..kit.commands import Command
from .fieldrows import fields_of, updated
from .fields import Field
from .form import Form, Misfilled

_FIRST_PIECE = ("finding", "source", "locator")
_EFFECT = ("kind", "status")
_CARRIED = ("date", "initiator", "target", "domain")
_COPIED = ("title", "description", "partners", *_CARRIED)


def cited(source: Source, words: Words) -> str:
    """A source as it is typed: title; author; published."""
    return words.parted(p for p in (source.title, source.author, source.published) if p)


def titled(text: str) -> str:
    """The title; raises `Problem` where there is none."""
    if not text.strip():
        raise Problem("an event needs a title")
    return text.strip()


class EventForm(Form[str]):
    """What happened, who did it to whom, what was read of it, and the screening questions."""

    def __init__(
        self, book: Casebook, event: Event | None = None, like: Event | None = None
    ) -> None:
        """Edit `event`, or log a new one, worded `like` another where one is given."""
        super().__init__()
        self.book = book
        self.event = event or self._fresh(like, _COPIED)
        self.new = event is None
        self.logged: list[str] = []
        self._cited = ""
        """The source that the event before cites, as it is typed."""

    def _fresh(self, like: Event | None, carried: tuple[str, ...]) -> Event:
        info = self.book.case.info
        fresh = Event(id=new_id("ev"), title="", initiator=info.balancer, target=info.target)
        same = {name: getattr(like, name) for name in carried} if like else {}
        return fresh.model_copy(update=same)

    @property
    def heading(self) -> str:
        """New or known."""
        if not self.new:
            return self.w.t("Edit event")
        if self.logged:
            return self.w.tn("New event · {n} saved", "New event · {n} saved", len(self.logged))
        return self.w.t("New event")

    def more_commands(self) -> list[Command]:
        """For runs of events."""
        w = self.w
        after = Command("ctrl+n", "next", w.t("save, next"), w.t("Save and log the next"))
        turn = Command("ctrl+t", "turn", w.t("A⇄B"), w.t("Turn the direction round"))
        return [after, turn] if self.new else [turn]

    def _actors(self) -> tuple[str, ...]:
        info, events = self.book.case.info, self.book.case.events.values()
        names = {n for e in events for n in (e.initiator, e.target, *e.partners)}
        others = names - {"", info.balancer, info.target}
        return (info.balancer, info.target, *sorted(others))

    def fields(self) -> list[Field]:
        """In the order in which a report gives them; what is carried over is marked."""
        asked = self._asked()
        if not self.logged:
            return asked
        carried = (*_CARRIED, "source")
        return [replace(field, carried=field.name in carried) for field in asked]

    def _asked(self) -> list[Field]:
        w, event = self.w, self.event
        actors = self._actors()
        by_table = fields_of(EVENT, event, self)
        domain, description, note = map(by_table.pop, ("domain", "description", "note"))
        return [
            Field("date", w.t("date"), event.date, check=read_loose, readback=self.readback,
                  hint=w.t("1 Mar 2003, March 2003, 2003-03-01..05, 2003?")),
            Field("title", w.t("title"), event.title, check=titled,
                  hint=w.t("who did what, in one line")),
            Field("initiator", w.t("initiator"), event.initiator, suggest=actors),
            Field("target", w.t("target"), event.target, suggest=actors),
            Field("partners", w.t("partners"), w.parted(event.partners), suggest=actors,
                  several=True, hint=w.t("separated by ;")),
            domain,
            description,
            *(self._first_piece() if self.new else []),
            *by_table.values(),
            note,
        ]  # fmt: skip

    def _first_piece(self) -> list[Field]:
        w, say = self.w, self.theory.choices
        sources = tuple(cited(s, self.w) for s in self.book.case.sources.values())
        return [
            Field("side", w.t("first evidence"), "", "choice",
                  (("intent", w.t("of intent: why it acted")),
                   ("effect", w.t("of effect: what it did to the target"))),
                  hint=w.t("none yet; letters or Enter choose")),
            Field("finding", w.t("finding"), "", "text", hint=w.t("what was observed")),
            Field("kind", w.t("kind of effect"), "", "choice",
                  tuple(say("effect", get_args(EffectKind)))),
            Field("status", w.t("status"), "", "choice", tuple(say("status", get_args(Status)))),
            Field("source", w.t("source"), self._cited, suggest=sources,
                  hint=w.t("one of the case, or a new one: title; author; published")),
            Field("locator", w.t("locator"), hint=w.t("page, paragraph, minute")),
        ]  # fmt: skip

    def on_mount(self) -> None:
        """What belongs to evidence waits until there is some."""
        super().on_mount()
        self.filled("side")

    def filled(self, name: str) -> None:
        """Ask of the evidence what belongs to its side."""
        if name != "side" or not self.new:
            return
        values = self.values()
        typed = self._typed_of_piece(values)
        for field in _FIRST_PIECE:
            self.query_one(f"#row-{field}").display = bool(values["side"]) or typed
        for field in _EFFECT:
            self.query_one(f"#row-{field}").display = values["side"] == "effect"

    def _typed_of_piece(self, values: dict[str, str]) -> bool:
        """Whether something was written of a piece; a source that is carried over wasn't."""
        carried = {"source": self._cited}
        return any(
            values[name].strip() not in ("", carried.get(name))
            for name in (*_FIRST_PIECE, *_EFFECT)
        )

    def _evidence(self, values: dict[str, str]) -> list[Record]:
        side = values["side"]
        if not side:
            if self._typed_of_piece(values):
                raise Misfilled("side", N_("say whether the evidence is of intent or of effect"))
            return []
        if not values["finding"].strip():
            raise Misfilled("finding", N_("write what was observed, or choose no evidence"))
        effect = {name: values[name] for name in _EFFECT} if side == "effect" else {}
        for name, value in effect.items():
            if not value:
                raise Misfilled(name, N_("evidence of effect needs its kind and its status"))
        source = self._source(values["source"])
        piece = Evidence.model_validate(
            {
                "id": new_id("pc"),
                "event": self.event.id,
                "side": side,
                "finding": values["finding"].strip(),
                "source": source and source.id,
                "locator": values["locator"].strip(),
                "coder": self.bench.coder,
                **effect,
            }
        )
        return [source, piece] if source else [piece]

    def _source(self, typed: str) -> Source | None:
        known = self.book.case.sources.values()
        wanted = typed.strip()
        for source in known:
            if cited(source, self.w).casefold() == wanted.casefold():
                return source
        if not wanted:
            return None
        title, author, published = (
            [p.strip() for p in re.split("[;；]", wanted, maxsplit=2)] + ["", ""]
        )[:3]
        if not title:
            raise Misfilled("source", N_("a source begins with its title"))
        new = Source(id=new_id("so"), title=title, author=author, published=published)
        return same_source(known, new) or new

    async def save(self, values: dict[str, str]) -> str:
        """Write the event; the tags and evidence it has stay."""
        told = {
            **updated(EVENT, self.event, values),
            "date": read_loose(values["date"]),
            "title": titled(values["title"]),
            "initiator": values["initiator"].strip(),
            "target": values["target"].strip(),
            "partners": [p.strip() for p in re.split("[;；]", values["partners"]) if p.strip()],
        }
        before = None if self.new else self.event
        event = coded(before, Event.model_validate(told), self.bench.coder)
        evidence = self._evidence(values) if self.new else []
        records = {record.id: record for record in (*evidence, *self.beside(event), event)}
        await self.write(self.book, self.label, put(self.book.case, *records.values()))
        return event.id

    @property
    def label(self) -> str:
        """What the edit is called: a message id."""
        return N_("new event") if self.new else N_("the event's description")

    def beside(self, event: Event) -> list[Record]:
        """What else is written in the same edit."""
        return []

    @on(Button.Pressed, "#do-next")
    async def action_next(self) -> None:
        """Save, then ask for the next event of the run: same day, sides, domain and source."""
        saved = await self.saved()
        if saved is None:
            return
        case = self.book.case
        sources = [case.sources.get(piece.source or "") for piece in case.evidence_of(saved)]
        self._cited = next((cited(each, self.w) for each in sources if each), self._cited)
        self.logged.append(saved)
        self.event = self._fresh(self.book.case.events[saved], _CARRIED)
        self.refill()
        self.filled("side")

    @on(Button.Pressed, "#do-turn")
    def action_turn(self) -> None:
        """The other side acts."""
        one, other = (self.query_one(f"#field-{n}") for n in ("initiator", "target"))
        values = self.values()
        Field("initiator", "", values["target"]).put(one)
        Field("target", "", values["initiator"]).put(other)

    def close(self) -> None:
        """Close on the last event that was saved."""
        self.dismiss(self.logged[-1] if self.logged else None)
