"""The verdicts of the case under the rival criteria, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from workbench.case import Evidence
from workbench.judgement import VERDICTS, Finding, Hinge, View, hinges, lens_ids, reversals
from workbench.judgement.findings import count_verdicts
from workbench.memo.document import Node

from .apart import apart, others, rivals, whose
from .building import Told, absent, bold, grid, heading, line, para, together
from .context import Memo
from .method import in_short
from .quarrel import flip
from .wording import gap, listed

_LENSES = 336.0
"""The room, in points, that the verdicts of all lenses may take."""

Changing = Callable[[str, tuple[Evidence, ...], View], tuple[Hinge, ...]]


def verdicts(memo: Memo) -> list[Node]:
    """One row a lens: whose it is, what it asks, and how many acts get which verdict."""
    t, lang = memo.t, memo.lang
    title = t("Verdicts under the rival criteria")
    if not memo.findings.events:
        return absent(title, t("There are no events to judge."))
    rows: list[list[Told]] = []
    for id in lens_ids():
        count = memo.findings.count(id)
        asked = [] if memo.brief else [memo.book.lens(id).question.in_(lang)]
        counts = (str(count[verdict]) for verdict in VERDICTS)
        rows.append([bold(memo.lens(id)), *asked, *counts])
    head = [t("Criterion")] if memo.brief else [t("Criterion"), t("What it asks")]
    head += [memo.word("verdict", verdict) for verdict in VERDICTS]
    widths = (0, 64, 64, 70, 64) if memo.brief else (116, 0, 52, 52, 52, 56)
    numbers = range(len(head) - len(VERDICTS), len(head))
    note = t(
        "Numbers are acts. Every verdict is computed by the program from the coded evidence, "
        "under the criterion and floor named above; “insufficient” means that the evidence decides "
        "nothing under that lens, not that the act was harmless."
    )
    said = [_hanging(memo)] if memo.brief else [whose(memo), note, rivals(memo), _hanging(memo)]
    found = together(
        heading(title),
        [
            grid(head, rows, widths, look="compact" if memo.brief else "tight", right=numbers),
            *_apart(memo),
            *([] if memo.brief else flip(memo)),
            para(gap(lang).join(filter(None, said)), "note"),
        ],
    )
    return [*found, in_short(memo)] if memo.brief else found


def _apart(memo: Memo) -> list[Node]:
    """One row an actor whose acts aren't counted: what the lenses say of them.

    In the short form a line: under which lens how many of them are called balancing.
    """
    groups = others(memo)
    if not groups:
        return []
    if memo.brief:
        lenses = " / ".join(memo.lens(lens, short=True) for lens in lens_ids())
        lead = memo.t("Apart, called balancing under {lenses}:", lenses=lenses)
        return apart(memo, lambda acts: _called(memo, acts), lead=lead)
    rows: list[list[Told]] = [
        [
            bold(group.name),
            str(len(group.findings)),
            *(_counted(memo, group.findings, lens) for lens in lens_ids()),
        ]
        for group in groups
    ]
    head = [memo.t("Apart, by whose they are"), memo.t("Acts")]
    head += [memo.lens(lens, short=True) for lens in lens_ids()]
    # However many lenses there are, the names keep their room.
    each = min(84, _LENSES / len(lens_ids()))
    widths = (0, 34, *(each for _ in lens_ids()))
    return [grid(head, rows, widths, look="tight", right=(1,))]


def _called(memo: Memo, findings: Sequence[Finding]) -> str:
    counts = " / ".join(str(count_verdicts(findings, lens)["balancing"]) for lens in lens_ids())
    said = memo.t("{counts} of {n}", counts=counts, n=len(findings))
    return " ".join(filter(None, (said, _untested(memo, findings, lens_ids()))))


def _untested(memo: Memo, findings: Iterable[Finding], lenses: Iterable[str]) -> str:
    """In how many acts that one of the lenses calls balancing it misses the test of a rival."""
    asked = tuple(lenses)
    n = sum(
        any(f.verdicts[x].verdict == "balancing" and f.verdicts[x].untested for x in asked)
        for f in findings
    )
    return memo.t("(a rival untested in {n})", n=n) if n else ""


def _counted(memo: Memo, findings: Sequence[Finding], lens: str) -> Told:
    count = count_verdicts(findings, lens)
    said = [f"{memo.word('verdict', v)}\u00a0{count[v]}" for v in VERDICTS if count[v]]
    if rivals_left := _untested(memo, findings, [lens]):
        said.insert(1, rivals_left)
    return [line(each) for each in said]


def _hanging(memo: Memo) -> str:
    """How many verdicts under each lens a single piece of evidence would change."""
    found, case = memo.findings, memo.case

    def counts(changing: Changing) -> str:
        numbers = {
            lens: sum(
                bool(changing(lens, case.evidence_of(f.event.id), found.view)) for f in found.acts
            )
            for lens in lens_ids()
        }
        return listed((f"{memo.lens(i, short=True)} {n}" for i, n in numbers.items()), memo.lang)

    return memo.t(
        "Verdicts that leaving out one piece of evidence would change: {left}; that one piece "
        "saying the opposite would change: {turned}.",
        left=counts(hinges),
        turned=counts(reversals),
    )
