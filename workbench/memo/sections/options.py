"""The strategies of the typology that the case hasn't seen, with the risks of their class."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.judgement import unused
from workbench.memo.figures import colour_of
from workbench.memo.typesetting import Span

from .blocks import Cell, grid, heading, para
from .context import Memo
from .wording import listed


def options(memo: Memo) -> list[Flowable]:
    """One row a class: what wasn't seen, what it costs, on what it hangs, what it turns into."""
    t, lang, book = memo.t, memo.lang, memo.book
    rows: list[list[Cell]] = []
    for group, strategies in unused(memo.case, book):
        unseen = [book.said(s.id, lang) for s in strategies]
        rows.append(
            [
                [
                    Span(f"{group.symbol}\u00a0", colour=colour_of(group.id)),
                    Span(group.name.in_(lang), bold=True),
                ],
                listed(unseen, lang) or t("all were seen"),
                group.cost_and_risk.in_(lang),
                group.works_only_if.in_(lang),
                group.can_turn_into.in_(lang) if group.can_turn_into else "–",
            ]
        )
    head = [t("Class"), t("Not seen in this case"), t("Cost and risk")]
    head += [t("Works only if"), t("Can turn into")]
    note = t("The typology’s unused strategies, as possibilities to think through, not as advice.")
    return [
        *heading(memo, t("Options not seen")),
        grid(memo, head, rows, (74, 0, 92, 124, 98), look="tight"),
        para(memo, note, "note"),
    ]
