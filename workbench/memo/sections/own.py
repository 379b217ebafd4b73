"""What the case adds to the codebook or places elsewhere, with what that rests on."""

from __future__ import annotations

from workbench.memo.document import Node

from .building import Told, absent, grid, heading
from .context import Memo


def own_codebook(memo: Memo) -> list[Node]:
    """One row an entry; a sentence where the case has none."""
    t, lang, book = memo.t, memo.lang, memo.book
    title = t("Codebook: what the case added")
    if not memo.case.own:
        said = t(
            "Nothing: the case is coded with the codebook’s own {n} strategies.",
            n=len(book.strategies),
        )
        return absent(title, said)
    rows: list[list[Told]] = []
    for entry in memo.case.own.values():
        what = t("added") if entry.kind == "added" else t("placed elsewhere")
        group = book.strategy_class(entry.strategy_class).name.in_(lang)
        route = book.word("route", entry.route, lang)
        rows.append(
            [
                book.said(entry.id, lang),
                what,
                t("class {class_}, route {route}", class_=group, route=route),
                entry.meaning or entry.reason,
                entry.citation,
            ]
        )
    head = [t("Strategy"), t("Entry"), t("Place"), t("Meaning or reason"), t("Citation")]
    return [
        *heading(title),
        grid(head, rows, (96, 52, 84, 0, 110), look="tight"),
    ]
