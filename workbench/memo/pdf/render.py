"""The document's parts as what stands on its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportlab.lib.colors import Color

from workbench.locale import words
from workbench.memo import document as doc

from .blocks import Drawn, Outlined, Place, Rule
from .layout import (
    HEADED,
    Block,
    Boxed,
    Gap,
    Padding,
    Room,
    Row,
    Rows,
    Ruled,
    Squared,
    Table,
    Together,
)
from .looks import NAVY, ROOM, colour, look_of, number_look
from .tagging import Element, Tag, Told
from .typesetting import Prose, fonts
from .typesetting.text import clean

_SLACK = 0.8
_HEADS: tuple[Tag, ...] = ("H1", "H2", "H3")
_PADDING = {"tight": (3, 3.5, 4.5), "compact": (2, 0.5, 1)}
"""Of a table's cells, in points: at the sides, above and below."""


class Renderer:
    """Makes blocks in the looks of one document."""

    def __init__(self, document: doc.Document) -> None:
        """Its language says how the text is set, its form how close."""
        self._document, self._lang = document, document.lang
        self.root = Element("Document")
        """The structure of what was made so far."""
        self._part = self.root
        self._entries: Element | None = None
        self._level = 0
        self._made, self._there = 0, sum(_rows_in(part.nodes) for part in document.parts)

    @property
    def share(self) -> float:
        """How much of the document has been laid out, by the rows of its tables."""
        return self._made / max(self._there, 1)

    def story(self) -> Iterator[Block]:
        """The whole document."""
        yield from (Rule(), Gap(5))
        for part in self._document.parts:
            self._part, self._entries = Element("Sect", self.root), None
            yield from self._flow(part.nodes)

    def _flow(self, nodes: Iterable[doc.Node], *, together: bool = False) -> Iterator[Block]:
        last: doc.Node | None = None
        for node in nodes:
            if isinstance(last, doc.Table) and (
                isinstance(node, doc.Table) or (isinstance(node, doc.Text) and node.role == "body")
            ):
                yield Gap(6)
            if isinstance(node, doc.Heading) and node.level == 1 and not together:
                yield Room(HEADED)
            if not isinstance(node, doc.Entry | doc.Anchor):
                self._entries = None
            yield from self._node(node)
            last = node

    def _node(self, node: doc.Node) -> Iterator[Block]:
        if isinstance(node, doc.Text):
            yield self._text(node)
        elif isinstance(node, doc.Heading):
            yield from self._heading(node)
        elif isinstance(node, doc.Table):
            yield self._fields(node) if node.look == "fields" else self._rows(node)
        elif isinstance(node, doc.Entry):
            yield self._entry(node)
        elif isinstance(node, doc.List):
            listed = Element("L", self._part)
            for item in node.items:
                yield self._hanging(listed, (doc.Span("•"),), (item,), 14, 1.5)
        elif isinstance(node, doc.Figure):
            yield self._drawn(node)
            if not isinstance(node, doc.Bars):
                yield Gap(2 if isinstance(node, doc.Timeline) else 5)
        elif isinstance(node, doc.Together):
            yield Together(list(self._flow(node.nodes, together=True)))
        elif isinstance(node, doc.Box):
            yield from self._box(node)
        elif isinstance(node, doc.Across):
            yield self._across(node)
        else:
            yield Place(node.name)

    def _drawn(self, figure: doc.Figure) -> Drawn:
        colon = words(self._lang).colon
        told = [figure.said, *(f"{label}{colon}{numbers}" for label, numbers in figure.listed)]
        element = Element("Figure", self._part, alt=clean("\n".join(told)))
        return Drawn(figure, self._lang, ROOM, element)

    def _prose(self, spans: Iterable[doc.Span], look: str, element: Element) -> Prose:
        return Prose(tuple(spans), look_of(look, self._lang), Told(element, self._lang))

    def _text(self, text: doc.Text, parent: Element | None = None) -> Prose:
        if text.role == "title":
            self._level = 1
            return self._prose(text.spans, text.role, Element("H1", parent or self._part))
        tag: Tag = "Note" if text.role == "footnote" else "P"
        return self._prose(text.spans, text.role, Element(tag, parent or self._part))

    def _heading(self, heading: doc.Heading) -> Iterator[Block]:
        # No level is left out: a reader goes by them.
        self._level = min(heading.level + 1, self._level + 1)
        element = Element(_HEADS[self._level - 1], self._part)
        if heading.level == 1:
            yield Outlined(heading.plain)
            close = "heading-close" if self._document.brief else "heading"
            yield self._prose(heading.spans, close, element)
        else:
            yield Gap(5)
            yield self._prose(heading.spans, "subhead", element)

    def _entry(self, entry: doc.Entry) -> Block:
        if self._entries is None:
            self._entries = Element("L", self._part)
        mark = (doc.Span(entry.mark, bold=True, tone="navy"),)
        below = 5 if entry.below and not self._document.brief else 1.5
        return self._hanging(self._entries, mark, (entry.body, *entry.below), 24, below)

    def _hanging(
        self,
        listed: Element,
        mark: tuple[doc.Span, ...],
        body: tuple[doc.Text, ...],
        indent: float,
        below: float,
    ) -> Table:
        """An item of a list, its mark beside it."""
        item = Element("LI", listed)
        label = self._prose(mark, body[0].role, Element("Lbl", item))
        said = Element("LBody", item)
        beside = [self._text(text, said) for text in body]
        row = Row([[label], beside], [Padding(below=below)] * 2)
        return Table([row], [indent, ROOM - indent], "within")

    def _across(self, line: doc.Across) -> Table:
        row = Row([[self._text(line.left)], [self._text(line.right)]], [Padding()] * 2)
        return Table([row], [ROOM * 0.6, ROOM * 0.4])

    def _box(self, box: doc.Box) -> Iterator[Block]:
        """Pale, with a navy edge; it breaks across pages where its text is long."""
        above, below = (3, 0) if self._document.brief else (8, 4)
        rows = [Row([[self._text(text)]], [Padding(14, 10, 3, 2)]) for text in box.inside]
        table = Table(rows, [ROOM], "within", Boxed(colour("pale"), NAVY), (5, 7))
        yield from (Gap(above), table, Gap(below))

    def _rows(self, table: doc.Table) -> Rows:
        right = [column.right for column in table.columns]
        element = Element("Table", self._part)
        side, above, below = _PADDING.get(table.look, (5, 3.5, 4.5))
        pads = [Padding(side, side, above, below)] * len(right)

        def made() -> Iterator[Row]:
            for n, row in enumerate(table.rows):
                self._made += 1
                shades = table.shades[n] if table.shades else {}
                cells = self._row(element, row, table.look, right)
                yield Row(cells, pads, _coloured(shades))

        head = self._row(element, table.head, f"{table.look}-head", right, head=True)
        widths = self._widths(table, side)
        ground = Ruled(NAVY, colour("hair"))
        return Rows(Row(head, pads, head=True), made(), len(table.rows), widths, ground)

    def _fields(self, table: doc.Table) -> Table:
        """The square, its fields edged in white."""
        element = Element("Table", self._part)
        many = len(table.head)
        heads = [Padding(0 if n == 0 else 6, 6, 3, 3) for n in range(many)]
        pads = [Padding(0 if n == 0 else 6, 6, 7, 10) for n in range(many)]
        rows = [
            Row(
                self._row(element, row, "cell", [False] * many, head=not n),
                pads if n else heads,
                _coloured(table.shades[n - 1]) if n and table.shades else {},
                head=not n,
            )
            for n, row in enumerate((table.head, *table.rows))
        ]
        ground = Squared(colour("pale"), colour("paper"))
        return Table(rows, self._widths(table, 0), "tall", ground)

    def _row(
        self,
        table: Element,
        row: tuple[doc.Cell, ...],
        look: str,
        right: Iterable[bool],
        *,
        head: bool = False,
    ) -> list[list[Block]]:
        """A table's row; the first cell of each names it."""
        found, element = [], Element("TR", table)
        for n, (cell, at_right) in enumerate(zip(row, right, strict=True)):
            made = Element("TH" if head or not n else "TD", element)
            made.scope = "Column" if head else "" if n else "Row"
            made.repeated = head
            found.append(self._cell(cell, look, made, right=at_right))
        return found

    def _cell(self, cell: doc.Cell, look: str, element: Element, *, right: bool) -> list[Block]:
        plain = (number_look if right else look_of)(look, self._lang)
        several = sum(isinstance(item, doc.Text) for item in cell) > 1
        found: list[Block] = []
        for item in cell:
            if isinstance(item, doc.Anchor):
                found.append(Place(item.name))
                continue
            style = plain if item.role == "cell" else look_of(item.role, self._lang)
            told = Told(Element("P", element) if several else element, self._lang)
            found.append(Prose(item.spans, style, told))
        return found

    def _widths(self, table: doc.Table, side: float) -> list[float]:
        """What the columns wish for; those that wish for nothing share what is left."""
        wished = [self._wish(table, n, side) for n in range(len(table.columns))]
        rest = (ROOM - sum(wished)) / max(wished.count(0), 1)
        return [width or rest for width in wished]

    def _wish(self, table: doc.Table, n: int, side: float) -> float:
        column, bare = table.columns[n], 2 * side + _SLACK
        head = look_of(f"{table.look}-head" if table.look != "fields" else "cell", self._lang).size
        heads = [item.plain for item in table.head[n] if isinstance(item, doc.Text)]
        if column.fit == "words":
            words = [word for said in heads for word in said.split()]
            longest = max((fonts.label_width(w, head, True) for w in words), default=0)
            return min(max(longest + bare, column.width), column.most)
        if column.fit == "whole":
            size = look_of(table.look, self._lang).size
            said = {i.plain for row in table.rows for i in row[n] if isinstance(i, doc.Text)}
            found = [fonts.label_width(each, size, False) for each in said]
            return max([*found, *(fonts.label_width(each, head, True) for each in heads)]) + bare
        return column.width


def _coloured(shades: Mapping[int, str]) -> dict[int, Color]:
    return {column: colour(shade) for column, shade in shades.items()}


def _rows_in(nodes: Iterable[doc.Node]) -> int:
    return sum(
        _rows_in(node.nodes)
        if isinstance(node, doc.Together)
        else len(node.rows) * (node.look != "fields")
        if isinstance(node, doc.Table)
        else 0
        for node in nodes
    )
