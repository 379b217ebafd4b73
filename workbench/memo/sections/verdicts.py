"""The verdicts of the case under the rival criteria, counted."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus import Flowable

from workbench.case import Evidence, Threshold
from workbench.judgement import LENSES, VERDICTS, Hinge, hinges, reversals
from workbench.memo.typesetting import Span

from .blocks import Cell, absent, grid, heading, para, together
from .context import Memo
from .wording import listed

Changing = Callable[[str, tuple[Evidence, ...], Threshold, str | None], tuple[Hinge, ...]]


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
    gap = "" if lang == "zh-Hant" else " "
    return together(
        heading(memo, title),
        [
            grid(memo, head, rows, (116, 0, 52, 52, 52, 56), look="tight", right=(2, 3, 4, 5)),
            para(memo, _hanging(memo) if memo.brief else f"{note}{gap}{_hanging(memo)}", "note"),
        ],
    )


def _hanging(memo: Memo) -> str:
    """How many verdicts under each lens a single piece of evidence would change."""
    found, case = memo.findings, memo.case

    def counts(changing: Changing) -> str:
        numbers = {
            lens: sum(
                bool(changing(lens, case.evidence_of(f.event.id), found.threshold, found.floor))
                for f in found.events
            )
            for lens in LENSES
        }
        named = (f"{memo.sentences.lens(i, short=True)} {n}" for i, n in numbers.items())
        return listed(named, memo.lang)

    return memo.t(
        "Verdicts that leaving out one piece of evidence would change: {left}; that one piece "
        "saying the opposite would change: {turned}.",
        left=counts(hinges),
        turned=counts(reversals),
    )
