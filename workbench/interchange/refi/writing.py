"""The codebook as `.qdc` and the coded case as `.qdpx` (REFI-QDA 1.5, March 2019, schemas 1.0).

Positions are Unicode code points; a source's text is a file of the archive, `internal://`.
"""

from __future__ import annotations

import io
import re
import uuid
import xml.etree.ElementTree as ET
import zipfile

from workbench import __version__
from workbench.case import Case, Event, Evidence
from workbench.codebook import Codebook

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "soft-balancing-workbench")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(*names: str) -> str:
    """The identifier of a thing, the same in every export."""
    text = "\x1f".join(names).encode("utf-8", "backslashreplace").decode("utf-8")
    return str(uuid.uuid5(_ROOT, text))


def clean(text: str) -> str:
    """Text as XML can hold it, one character for one."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, tag, {k: clean(v) for k, v in attributes.items()})
    if text is not None:
        node.text = clean(text)
    return node


def _codes(parent: ET.Element, book: Codebook) -> None:
    codes = _add(parent, "Codes")
    for group in book.classes:
        top = _add(
            codes, "Code", guid=guid("class", group.id), name=group.name.en, isCodable="false"
        )
        _add(top, "Description", f"{group.name.zh_hant}\n{group.meaning.en}")
        for each in book.strategies:
            if each.class_ == group.id:
                code = _add(
                    top, "Code", guid=guid("code", each.id), name=each.name.en, isCodable="true"
                )
                _add(code, "Description", f"{each.name.zh_hant}\n{each.meaning.en}")


def _xml(root: ET.Element) -> bytes:
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def write_codebook(book: Codebook) -> bytes:
    """The typology as a REFI-QDA codebook: classes can't be coded with, strategies can."""
    root = ET.Element("CodeBook", {"xmlns": CODEBOOK, "origin": f"workbench {__version__}"})
    _codes(root, book)
    return _xml(root)


def write_project(case: Case) -> bytes:
    """A case as a REFI-QDA project: an event is a case with variables, and a source with codes."""
    root = ET.Element(
        "Project",
        {
            "xmlns": PROJECT,
            "name": clean(case.info.title),
            "origin": f"workbench {__version__}",
        },
    )
    if case.coders:
        users = _add(root, "Users")
        for name in case.coders:
            _add(users, "User", guid=guid("user", name), name=name)
    _codes(_add(root, "CodeBook"), case.codebook)
    files: dict[str, str] = {}
    if case.timeline:
        _variables(root)
        _cases(root, case)
        sources = _add(root, "Sources")
        for event in case.timeline:
            files[guid(case.slug, event.id, "source")] = _source(sources, case, event)
    _notes(root, case)
    if case.info.question:
        _add(root, "Description", case.info.question)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", _xml(root))
        for name, text in files.items():
            archive.writestr(f"Sources/{name}.txt", text.encode("utf-8"))
    return packed.getvalue()


def _values(event: Event) -> dict[str, str]:
    return {
        "date": event.date,
        "initiator": event.initiator,
        "target": event.target,
        "domain": event.domain or "",
        "coded": "yes" if event.coded else "no",
    }


def _variables(root: ET.Element) -> None:
    variables = _add(root, "Variables")
    for name in _values(Event(id="", title="")):
        _add(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")


def _cases(root: ET.Element, case: Case) -> None:
    cases = _add(root, "Cases")
    for event in case.timeline:
        node = _add(cases, "Case", guid=guid(case.slug, event.id, "case"), name=event.title)
        for name, value in _values(event).items():
            if value:
                pair = _add(node, "VariableValue")
                _add(pair, "VariableRef", targetGUID=guid("variable", name))
                _add(pair, "TextValue", value)
        _add(node, "SourceRef", targetGUID=guid(case.slug, event.id, "source"))


def passages(event: Event, pieces: tuple[Evidence, ...]) -> list[tuple[str, str, str]]:
    """What an event's text is made of: the id, what it is, and the words of each passage."""
    words = "\n".join(part for part in (event.title, event.description) if part)
    found = [(event.id, "event", words)]
    found += [(p.id, f"evidence: {p.side}", p.finding) for p in pieces if p.finding]
    return [
        (i, kind, clean(text.replace("\r\n", "\n").replace("\r", "\n"))) for i, kind, text in found
    ]


def _source(sources: ET.Element, case: Case, event: Event) -> str:
    name = guid(case.slug, event.id, "source")
    node = _add(
        sources, "TextSource", guid=name, name=event.title, plainTextPath=f"internal://{name}.txt"
    )
    text = ""
    for id_, kind, words in passages(event, case.evidence_of(event.id)):
        text += "\n\n" if text else ""
        part = _add(
            node,
            "PlainTextSelection",
            guid=guid(case.slug, id_, "selection"),
            name=kind,
            startPosition=str(len(text)),
            endPosition=str(len(text) + len(words)),
        )
        text += words
        for tag in event.tags:
            if case.codebook.find_strategy(tag.strategy) is None:
                continue
            coding = _add(part, "Coding", guid=guid(case.slug, id_, tag.strategy, tag.coder))
            if tag.coder:
                coding.set("creatingUser", guid("user", tag.coder))
            _add(coding, "CodeRef", targetGUID=guid("code", tag.strategy))
    if event.note:
        _add(node, "NoteRef", targetGUID=guid(case.slug, event.id, "note"))
    return text


def _notes(root: ET.Element, case: Case) -> None:
    memos = [(e.id, e.title, e.note) for e in case.timeline if e.note]
    if not memos:
        return
    notes = _add(root, "Notes")
    for id_, title, text in memos:
        node = _add(notes, "Note", guid=guid(case.slug, id_, "note"), name=title)
        _add(node, "PlainTextContent", text)
