"""The verdicts of the case under the rival criteria, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reportlab.platypus import Flowable, Spacer

from workbench.case import Evidence
from workbench.judgement import LENSES, VERDICTS, Finding, Hinge, View, hinges, reversals
from workbench.judgement.findings import count_verdicts
from workbench.memo.typesetting import Span

from .apart import apart, others, rivals, whose
from .blocks import Cell, absent, grid, heading, para, together
from .context import Memo
from .wording import gap, listed

Changing = Callable[[str, tuple[Evidence, ...], View], tuple[Hinge, ...]]


def verdicts(memo: Memo) -> list[Flowable]:
    """One row a lens: whose it is, what it asks, and how many acts get which verdict."""
    t, lang = memo.t, memo.lang
    title = t("Verdicts under the rival criteria")
    if not memo.findings.events:
        return absent(memo, title, t("There are no events to judge."))
    rows: list[list[Cell]] = []
    for id in LENSES:
        count = memo.findings.count(id)
        asked = [] if memo.brief else [memo.book.lens(id).question.in_(lang)]
        counts = (str(count[verdict]) if count[verdict] else "–" for verdict in VERDICTS)
        rows.append([[Span(memo.lens(id), bold=True)], *asked, *counts])
    head = [t("Criterion")] if memo.brief else [t("Criterion"), t("What it asks")]
    head += [memo.word("verdict", verdict) for verdict in VERDICTS]
    widths = (0, 64, 70, 64, 64) if memo.brief else (116, 0, 52, 52, 52, 56)
    numbers = range(len(head) - len(VERDICTS), len(head))
    note = t(
        "Numbers are acts. Every verdict is computed by the program from the coded evidence, "
        "under the criterion and floor named above; “insufficient” means that the evidence decides "
        "nothing under that lens, not that the act was harmless."
    )
    said = [_hanging(memo)] if memo.brief else [whose(memo), note, rivals(memo), _hanging(memo)]
    return together(
        heading(memo, title),
        [
            grid(
                memo, head, rows, widths, look="compact" if memo.brief else "tight", right=numbers
            ),
            *_apart(memo),
            para(memo, gap(lang).join(filter(None, said)), "note"),
        ],
    )


def _apart(memo: Memo) -> list[Flowable]:
    """One row an actor whose acts aren't counted: what the lenses say of them.

    In the short form a line: under which lens how many of them are called balancing.
    """
    groups = others(memo)
    if not groups:
        return []
    if memo.brief:
        lenses = " / ".join(memo.lens(lens, short=True) for lens in LENSES)
        lead = memo.t("Apart, called balancing under {lenses}:", lenses=lenses)
        return apart(memo, lambda acts: _called(memo, acts), lead=lead)
    rows: list[list[Cell]] = [
        [
            [Span(group.name, bold=True)],
            str(len(group.findings)),
            *(_counted(memo, group.findings, lens) for lens in LENSES),
        ]
        for group in groups
    ]
    head = [memo.t("Apart, by whose they are"), memo.t("Acts")]
    head += [memo.lens(lens, short=True) for lens in LENSES]
    table = grid(memo, head, rows, (0, 34, 84, 84, 84, 84), look="tight", right=(1,))
    return [Spacer(1, 6), table]


def _called(memo: Memo, findings: Sequence[Finding]) -> str:
    counts = " / ".join(str(count_verdicts(findings, lens)["balancing"]) for lens in LENSES)
    said = memo.t("{counts} of {n}", counts=counts, n=len(findings))
    return " ".join(filter(None, (said, _untested(memo, findings))))


def _untested(memo: Memo, findings: Iterable[Finding]) -> str:
    """In how many acts that the lens of motives calls balancing a rival is untested."""
    judged = [f.verdicts["motives"] for f in findings]
    n = sum(j.verdict == "balancing" and bool(j.untested) for j in judged)
    return memo.t("(a rival untested in {n})", n=n) if n else ""


def _counted(memo: Memo, findings: Sequence[Finding], lens: str) -> Cell:
    count = count_verdicts(findings, lens)
    said = [f"{memo.word('verdict', v)}\u00a0{count[v]}" for v in VERDICTS if count[v]]
    if lens == "motives" and (rivals_left := _untested(memo, findings)):
        said.insert(1, rivals_left)
    return [para(memo, each, "tight") for each in said]


def _hanging(memo: Memo) -> str:
    """How many verdicts under each lens a single piece of evidence would change."""
    found, case = memo.findings, memo.case

    def counts(changing: Changing) -> str:
        numbers = {
            lens: sum(
                bool(changing(lens, case.evidence_of(f.event.id), found.view)) for f in found.acts
            )
            for lens in LENSES
        }
        return listed((f"{memo.lens(i, short=True)} {n}" for i, n in numbers.items()), memo.lang)

    return memo.t(
        "Verdicts that leaving out one piece of evidence would change: {left}; that one piece "
        "saying the opposite would change: {turned}.",
        left=counts(hinges),
        turned=counts(reversals),
    )
