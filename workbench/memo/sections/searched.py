"""Of how many rows of event data the case's events were chosen: the denominator."""

from __future__ import annotations

from workbench.casebook import (
    Denominator,
    asked_in_words,
    data_set_in_words,
    denominator,
    left_out_in_words,
    reasons_in_words,
)
from workbench.memo.document import Heading, Node

from .building import Told, bold, grid, para, together
from .context import Memo


def searched(memo: Memo) -> list[Node]:
    """What was searched, what fit and what became of it; nothing where nothing was searched."""
    if not memo.case.searches:
        return []
    t, found = memo.t, denominator(memo.case)
    head = [t("Data set"), t("Rows searched"), t("Fit"), t("In the inbox"), t("Accepted"),
            t("Merged"), t("Rejected"), t("Waiting")]  # fmt: skip
    rows = [_row(f"{n}. {data_set_in_words(each)}", each) for n, each in enumerate(found, 1)]
    said = t(
        "Of how many rows the case’s events were chosen. That a row exists is no evidence; each "
        "candidate counts for the search that brought it in first."
    )
    title = Heading(bold(t("Event data that was searched")), level=2)
    table = grid(head, rows, (0, 58, 44, 48, 52, 46, 50, 46), look="tight", right=range(1, 8))
    return [
        *together([title, para(said, "note")], [table]),
        *(para(_asked(memo, n, each), "note") for n, each in enumerate(found, 1)),
    ]


def _row(name: str, found: Denominator) -> list[Told]:
    numbers = (found.rows, found.fit, found.candidates, found.accepted, found.merged,
               found.rejections, found.waiting)  # fmt: skip
    return [name, *("–" if n is None else f"{n:,}" for n in numbers)]


def _asked(memo: Memo, number: int, found: Denominator) -> str:
    say = memo.say
    parts = [asked_in_words(found, say), *left_out_in_words(found, say)]
    if reasons := reasons_in_words(found, say):
        parts.append(memo.t("rejected: {reasons}", reasons=reasons))
    return f"{number}. {say.parted(parts)}{say.stop}"
