"""The page: the memo's sections in HTML, the grid in the place of its event table."""

from __future__ import annotations

from html import escape
from pathlib import Path

from workbench.locale import printed
from workbench.memo.contents import SECTIONS
from workbench.memo.sections.context import Memo
from workbench.memo.sections.masthead import bottom_line, masthead

from .codebook import codebook
from .grid import grid
from .render import Renderer, data

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_IN_THE_GRID = ("coding", "evidence")


def html_page(memo: Memo) -> str:
    """The case as a page that needs nothing else, and asks nothing of the network."""
    lang, renderer = memo.lang, Renderer(memo.lang)
    parts = []
    for name, (title, section) in SECTIONS.items():
        if name in _IN_THE_GRID:
            continue
        nodes = [] if name == "events" else section(memo)
        if not nodes and name != "events":
            continue
        made = renderer.html(nodes) if nodes else grid(memo, renderer)
        parts.append((f"section-{name}", memo.t(title), made))
    parts.append(("section-typology", memo.t("Codebook"), codebook(memo)))
    links = "".join(f'<li><a href="#{id}">{data(head)}</a></li>' for id, head, _ in parts)
    body = "\n".join(f'<section id="{id}">{made}</section>' for id, _, made in parts)
    contents = escape(memo.t("Contents"))
    look = Path(__file__).with_name("page.css").read_text("utf-8")
    info = memo.case.info
    top = renderer.html((*masthead(memo), *bottom_line(memo)))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta http-equiv="x-dns-prefetch-control" content="off">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta name="author" content="{escape(printed(info.author))}">\n'
        f"<title>{escape(printed(info.title))}</title>\n"
        f"<style>\n:root {{ --lenses: {len(memo.book.lenses)} }}\n{look}</style>\n</head>\n"
        f"<body>\n<header>{top}</header>\n"
        f'<nav aria-label="{contents}"><ul>{links}</ul></nav>\n'
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
