"""Forms in which the researcher judges: overruling, ratings, the assessment."""

from __future__ import annotations

from typing import get_args

from textual import on
from textual.widgets import SelectionList

from workbench.case import (
    Alternative,
    Assessment,
    Case,
    Event,
    KeyJudgement,
    Overruling,
    Problem,
    Rating,
    check_periods,
    reach,
    read_loose,
)
from workbench.case.fields import RATING
from workbench.case.model import Confidence, Likelihood
from workbench.casebook import Casebook, coded, put
from workbench.judgement import VERDICTS
from workbench.locale import N_

from .fieldrows import fields_of, updated
from .fields import Field, read
from .form import Form, Misfilled
from .source import listed, new_source, source_fields

Offered = tuple[tuple[str, str], ...]


def ticked_first(offered: Offered, ticked: tuple[str, ...]) -> Offered:
    """What a form offers, with what is ticked at the top, in its own order."""
    words = dict(offered)
    head = tuple((value, words[value]) for value in ticked if value in words)
    return head + tuple(pair for pair in offered if pair[0] not in ticked)


def joined(offered: Offered, ticked: tuple[str, ...]) -> str:
    """What is ticked of what is offered, as a form holds it."""
    return ";".join(value for value, _ in offered if value in ticked)


def chosen(value: str) -> tuple[str, ...]:
    """What a form holds, as ids."""
    return tuple(part for part in value.split(";") if part)


