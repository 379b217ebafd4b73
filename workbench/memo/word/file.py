"""The file: its styles, its running lines, what it says of itself, and the document in it."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Pt

from workbench.locale import words
from workbench.memo.document import Document
from workbench.memo.measure import MEASURE

from .render import Renderer
from .styles import LANGUAGES, define
from .xml import NAMESPACES, element, keep_spaces, plain, run

_PAGE = (595.28, 841.89)
_MARGIN = (_PAGE[0] - MEASURE) / 2
_TOP, _EDGE = 62, 30


def word_bytes(document: Document) -> bytes:
    """The document; what was typed is data."""
    file = docx.Document()
    define(file.styles, document.lang)
    _page(file.sections[0], document)
    _about(file, document)
    end = file.element.body.sectPr
    for made in list(parse_xml(element("w:body", *Renderer(document, file.part).body()))):
        end.addprevious(made)
        keep_spaces(made)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _about(file: Any, document: Document) -> None:
    about = file.core_properties
    about.title, about.author = plain(document.title)[:255], plain(document.author)[:255]
    about.subject, about.keywords = document.subject, document.keyword[:255]
    about.language, about.comments = LANGUAGES[document.lang], ""
    about.created = about.modified = datetime.combine(document.day, time())
    settings = file.settings.element
    for old in settings.findall(f"{{{NAMESPACES['w']}}}themeFontLang"):
        settings.remove(old)
    made = parse_xml(element("w:themeFontLang", val=LANGUAGES[document.lang], eastAsia="zh-TW"))
    settings.find(f"{{{NAMESPACES['w']}}}clrSchemeMapping").addprevious(made)


def _page(section: Any, document: Document) -> None:
    """A4, the title at the head from the second page on, file and page at the foot."""
    section.page_width, section.page_height = map(Pt, _PAGE)
    section.left_margin = section.right_margin = Pt(_MARGIN)
    section.top_margin = section.bottom_margin = Pt(_TOP)
    section.header_distance = section.footer_distance = Pt(_EDGE)
    section.different_first_page_header_footer = True
    title = plain(document.title)
    head = title if len(title) <= 90 else title[:89].rstrip() + "…"
    _put(section.header, _line(run(head)))
    _put(section.first_page_header, _line(""))
    for foot in (section.footer, section.first_page_footer):
        _put(foot, _line(run(document.foot), run("\t"), *_number(document.lang)))


def _put(edge: Any, line: str) -> None:
    edge.is_linked_to_previous = False
    [old] = edge.paragraphs
    made = parse_xml(line)
    keep_spaces(made)
    old._p.addprevious(made)
    old._p.getparent().remove(old._p)


def _line(*runs: str) -> str:
    tab = element("w:tab", val="right", pos=str(round(MEASURE * 20)))
    look = element("w:pPr", element("w:pStyle", val="MemoEdge"), element("w:tabs", tab))
    return element("w:p", look, *runs)


def _number(lang: str) -> list[str]:
    """“Page x of y”, whose numbers Word keeps."""
    said = words(lang).t("Page {n} of {of}", n="\0", of="\1")
    fields = {"\0": "PAGE", "\1": "NUMPAGES"}
    found, text = [], ""
    for character in said:
        if character in fields:
            found += [run(text), element("w:fldSimple", run("1"), instr=fields[character])]
            text = ""
        else:
            text += character
    return [*found, run(text)] if text else found
