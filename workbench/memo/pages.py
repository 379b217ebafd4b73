"""What stands on every page: the running head, the foot, and the number of the page of how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .sections.blocks import para, plain
from .sections.context import Memo
from .sections.looks import HAIR, ROOM

PAGE = A4
MARGIN = (A4[0] - ROOM) / 2
TOP = 52.0
BOTTOM = 54.0
_LONGEST = 90


def numbered_canvas(memo: Memo) -> Callable[..., Canvas]:
    """A canvas that holds its pages back until it knows how many there are."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._held.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, state in enumerate(self._held, 1):
                self.__dict__.update(state)
                _edges(self, memo, number, len(self._held))
                super().showPage()
            super().save()

    return Numbered


def _edges(canvas: Canvas, memo: Memo, number: int, of: int) -> None:
    if number > 1:
        title = plain(memo.case.info.title)
        if len(title) > _LONGEST:
            title = title[: _LONGEST - 1].rstrip() + "…"
        _line(canvas, memo, title, "meta", PAGE[1] - 40)
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, 44, MARGIN + ROOM, 44)
    left = memo.t(
        "Soft Balancing Workbench · case {slug} · SHA-256 of the case file {digest}",
        slug=memo.case.slug,
        digest=_short(memo.digest),
    )
    _line(canvas, memo, left, "foot", 28)
    right = memo.t("Page {n} of {of}", n=number, of=of)
    _line(canvas, memo, right, "foot-right", 28)


def _line(canvas: Canvas, memo: Memo, said: str, look: str, y: float) -> None:
    """One line of text at height `y`; what would be a second line isn't shown."""
    flowable = para(memo, said, look)
    _, height = flowable.wrapOn(canvas, ROOM, 1000)
    while height > 18:
        said = said[: len(said) * 9 // 10 - 1].rstrip() + "…"
        flowable = para(memo, said, look)
        _, height = flowable.wrapOn(canvas, ROOM, 1000)
    flowable.drawOn(canvas, MARGIN, y + 10 - height)


def _short(digest: str) -> str:
    return digest if len(digest) <= 16 else f"{digest[:8]}…{digest[-4:]}"
