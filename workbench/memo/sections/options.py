"""The strategies of the typology that the case hasn't seen, with the risks of their class."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.judgement import Finding, unused
from workbench.memo.document import SILENT, Node, Span

from .apart import apart, whose
from .building import Told, grid, heading, para
from .context import Memo
from .wording import gap, listed


def options(memo: Memo) -> list[Node]:
    """One row a class: what no act counted shows, with what it costs, needs and turns into."""
    t, lang, book = memo.t, memo.lang, memo.book
    rows: list[list[Told]] = []
    for group, strategies in unused(memo.findings):
        unseen = [book.said(s.id, lang) for s in strategies]
        rows.append(
            [
                [
                    Span(f"{group.symbol}\u00a0", tone=group.id, heard=SILENT),
                    Span(group.name.in_(lang), bold=True),
                ],
                listed(unseen, lang) or t("all were seen"),
                group.cost_and_risk.in_(lang),
                group.works_only_if.in_(lang),
                group.can_turn_into.in_(lang) if group.can_turn_into else "–",
            ]
        )
    head = [t("Class"), t("Not seen in the acts counted"), t("Cost and risk")]
    head += [t("Works only if"), t("Can turn into")]
    note = t("The typology’s unused strategies, as possibilities to think through, not as advice.")
    return [
        *heading(t("Options not seen")),
        grid(head, rows, (74, 0, 92, 124, 98), look="tight"),
        *apart(
            memo,
            lambda acts: _only_there(memo, acts),
            lead=t("Seen in acts apart alone, by whose they are:"),
        ),
        para(gap(lang).join((whose(memo), note)), "note"),
    ]


def _only_there(memo: Memo, acts: Sequence[Finding]) -> str:
    """The strategies that these acts carry and none that is counted."""
    mine = {tag.strategy for f in memo.findings.acts for tag in f.event.tags}
    theirs = {tag.strategy for f in acts for tag in f.event.tags} - mine
    return listed((memo.strategy(s.id) for s in memo.book.strategies if s.id in theirs), memo.lang)
