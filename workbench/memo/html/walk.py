"""The memo's flowables as HTML: what was typed is text, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from reportlab.platypus import Flowable, KeepTogether, Table

from workbench.locale import shown
from workbench.memo.figures import Bars, Timeline
from workbench.memo.sections.blocks import Anchor, Rows
from workbench.memo.sections.looks import GREY, LINK, look_of
from workbench.memo.typesetting import Prose, Span

from .svg import figure

_LOOKS = ("title", "eyebrow", "eyebrow-right", "meta", "lead", "computed", "heading", "subhead",
          "body", "small", "note", "source", "aside", "numbers", "verdict")  # fmt: skip
_TAGS = {"title": "h1", "heading": "h2", "subhead": "h3"}


def data(text: str) -> str:
    """Text as the page shows it."""
    return "<br>".join(escape(shown(line)) for line in text.split("\n"))


@dataclass
class Walk:
    """Turns flowables into HTML in one language."""

    lang: str
    named: Mapping[str, str]
    """What stands at the figures' links."""
    section: str = ""
    """The heading that was met last."""
    _looks: dict[object, str] = field(init=False)

    def __post_init__(self) -> None:
        self._looks = {look_of(name, self.lang): name for name in _LOOKS}

    def html(self, story: Iterable[object]) -> str:
        """The flowables one after the other."""
        return "\n".join(filter(None, map(self._one, story)))

    def _one(self, flowable: object) -> str:
        if isinstance(flowable, Prose):
            return self._prose(flowable)
        if isinstance(flowable, Rows):
            return self._rows(flowable)
        if isinstance(flowable, Bars | Timeline):
            return figure(flowable, self.section, self.named)
        if isinstance(flowable, KeepTogether):
            return self.html(flowable._content)  # type: ignore[attr-defined]
        if isinstance(flowable, Anchor):
            return f'<a id="{flowable.name}"></a>'
        if isinstance(flowable, Table):
            return self._table(flowable._cellvalues)  # type: ignore[attr-defined]
        return ""

    def _prose(self, prose: Prose) -> str:
        look = self._looks.get(prose.style, "plain")
        if look == "heading":
            self.section = prose.text
        tag = _TAGS.get(look, "p")
        return f'<{tag} class="{look}" dir="auto">{self.spans(prose.said)}</{tag}>'

    def spans(self, spans: Iterable[Span]) -> str:
        """Text in its looks; only http and https addresses and places of the page are links."""
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        said = data(span.text)
        if span.bold:
            said = f"<b>{said}</b>"
        if span.italic:
            said = f"<i>{said}</i>"
        if span.link and span.link.startswith("#"):
            return f'<a href="{escape(span.link)}">{said}</a>'
        if span.link and span.link.startswith(("http://", "https://")):
            return f'<a href="{escape(span.link)}" rel="noopener noreferrer">{said}</a>'
        if span.colour == GREY:
            return f'<span class="grey">{said}</span>'
        if span.colour and span.colour != LINK:
            return f'<span class="t{span.colour.hexval()[2:]}">{said}</span>'
        return said

    def _rows(self, rows: Rows) -> str:
        head = "".join(self._cell(cell, "th") for cell in rows.head)
        body = "".join(
            f"<tr>{''.join(self._cell(cell, 'td') for cell in row)}</tr>\n" for row in rows.rows
        )
        return (
            f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def _cell(self, cell: list[Flowable], tag: str) -> str:
        first = next((f for f in cell if isinstance(f, Prose)), None)
        right = ' class="number"' if first and first.style.align == "right" else ' dir="auto"'
        return f"<{tag}{right}>{self._inside(cell)}</{tag}>"

    def _inside(self, cell: object) -> str:
        """A cell's content; a lone paragraph needs no tag of its own."""
        items = cell if isinstance(cell, list) else [cell]
        texts = [item for item in items if isinstance(item, Prose)]
        if len(texts) > 1:
            return self.html(items)
        return "".join(self.spans(i.said) if isinstance(i, Prose) else self._one(i) for i in items)

    def _table(self, rows: list[list[object]]) -> str:
        if all(len(row) == 1 for row in rows):
            return f'<div class="box">{self.html(f for (cell,) in rows for f in _list(cell))}</div>'
        if len(rows) > 1:
            body = "".join(
                "<tr>" + "".join(f"<td>{self._inside(cell)}</td>" for cell in row) + "</tr>"
                for row in rows
            )
            return f'<div class="scroll"><table class="square">{body}</table></div>'
        mark, said = (self.html(_list(cell)) for cell in rows[0])
        return f'<div class="pair"><div>{mark}</div><div>{said}</div></div>'


def _list(cell: object) -> list[object]:
    return cell if isinstance(cell, list) else [cell]
