"""The page: the memo's sections in HTML, the grid in the place of its event table."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

from workbench.case import Case
from workbench.judgement import judge_case
from workbench.locale import shown, words
from workbench.memo.document import SECTIONS
from workbench.memo.sections.context import Memo
from workbench.memo.sections.events import who
from workbench.memo.sections.masthead import bottom_line, masthead
from workbench.memo.sections.wording import edtf
from workbench.memo.typesetting import fonts

from .codebook import codebook
from .grid import grid
from .walk import Walk, data

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_IN_THE_GRID = ("coding", "evidence")


def memo_html(case: Case, lang: str, *, today: date) -> str:
    """The case as a page that needs nothing else, and asks nothing of the network."""
    fonts.register()
    memo = Memo(case, case.codebook, judge_case(case), words(lang), "", today,
                frozenset(SECTIONS), brief=False)  # fmt: skip
    walk = Walk(lang, {memo.event_link(e.id): _named(memo, e.id) for e in case.timeline})
    parts = []
    for name, (title, section) in SECTIONS.items():
        if name in _IN_THE_GRID:
            continue
        made = grid(memo, walk) if name == "events" else walk.html(section(memo))
        parts.append((f"section-{name}", memo.t(title), made))
    parts.append(("section-typology", memo.t("Codebook"), codebook(memo)))
    links = "".join(f'<li><a href="#{id}">{data(head)}</a></li>' for id, head, _ in parts)
    body = "\n".join(f'<section id="{id}">{made}</section>' for id, _, made in parts)
    contents = escape(memo.t("Contents"))
    look = Path(__file__).with_name("page.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta http-equiv="x-dns-prefetch-control" content="off">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(shown(case.info.title))}</title>\n"
        f"<style>\n:root {{ --lenses: {len(memo.book.lenses)} }}\n{look}</style>\n</head>\n"
        f"<body>\n<header>{walk.html(masthead(memo))}{walk.html(bottom_line(memo))}</header>\n"
        f'<nav aria-label="{contents}"><ul>{links}</ul></nav>\n'
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _named(memo: Memo, event: str) -> str:
    """What stands at an event's mark on the timeline."""
    found = memo.case.events[event]
    when = edtf(found.date, memo.lang, short=True)
    by = who(memo, found)
    named = (str(memo.event_numbers[event]), when, by, found.title)
    return " · ".join(filter(None, named))
