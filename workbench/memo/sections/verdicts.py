"""The verdicts of the case under the rival criteria, counted."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.judgement import LENSES, VERDICTS
from workbench.memo.typesetting import Span

from .blocks import Cell, absent, grid, heading, para, together
from .context import Memo


def verdicts(memo: Memo) -> list[Flowable]:
    """One row a lens: whose it is, what it asks, and how many events get which verdict."""
    t, lang = memo.t, memo.lang
    title = t("Verdicts under the rival criteria")
    if not memo.findings.events:
        return absent(memo, title, t("There are no events to judge."))
    rows: list[list[Cell]] = []
    for id in LENSES:
        lens, count = memo.book.lens(id), memo.findings.count(id)
        rows.append(
            [
                [Span(lens.name.in_(lang), bold=True)],
                [Span(lens.question.in_(lang))],
                *(str(count[verdict]) if count[verdict] else "–" for verdict in VERDICTS),
            ]
        )
    head = [t("Criterion"), t("What it asks")]
    head += [memo.word("verdict", verdict) for verdict in VERDICTS]
    note = t(
        "Numbers are events. Every verdict is computed by the program from the coded evidence, "
        "at the threshold and floor named above; “insufficient” means that the evidence decides "
        "nothing under that lens, not that the event was harmless."
    )
    return together(
        heading(memo, title),
        [
            grid(memo, head, rows, (128, 0, 52, 52, 52, 58), right=(2, 3, 4, 5)),
            para(memo, note, "note"),
        ],
    )
