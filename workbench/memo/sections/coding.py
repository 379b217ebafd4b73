"""The coding annex: why an event was tagged, screened and judged as it is, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.case import Event, Evidence, Tag, coded_by
from workbench.case.fields import TABLE, FieldRow, value_of
from workbench.memo.document import Node, Span, Text

from .building import Told, absent, class_mark, event_spans, grey, grid, heading, line, para
from .context import Memo
from .wording import longer


def coding(memo: Memo) -> list[Node]:
    """One row an event of which somebody wrote more than its codes."""
    t = memo.t
    title = t("Coding annex")
    rows = [row for event in memo.case.timeline if (row := _row(memo, event))]
    if not rows:
        return absent(title, t("No reason for a code and no note has been written."))
    head = [t("#"), t("Event"), t("Reasons and notes")]
    widths = (20 + longer(memo.case.timeline), 180, 0)
    return [*heading(title), grid(head, rows, widths, look="tight")]


def _row(memo: Memo, event: Event) -> list[Told]:
    said = written(memo, event)
    if not said:
        return []
    return [event_spans(memo, [event.id]), event.title, said]


def written(memo: Memo, event: Event, *, tags: bool = True) -> list[Text]:
    """What somebody wrote of an event beside its codes, a paragraph each."""
    told: list[Text] = []
    if tags and any(_says(event, tag) for tag in event.tags):
        told += map(line, tagged(memo, event))
    if event.overruled and "events" not in memo.sections:
        told.append(_aside(memo.sentences.overruled(event, reason=True)))
    return [*told, *noted(memo, event)]


def tagged(memo: Memo, event: Event) -> list[list[Span]]:
    """The event's strategies, each with why and by whom."""
    return [list(_tag(memo, tag)) for tag in event.tags]


def noted(memo: Memo, record: Event | Evidence) -> list[Text]:
    """What the table of fields says is printed so, and who changed what another coded."""
    said = [(row, value_of(record, row.path) or "") for row in TABLE[record.table] if row.annex]
    told = [
        _aside(memo.t(row.annex, what=_worded(memo, row, value)))
        for row, value in said
        if value.strip()
    ]
    if record.changed_by:
        told.append(_aside(memo.t("Coder: {who}", who=coded_by(record, memo.say))))
    return told


def _worded(memo: Memo, row: FieldRow, value: str) -> str:
    return memo.word(row.vocabulary, value) if row.vocabulary else value


def _aside(said: str) -> Text:
    return para(said, "aside")


def _says(event: Event, tag: Tag) -> bool:
    return bool(tag.rationale.strip()) or tag.coder != event.coder


def _tag(memo: Memo, tag: Tag) -> Iterator[Span]:
    group = memo.book.strategy_class(memo.book.strategy(tag.strategy).class_)
    yield class_mark(memo, group)
    yield Span(memo.strategy(tag.strategy), bold=True)
    if tag.rationale.strip():
        yield Span(f" – {tag.rationale}")
    if tag.coder:
        yield grey(memo.say.bracketed(tag.coder))
