"""The intent × effect square: which events stand in which of its four fields."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.judgement import Field
from workbench.memo.typesetting import Span

from .blocks import Cell, absent, event_spans, field_grid, grey, heading, para, together
from .context import Memo

_SHOWN: tuple[Field, ...] = ("attempted", "declared-balancing")
_NOT_SHOWN: tuple[Field, ...] = ("friction-or-unknown", "balancing-by-effect")
_MANY = 60
"""Events in a field, beyond which their numbers are set small."""


def square(memo: Memo) -> list[Flowable]:
    """Two rows of intent, two columns of effect, the events' numbers in the fields."""
    t = memo.t
    title = t("Intent × effect")
    if not memo.findings.events:
        return absent(memo, title, t("There are no events to place."))
    many = max(map(len, memo.findings.fields().values())) > _MANY
    look = "small" if many else "numbers"
    head: list[Cell] = ["", t("Effect not shown"), t("Effect shown")]
    shown: list[Cell] = [[Span(t("Intent shown"), bold=True)]]
    shown += [_field(memo, field, look) for field in _SHOWN]
    hidden: list[Cell] = [[Span(t("Intent not shown"), bold=True)]]
    hidden += [_field(memo, field, look) for field in _NOT_SHOWN]
    note = t(
        "Intent is shown where evidence supports balancing as a motive and none undermines it; "
        "effect, where the lens of effects says balancing. The field of effect without shown "
        "intent is what Art’s criterion adds."
    )
    found = [field_grid(memo, head, [shown, hidden]), para(memo, note, "note")]
    return together(heading(memo, title), found)


def _field(memo: Memo, field: Field, look: str) -> Cell:
    events = [found.event.id for found in memo.findings.fields()[field]]
    count = memo.say.tn("{n} event", "{n} events", len(events))
    name = [Span(memo.word("field", field), bold=True), grey(f"  {count}")]
    numbers = event_spans(memo, events) if events else [grey("–")]
    return [para(memo, name, "cell"), para(memo, numbers, look)]
