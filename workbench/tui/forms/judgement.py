"""Forms in which the researcher judges: overruling, ratings, the assessment."""

from __future__ import annotations

from typing import get_args

from workbench.case import Assessment, Event, KeyJudgement, Overruling, Problem, Rating
from workbench.case.model import Confidence, Likelihood
from workbench.casebook import Casebook, put
from workbench.judgement import VERDICTS
from workbench.locale import N_

from .fields import Field
from .form import Form


class OverruleForm(Form[bool]):
    """A verdict beside the computed ones, with its reason."""

    def __init__(self, book: Casebook, event: Event) -> None:
        super().__init__()
        self.book = book
        self.event = event

    @property
    def heading(self) -> str:
        """What it does and doesn't."""
        return self.w.t("Your own verdict stands beside the computed ones and never hides them")

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
            overruled = Overruling.model_validate({**values, "coder": self.bench.coder})
        event = self.event.model_copy(update={"overruled": overruled})
        await self.write(self.book, N_("an overruling"), put(self.book.case, event))
        return True


class RatingForm(Form[bool]):
    """One condition or threat component, rated with a note and sources."""

    def __init__(
        self, book: Casebook, subject: str, name: str, values: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__()
        self.book = book
        self.subject = subject
        self.name_ = name
        self.choices = values

    @property
    def heading(self) -> str:
        """What is rated."""
        return self.name_

    def fields(self) -> list[Field]:
        """A value and why."""
        w, now = self.w, self.book.case.ratings.get(self.subject)
        return [
            Field("value", w.t("rating"), (now and now.value) or "", "choice", self.choices,
                  hint=w.t("not rated")),
            Field("note", w.t("why so"), now.note if now else "", "text"),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> bool:
        """Keep it."""
        now = self.book.case.ratings.get(self.subject) or Rating(id=self.subject)
        rating = now.model_copy(
            update={
                "value": values["value"] or None,
                "note": values["note"],
                "coder": self.bench.coder,
            }
        )
        await self.write(self.book, N_("a rating"), put(self.book.case, rating))
        return True


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

    def _events(self) -> str:
        events = self.book.case.events
        return "; ".join(events[e].name if e in events else e for e in self.judgement.events)

    def fields(self) -> list[Field]:
        """The judgement, how likely, how sure and why, and the events it stands on."""
        w, now, say = self.w, self.judgement, self.theory.choices
        return [
            Field("text", w.t("judgement"), now.text, "text"),
            Field("likelihood", w.t("likelihood"), now.likelihood or "", "choice",
                  tuple(say("likelihood", get_args(Likelihood)))),
            Field("confidence", w.t("confidence"), now.confidence or "", "choice",
                  tuple(say("confidence", get_args(Confidence)))),
            Field("confidence_reason", w.t("why so sure"), now.confidence_reason, "text"),
            Field("events", w.t("events"), self._events(), hint=w.t("keys separated by ;"),
                  suggest=tuple(e.name for e in self.book.case.timeline)),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> bool:
        """Put it in its place."""
        if not values["text"].strip():
            raise Problem(self.w.t("write the judgement"))
        by_name, ids = self.book.case.by_name, []
        for name in (part.strip() for part in values["events"].split(";")):
            if name and name not in by_name:
                raise Problem(self.w.t("there is no event {key} in this case", key=name))
            if name:
                ids.append(by_name[name].id)
        judgement = KeyJudgement.model_validate(
            {
                **values,
                "likelihood": values["likelihood"] or None,
                "confidence": values["confidence"] or None,
                "events": ids,
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
