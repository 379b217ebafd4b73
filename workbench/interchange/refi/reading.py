"""Coded passages of a REFI-QDA project as candidates, whatever program wrote it.

Namespaces differ (`1.0`, `1:0`, `0:4`), so elements are known by their local names.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from workbench.case import Candidate, Problem, Suggestion, candidate_id
from workbench.codebook import codebook

MOST_BYTES = 200 << 20
MAX_RATIO = 200


@dataclass(frozen=True)
class Project:
    """What a project or codebook holds that the workbench can take."""

    codes: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    warnings: tuple[Problem, ...]


def read_project(path: Path) -> Project:
    """The codes and coded passages of a `.qdpx` or `.qdc`; raises `Problem`.

    A codebook alone brings no candidates. A source file that is missing is a warning.
    """
    data = path.read_bytes()
    if not data.startswith(b"PK\x03\x04"):
        root = _parsed(data, path)
        names = _code_names(root)
        return Project(tuple(names.values()), (), tuple(_unmatched(names)))
    try:
        with zipfile.ZipFile(path) as archive:
            files = _members(archive, path)
            whole = next((n for n in files if n.casefold().endswith(".qde")), None)
            if whole is None:
                raise Problem("{path} holds no project.qde", path=str(path))
            root = _parsed(archive.read(whole), path)
            return _project(root, archive, files)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise Problem("{path} is damaged: it can't be unpacked", path=str(path)) from None


def _members(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    total = packed = 0
    for member in archive.infolist():
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in member.filename:
            raise Problem("{path} names a file outside itself; it is refused", path=str(path))
        total, packed = total + member.file_size, packed + member.compress_size
        found[str(name)] = member
    if total > MOST_BYTES or total > max(1 << 24, packed * MAX_RATIO):
        raise Problem("{path} unpacks to far more than a project does", path=str(path))
    return found


def _parsed(data: bytes, path: Path) -> Element:
    try:
        return fromstring(data.removeprefix(b"\xef\xbb\xbf").lstrip(), forbid_dtd=True)  # type: ignore[no-any-return, unused-ignore]
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise Problem(
            "{path} isn't XML that can be read: {why}", path=str(path), why=str(error)
        ) from None


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _all(root: Element, name: str) -> list[Element]:
    return [node for node in root.iter() if _local(node) == name]


def _child(node: Element, name: str) -> list[Element]:
    return [each for each in node if _local(each) == name]


def _key(text: str | None) -> str:
    return (text or "").strip("{} ").casefold()


def _code_names(root: Element) -> dict[str, str]:
    return {_key(c.get("guid")): c.get("name") or "" for c in _all(root, "Code")}


def _unmatched(names: dict[str, str]) -> list[Problem]:
    book = codebook()
    groups = {text.casefold() for g in book.classes for text in (g.name.en, g.name.zh_hant)}
    strange = [n for n in names.values() if not book.find_strategy(n)]
    strange = [n for n in strange if n.casefold() not in groups]
    if not strange:
        return []
    return [Problem("codes that are no strategy: {names}", names=", ".join(strange))]


def _project(root: Element, archive: zipfile.ZipFile, files: dict[str, zipfile.ZipInfo]) -> Project:
    names = _code_names(root)
    notes = {
        _key(n.get("guid")): (_text(n, archive, files) or "").strip() for n in _all(root, "Note")
    }
    warnings, found = _unmatched(names), []
    for source in _all(root, "TextSource"):
        text = _text(source, archive, files)
        if text is None:
            warnings.append(
                Problem("the text of source “{name}” isn't in the file", name=source.get("name"))
            )
        for part in _child(source, "PlainTextSelection"):
            candidate = _candidate(source, part, text or "", names, notes)
            if candidate:
                found.append(candidate)
    return Project(tuple(names.values()), tuple(found), tuple(warnings))


def _text(node: Element, archive: zipfile.ZipFile, files: dict[str, zipfile.ZipInfo]) -> str | None:
    for content in _child(node, "PlainTextContent"):
        return content.text or ""
    scheme, _, name = (node.get("plainTextPath") or "").partition("://")
    for place in (f"Sources/{name}", f"sources/{name}", name):
        if scheme == "internal" and place in files:
            raw = archive.read(files[place])
            return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return None


def _candidate(
    source: Element, part: Element, text: str, names: dict[str, str], notes: dict[str, str]
) -> Candidate | None:
    codings = _child(part, "Coding")
    refs = [_key(ref.get("targetGUID")) for c in codings for ref in _child(c, "CodeRef")]
    codes = tuple(dict.fromkeys(names[ref] for ref in refs if names.get(ref)))
    if not codes:
        return None
    try:
        start, end = int(part.get("startPosition", "0")), int(part.get("endPosition", "0"))
    except ValueError:
        start = end = 0
    words = text[max(start, 0) : max(end, 0)].strip()
    memos = [r for n in (source, part, *codings) for r in _child(n, "NoteRef")]
    said = [notes.get(_key(ref.get("targetGUID")), "") for ref in memos]
    matched = dict.fromkeys(s.id for c in codes if (s := codebook().find_strategy(c)))
    row, title = _key(part.get("guid")), (words or source.get("name") or codes[0]).splitlines()[0]
    return Candidate(
        id=candidate_id("refi-qda", row, source.get("guid") or "", str(start), str(end)),
        dataset="refi-qda",
        row=row,
        title=title[:120],
        description="\n\n".join(filter(None, dict.fromkeys([words, *said]))),
        codes=codes,
        suggestions=tuple(
            Suggestion(
                strategy=s,
                reason="The passage was coded with this name in the project it comes from.",
                reason_zh="該段落在原專案中已用此名編碼。",
            )
            for s in matched
        ),
    )
