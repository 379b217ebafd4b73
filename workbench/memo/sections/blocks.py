"""The building blocks of every section: text in its looks, headings, tables, boxes, anchors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Table

from workbench.memo.typesetting import Prose, Span, text

from .context import Memo
from .looks import GREY, HAIR, LINK, NAVY, PALE, ROOM, look_of, table_font

Cell = str | Sequence[Span] | Sequence[Flowable]
_TALL = 260.0
_LOT = 60
_HEADED = 116.0
"""The room that a heading asks for with what stands below it."""


class Anchor(Flowable):
    """A place in the document that links lead to; it takes no room."""

    def __init__(self, name: str) -> None:
        """The anchor `name`."""
        super().__init__()
        self.name = name

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Where a link to this place leads: a little above it."""
        self.canv.bookmarkHorizontal(self.name, 0, 24)


class Rule(Flowable):
    """The thick rule across the top of the memo."""

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = aw
        return aw, 4

    def draw(self) -> None:
        """A bar, not a line: its edges are sharp in every viewer."""
        self.canv.setFillColor(NAVY)
        self.canv.rect(0, 0, self.width, 4, stroke=0, fill=1)


class Grid(Table):
    """A table whose rows stay whole, but for those that are too tall for that."""

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """Break between rows; within one only where keeping it whole would waste a page."""
        self._calc(aw, ah)  # type: ignore[attr-defined]
        heights: list[float] = self._rowHeights  # type: ignore[attr-defined]
        first = int(self.repeatRows)
        over = (n for n, foot in enumerate(accumulate(heights)) if n >= first and foot > ah)
        self.splitInRow = int(heights[next(over, first)] > _TALL)
        # Within the row at once, else its head would stand a second time on the page.
        self.splitByRow = 1 - self.splitInRow
        parts: list[Flowable] = super().split(aw, ah)
        return parts


class Rows(Flowable):
    """A long table, laid out a lot of rows at a time: a page costs the same at either end of it."""

    def __init__(
        self,
        head: list[Any],
        rows: Sequence[list[Any]],
        shades: Sequence[dict[int, Color]],
        widths: Sequence[float],
        style: Sequence[Any],
    ) -> None:
        """`shades` has the colours of a row's columns, for each of `rows`."""
        super().__init__()
        self.head, self.rows, self._shades = head, rows, shades
        self.widths, self._style = widths, style

    def _grid(self) -> Grid:
        lot = self.rows[:_LOT]
        table = Grid([self.head, *lot], colWidths=list(self.widths), repeatRows=1)
        shaded = [
            ("BACKGROUND", (column, row), (column, row), shade)
            for row, shades in enumerate(self._shades[:_LOT], 1)
            for column, shade in shades.items()
        ]
        table.setStyle([*self._style, *shaded])
        return table

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The table's size; higher than any page where there is more than a lot of it."""
        self._table = self._grid()
        self.width, self.height = self._table.wrap(aw, ah)
        if len(self.rows) > _LOT:
            self.height = max(self.height, ah + 1)
        return self.width, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """The rows that fit, and a table of the rest."""
        table = self._grid()
        _, height = table.wrap(aw, ah)
        if height <= ah and len(self.rows) > _LOT:
            return [table, self._rest(self.rows[_LOT:])]
        parts = table.split(aw, ah)
        if len(parts) < 2:
            return parts
        left: list[list[Any]] = parts[1]._cellvalues[1:]  # type: ignore[attr-defined]
        return [parts[0], self._rest([*left, *self.rows[_LOT:]])]

    def _rest(self, rows: Sequence[list[Any]]) -> Rows:
        shades = self._shades[len(self._shades) - len(rows) :]
        return Rows(self.head, rows, shades, self.widths, self._style)

    def draw(self) -> None:
        """The table itself."""
        self._table.drawOn(self.canv, 0, 0)


class Together(KeepTogether):
    """What stands on one page, but for what no page has room for: that begins where it is met."""

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """The parts, on the next page where this one has too little room for them."""
        page = self._frame._height  # type: ignore[attr-defined]
        if ah >= _HEADED and page < self._H:  # type: ignore[attr-defined]
            return list(self._content)  # type: ignore[attr-defined]
        parts: list[Flowable] = super().split(aw, ah)
        return parts


