"""Codes, sources, notes and coded passages of a REFI-QDA project, whatever program wrote it.

Namespaces differ (`1.0`, `1:0`, `0:4`), so elements are known by their local names; how positions
are counted differs too (`workbench/interchange/refi/positions.py`).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from workbench.case import Problem
from workbench.locale import N_

from ..packed import bounded
from .archive import (
    MOST_TEXT,
    MOST_XML,
    Archive,
    is_archive,
    local,
    opened,
    parsed,
    too_large,
)
from .candidates import candidates, counted, unmatched
from .model import Code, Passage, Project, Text
from .positions import Placed, Spot, Way, folded, placed, unevens

_COUNTED = {"atlas": Way(line=1), "qualcoder": Way(line=1), "workbench": Way()}
"""How the programs count that are known for sure, by a part of their names."""
_MOST_ENDS = 300_000
"""Letters of all texts that programs count in more ways than one."""
_TEXTS = ("TextSource", "Representation")
_LEFT_OUT = {
    "PictureSelection": N_("parts of pictures, left out: {n}"),
    "PDFSelection": N_("areas of PDF pages, left out: {n}"),
    "AudioSelection": N_("passages of sound recordings, left out: {n}"),
    "VideoSelection": N_("passages of films, left out: {n}"),
    "TranscriptSelection": N_("passages of transcripts, left out: {n}"),
    "Case": N_("cases with their variables, left out: {n}"),
    "Graph": N_("graphs of codes, left out: {n}"),
    "Link": N_("links, left out: {n}"),
}


def read_project(path: Path) -> Project:
    """The content of a `.qdpx` or `.qdc`, and its coded passages as candidates; raises `Problem`.

    A codebook alone brings no candidates. What can't be taken is said in `warnings`.
    """
    if not is_archive(path):
        root = parsed(bounded(path, MOST_XML), path)
        codes = _codes(root)
        found = tuple(codes.values())
        return Project(found, warnings=(counted(found), *unmatched(found)))
    with opened(path) as files:
        return _Reader(*files.project(), files).read()


def _children(node: Element, name: str) -> Iterator[Element]:
    return (each for each in node if local(each) == name)


def _key(text: str | None) -> str:
    return (text or "").strip("{} ").casefold()


def _codes(root: Element) -> dict[str, Code]:
    found: dict[str, Code] = {}
    books = [n for n in root.iter() if local(n) == "Codes"]
    waiting = deque((code, "") for book in books for code in _children(book, "Code"))
    while waiting:
        node, parent = waiting.popleft()
        id_ = _key(node.get("guid"))
        codable = (node.get("isCodable") or "true").strip() in ("true", "1")
        found[id_] = Code(id_, (node.get("name") or "").strip(), codable, parent)
        waiting.extend((each, id_) for each in _children(node, "Code"))
    return found


class _Reader:
    """One project while it is read."""

    def __init__(self, root: Element, folder: str, files: Archive) -> None:
        self.root, self.folder, self.files = root, folder, files
        origin = (root.get("origin") or "").casefold()
        self.known = next((way for name, way in _COUNTED.items() if name in origin), None)
        # In a project of our own a passage's name is a title: it repeats no words.
        self.ours = origin.startswith("workbench ")
        self.ends = 0
        self.codes = _codes(root)
        self.users = {
            _key(u.get("guid")): u.get("name") or "" for u in root.iter() if local(u) == "User"
        }
        self.notes = {_key(n.get("guid")): self._text(n) for n in root.iter() if local(n) == "Note"}
        self.counts = Counter(local(n) for n in root.iter())
        self.linked: dict[str, list[str]] = {}
        for link in (n for n in root.iter() if local(n) == "Link"):
            ends = _key(link.get("originGUID")), _key(link.get("targetGUID"))
            for one, other in (ends, ends[::-1]):
                if one in self.notes:
                    self.linked.setdefault(other, []).append(one)
        self.used: set[str] = set()
        self.astray = 0
        self.unsure: list[str] = []

    def read(self) -> Project:
        sources: list[Text] = []
        passages: list[Passage] = []
        for node, source, found in self._placed():
            text = source if found is None else replace(source, text=found.text)
            sources.append(text)
            passages += self._passages(node, text, found)
        coded = [p for p in passages if p.codes]
        return Project(
            codes=tuple(self.codes.values()),
            sources=tuple(sources),
            notes=tuple(self.notes.values()),
            passages=tuple(passages),
            candidates=tuple(candidates(coded)),
            warnings=tuple(self._warnings(sources, len(passages) - len(coded))),
        )

    def _text(self, node: Element) -> Text:
        inline = next((c.text or "" for c in _children(node, "PlainTextContent")), None)
        text = inline
        if text is None:
            text = self.files.text(self.folder, node.get("plainTextPath"))
        else:
            self.files.count(len(text))
        self.ends += unevens(text or "")
        if self.ends > _MOST_ENDS:
            why = N_("its texts have more than {n} ends of lines and emoji")
            raise too_large(self.files.path, why, _MOST_ENDS)
        return Text(_key(node.get("guid")), node.get("name") or "", text)

    def _placed(self) -> Iterator[tuple[Element, Text, Placed | None]]:
        """The texts with the places of their passages; what one text leaves open others tell."""
        first = self.known or Way()
        nodes = [(node, self._text(node)) for node in self.root.iter() if local(node) in _TEXTS]
        self._measure(nodes)
        found = [
            None if text.text is None else placed(text.text, _spots(node), first, certain=self.ours)
            for node, text in nodes
        ]
        sure = [set(each.ways) for each in found if each and each.ways and each.sure]
        settled = tuple(set.intersection(*sure)) if sure else ()
        for (node, text), each in zip(nodes, found, strict=True):
            if each and not each.sure and not self.known:
                each = placed(text.text or "", _spots(node), first, settled)
                if not each.sure:
                    self.unsure.append(text.name or text.id)
            yield node, text, each

    def _measure(self, nodes: list[tuple[Element, Text]]) -> None:
        """Raise `Problem` where the passages say far more than their texts, in which they lie."""
        letters = 0
        for node, text in nodes:
            size = len(text.text or "")
            letters += sum(min(max(s.end - s.start, 0), size) for s in _spots(node))
        if letters > MOST_TEXT:
            why = N_("its coded passages have more than {n} letters")
            raise too_large(self.files.path, why, MOST_TEXT)

    def _passages(self, node: Element, source: Text, found: Placed | None) -> Iterator[Passage]:
        if next(_children(node, "Coding"), None) is not None:
            yield self._passage(node, source, (source.text or "").strip()[:4000])
        for number, (part, spot) in enumerate(_selections(node)):
            if found is None:
                # A name that repeats the words serves where the text is missing.
                yield self._passage(part, source, spot.name, spot.start, spot.end)
                continue
            place = found.spots[number]
            self.astray += place is None
            start, end = place or (spot.start, spot.end)
            words = found.text[start:end] if place else ""
            yield self._passage(part, source, words, start, end)

    def _passage(
        self, part: Element, source: Text, words: str, start: int | None = None,
        end: int | None = None,
    ) -> Passage:  # fmt: skip
        codings = list(_children(part, "Coding"))
        refs = [_key(r.get("targetGUID")) for c in codings for r in _children(c, "CodeRef")]
        users = [_key(c.get("creatingUser") or part.get("creatingUser")) for c in codings]
        noted = [
            _key(r.get("targetGUID")) for n in (part, *codings) for r in _children(n, "NoteRef")
        ]
        # NVivo ties a note to a passage by a link.
        noted += self.linked.get(_key(part.get("guid")), [])
        self.used.update(noted)
        memos = [(d.text or "").strip() for d in _children(part, "Description")]
        memos += [folded(self.notes[n].text or "").strip() for n in noted if n in self.notes]
        return Passage(
            id=_key(part.get("guid")),
            source=source,
            words=words,
            start=start,
            end=end,
            codes=tuple(dict.fromkeys(self.codes[r] for r in refs if r in self.codes)),
            coders=tuple(dict.fromkeys(self.users[u] for u in users if u in self.users)),
            memos=tuple(dict.fromkeys(filter(None, memos))),
        )

    def _warnings(self, sources: list[Text], uncoded: int) -> Iterator[Problem]:
        yield from unmatched(self.codes.values())
        missing = [source.name or source.id for source in sources if source.text is None]
        if missing:
            yield Problem(
                "these sources have no text in the file, or none in Unicode: {names}",
                names=_listed(missing),
            )
        if self.unsure:
            yield Problem(
                "these sources may have been counted in another way, so that their passages begin "
                "and end a letter off; look at them: {names}",
                names=_listed(self.unsure),
            )
        if self.astray:
            yield Problem("passages that lie outside their text: {n}", n=self.astray)
        if uncoded:
            yield Problem("passages without a code, left out: {n}", n=uncoded)
        if loose := [n.name or n.id for id_, n in self.notes.items() if id_ not in self.used]:
            yield Problem("notes on no passage, left out: {names}", names=_listed(loose))
        self.counts["Link"] -= sum(map(len, self.linked.values()))
        for kind, said in _LEFT_OUT.items():
            if self.counts[kind] > 0:
                yield Problem(said, n=self.counts[kind])


def _selections(node: Element) -> Iterator[tuple[Element, Spot]]:
    for part in _children(node, "PlainTextSelection"):
        try:
            start, end = (int(part.get(f"{edge}Position", "")) for edge in ("start", "end"))
        except ValueError:
            start, end = 0, -1
        yield part, Spot(start, end, part.get("name") or "")


def _spots(node: Element) -> list[Spot]:
    return [spot for _, spot in _selections(node)]


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" … ({len(names)})" if len(names) > 8 else "")
