"""Lay the document out in pages, and write the PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from workbench.memo.document import Document

from .layout import fill
from .looks import ROOM, table_font
from .pageframe import BOTTOM, MADE_BY, MARGIN, PAGE, TOP, numbered_canvas, plain
from .render import Renderer
from .typesetting import fonts
from .typesetting.text import clean

Progress = Callable[[int], None]
_LAYING_OUT = 0.8
"""How much of the time that takes; the rest goes to the file."""


def laid_out(document: Document, progress: Progress | None = None) -> bytes:
    """The document as a PDF, the same for the same document.

    `progress` is told how much of it is done, in whole per cent, each number once.
    """
    told = _rising(progress)
    fonts.register()
    stream = BytesIO()
    renderer = Renderer(document)
    canvas = numbered_canvas(
        document, renderer.root, lambda share: told(_LAYING_OUT + (1 - _LAYING_OUT) * share)
    )(stream, pagesize=PAGE, invariant=1, lang=document.lang,
      initialFontName=table_font(document.lang))  # fmt: skip
    canvas.setTitle(plain(document.title))
    canvas.setAuthor(plain(document.author))
    canvas.setSubject(document.subject)
    canvas.setCreator(MADE_BY)
    canvas.setKeywords(document.keyword)
    column = (MARGIN, BOTTOM, ROOM, PAGE[1] - TOP - BOTTOM)
    fill(renderer.story(), canvas, column, lambda: told(_LAYING_OUT * renderer.share))
    canvas.save()
    return stream.getvalue()


def _rising(progress: Progress | None) -> Callable[[float], None]:
    """Tells of a share where it is a per cent more than was told before."""
    last = 0

    def told(share: float) -> None:
        nonlocal last
        if progress and (now := int(share * 100)) > last:
            last = now
            progress(now)

    return told


def unshown(text: str) -> set[str]:
    """The characters of `text` that no font has, which stand as □ on paper."""
    fonts.register()
    return fonts.missing(clean(text))
