"""The codebook as `.qdc` and the coded case as `.qdpx` (REFI-QDA 1.5, March 2019, schemas 1.0).

Positions are Unicode code points (§10.2); texts are `internal://` files of the folder `sources`
(§8.1, §8.3), in small letters, since some programs look for no other.
No verdict of a lens is written: in another program it would stand without its reasons.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.case import Case, Event
from workbench.codebook import Codebook
from workbench.locale import Words, words

from .codes import add_codes, evidence_codes
from .documents import Document, Passage, documents
from .memos import Memo, case_memos
from .xml import CODEBOOK, PROJECT, Names, add, clean, guid, serialised

if TYPE_CHECKING:
    from workbench.casebook.rounds import ToldRound


def write_codebook(book: Codebook, lang: str) -> bytes:
    """The typology as a REFI-QDA codebook, named in `lang`."""
    root = ET.Element("CodeBook", {"xmlns": CODEBOOK, "origin": f"workbench {__version__}"})
    add_codes(root, book, lang)
    return serialised(root)


def write_project(case: Case, now: datetime, rounds: Sequence[ToldRound] = ()) -> bytes:
    """A case as a REFI-QDA project in the case's language, made at `now`.

    Of its `rounds`, those that all have sealed.
    """
    return _Project(case, now, rounds).packed()


class _Project:
    def __init__(self, case: Case, now: datetime, rounds: Sequence[ToldRound]) -> None:
        self.case, self.say = case, words(case.info.language)
        self.made = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        texts = Names()
        self.events, self.sources = documents(case, texts, self.say)
        sealed = [each for each in rounds if each.agreement]
        self.coders = [who for each in sealed if each.round for who in each.round.coders]
        self.rounds: dict[str, Document] = {}
        if sealed:
            # Most cases have no rounds: what tells of one is imported where one is.
            from .codedapart import round_documents

            self.rounds = round_documents(case, sealed, texts, self.say)
        self.files: dict[str, str] = {}
        self.memos: list[Memo] = []
        self.names = Names()

    def packed(self) -> bytes:
        root = self._root()
        found = io.BytesIO()
        with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.qde", serialised(root))
            for name, text in self.files.items():
                archive.writestr(f"sources/{name}.txt", text.encode("utf-8"))
        return found.getvalue()

    def _root(self) -> ET.Element:
        case, book = self.case, self.case.codebook
        root = ET.Element("Project", {"xmlns": PROJECT, "name": clean(case.info.title)})
        root.set("origin", f"workbench {__version__}")
        root.set("creationDateTime", self.made)
        self._users(root)
        used = {code for piece in case.evidence.values() for code in evidence_codes(piece)}
        apart = (passage for each in self.rounds.values() for passage in each.passages)
        used |= {code for passage in apart for coded in passage.coded for code in coded.codes}
        add_codes(add(root, "CodeBook"), book, self.say.lang, used)
        if self.events:
            self._cases(root)
        if self.events or self.sources:
            parent = add(root, "Sources")
            every = (*self.events.values(), *self.sources.values(), *self.rounds.values())
            for document in every:
                self._document(parent, document)
        whole = [self._memo(memo) for memo in case_memos(case, self.say)]
        self._notes(root)
        self._sets(root)
        if case.info.question:
            add(root, "Description", case.info.question)
        for id_ in whole:
            add(root, "NoteRef", targetGUID=id_)
        return root

    def _users(self, root: ET.Element) -> None:
        if names := dict.fromkeys((*self.case.coders, *self.coders)):
            users = add(root, "Users")
            for name in names:
                add(users, "User", guid=guid("user", name), name=name)

    def _cases(self, root: ET.Element) -> None:
        variables, cases = add(root, "Variables"), add(root, "Cases")
        rows = {e.id: _values(e, self.case.codebook, self.say) for e in self.case.timeline}
        # A variable that no event has a value for is taken for one of the texts.
        filled = {name for row in rows.values() for name, value in row.items() if value}
        for name in [n for n in next(iter(rows.values())) if n in filled]:
            add(variables, "Variable", guid=guid("variable", name), name=name,
                typeOfVariable="Text")  # fmt: skip
        taken: dict[str, list[str]] = {}
        for document in self.sources.values():
            for passage in document.passages:
                taken.setdefault(passage.event, []).extend(self._selections(passage))
        for event in self.case.timeline:
            name = self.events[event.id].name
            node = add(cases, "Case", guid=self._guid(event.id, "case"), name=name)
            for variable, value in rows[event.id].items():
                if value:
                    pair = add(node, "VariableValue")
                    add(pair, "VariableRef", targetGUID=guid("variable", variable))
                    add(pair, "TextValue", value)
            add(node, "SourceRef", targetGUID=self._guid(event.id, "text"))
            for id_ in taken.get(event.id, ()):
                add(node, "SelectionRef", targetGUID=id_)

    def _guid(self, *names: str) -> str:
        return guid(self.case.slug, *names)

    def _selections(self, passage: Passage) -> list[str]:
        return [self._guid(passage.id, "selection", str(n)) for n in range(len(passage.coded))]

    def _document(self, parent: ET.Element, document: Document) -> None:
        id_ = self._guid(document.id, "text")
        node = add(parent, "TextSource", guid=id_, name=document.name,
                   plainTextPath=f"internal://{id_}.txt")  # fmt: skip
        self.files[id_] = document.text
        if document.note:
            add(node, "Description", document.note)
        for start, end, passage in document.placed():
            note = ""
            if passage.note:
                note = self._memo(Memo(passage.id, document.name, passage.note))
            # A selection for each coder and memo: importers take both from the selection.
            for selection, coded in zip(self._selections(passage), passage.coded, strict=True):
                user = guid("user", coded.coder) if coded.coder else ""
                part = add(
                    node, "PlainTextSelection", guid=selection, name=passage.name,
                    startPosition=str(start), endPosition=str(end), creatingUser=user,
                )  # fmt: skip
                if coded.memo:
                    add(part, "Description", coded.memo)
                for code in coded.codes:
                    coding = add(part, "Coding", guid=guid(selection, code), creatingUser=user)
                    add(coding, "CodeRef", targetGUID=code)
                if note:
                    add(part, "NoteRef", targetGUID=note)

    def _memo(self, memo: Memo) -> str:
        self.memos.append(memo)
        return self._guid(memo.id, "note")

    def _notes(self, root: ET.Element) -> None:
        if not self.memos:
            return
        notes = add(root, "Notes")
        for memo in self.memos:
            id_ = self._guid(memo.id, "note")
            # Importers read the texts of notes from files, and stop at a note without a time.
            add(notes, "Note", guid=id_, name=self.names.once(memo.name, self.say.t("note")),
                plainTextPath=f"internal://{id_}.txt", creationDateTime=self.made,
                creatingUser=guid("user", memo.coder) if memo.coder else "")  # fmt: skip
            self.files[id_] = clean(memo.text)

    def _sets(self, root: ET.Element) -> None:
        kinds = (("events", self.events), ("sources", self.sources),
                 ("Coding rounds", self.rounds))  # fmt: skip
        filled = [(name, texts) for name, texts in kinds if texts]
        if not filled:
            return
        sets = add(root, "Sets")
        for name, texts in filled:
            node = add(sets, "Set", guid=self._guid(name, "set"), name=self.say.t(name))
            for id_ in texts:
                add(node, "MemberSource", targetGUID=self._guid(id_, "text"))


def _values(event: Event, book: Codebook, say: Words) -> dict[str, str]:
    """The variables of an event: what the log states of it."""
    state = "not coded yet" if not event.coded else "coded as none"
    found = {
        say.t("date"): event.date,
        say.t("initiator"): event.initiator,
        say.t("target"): event.target,
        say.t("partners"): "; ".join(event.partners),
        say.t("domain"): book.word("domain", event.domain, say.lang) if event.domain else "",
        say.t("coding"): say.t("coded") if event.tags else say.t(state),
    }
    for term in book.terms["screening_question"]:
        answer = getattr(event.screen, term.id)
        found[term.name.in_(say.lang)] = book.word("answer", answer, say.lang) if answer else ""
    overruled = event.overruled
    found[say.t("overruled verdict")] = (
        book.word("verdict", overruled.verdict, say.lang) if overruled else ""
    )
    return found
