"""The document's parts as WordprocessingML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt

from workbench.locale import words
from workbench.memo import document as doc
from workbench.memo.colours import named
from workbench.memo.measure import MEASURE
from workbench.memo.pdf.raster import picture

from .styles import LANGUAGES, LOOKS, STYLE_OF, language
from .widths import widths
from .xml import element, plain, run

_PADDING = 3.0
_TALL = 30
"""The lines beyond which a table's row may break: a row no page holds has to."""
_SMALL = 12
"""Rows of a table that can stay together."""
_ORDER = ("w:keepNext", "w:pBdr", "w:shd", "w:tabs", "w:ind", "w:jc")
"""Of a paragraph's properties, as the format has it."""
_MAY_END = element("w:r", "<w:t>\u200b</w:t>")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Renderer:
    """Makes the body of one file."""

    def __init__(self, document: doc.Document, part: Any) -> None:
        """`part` keeps what the body refers to: addresses and pictures."""
        self._document, self._lang, self._part = document, document.lang, part
        self._links: dict[str, str] = {}
        self._places = 0
        self._heading = ""

    def body(self) -> Iterator[str]:
        """The whole document."""
        for part in self._document.parts:
            yield from self._flow(part.nodes)

    def _flow(self, nodes: Iterable[doc.Node], *, together: bool = False) -> Iterator[str]:
        held = ""
        last: doc.Node | None = None
        listed = list(nodes)
        for n, node in enumerate(listed):
            if isinstance(node, doc.Anchor):
                held += self._place(node.name)
                continue
            if isinstance(node, doc.Table) and isinstance(last, doc.Table):
                yield _gap(3)
            yield from self._node(node, held, keep=together and n + 1 < len(listed))
            held, last = "", node
        if held:
            yield _paragraph("MemoEdge", held)

    def _node(self, node: doc.Node, held: str, *, keep: bool) -> Iterator[str]:
        kept = [element("w:keepNext")] if keep else []
        if isinstance(node, doc.Text):
            yield _paragraph(STYLE_OF[node.role], held + self.spans(node.spans), *kept)
        elif isinstance(node, doc.Heading):
            if node.level == 1:
                self._heading = node.plain
            yield _paragraph(f"Heading{node.level}", self.spans(node.spans), *kept)
        elif isinstance(node, doc.Entry):
            yield from self._entry(node, held)
        elif isinstance(node, doc.List):
            for item in node.items:
                yield _paragraph("ListBullet", self.spans(item.spans))
        elif isinstance(node, doc.Table):
            yield self._table(node, keep=keep and len(node.rows) <= _SMALL)
            yield _gap(2)
        elif isinstance(node, doc.Figure):
            yield _paragraph("MemoFigure", self._figure(node))
        elif isinstance(node, doc.Together):
            yield from self._flow(node.nodes, together=True)
        elif isinstance(node, doc.Box):
            yield _gap(6)
            yield from map(self._boxed, node.inside)
        elif isinstance(node, doc.Across):
            yield self._across(node)

    def _entry(self, entry: doc.Entry, held: str) -> Iterator[str]:
        mark = run(f"{entry.mark}\t", element("w:b"), _tone("navy"))
        style = "MemoSource" if entry.body.role == "source" else "MemoEntry"
        kept = [element("w:keepNext")] if entry.below else []
        yield _paragraph(style, held + mark + self.spans(entry.body.spans), *kept)
        for below in entry.below:
            yield _paragraph("MemoBelow", self.spans(below.spans))

    def _boxed(self, text: doc.Text) -> str:
        rim = {"val": "single", "sz": "36", "space": "0", "color": named("pale")}
        edges = (
            element("w:top", **rim),
            element("w:left", val="single", sz="36", space="8", color=named("navy")),
            element("w:bottom", **rim),
        )
        shade = element("w:shd", val="clear", color="auto", fill=named("pale"))
        look = (element("w:pBdr", *edges), shade, element("w:ind", left="240", right="120"))
        return _paragraph(STYLE_OF[text.role], self.spans(text.spans), *look)

    def _across(self, line: doc.Across) -> str:
        rule = element("w:top", val="single", sz="36", space="6", color=named("navy"))
        tab = element("w:tab", val="right", pos=str(round(MEASURE * 20)))
        date = LOOKS[STYLE_OF[line.right.role]]
        look = [element("w:b", val="0"), _tone(date.colour)]
        right = self.spans(line.right.spans, *look)
        return _paragraph(
            STYLE_OF[line.left.role],
            self.spans(line.left.spans) + run("\t") + right,
            element("w:pBdr", rule),
            element("w:tabs", tab),
        )

    def _figure(self, figure: doc.Figure) -> str:
        """A picture, and in its description what it shows with all its numbers."""
        made = picture(figure, self._lang)
        inline = self._part.new_pic_inline(io.BytesIO(made.data), Pt(MEASURE), None)
        colon = words(self._lang).colon
        told = [f"{label}{colon}{numbers}" for label, numbers in figure.listed]
        inline.docPr.set("descr", "\n".join(map(plain, (figure.said, *told))))
        inline.docPr.set("name", plain(self._heading))
        return element("w:r", element("w:drawing", inline.xml))

    def spans(self, spans: Iterable[doc.Span], *look: str) -> str:
        """Runs of text; addresses and references are live."""
        return "".join(self._span(span, look) for span in spans)

    def _span(self, span: doc.Span, look: tuple[str, ...]) -> str:
        told = "".join(
            run(part, *dict.fromkeys(self._look(span, part, lang, look)))
            for part, lang in doc.stretches(span.text, span.lang or self._lang)
        )
        if isinstance(span, doc.Reference) and span.to:
            return element("w:hyperlink", told, anchor=_bookmark(span.to), history="1")
        if address := doc.web_address(span.link):
            if address not in self._links:
                self._links[address] = self._part.relate_to(
                    address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
                )
            return element("w:hyperlink", told, r=self._links[address], history="1")
        # LibreOffice ends no line between a number and the next but here.
        return told + _MAY_END if span.text == "、" else told

    def _look(self, span: doc.Span, part: str, lang: str, more: tuple[str, ...]) -> Iterator[str]:
        if self._lang == "zh-Hant" and _WIDE.search(part):
            # Quotation marks and dashes are those of the Chinese around them.
            yield element("w:rFonts", hint="eastAsia")
        if span.bold:
            yield element("w:b")
        if span.italic:
            yield element("w:i")
        yield from more
        leads = bool(span.link) or isinstance(span, doc.Reference)
        if span.tone:
            yield _tone(span.tone)
        elif leads and not span.bold:
            yield _tone("link")
        if lang in ("he", "ar"):
            yield element("w:rtl")
        if lang != self._lang and lang in LANGUAGES:
            yield language(lang)

    def _place(self, name: str) -> str:
        self._places += 1
        id = str(self._places)
        start = element("w:bookmarkStart", id=id, name=_bookmark(name))
        return start + element("w:bookmarkEnd", id=id)

    def _table(self, table: doc.Table, *, keep: bool) -> str:
        """Its head on every page, no row over two pages that one has room for."""
        wide = widths(table, 2 * _PADDING + 1)
        shades = table.shades or ({},) * len(table.rows)
        fields = table.look == "fields"
        rows = [self._row(table, table.head, wide, {}, head=True, keep=True)]
        for n, (row, shade) in enumerate(zip(table.rows, shades, strict=True), 1):
            kept = keep and n < len(table.rows)
            rows.append(self._row(table, row, wide, shade, head=False, keep=kept))
        side = {"w": str(round(_PADDING * 20)), "type": "dxa"}
        look = element(
            "w:tblPr",
            element("w:tblW", w=str(round(MEASURE * 20)), type="dxa"),
            element("w:tblInd", w=_twips(0 if fields else _PADDING), type="dxa"),
            element("w:tblBorders", *_borders(fields)),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblCellMar",
                element("w:top", w="50", type="dxa"),
                element("w:left", **side),
                element("w:bottom", w="50", type="dxa"),
                element("w:right", **side),
            ),
            element("w:tblLook", val="00A0", firstRow="1", firstColumn="1", noVBand="1"),
            element("w:tblCaption", val=plain(self._heading)),
        )
        columns = element("w:tblGrid", *(element("w:gridCol", w=_twips(each)) for each in wide))
        return element("w:tbl", look, columns, *rows)

    def _row(
        self,
        table: doc.Table,
        row: tuple[doc.Cell, ...],
        wide: list[float],
        shades: doc.Shades,
        *,
        head: bool,
        keep: bool,
    ) -> str:
        style = STYLE_OF[table.look]
        size, fields = LOOKS[style].size, table.look == "fields"
        lines = max(_lines(cell, size, width) for cell, width in zip(row, wide, strict=True))
        rules = [element("w:cantSplit")] if lines < _TALL else []
        if head:
            rules.append(element("w:tblHeader"))
        cells = []
        for n, (cell, width) in enumerate(zip(row, wide, strict=True)):
            shade = shades.get(n, "")
            if head and not fields:
                shade, style = "navy", "MemoHead"
            elif fields and not head and n:
                shade = shade or "pale"
            look = [element("w:tcW", w=_twips(width), type="dxa")]
            if shade:
                look.append(element("w:shd", val="clear", color="auto", fill=named(shade)))
            inside = self._cell(cell, style, right=table.columns[n].right, keep=keep)
            cells.append(element("w:tc", element("w:tcPr", *look), *inside))
        return element("w:tr", *([element("w:trPr", *rules)] if rules else []), *cells)

    def _cell(self, cell: doc.Cell, style: str, *, right: bool, keep: bool) -> list[str]:
        look = [element("w:keepNext")] if keep else []
        if right:
            look.append(element("w:jc", val="right"))
        held, found = "", []
        for item in cell:
            if isinstance(item, doc.Anchor):
                held += self._place(item.name)
            else:
                said = style if item.role == "cell" else STYLE_OF[item.role]
                bold = [element("w:b")] if right and style != "MemoHead" else []
                found.append(_paragraph(said, held + self.spans(item.spans, *bold), *look))
                held = ""
        return found or [_paragraph(style, held, *look)]