class Outlined(Flowable):
    """An entry of the document's outline at this place."""

    def __init__(self, title: str) -> None:
        """The entry `title`, of the program's own words."""
        super().__init__()
        self._title = title

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Bookmark and entry."""
        key = f"section-{self._title}"
        self.canv.bookmarkHorizontal(key, 0, 30)
        self.canv.addOutlineEntry(self._title, key, 0)


def para(memo: Memo, said: str | Sequence[Span], look: str = "body") -> Prose:
    """A paragraph; a plain string is data like everything else."""
    spans = [Span(said)] if isinstance(said, str) else list(said)
    return Prose(spans, look_of(look, memo.lang))


def grey(said: str) -> Span:
    """Words that stand back."""
    return Span(said, colour=GREY, face="sans")


def heading(memo: Memo, title: str) -> list[Flowable]:
    """A heading that is never the last thing on a page, and its entry in the outline."""
    return [room(_HEADED), Outlined(title), para(memo, title, "heading")]


def room(points: float) -> Flowable:
    """Go on to the next page where fewer than `points` are left on this one."""
    return CondPageBreak(points)


def together(head: list[Flowable], rest: list[Flowable]) -> list[Flowable]:
    """A heading and its figure on one page, where a page has room for both."""
    return [Together([*head[1:], *rest])]


def absent(memo: Memo, title: str, line: str) -> list[Flowable]:
    """A section for which the case has nothing, said in one line."""
    return [*heading(memo, title), para(memo, line, "note")]


def numbered(
    memo: Memo, n: int, spans: Sequence[Span], look: str = "body", below: Sequence[Span] = ()
) -> Flowable:
    """A numbered entry with a hanging indent, and what stands small below it."""
    mark = para(memo, [Span(f"{n}", bold=True, colour=NAVY, face="sans")], look)
    body = [para(memo, spans, look)]
    if below:
        body.append(para(memo, below, "computed"))
    return _hanging(memo, mark, body, 24, below=5 if below and not memo.brief else 1.5)


def bullet(memo: Memo, said: str) -> Flowable:
    """An entry of a list."""
    return _hanging(memo, para(memo, "•"), [para(memo, said)], 14, below=1.5)


def _hanging(
    memo: Memo, mark: Flowable, body: list[Prose], indent: float, below: float
) -> Flowable:
    table = Table([[[mark], body]], colWidths=[indent, ROOM - indent], splitInRow=1)
    table.setStyle([*_bare(memo), ("BOTTOMPADDING", (0, 0), (-1, -1), below)])
    return table


def eyebrow(memo: Memo, left: str, right: str) -> Flowable:
    """The line above the title."""
    table = Table(
        [[[para(memo, left, "eyebrow")], [para(memo, right, "eyebrow-right")]]],
        colWidths=[ROOM * 0.6, ROOM * 0.4],
    )
    table.setStyle(_bare(memo))
    return table


def boxed(inside: Sequence[Flowable]) -> list[Flowable]:
    """A pale box with a navy edge; it breaks across pages where its text is long."""
    table = Table([[[flowable]] for flowable in inside], colWidths=[ROOM], splitInRow=1)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), table_font("en")),
            ("BACKGROUND", (0, 0), (-1, -1), PALE),
            ("LINEBEFORE", (0, 0), (0, -1), 4, NAVY, 0),
            ("LEFTPADDING", (0, 0), (-1, -1), 14),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
        ]
    )
    return [table]


def grid(
    memo: Memo,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    look: str = "cell",
    right: Iterable[int] = (),
    shades: Sequence[dict[int, Color]] = (),
) -> Rows:
    """A table whose head repeats; the column of width 0 takes the room that is left."""
    given = [width or ROOM - sum(widths) for width in widths]
    numbers = set(right)
    heads = [
        _cell(memo, said, "number-head" if n in numbers else f"{look}-head")
        for n, said in enumerate(head)
    ]
    cells: list[list[Any]] = [
        [_cell(memo, c, "number" if n in numbers else look) for n, c in enumerate(row)]
        for row in rows
    ]
    side, above, below = {"tight": (3, 3.5, 4.5), "compact": (2, 0.5, 1)}.get(look, (5, 3.5, 4.5))
    style = [
        ("FONTNAME", (0, 0), (-1, -1), table_font(memo.lang)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), NAVY),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, HAIR),
        ("LEFTPADDING", (0, 0), (-1, -1), side),
        ("RIGHTPADDING", (0, 0), (-1, -1), side),
        ("TOPPADDING", (0, 0), (-1, -1), above),
        ("BOTTOMPADDING", (0, 0), (-1, -1), below),
    ]
    return Rows(heads, cells, shades or [{}] * len(cells), given, style)


def field_grid(memo: Memo, head: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> Table:
    """The square: a label beside each row, the fields edged in white."""
    cells = [[_cell(memo, c, "cell") for c in head]]
    cells += [[_cell(memo, c, "cell") for c in row] for row in rows]
    table = Table(cells, colWidths=[92, (ROOM - 92) / 2, (ROOM - 92) / 2], splitInRow=1)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), table_font(memo.lang)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (1, 1), (-1, -1), PALE),
            ("BACKGROUND", (2, 1), (2, 1), HexColor("#BFD3E8")),
            ("INNERGRID", (1, 1), (-1, -1), 2, HexColor("#FFFFFF")),
            ("TOPPADDING", (0, 1), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 10),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
        ]
    )
    return table


def _cell(memo: Memo, said: Cell, look: str) -> list[Flowable]:
    if isinstance(said, str):
        return [para(memo, said, look)] if said else []
    items = list(said)
    if all(isinstance(item, Span) for item in items):
        return [para(memo, [item for item in items if isinstance(item, Span)], look)]
    return [item for item in items if isinstance(item, Flowable)]


def _bare(memo: Memo) -> list[Any]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), table_font(memo.lang)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]


def event_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """Event numbers, each a link to its row."""
    known = sorted((memo.event_numbers[i], i) for i in ids if i in memo.event_numbers)
    return _linked(memo, ((str(n), memo.event_link(i)) for n, i in known), "events")


def evidence_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """Evidence numbers, each a link to its row in the annex."""
    known = sorted((memo.evidence_numbers[i], i) for i in ids if i in memo.evidence_numbers)
    return _linked(memo, ((f"E{n}", memo.evidence_link(i)) for n, i in known), "evidence")


def source_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """Source numbers in brackets, each a link to its entry."""
    known = sorted((memo.source_numbers[i], i) for i in ids if i in memo.source_numbers)
    return _linked(memo, ((f"[{n}]", memo.source_link(i)) for n, i in known), "sources")


def _linked(memo: Memo, named: Iterable[tuple[str, str]], section: str) -> list[Span]:
    spans: list[Span] = []
    for said, anchor in named:
        if spans:
            spans.append(Span("、" if memo.lang == "zh-Hant" else ", "))
        if section in memo.sections:
            spans.append(Span(said, link=f"#{anchor}", colour=LINK))
        else:
            spans.append(Span(said))
    return spans


def plain(said: str) -> str:
    """User text for places that take a plain string, such as the metadata."""
    return text.clean(said).replace("\n", " ")
