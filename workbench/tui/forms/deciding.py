"""A decision about a candidate: the event it becomes or is part of, or why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.case import Candidate, Event, Record, Source, date_order
from workbench.casebook import Casebook, accepted, as_event, data_sets, merged, reject, suggestions
from workbench.locale import N_, words

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell
from .event import EventForm, cited
from .fields import Field
from .form import Form


class AcceptForm(EventForm):
    """The event that a candidate becomes, filled in with what its row says and no more."""

    def __init__(
        self, book: Casebook, candidate: Candidate, coder: str, others: Sequence[Candidate] = ()
    ) -> None:
        """Accept `candidate`, and merge `others` into the event, which report the same."""
        super().__init__(book)
        self.candidate = candidate
        self.others = tuple(others)
        self.event = as_event(candidate, coder, others)
        self.sources = data_sets(book.case, (candidate, *others))
        self.made = self.sources[0] if candidate.source else None

    @property
    def verb(self) -> str:
        """What its button does."""
        return self.w.t("Accept")

    @property
    def heading(self) -> str:
        """What is done."""
        if self.others:
            n = len(self.others) + 1
            return self.w.tn("Accept {n} candidate as one event: check it, then code it",
                             "Accept {n} candidates as one event: check it, then code it",
                             n)  # fmt: skip
        return self.w.t("Accept as an event: check it, then code it")

    @property
    def label(self) -> str:
        """What the edit is called."""
        return N_("accepting a candidate")

    def more_commands(self) -> list[Command]:
        """One candidate is one event."""
        return super().more_commands()[1:]

    @property
    def _proposed(self) -> dict[str, str]:
        """Where the row is found, for evidence that a person writes."""
        locator = " · ".join(part for part in (self.candidate.row, self.candidate.url) if part)
        return {"source": cited(self.made, self.w), "locator": locator} if self.made else {}

    @property
    def _domains(self) -> dict[str, str]:
        """The domains that rules of the case suggest, by the name of the rule."""
        hints = suggestions(self.book.case, (self.candidate, *self.others))
        return {hint.domain: hint.rule for hint in hints if hint.domain}

    def fields(self) -> list[Field]:
        """Those of an event; a domain that a rule suggests is named, and not chosen."""
        w, domains = self.w, self._domains
        named = [w.t("{domain} by the rule “{rule}”", domain=self.theory.say("domain", domain),
                     rule=rule) for domain, rule in domains.items()]  # fmt: skip
        hint = w.t("suggested: {what}", what=w.parted(named)) if named else ""
        return [
            replace(field, hint=hint) if hint and field.name == "domain" else field
            for field in super().fields()
        ]

    async def save(self, values: dict[str, str]) -> str:
        """Write the event; that a rule suggested the domain which it has is a line of its note."""
        rule = self._domains.get(values["domain"])
        if rule:
            say = words(self.book.case.info.language)
            line = say.t("domain suggested by the rule “{rule}”", rule=rule)
            values = {**values, "note": f"{values['note']}\n{line}".strip()}
        return await super().save(values)

    def filled(self, name: str) -> None:
        """Evidence is of the row until another source is named; without evidence there is none."""
        if name == "side":
            values = self.values()
            for field, proposed in self._proposed.items():
                wanted, unwanted = ("", proposed) if values["side"] else (proposed, "")
                if values[field] == wanted:
                    Field(field, "", unwanted).put(self.query_one(f"#field-{field}"))
        super().filled(name)

    def _source(self, typed: str) -> Source | None:
        same = self.made and cited(self.made, self.w).casefold() == typed.strip().casefold()
        return self.made if same else super()._source(typed)

    def beside(self, event: Event) -> list[Record]:
        """The decisions, and the data sets as sources."""
        coder, known = self.bench.coder, self.book.case.candidates
        told = [accepted(known.get(self.candidate.id, self.candidate), event, coder)]
        told += [merged(known.get(each.id, each), event, coder) for each in self.others]
        return [*self.sources, *told]


class RejectForm(Form[bool]):
    """Why candidates are no events of this case."""

    def __init__(self, book: Casebook, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self.book = book
        self.candidates = tuple(candidates)

    @property
    def verb(self) -> str:
        """What its button does."""
        return self.w.t("Reject")

    @property
    def heading(self) -> str:
        """How many."""
        n = len(self.candidates)
        return self.w.tn("Reject {n} candidate", "Reject {n} candidates", n)

    def fields(self) -> list[Field]:
        """The reason; those given before are offered."""
        every = self.book.case.candidates.values()
        before = tuple(dict.fromkeys(c.reason for c in every if c.reason))
        hint = self.w.t("e.g. routine; another dyad; the same as another row")
        return [Field("reason", self.w.t("reason"), hint=hint, suggest=before)]

    async def save(self, values: dict[str, str]) -> bool:
        """Write it down."""
        coder = self.bench.coder
        changes = reject(self.book.case, self.candidates, values["reason"], coder)
        several = len(self.candidates) > 1
        label = N_("rejecting candidates") if several else N_("rejecting a candidate")
        await self.write(self.book, label, changes)
        return True


class FindEvent(ModalScreen[str], Node):
    """An event of the case, found by typing; those nearest in time stand first."""

    CSS_PATH = "../styles/incoming.tcss"
    shared_scope = "form"

    def __init__(self, book: Casebook, candidate: Candidate) -> None:
        super().__init__()
        self.book = book
        self.candidate = candidate
        self._events: list[Event] = []

    def compose(self) -> ComposeResult:
        """A filter over the list."""
        w = self.w
        self.install([Command("escape", "close", w.t("cancel"), w.t("Close without saving"))])
        with Vertical(classes="form find"):
            heading = w.t("Which event does this row belong to?")
            yield Static(Text(heading), classes="heading")
            yield Static(cell(f"{self.candidate.date or '—'}  {self.candidate.title}", 300))
            yield Input(id="find", compact=True, placeholder=w.t("words, an actor or a date"))
            yield OptionList(id="events", markup=False, compact=True)
            about = w.t("Its origin is added to the event's note; nothing else of it changes.")
            yield Static(Text(about, "dim"), id="find-said")
        yield KeyFooter()

    def on_mount(self) -> None:
        """The nearest in time first."""
        here = date_order(self.candidate.date)[0] if self.candidate.date else None

        def far(event: Event) -> tuple[bool, int]:
            if here is None or not event.date:
                return True, 0
            return False, abs(date_order(event.date)[0].number - here.number)

        line = self.book.case.timeline
        self._events = sorted(line, key=far) if here else list(line)
        self._list("")
        self.query_one("#find").focus()

    def _list(self, typed: str) -> None:
        words, options = typed.casefold().split(), self.query_one("#events", OptionList)
        found = [
            event
            for event in self._events
            if all(word in " ".join(
                (event.date, event.title, event.initiator, event.target, event.key)
            ).casefold() for word in words)
        ]  # fmt: skip
        options.clear_options()
        options.add_options(
            Option(Text.assemble((f"{_day(e):<11} ", "dim"), cell(e.title, 200)), id=e.id)
            for e in found
        )
        options.highlighted = 0 if found else None

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(Input.Submitted, "#find")
    def _entered(self) -> None:
        option = self.query_one("#events", OptionList).highlighted_option
        if option:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected, "#events")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_key(self, event: Key) -> None:
        """Arrows move the list from the filter."""
        options = self.query_one("#events", OptionList)
        if event.key in ("down", "up") and self.focused is self.query_one("#find"):
            options.action_cursor_down() if event.key == "down" else options.action_cursor_up()
            event.stop()

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)


def _day(event: Event) -> str:
    first = event.date.partition("/")[0]
    return f"{first[:10]}…" if first != event.date else event.date or "—"
