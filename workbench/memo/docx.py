"""The memo's sections as a Word document (ECMA-376), which lays itself out and can be edited."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any, Unpack

from docx import Document
from docx.oxml.ns import qn

from workbench.case import Case
from workbench.locale import shown

from .document import Asked, memo_story
from .parts import Part, parts

_STYLES = {"title": "Title", "heading": "Heading 1", "subhead": "Heading 2"}
_FACE, _CHINESE = "Noto Sans", "Microsoft JhengHei"
"""Word takes the reader's own font where one of these isn't there."""


def memo_docx(case: Case, lang: str, **asked: Unpack[Asked]) -> bytes:
    """The memo as a document to be edited; what was typed is data."""
    memo, story = memo_story(case, lang, **asked)
    document = Document()
    for style in ("Normal", *_STYLES.values()):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:ascii", "w:hAnsi"):
            fonts.set(qn(name), _FACE)
        fonts.set(qn("w:eastAsia"), _CHINESE)
    about = document.core_properties
    about.title, about.author = shown(case.info.title)[:255], shown(case.info.author)[:255]
    about.language, about.comments = lang, ""
    about.created = about.modified = datetime.combine(memo.today, time())
    for part in parts(story, lang):
        _put(document, part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _put(document: Any, part: Part) -> None:
    if part.kind == "table":
        table = document.add_table(len(part.rows), len(part.rows[0]), "Light Grid Accent 1")
        for row, cells in zip(part.rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=True):
                cell.text = shown(text)
        document.add_paragraph()
    elif part.kind == "list":
        for row in part.rows:
            document.add_paragraph(shown(row[0]), "List Bullet")
    elif part.text.strip():
        document.add_paragraph(shown(part.text), _STYLES.get(part.kind, "Normal"))
