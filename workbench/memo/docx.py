"""The memo's sections as a Word document (ECMA-376), which lays itself out and can be edited."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any, Unpack

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from workbench.case import Case
from workbench.locale import shown

from .document import Asked, memo_story
from .pages import MARGIN, PAGE
from .parts import Part, parts
from .sections.looks import GREY, NAVY

_FACE, _CHINESE = "Calibri", "Microsoft JhengHei"
"""Word brings both; other programs have a font as wide as the first."""
_OWN = {"title": "Title", "heading": "Heading 1", "subhead": "Heading 2", "text": "Normal"}
_NEW = {"small": "Memo note", "entry": "Memo entry", "cell": "Memo cell"}
_STYLES = {**_OWN, **_NEW}
_SIZES = {"title": 20, "heading": 13, "subhead": 10, "text": 10, "small": 8.5, "entry": 10}
_INDENT = 24
_CELL = 7.5
_TALL = 60
"""The lines beyond which a table's row may break: a row no page holds has to."""


def memo_docx(case: Case, lang: str, **asked: Unpack[Asked]) -> bytes:
    """The memo as a document to be edited; what was typed is data."""
    memo, story = memo_story(case, lang, **asked)
    document = Document()
    _looks(document, lang)
    about = document.core_properties
    about.title, about.author = shown(case.info.title)[:255], shown(case.info.author)[:255]
    about.language, about.comments = lang, ""
    about.created = about.modified = datetime.combine(memo.today, time())
    for part in parts(story, lang):
        _put(document, part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _looks(document: Any, lang: str) -> None:
    """The PDF's page, sizes and colours, in Word's own styles."""
    section = document.sections[0]
    section.page_width, section.page_height = map(Pt, PAGE)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = Pt(54)
    for name in _NEW.values():
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for kind, name in _STYLES.items():
        style = document.styles[name]
        style.font.size = Pt(_SIZES.get(kind, _CELL))
        style.paragraph_format.space_after = Pt(0 if kind == "cell" else 4)
        rpr = style.element.get_or_add_rPr()
        fonts = rpr.get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for slot in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(slot), _FACE)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        if kind in ("title", "heading", "subhead"):
            style.font.color.rgb = _colour(NAVY)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "zh-TW")
        rpr.append(language)
    document.styles["Memo note"].font.color.rgb = _colour(GREY)
    entry = document.styles["Memo entry"].paragraph_format
    entry.left_indent, entry.first_line_indent = Pt(_INDENT), Pt(-_INDENT)


def _colour(colour: Any) -> RGBColor:
    return RGBColor.from_string(colour.hexval()[2:].upper())


def _put(document: Any, part: Part) -> None:
    if part.kind == "table":
        _put_table(document, part)
    elif part.kind == "list":
        for row in part.rows:
            document.add_paragraph(shown(row[0]), "List Bullet")
    elif part.kind == "entry":
        document.add_paragraph(f"{shown(part.mark)}\t{shown(part.text)}", _STYLES["entry"])
    elif said := f"{part.mark} {part.text}".strip():
        document.add_paragraph(shown(said), _STYLES[part.kind])


def _lines(text: str, wide: float) -> float:
    """About how many lines a cell takes: a paragraph of it one at least."""
    return sum(max(len(line) * _CELL / wide, 1) for line in text.split("\n"))


def _put_table(document: Any, part: Part) -> None:
    """As wide as in the PDF, its head on every page, no row over two that one has room for."""
    table = document.add_table(len(part.rows), len(part.widths), "Light List Accent 1")
    table.autofit = False
    # By its id: by its name the library would look through all styles for every cell.
    style = document.styles[_STYLES["cell"]].style_id
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "50")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Pt(width)
    for number, (said, row) in enumerate(zip(part.rows, table.rows, strict=True)):
        if max(_lines(text, wide) for text, wide in zip(said, part.widths, strict=True)) < _TALL:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if not number:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for text, width, cell in zip(said, part.widths, row.cells, strict=True):
            cell.width = Pt(width)
            first, *more = text.split("\n")
            cell.paragraphs[0].text = shown(first)
            for paragraph in (cell.paragraphs[0], *map(cell.add_paragraph, map(shown, more))):
                paragraph._p.style = style
    document.add_paragraph("", _STYLES["cell"])