def _paragraph(style: str, inside: str, *look: str) -> str:
    sorted_ = sorted(
        look, key=lambda each: _ORDER.index(re.split(r"[ />]", each[1:], maxsplit=1)[0])
    )
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *sorted_), inside)


def _gap(points: float) -> str:
    """The room below a table: two that touch would be one."""
    spacing = element("w:spacing", before="0", after="0", line=_twips(points), lineRule="exact")
    return element("w:p", element("w:pPr", element("w:pStyle", val="MemoEdge"), spacing))


def _borders(fields: bool) -> list[str]:
    if fields:
        white = {"val": "single", "sz": "16", "space": "0", "color": named("paper")}
        return [element("w:insideH", **white), element("w:insideV", **white)]
    hair = {"val": "single", "sz": "4", "space": "0", "color": named("hair")}
    return [element("w:bottom", **hair), element("w:insideH", **hair)]


def _lines(cell: doc.Cell, size: float, width: float) -> float:
    """About how many lines a cell takes: a paragraph of it one at least."""
    said = (line for item in cell if isinstance(item, doc.Text) for line in item.plain.split("\n"))
    return sum(max(len(line) * size * 0.55 / width, 1) for line in said)


def _tone(name: str) -> str:
    return element("w:color", val=named(name))


def _bookmark(name: str) -> str:
    """Word's names of places have no hyphens."""
    return name.replace("-", "_")


def _twips(points: float) -> str:
    return str(round(points * 20))
