"""A change in words: which record, and each field before and after."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from workbench.case import (
    Candidate,
    Case,
    Change,
    Event,
    Evidence,
    Rating,
    Record,
    Search,
    SearchedData,
    Source,
    SuggestionRule,
)
from workbench.case.fields import TABLE
from workbench.case.labels import FIELDS
from workbench.casebook import CHOICES
from workbench.judgement import Dyad
from workbench.locale import N_, Words, shown

from .plain import cell, prose
from .theory import Theory

_KINDS = {
    "case": N_("the case"), "ratings": N_("a condition"), "assessment": N_("the assessment"),
    "sources": N_("a source"), "events": N_("an event"), "evidence": N_("a piece of evidence"),
    "candidates": N_("a candidate"), "searches": N_("a search of event data"),
    "rules": N_("a rule for suggestions"),
}  # fmt: skip
_VOCABULARY = {
    row.last: row.vocabulary for rows in TABLE.values() for row in rows if row.vocabulary
} | {
    "threshold": "threshold", "likelihood": "likelihood", "confidence": "confidence",
    "joint": "joint", "interpretations": "interpretations", "rule": "outcome_rule",
    "unclear": "unclear",
}  # fmt: skip


class Told:
    """Changes told in the words of the interface; names are looked up in the case."""

    def __init__(self, words: Words, theory: Theory, case: Case) -> None:
        """Tell of changes to `case`."""
        self.w, self.theory, self.case = words, theory, case

    def name(self, record: Record) -> str:
        """What a record is called."""
        kind = self.w.t(_KINDS.get(record.table, record.table))
        if isinstance(record, Search):
            return f"{kind} · {self.w.parted([d.dataset for d in record.data] or [record.id])}"
        if isinstance(record, SuggestionRule):
            return self.w.t("{kind} “{title}”", kind=kind, title=record.name)
        if isinstance(record, Event | Source | Candidate):
            named = self.w.t("{kind} “{title}”", kind=kind, title=record.title)
            return f"{named} {self._who(record)}" if isinstance(record, Event) else named
        if isinstance(record, Evidence):
            event = self.case.events.get(record.event)
            about = event.title if event else record.event
            named = self.w.t("{kind} “{title}”", kind=kind, title=record.finding[:80])
            return f"{named} · {about}"
        if record.table in ("case", "assessment"):
            return kind
        rated = record.condition if isinstance(record, Rating) else record.id
        return f"{kind} · {self._rated(rated)}"

    def _who(self, event: Event) -> str:
        return Dyad(self.case.info).mark(event)

    def _rated(self, name: str) -> str:
        book, lang = self.theory.book, self.theory.lang
        for look_up in (book.condition, book.threat_component):
            try:
                return str(look_up(name).name.in_(lang))
            except LookupError:
                continue
        return name

    def event_of(self, change: Change) -> str | None:
        """The event that a change is about."""
        record = change.record
        if isinstance(record, Event):
            return record.id
        return record.event if isinstance(record, Evidence) else None

    def touched(self, change: Change) -> str:
        """The fields that an edit of a record changed, by name; empty for one that came or went."""
        if change.before is None or change.after is None:
            return ""
        before, after = self._fields(change.before), self._fields(change.after)
        names = [n for n in dict.fromkeys([*after, *before]) if before.get(n) != after.get(n)]
        # Who changed it stands in a column of its own.
        said = " · ".join(self.label(n) for n in names if n != "changed_by")
        return f"{said}  " if said else ""

    def change(self, change: Change) -> Group:
        """A record with the fields that differ, before and after."""
        before, after = self._fields(change.before), self._fields(change.after)
        sign = "+ " if change.before is None else "− " if change.after is None else "± "
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=15, style="dim")
        table.add_column(style="bold")
        table.add_column(overflow="fold")
        for name in dict.fromkeys([*after, *before]):
            old, new = before.get(name, ""), after.get(name, "")
            if old == new:
                continue
            gone, come = _compared(old, new)
            if old:
                table.add_row(self.label(name), Text("−", "red"), gone)
            if new:
                table.add_row("" if old else self.label(name), Text("+", "bold"), come)
        head = prose(sign + self.name(change.record), "bold")
        return Group(head, table, Text(""))

    def label(self, name: str) -> str:
        """What a field is called."""
        if name.startswith("aliases."):
            return self.w.t("other names of {actor}", actor=name.removeprefix("aliases."))
        known = FIELDS.get(name)
        return self.w.t(known) if known else name

    def _fields(self, record: Record | None) -> dict[str, str]:
        return self.fields(record.model_dump(mode="json")) if record else {}

    def fields(self, dumped: Mapping[str, object], within: str = "") -> dict[str, str]:
        """Every field of a record in words, the nested ones by their path."""
        said: dict[str, str] = {}
        for name, value in dumped.items():
            if name == "id" and not within:
                continue
            if isinstance(value, dict) and value:
                said |= self.fields(value, f"{within}{name}.")
            else:
                said[within + name] = self._value(name, value)
        return said

    def _value(self, name: str, value: object) -> str:
        if name == "data" and isinstance(value, list):
            return "\n".join(map(self._searched, value))
        if name == "denies" and value == []:
            return self.w.t("no claim, on purpose")
        if value is None or value is False or value == "" or value == []:
            return ""
        if value is True:
            return self.w.t("yes")
        if isinstance(value, list):
            of = "strategy" if name == "strategies" else name.removesuffix("s")
            parts = [self._value(of, item) for item in value]
            return (
                "\n".join(parts)
                if any(isinstance(v, dict) for v in value)
                else self.w.parted(parts)
            )
        if name == "test" and isinstance(value, dict):
            return self._tested(value)
        if isinstance(value, dict):
            parts = [self._value(key, item) for key, item in value.items()]
            return " · ".join(part for part in parts if part)
        text = str(value)
        if name == "strategy":
            return self.theory.strategy(text)
        if name == "source" and text in self.case.sources:
            return self.case.sources[text].title
        if name == "denie" and text in self.case.evidence:
            return self.case.evidence[text].finding
        if name == "of":
            return self._rated(text)
        if name in ("event", "reaction") and text in self.case.events:
            return self.case.events[text].title
        if said := CHOICES.get(name, {}).get(text):
            return self.w.t(said)
        return self.theory.say(_VOCABULARY[name], text) if name in _VOCABULARY else text

    def _searched(self, value: object) -> str:
        """What was searched of a data set; its files by number, for there may be thousands."""
        data = SearchedData.model_validate(value)
        files = self.w.tn("{n} file", "{n} files", len(data.files)) if data.files else ""
        counts = self.w.t(
            "{rows} rows searched, {dyad} of the two states, {fit} fit, {added} new to the inbox; "
            "{misshapen} of another width",
            rows=self._number(data.rows),
            dyad=self._number(data.dyad),
            fit=f"{data.fit:,}",
            added=f"{data.added:,}",
            misshapen=f"{data.misshapen:,}",
        )
        return self.w.parted([p for p in (data.dataset, *data.versions, files, counts) if p])

    def _number(self, number: int | None) -> str:
        return self.w.t("(not known)") if number is None else f"{number:,}"

    def _tested(self, value: Mapping[str, object]) -> str:
        """The answers of one process-tracing test; a no says something, unlike other fields'."""
        w, parts = self.w, [self._value("motive", value.get("motive"))]
        for question in ("expected", "surprising"):
            if isinstance(given := value.get(question), bool):
                said = w.t("yes") if given else w.t("no")
                parts.append(f"{self.label(f'tests.{question}')} {said}")
        return " · ".join(part for part in parts if part)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[\u3400-\u9fff]|[^\s\u3400-\u9fff]+", text)


def _compared(old: str, new: str) -> tuple[Text, Text]:
    """The old text and the new one, the words that differ standing out."""
    before, after = _words(old[:20_000]), _words(new[:20_000])
    # Past some length a comparison by words takes longer than anyone waits.
    if not before or not after or len(before) * len(after) > 250_000:
        return prose(old), prose(new)
    gone, come = Text(), Text()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        style = "" if step == "equal" else "bold underline"
        gone.append(_shown(before[a:b]), style)
        come.append(_shown(after[c:d]), style)
    return gone, come


def _shown(words: list[str]) -> str:
    return "\n".join(shown(line) for line in "".join(words).split("\n"))


def headline(changes: Sequence[Change], count: int, told: Told, width: int) -> Text:
    """What a revision of `count` changes touches, in one line, by the first of them."""
    if not changes:
        return Text("")
    first = told.touched(changes[0]) + told.name(changes[0].record)
    more = told.w.t("and {n} more", n=count - 1) if count > 1 else ""
    return cell(f"{first}  {more}".strip(), width)
