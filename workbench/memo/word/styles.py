"""The document's looks as styles, which whoever edits it can change in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml

from workbench.memo.colours import named
from workbench.memo.document import Table, Text

from .xml import NAMESPACES, element

LANGUAGES = {"en": "en-GB", "zh-Hant": "zh-TW", "ja": "ja-JP", "ko": "ko-KR",
             "he": "he-IL", "ar": "ar-SA"}  # fmt: skip
"""Word's names of languages."""
FACE, CHINESE = "Calibri", "Microsoft JhengHei"
"""Word brings both; other programs have a font as wide as the first."""


@dataclass(frozen=True)
class Look:
    """A paragraph's style; lengths in points."""

    name: str
    size: float
    colour: str = "ink"
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.08
    indent: float = 0
    hanging: float = 0
    keep: bool = False
    """Whether it stands on the page of what follows."""
    based: str = "Normal"


LOOKS = {
    "Normal": Look("Normal", 10.5, after=5),
    "Title": Look("Title", 21, "navy", True, before=4, after=4, line=1.0),
    "Heading1": Look("heading 1", 14, "navy", True, before=16, after=5, keep=True),
    "Heading2": Look("heading 2", 10, before=10, after=4, keep=True),
    "ListBullet": Look("List Bullet", 10.5, after=2),
    "MemoEyebrow": Look("Memo eyebrow", 9, "navy", True, after=2),
    "MemoDate": Look("Memo date", 9, "grey"),
    "MemoMeta": Look("Memo meta", 9, "grey", after=2),
    "MemoLead": Look("Memo lead", 11.5, after=4),
    "MemoComputed": Look("Memo computed", 9, "grey", after=3),
    "MemoSmall": Look("Memo small", 9, before=2, after=4),
    "MemoNote": Look("Memo note", 8.5, "grey", before=3, after=5),
    "MemoSource": Look("Memo source", 9.5, after=3, indent=24, hanging=24),
    "MemoEntry": Look("Memo entry", 10.5, after=3, indent=24, hanging=24),
    "MemoBelow": Look("Memo entry note", 9, "grey", after=6, indent=24),
    "MemoCell": Look("Memo cell", 8.5, line=1.0),
    "MemoTight": Look("Memo cell tight", 8, line=1.0),
    "MemoCompact": Look("Memo cell compact", 7.5, line=1.0),
    "MemoVerdict": Look("Memo cell verdict", 7.2, line=1.0),
    "MemoHead": Look("Memo cell head", 8, "white", True, line=1.0, keep=True),
    "MemoAside": Look("Memo cell aside", 7.5, "grey", before=1, line=1.0),
    "MemoNumbers": Look("Memo field numbers", 11, bold=True, before=3, line=1.0),
    "MemoFigure": Look("Memo figure", 10, before=4, after=4, line=1.0, keep=True),
    "MemoEdge": Look("Memo edge", 8, "grey", line=1.0),
}
"""The styles by their ids."""

STYLE_OF = {
    "title": "Title", "eyebrow": "MemoEyebrow", "date": "MemoDate", "meta": "MemoMeta",
    "lead": "MemoLead", "computed": "MemoComputed", "body": "Normal", "small": "MemoSmall",
    "note": "MemoNote", "footnote": "MemoSmall", "source": "MemoSource", "aside": "MemoAside",
    "verdict": "MemoVerdict",
    "numbers": "MemoNumbers", "cell": "MemoCell", "tight": "MemoTight", "compact": "MemoCompact",
    "fields": "MemoCell",
}  # fmt: skip
"""The style of a paragraph's role, and of a table's plain cells."""


def size_of(text: Text, table: Table) -> float:
    """How large a paragraph of a table is set."""
    return LOOKS[STYLE_OF[table.look if text.role == "cell" else text.role]].size


def define(styles: Any, lang: str) -> None:
    """Put the styles, in the memo's language, in the place of the template's of the same names."""
    root = styles.element
    old = {style.get(_w("styleId")): style for style in root.findall(_w("style"))}
    for id, look in LOOKS.items():
        made = parse_xml(_style(id, look, lang))
        if id in old:
            if id == "ListBullet":
                # The template's list hangs on its numbering.
                made.find(_w("pPr")).insert(0, old[id].find(f"{_w('pPr')}/{_w('numPr')}"))
            root.replace(old[id], made)
        else:
            root.append(made)
    for tag in ("rFonts", "lang"):
        for each in list(root.iterfind(f"{_w('docDefaults')}//{_w(tag)}")):
            parent = each.getparent()
            parent.replace(each, parse_xml(_defaults(tag, lang)))


def _defaults(tag: str, lang: str) -> str:
    bare = _fonts() if tag == "rFonts" else language(lang)
    return bare.replace(f"<w:{tag} ", f'<w:{tag} xmlns:w="{NAMESPACES["w"]}" ', 1)


def language(lang: str) -> str:
    """The language of a run: Word asks by script, Latin, East Asian, and from right to left."""
    asian = LANGUAGES[lang] if lang in ("ja", "ko") else "zh-TW"
    bidi = LANGUAGES[lang] if lang in ("he", "ar") else "ar-SA"
    return element("w:lang", val="en-GB", eastAsia=asian, bidi=bidi)


def _fonts() -> str:
    return element("w:rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=CHINESE)


def _style(id: str, look: Look, lang: str) -> str:
    size = str(round(look.size * 2))
    spacing = element(
        "w:spacing",
        before=_twips(look.before),
        after=_twips(look.after),
        line=str(round(look.line * 240)),
        lineRule="auto",
    )
    heads = {"Heading1": "0", "Heading2": "1"}
    paragraph = [
        *([element("w:keepNext")] if look.keep else []),
        *([element("w:keepLines")] if id in heads else []),
        # What stands beside a column's words was measured without.
        element("w:autoSpaceDE", val="0"),
        element("w:autoSpaceDN", val="0"),
        spacing,
        *([element("w:ind", left=_twips(look.indent), hanging=_twips(look.hanging))]
          if look.indent else []),
        *([element("w:outlineLvl", val=heads[id])] if id in heads else []),
    ]  # fmt: skip
    text = [
        _fonts(),
        *([element("w:b")] if look.bold else []),
        element("w:color", val=named(look.colour)),
        element("w:sz", val=size),
        element("w:szCs", val=size),
        language(lang),
    ]
    own = id.startswith("Memo")
    attributes = {"type": "paragraph", "styleId": id}
    attributes |= {"customStyle": "1"} if own else {}
    attributes |= {"default": "1"} if id == "Normal" else {}
    return element(
        "w:style",
        element("w:name", val=look.name),
        *([element("w:basedOn", val=look.based)] if id != "Normal" else []),
        *([element("w:next", val="Normal")] if id in heads else []),
        element("w:qFormat"),
        element("w:pPr", *paragraph),
        element("w:rPr", *text),
        **attributes,
    )


def _twips(points: float) -> str:
    return str(round(points * 20))


def _w(name: str) -> str:
    return f"{{{NAMESPACES['w']}}}{name}"
