"""The intent × effect square: which acts stand in which of its four fields."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from workbench.judgement import FIELDS, Field, Finding
from workbench.memo.typesetting import Span

from .apart import apart, whose
from .blocks import Cell, absent, event_spans, field_grid, grey, heading, para, together
from .context import Memo
from .wording import gap

_SHOWN: tuple[Field, ...] = ("attempted", "declared-balancing")
_NOT_SHOWN: tuple[Field, ...] = ("friction-or-unknown", "balancing-by-effect")
_MANY = 60
"""Acts in a field, beyond which their numbers are set small."""


def square(memo: Memo) -> list[Flowable]:
    """Two rows of intent, two columns of effect, the acts' numbers in the fields."""
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
        "effect, where the lens of effects says balancing. “Not shown” never says that there was "
        "none. The field of effect without shown intent is what Art’s criterion adds. An act "
        "without any piece of evidence stands in no field."
    )
    found = [
        field_grid(memo, head, [shown, hidden]),
        *_bare(memo),
        *apart(memo, lambda acts: _placed(memo, acts)),
        para(memo, gap(memo.lang).join((whose(memo), note)), "note"),
    ]
    return together(heading(memo, title), found)


def _field(memo: Memo, field: Field, look: str) -> Cell:
    events = [found.event.id for found in memo.findings.fields()[field]]
    name = [Span(memo.word("field", field), bold=True), grey(f"  {_acts(memo, len(events))}")]
    numbers = event_spans(memo, events) if events else [grey("–")]
    return [para(memo, name, "cell"), para(memo, numbers, look)]


def _acts(memo: Memo, n: int) -> str:
    return memo.say.tn("{n} act", "{n} acts", n)


def _bare(memo: Memo) -> list[Flowable]:
    """The acts without evidence, below the square."""
    events = [found.event.id for found in memo.findings.fields()["no-evidence"]]
    if not events:
        return []
    chinese = memo.lang == "zh-Hant"
    spans = [
        Span(memo.word("field", "no-evidence"), bold=True),
        grey(f"  {_acts(memo, len(events))}"),
        Span("：" if chinese else ": "),
        *event_spans(memo, events),
    ]
    return [para(memo, spans, "small")]


def _placed(memo: Memo, acts: Sequence[Finding]) -> list[Span]:
    """Others' acts in the fields, in one line."""
    spans: list[Span] = []
    chinese = memo.lang == "zh-Hant"
    for field in FIELDS:
        events = [f.event.id for f in acts if f.field == field]
        if events:
            if spans:
                spans.append(Span("，" if chinese else ", "))
            spans.append(Span(memo.word("field", field) + ("（" if chinese else " (")))
            spans += [*event_spans(memo, events), Span("）" if chinese else ")")]
    return spans