class OverruleForm(Form[bool]):
    """A verdict beside the computed ones, with its reason."""

    def __init__(self, book: Casebook, event: Event) -> None:
        super().__init__()
        self.book = book
        self.event = event

    @property
    def heading(self) -> str:
        """What it does and doesn't."""
        return self.w.t(
            "Your own verdict on the event stands beside every lens’s and never hides it"
        )

    def fields(self) -> list[Field]:
        """A verdict and why."""
        w, now = self.w, self.event.overruled
        return [
            Field("verdict", w.t("verdict"), now.verdict if now else "", "choice",
                  tuple(self.theory.choices("verdict", VERDICTS)), hint=w.t("none of my own")),
            Field("reason", w.t("reason"), now.reason if now else "", "text"),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> bool:
        """Keep it, or take it back where no verdict is chosen."""
        overruled = None
        if values["verdict"]:
            if not values["reason"].strip():
                raise Problem(self.w.t("overruling needs a reason"))
            now = self.event.overruled
            said = now.model_dump() if now else {"coder": ""}
            overruled = coded(now, Overruling.model_validate(said | values), self.bench.coder)
        event = self.event.model_copy(update={"overruled": overruled})
        await self.write(self.book, N_("an overruling"), put(self.book.case, event))
        return True


class RatingForm(Form[bool]):
    """One condition or threat component, rated with a note and sources."""

    def __init__(
        self,
        book: Casebook,
        subject: str,
        name: str,
        values: tuple[tuple[str, str], ...],
        part: Rating | None = None,
    ) -> None:
        """Rate it for the whole case, or for the `part` of it that a rating is of."""
        super().__init__()
        self.book = book
        self.part = part
        self.subject = part.id if part else subject
        self.name_ = name
        self.choices = values

    @property
    def heading(self) -> str:
        """What is rated."""
        return self.name_

    def fields(self) -> list[Field]:
        """A value, why, and the sources of the case that say so."""
        w, now = self.w, self.book.case.ratings.get(self.subject)
        sources = sorted(self.book.case.sources.values(), key=lambda s: (s.author, s.title))
        ticked = now.sources if now else ()
        offered = ticked_first(
            tuple((s.id, listed(s)) for s in sources),
            ticked,
        )
        return [
            *self._part(),
            Field("value", w.t("rating"), (now and now.value) or "", "choice", self.choices,
                  hint=w.t("not rated")),
            *fields_of(RATING, now, self).values(),
            Field("sources", w.t("sources"), joined(offered, ticked), "many", offered),
            *source_fields(self),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> bool:
        """Keep it."""
        now = self.book.case.ratings.get(self.subject) or self.part or Rating(id=self.subject)
        now = self._dated(now, values)
        source, changes = new_source(self.book.case, values)
        sources = (*chosen(values["sources"]), *([source] if source else []))
        rating = Rating.model_validate(
            updated(RATING, now, values)
            | {
                "value": values["value"] or None,
                "sources": tuple(dict.fromkeys(sources)),
            }
        )
        before = self.book.case.ratings.get(self.subject) or Rating(id=self.subject)
        changes += put(self.book.case, coded(before, rating, self.bench.coder))
        await self.write(self.book, N_("a rating"), changes)
        return True

    def _part(self) -> list[Field]:
        """From when to when it holds; asked of a part of the case alone."""
        if self.part is None:
            return []
        w, part = self.w, self.part
        return [
            Field("begins", w.t("from"), part.begins, check=read_loose, readback=self.readback,
                  hint=w.t("the first day of the period, or its year")),
            Field("ends", w.t("to"), part.ends, check=read_loose, readback=self.readback,
                  hint=w.t("empty: until the next period of it begins")),
        ]  # fmt: skip

    def _dated(self, now: Rating, values: dict[str, str]) -> Rating:
        """The rating of the part with its dates; raises `Misfilled` where they hold no day."""
        if self.part is None:
            return now
        begins, ends = (read_loose(values[name]) for name in ("begins", "ends"))
        first, last = reach(begins), reach(ends)
        if not first and not last:
            raise Misfilled("begins", self.w.t("say when the period begins or ends"))
        if first and last and last[1] < first[0]:
            raise Misfilled("ends", self.w.t("the period ends before it begins"))
        dated = now.model_copy(update={"begins": begins, "ends": ends})
        check_periods({**self.book.case.ratings, dated.id: dated}.values())
        return dated


class AssessmentForm(Form[bool]):
    """The bottom line, the limitations and what to watch."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book

    @property
    def heading(self) -> str:
        """The assessment."""
        return self.w.t("Assessment")

    def fields(self) -> list[Field]:
        """Three texts."""
        w, now = self.w, self.book.case.assessment
        return [
            Field("bottom_line", w.t("bottom line"), now.bottom_line, "text"),
            Field("limitations", w.t("limitations"), now.limitations, "text"),
            Field("watch", w.t("what to watch"), now.watch, "text"),
        ]

    async def save(self, values: dict[str, str]) -> bool:
        """Keep them."""
        wanted = self.book.case.assessment.model_copy(update=values)
        await self.write(self.book, N_("the assessment"), put(self.book.case, wanted))
        return True


class KeyJudgementForm(Form[bool]):
    """A key judgement: likelihood and confidence never share a sentence."""

    def __init__(self, book: Casebook, index: int | None = None) -> None:
        super().__init__()
        self.book = book
        self.index = index
        known = book.case.assessment.judgements
        self.judgement = KeyJudgement(text="") if index is None else known[index]

    @property
    def heading(self) -> str:
        """A key judgement."""
        return self.w.t("Key judgement")

    def _events(self) -> Offered:
        return tuple((e.id, f"{e.date or '—'}  {e.title}") for e in self.book.case.timeline)

    def _evidence(self, events: tuple[str, ...]) -> Offered:
        """The evidence of the chosen events."""
        case: Case = self.book.case
        return tuple(
            (p.id, f"{event.date or '—'}  {self.theory.say('side', p.side)} · {p.finding}")
            for event in case.timeline
            if event.id in events
            for p in case.evidence_of(event.id)
        )

    def fields(self) -> list[Field]:
        """The judgement, how likely, how sure and why, and what it stands on."""
        w, now, say = self.w, self.judgement, self.theory.choices
        likely = tuple(
            (term.id, term.name.in_(w.lang) + w.bracketed(term.meaning.in_(w.lang)))
            for term in (self.theory.book.term("likelihood", t) for t in get_args(Likelihood))
            if term.meaning
        )
        events = ticked_first(self._events(), now.events)
        evidence = ticked_first(self._evidence(now.events), now.evidence)
        return [
            Field("text", w.t("judgement"), now.text, "text"),
            Field("likelihood", w.t("likelihood"), now.likelihood or "", "choice", likely),
            Field("confidence", w.t("confidence"), now.confidence or "", "choice",
                  tuple(say("confidence", get_args(Confidence)))),
            Field("confidence_reason", w.t("why so sure"), now.confidence_reason, "text"),
            Field("events", w.t("stands on events"), joined(events, now.events), "many", events),
            Field("evidence", w.t("on evidence of these"), joined(evidence, now.evidence), "many",
                  evidence),
        ]  # fmt: skip

    @on(SelectionList.SelectedChanged, "#field-events")
    def _narrow(self) -> None:
        """Offer the evidence of the chosen events; what is ticked there stays ticked."""
        events = chosen(read(self.query_one("#field-events")))
        offered = self.query_one("#field-evidence", SelectionList)
        ticked = chosen(read(offered))
        kept = ticked_first(self._evidence(events), ticked)
        offered.clear_options()
        offered.add_options(Field("", "", kind="many", options=kept).selections(";".join(ticked)))

    async def save(self, values: dict[str, str]) -> bool:
        """Put it in its place."""
        if not values["text"].strip():
            raise Problem(self.w.t("write the judgement"))
        judgement = KeyJudgement.model_validate(
            {
                **values,
                "likelihood": values["likelihood"] or None,
                "confidence": values["confidence"] or None,
                "events": chosen(values["events"]),
                "evidence": chosen(values["evidence"]),
            }
        )
        now = self.book.case.assessment
        judgements = list(now.judgements)
        if self.index is None:
            judgements.append(judgement)
        else:
            judgements[self.index] = judgement
        wanted: Assessment = now.model_copy(update={"judgements": tuple(judgements)})
        await self.write(self.book, N_("a key judgement"), put(self.book.case, wanted))
        return True


class AlternativeForm(Form[bool]):
    """Another explanation that was considered, and what came of it."""

    def __init__(self, book: Casebook, index: int | None = None) -> None:
        super().__init__()
        self.book = book
        self.index = index
        known = book.case.assessment.alternatives
        self.alternative = Alternative(title="") if index is None else known[index]

    @property
    def heading(self) -> str:
        """An alternative."""
        return self.w.t("Alternative explanation")

    def fields(self) -> list[Field]:
        """What else could explain it, and why it does or doesn't."""
        w, now = self.w, self.alternative
        return [
            Field("title", w.t("alternative"), now.title),
            Field("text", w.t("what came of it"), now.text, "text"),
        ]

    async def save(self, values: dict[str, str]) -> bool:
        """Put it in its place."""
        if not values["title"].strip():
            raise Problem(self.w.t("name the alternative"))
        made = Alternative(title=values["title"].strip(), text=values["text"])
        now = self.book.case.assessment
        many = list(now.alternatives)
        if self.index is None:
            many.append(made)
        else:
            many[self.index] = made
        wanted = now.model_copy(update={"alternatives": tuple(many)})
        await self.write(self.book, N_("an alternative"), put(self.book.case, wanted))
        return True
