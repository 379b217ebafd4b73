"""A change in words: which record, and each field before and after."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from workbench.case import Case, Change, Event, Evidence, Record, Source
from workbench.case.fields import TABLE
from workbench.judgement import Dyad
from workbench.locale import N_, Words, shown

from .plain import cell, prose
from .theory import Theory

FIELDS = {row.path: row.label for rows in TABLE.values() for row in rows} | {
    "title": N_("title"), "balancer": N_("balancer"), "target": N_("target"),
    "question": N_("question"), "begins": N_("from"), "ends": N_("to"),
    "language": N_("language"), "author": N_("author"), "note": N_("note"),
    "threshold": N_("threshold"), "floor": N_("floor"),
    "interpretations": N_("interpretations"), "joint": N_("joint acts"),
    "bottom_line": N_("bottom line"), "judgements": N_("key judgements"),
    "alternatives": N_("alternatives"), "limitations": N_("limitations"),
    "watch": N_("what to watch"),
}  # fmt: skip
"""What the fields of the records are called."""
_KINDS = {
    "case": N_("the case"), "ratings": N_("a condition"), "assessment": N_("the assessment"),
    "sources": N_("a source"), "events": N_("an event"), "evidence": N_("a piece of evidence"),
}  # fmt: skip
_VOCABULARY = {
    row.last: row.vocabulary for rows in TABLE.values() for row in rows if row.vocabulary
} | {
    "threshold": "threshold", "likelihood": "likelihood", "confidence": "confidence",
    "joint": "joint", "interpretations": "interpretations",
}  # fmt: skip


class Told:
    """Changes told in the words of the interface; names are looked up in the case."""

    def __init__(self, words: Words, theory: Theory, case: Case) -> None:
        """Tell of changes to `case`."""
        self.w, self.theory, self.case = words, theory, case

    def name(self, record: Record) -> str:
        """What a record is called."""
        kind = self.w.t(_KINDS.get(record.table, record.table))
        if isinstance(record, Event | Source):
            named = self.w.t("{kind} “{title}”", kind=kind, title=record.title)
            return f"{named} {self._who(record)}" if isinstance(record, Event) else named
        if isinstance(record, Evidence):
            event = self.case.events.get(record.event)
            about = event.title if event else record.event
            named = self.w.t("{kind} “{title}”", kind=kind, title=record.finding[:80])
            return f"{named} · {about}"
        if record.table in ("case", "assessment"):
            return kind
        return f"{kind} · {self._rated(record.id)}"

    def _who(self, event: Event) -> str:
        return Dyad(self.case.info).letters(event)

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
                table.add_row("" if old else self.label(name), Text("+", "green"), come)
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
        if name == "denies" and value == []:
            return self.w.t("no claim, on purpose")
        if value is None or value is False or value == "" or value == []:
            return ""
        if value is True:
            return self.w.t("yes")
        if isinstance(value, list):
            parts = [self._value(name.removesuffix("s"), item) for item in value]
            return ("\n" if any(isinstance(item, dict) for item in value) else "; ").join(parts)
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
        if name in ("event", "reaction") and text in self.case.events:
            return self.case.events[text].title
        return self.theory.say(_VOCABULARY[name], text) if name in _VOCABULARY else text


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


def headline(changes: Sequence[Change], told: Told, width: int) -> Text:
    """What a revision touches, in one line."""
    if not changes:
        return Text("")
    first = told.name(changes[0].record)
    more = told.w.t("and {n} more", n=len(changes) - 1) if len(changes) > 1 else ""
    return cell(f"{first}  {more}".strip(), width)
