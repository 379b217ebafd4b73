"""The intent × effect square: which acts stand in which of its four fields."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.judgement import FIELDS, SQUARE, Field, Finding
from workbench.memo.document import Node, Role, Span

from .apart import apart, whose
from .building import (
    Told,
    absent,
    bold,
    event_spans,
    field_grid,
    grey,
    heading,
    line,
    para,
    together,
)
from .context import Memo
from .wording import gap

_MANY = 60
"""Acts in a field, beyond which their numbers are set small."""


def square(memo: Memo) -> list[Node]:
    """Two rows of intent, two columns of effect, the acts' numbers in the fields."""
    t = memo.t
    title = t("Intent × effect")
    if not memo.findings.events:
        return absent(title, t("There are no events to place."))
    many = max(map(len, memo.findings.fields().values())) > _MANY
    role: Role = "small" if many else "numbers"
    head: list[Told] = ["", t("Effect not shown"), t("Effect shown")]
    shown: list[Told] = [bold(t("Intent shown"))]
    shown += [_field(memo, field, role) for field in SQUARE[0]]
    hidden: list[Told] = [bold(t("Intent not shown"))]
    hidden += [_field(memo, field, role) for field in SQUARE[1]]
    note = t(
        "Intent is shown where evidence supports balancing as a motive and none undermines it; "
        "effect, where the lens of effects says balancing. “Not shown” never says that there was "
        "none. The field of effect without shown intent is what Art’s criterion adds. An act "
        "without any piece of evidence stands in no field."
    )
    found = [
        field_grid(head, [shown, hidden], ({2: "balancing"}, {})),
        *_bare(memo),
        *apart(memo, lambda acts: _placed(memo, acts)),
        para(gap(memo.lang).join((whose(memo), note)), "note"),
    ]
    return together(heading(title), found)


def _field(memo: Memo, field: Field, role: Role) -> Told:
    events = [found.event.id for found in memo.findings.fields()[field]]
    name = [Span(memo.word("field", field), bold=True), grey(f"  {_acts(memo, len(events))}")]
    numbers = event_spans(memo, events) if events else [grey("–")]
    return [line(name), para(numbers, role)]


def _acts(memo: Memo, n: int) -> str:
    return memo.say.tn("{n} act", "{n} acts", n)


def _bare(memo: Memo) -> list[Node]:
    """The acts without evidence, below the square."""
    events = [found.event.id for found in memo.findings.fields()["no-evidence"]]
    if not events:
        return []
    spans = [
        Span(memo.word("field", "no-evidence"), bold=True),
        grey(f"  {_acts(memo, len(events))}"),
        Span(memo.say.colon),
        *event_spans(memo, events),
    ]
    return [para(spans, "small")]


def _placed(memo: Memo, acts: Sequence[Finding]) -> list[Span]:
    """Others' acts in the fields, in one line."""
    spans: list[Span] = []
    before, behind = memo.say.brackets
    for field in FIELDS:
        events = [f.event.id for f in acts if f.field == field]
        if events:
            if spans:
                spans.append(Span(memo.say.pause))
            spans.append(Span(memo.word("field", field) + before))
            spans += [*event_spans(memo, events), Span(behind)]
    return spans
