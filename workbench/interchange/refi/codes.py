"""The typology as REFI-QDA codes: classes can't be coded with, strategies can."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection
from typing import get_args

from workbench.case import Evidence, Status
from workbench.codebook import Codebook, Text
from workbench.locale import words

from .xml import add, clean, guid


def strategy_code(id_: str) -> str:
    """The identifier of a strategy's code."""
    return guid("code", id_)


def evidence_codes(piece: Evidence) -> list[str]:
    """The identifiers of the codes that say what a finding bears on."""
    if piece.kind and piece.status:
        return [guid("effect", piece.kind, piece.status)]
    return list(dict.fromkeys(guid("intent", b.motive, b.says) for b in piece.bearings))


def add_codes(
    parent: ET.Element, book: Codebook, lang: str, used: Collection[str] = frozenset()
) -> None:
    """The codes of `book`, and those of evidence that are `used`, named in `lang`."""
    codes = add(parent, "Codes")
    for group in book.classes:
        top = _code(codes, guid("class", group.id), group.name, lang, group.meaning, group.colour)
        top.set("isCodable", "false")
        for each in book.strategies:
            if each.class_ == group.id:
                id_ = strategy_code(each.id)
                _code(top, id_, each.name, lang, each.meaning, group.colour)
    sides: dict[str, list[tuple[str, str]]] = {
        "intent": [
            (guid("intent", m.id, says), _pair(book.word("bearing", says, lang), m.name, lang))
            for m in book.motives
            for says in ("supports", "undermines")
        ],
        "effect": [
            (guid("effect", e.id, s), _pair(book.word("status", s, lang), e.name, lang))
            for e in book.effects
            for s in get_args(Status)
        ],
    }
    for side, found in sides.items():
        if not any(id_ in used for id_, _ in found):
            continue
        top = add(
            codes, "Code", guid=guid("side", side), name=book.word("side", side, lang),
            isCodable="false",
        )  # fmt: skip
        for id_, name in found:
            if id_ in used:
                add(top, "Code", guid=id_, name=name, isCodable="true")


def _pair(says: str, what: Text, lang: str) -> str:
    return f"{says}{words(lang).colon}{what.in_(lang)}"


def _code(
    parent: ET.Element, id_: str, name: Text, lang: str, meaning: Text, colour: str
) -> ET.Element:
    other = name.en if lang == "zh-Hant" else name.zh_hant
    said = clean(name.in_(lang)).strip() or other
    node = add(parent, "Code", guid=id_, name=said, isCodable="true", color=colour)
    add(node, "Description", f"{other}\n{meaning.in_(lang)}")
    return node
