"""The form that logs and edits an event."""

from __future__ import annotations

from typing import get_args

from workbench.case import Answer, Domain, Event, Problem, Screen, new_id, read_date
from workbench.casebook import Casebook, put
from workbench.locale import N_

from .fields import Field
from .form import Form

_QUESTIONS = ("avoids_confrontation", "indirect_or_covert", "limits_power_or_intent")


class EventForm(Form[str]):
    """What happened, who did it to whom, and the three screening questions."""

    def __init__(self, book: Casebook, event: Event | None = None) -> None:
        super().__init__()
        self.book = book
        info = book.case.info
        self.event = event or Event(
            id=new_id("ev"), title="", initiator=info.balancer, target=info.target
        )
        self.new = event is None

    @property
    def heading(self) -> str:
        """New or known."""
        return self.w.t("New event") if self.new else self.w.t("Edit event")

    def _actors(self) -> tuple[str, ...]:
        info, events = self.book.case.info, self.book.case.events.values()
        names = {info.balancer, info.target}
        names |= {n for e in events for n in (e.initiator, e.target, *e.partners)}
        return tuple(sorted(names - {""}))

    def fields(self) -> list[Field]:
        """In the order in which a report gives them."""
        w, event, say = self.w, self.event, self.theory.choices
        actors = self._actors()
        answers = tuple(say("answer", get_args(Answer)))
        return [
            Field("date", w.t("date"), event.date, check=read_date,
                  hint=w.t("2003-03-05, 2003-03, 2003? or 2003-03-01/2003-03-05")),
            Field("title", w.t("title"), event.title, hint=w.t("who did what, in one line")),
            Field("description", w.t("description"), event.description, "text"),
            Field("initiator", w.t("initiator"), event.initiator, suggest=actors),
            Field("target", w.t("target"), event.target, suggest=actors),
            Field("partners", w.t("partners"), "; ".join(event.partners), suggest=actors,
                  hint=w.t("separated by ;")),
            Field("domain", w.t("domain"), event.domain or "", "choice",
                  tuple(say("domain", get_args(Domain)))),
            Field("avoids_confrontation", w.t("avoids confrontation?"),
                  event.screen.avoids_confrontation or "", "choice", answers),
            Field("indirect_or_covert", w.t("indirect or covert?"),
                  event.screen.indirect_or_covert or "", "choice", answers),
            Field("limits_power_or_intent", w.t("limits power or intent?"),
                  event.screen.limits_power_or_intent or "", "choice", answers),
            Field("screen_note", w.t("why so"), event.screen.note,
                  hint=w.t("the reason for these three answers")),
            Field("note", w.t("note"), event.note, "text"),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> str:
        """Write the event; the tags and evidence it has stay."""
        if not values["title"].strip():
            self.query_one("#field-title").focus()
            raise Problem(self.w.t("an event needs a title"))
        answers = {name: values[name] or None for name in _QUESTIONS}
        screen = Screen.model_validate({**answers, "note": values["screen_note"]})
        updated = {
            **self.event.model_dump(),
            "date": read_date(values["date"]),
            "title": values["title"].strip(),
            "description": values["description"],
            "initiator": values["initiator"].strip(),
            "target": values["target"].strip(),
            "partners": [p.strip() for p in values["partners"].split(";") if p.strip()],
            "domain": values["domain"] or None,
            "screen": screen.model_dump(),
            "note": values["note"],
            "coder": self.event.coder or self.bench.coder,
        }
        event = Event.model_validate(updated)
        label = N_("new event") if self.new else N_("the event's description")
        await self.write(self.book, label, put(self.book.case, event))
        return event.id
