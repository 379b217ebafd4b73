"""The document's parts as HTML (Living Standard): what was typed is text, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from workbench.locale import printed
from workbench.locale.isolates import FSI, PDI, bare
from workbench.memo import document as doc
from workbench.memo.measure import wide

from .svg import figure

_SHORT = 8.5
"""The ems of a text that stands on one line."""
_NAME = re.compile(r"[a-z-]+")


def told(text: str) -> str:
    """Text as the value of an attribute."""
    return escape(printed(bare(text)))


def data(text: str) -> str:
    """Text as the page shows it; a name of another direction stays isolated (UAX #9)."""
    parts = re.split(f"([{FSI}{PDI}\n])", text)
    kept = {"\n": "<br>", FSI: FSI, PDI: PDI}
    return "".join(kept.get(part) or escape(printed(part)) for part in parts)


def way(text: str) -> str:
    """How a block runs: as its first letter does, unless that is in the program's sentence."""
    return "" if FSI in text else ' dir="auto"'


def _plain(cell: doc.Cell) -> str:
    return "".join(item.plain for item in cell if isinstance(item, doc.Text))


class Renderer:
    """Makes HTML in one language."""

    def __init__(self, lang: str) -> None:
        """`lang` is that of the page; what is in another says so."""
        self._lang = lang

    def html(self, nodes: Iterable[doc.Node]) -> str:
        """The parts one after the other."""
        return "\n".join(filter(None, map(self._node, nodes)))

    def _node(self, node: doc.Node) -> str:
        if isinstance(node, doc.Text):
            return self._text(node)
        if isinstance(node, doc.Heading):
            tag = f"h{node.level + 1}"
            return f"<{tag}{way(node.plain)}>{self.spans(node.spans)}</{tag}>"
        if isinstance(node, doc.Table):
            return self._fields(node) if node.look == "fields" else self._table(node)
        if isinstance(node, doc.List):
            items = (f"<li{way(item.plain)}>{self.spans(item.spans)}</li>" for item in node.items)
            return f'<ul class="points">{"".join(items)}</ul>'
        if isinstance(node, doc.Entry):
            said = self.html((node.body, *node.below))
            return f'<div class="pair"><div>{data(node.mark)}</div><div>{said}</div></div>'
        if isinstance(node, doc.Figure):
            return figure(node)
        if isinstance(node, doc.Together):
            return self.html(node.nodes)
        if isinstance(node, doc.Across):
            return f'<div class="across">{self.html((node.left, node.right))}</div>'
        if isinstance(node, doc.Box):
            return f'<div class="box">{self.html(node.inside)}</div>'
        return f'<a id="{node.name}"></a>'

    def _text(self, text: doc.Text) -> str:
        tag = "h1" if text.role == "title" else "p"
        part = ' role="note"' if text.role == "footnote" else ""
        return f'<{tag} class="{text.role}"{part}{way(text.plain)}>{self.spans(text.spans)}</{tag}>'

    def spans(self, spans: Iterable[doc.Span]) -> str:
        """Text in its looks; only web addresses and places of the page are links."""
        return "".join(map(self._span, spans))

    def _span(self, span: doc.Span) -> str:
        said = "".join(
            data(part) if lang == self._lang else f'<span lang="{lang}">{data(part)}</span>'
            for part, lang in doc.stretches(span.text, span.lang or self._lang)
        )
        heard = doc.heard(span, self._lang)
        if heard.isspace():
            said = f'<span aria-hidden="true">{said}</span>'
        elif heard:
            said = f'<span role="img" aria-label="{told(heard)}">{said}</span>'
        if span.bold:
            said = f"<b>{said}</b>"
        if span.italic:
            said = f"<i>{said}</i>"
        if span.quoted:
            said = f"<q>{said}</q>"
        if isinstance(span, doc.Reference):
            return f'<a href="#{escape(span.to)}">{said}</a>' if span.to else said
        if address := doc.web_address(span.link):
            return f'<a href="{escape(address)}" rel="noopener noreferrer">{said}</a>'
        if span.tone and _NAME.fullmatch(span.tone):
            return f'<span class="t-{span.tone}">{said}</span>'
        return said

    def _table(self, table: doc.Table) -> str:
        looks = [
            "number" if column.right else "short" if _short(table, n) else ""
            for n, column in enumerate(table.columns)
        ]

        def row(cells: Iterable[doc.Cell], scope: str, rest: str) -> str:
            """The first cell names the row."""
            scopes = (scope, *(rest for _ in looks[1:]))
            told = zip(cells, scopes, looks, strict=True)
            return "".join(self._cell(cell, scope, look) for cell, scope, look in told)

        body = "".join(f"<tr>{row(cells, 'row', '')}</tr>\n" for cells in table.rows)
        return (
            f'<div class="scroll"><table class="{table.look}">'
            f"<thead><tr>{row(table.head, 'col', 'col')}"
            f"</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _cell(self, cell: doc.Cell, scope: str, look: str = "") -> str:
        """A cell; the name of what is within its `scope`, where it has one."""
        named = (f' class="{look}"' if look else "") + (
            "" if look == "number" else way(_plain(cell))
        )
        tag, said = ("th", f' scope="{scope}"') if scope else ("td", "")
        return f"<{tag}{said}{named}>{self._inside(cell)}</{tag}>"

    def _inside(self, cell: doc.Cell) -> str:
        """A cell's content; a lone paragraph needs no tag of its own."""
        texts = sum(isinstance(item, doc.Text) for item in cell)
        if texts > 1:
            return self.html(cell)
        return "".join(
            self.spans(item.spans) if isinstance(item, doc.Text) else self._node(item)
            for item in cell
        )

    def _fields(self, table: doc.Table) -> str:
        head = "".join(
            self._cell(cell, "col" if cell else "") for cell in table.head
        )  # fmt: skip
        shades = table.shades or ({},) * len(table.rows)
        body = "".join(
            "<tr>"
            + f'<th scope="row">{self._inside(row[0])}</th>'
            + "".join(
                f'<td class="{shade.get(n, "field")}">{self._inside(cell)}</td>'
                for n, cell in enumerate(row[1:], 1)
            )
            + "</tr>"
            for row, shade in zip(table.rows, shades, strict=True)
        )
        return f'<div class="scroll"><table class="square"><tr>{head}</tr>{body}</table></div>'


def _short(table: doc.Table, column: int) -> bool:
    """Whether no text of a column is worth breaking."""
    said = (item.plain for row in table.rows for item in row[column] if isinstance(item, doc.Text))
    return all(wide(text, 1) <= _SHORT for text in said)
