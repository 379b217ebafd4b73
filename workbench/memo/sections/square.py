"""The intent × effect square: which events stand in which of its four fields."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.judgement import Field
from workbench.memo.typesetting import Span

from .blocks import Cell, absent, event_spans, field_grid, grey, heading, para, together
from .context import Memo


def square(memo: Memo) -> list[Flowable]:
    """Two rows of intent, two columns of effect, the events' numbers in the fields."""
    t = memo.t
    title = t("Intent × effect")
    if not memo.findings.events:
        return absent(memo, title, t("There are no events to place."))
    head: list[Cell] = ["", t("Effect not shown"), t("Effect shown")]
    rows: list[list[Cell]] = [
        [
            [Span(t("Intent shown"), bold=True)],
            _field(memo, "attempted"),
            _field(memo, "declared-balancing"),
        ],
        [
            [Span(t("Intent not shown"), bold=True)],
            _field(memo, "friction-or-unknown"),
            _field(memo, "balancing-by-effect"),
        ],
    ]
    note = t(
        "Intent is shown where evidence supports balancing as a motive and none undermines it; "
        "effect, where the lens of effects says balancing. The field of effect without shown "
        "intent is what Art’s criterion adds."
    )
    return together(heading(memo, title), [field_grid(memo, head, rows), para(memo, note, "note")])


def _field(memo: Memo, field: Field) -> Cell:
    events = [found.event.id for found in memo.findings.fields()[field]]
    count = memo.say.tn("{n} event", "{n} events", len(events))
    name = [Span(memo.word("field", field), bold=True), grey(f"  {count}")]
    numbers = event_spans(memo, events) if events else [grey("–")]
    return [para(memo, name, "cell"), para(memo, numbers, "numbers")]
