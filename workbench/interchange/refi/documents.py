"""The case as texts with coded passages: one for each event, and one for each source.

An event's text is coded with its strategies; a source's text is its reference and, under it, the
findings taken from it, each coded with what it bears on. A finding carries no strategy: the log
doesn't say that it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.case import Case, Event, Evidence, Source, coded_by
from workbench.case.fields import TABLE, value_of
from workbench.citation import entry, plain
from workbench.judgement import Sentences
from workbench.locale import Words

from .codes import evidence_codes, strategy_code
from .xml import Names, clean


@dataclass(frozen=True)
class Coded:
    """The codes that one coder put on a passage, and the memo that says why."""

    codes: tuple[str, ...] = ()
    coder: str = ""
    memo: str = ""


@dataclass(frozen=True)
class Passage:
    """Words of a document, what they are coded with, and a note on them."""

    id: str
    event: str
    name: str
    words: str
    coded: tuple[Coded, ...]
    note: str = ""


@dataclass
class Document:
    """A text that other programs show."""

    id: str
    name: str
    head: str = ""
    note: str = ""
    passages: list[Passage] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text: the head, and the passages with an empty line between them."""
        return "\n\n".join(part for part in (self.head, *(p.words for p in self.passages)) if part)

    def placed(self) -> list[tuple[int, int, Passage]]:
        """The passages with the code points at which each begins and ends."""
        found, at = [], len(self.head)
        for passage in self.passages:
            start = at + 2 if at else 0
            at = start + len(passage.words)
            found.append((start, at, passage))
        return found


def labelled(say: Words, *pairs: tuple[str, str]) -> str:
    """What is said under labels, a line for each that isn't empty."""
    colon = say.colon
    return "\n".join(f"{say.t(name)}{colon}{text}" for name, text in pairs if text)


def documents(
    case: Case, names: Names, say: Words
) -> tuple[dict[str, Document], dict[str, Document]]:
    """The texts of the events and of the sources, by the ids of the records."""
    events = {e.id: _of_event(case, e, names, say) for e in case.timeline}
    sources = {
        s.id: Document(
            id=s.id,
            name=names.once(s.title, s.citation_key or s.published or s.id),
            head=reference(s, say.lang),
            note=s.note,
        )
        for s in case.sources.values()
    }
    for event in case.timeline:
        for piece in case.evidence_of(event.id):
            if clean(piece.finding).strip():
                place = sources.get(piece.source or "", events[event.id])
                place.passages.append(_of_evidence(case, event, piece, say))
    return events, sources


def _of_event(case: Case, event: Event, names: Names, say: Words) -> Document:
    name = names.once(event.title, event.name)
    words = "\n".join(clean(part) for part in (event.title, event.description) if part)
    by: dict[tuple[str, str], list[str]] = {}
    for tag in event.tags:
        if case.codebook.find_strategy(tag.strategy):
            by.setdefault((tag.coder, tag.rationale), []).append(strategy_code(tag.strategy))
    coded = [Coded(tuple(dict.fromkeys(c)), coder, why) for (coder, why), c in by.items()]
    if not coded:
        state = say.t("coded as none") if event.coded_none else say.t("not coded yet")
        coded = [Coded(coder=event.coder, memo=state)]
    overruled = event.overruled
    verdict = overruled and case.codebook.word("verdict", overruled.verdict, say.lang)
    who = say.t("Overruled by {coder}: ", coder=coded_by(overruled, say)) if overruled else ""
    note = labelled(
        say,
        ("note", event.note),
        ("Screening", event.screen.note),
        ("overrule", f"{verdict}\n{who}{overruled.reason}" if overruled else ""),
        ("changed by", event.changed_by),
        *_by_table(case, event, say),
    )
    passage = Passage(event.id, event.id, say.t("event"), words, tuple(coded), note)
    return Document(event.id, name, passages=[passage])


def _of_evidence(case: Case, event: Event, piece: Evidence, say: Words) -> Passage:
    reaction = case.events.get(piece.reaction or "")
    memo = labelled(
        say,
        ("event", f"{event.date} {event.title}".strip()),
        *_by_table(case, piece, say),
        ("bearings", say.t("bears on nothing") if piece.bears_on_nothing else ""),
        ("process-tracing tests", Sentences(case.codebook, say).tested(piece)),
        ("reaction", reaction.title if reaction else ""),
        ("changed by", piece.changed_by),
    )
    side = case.codebook.word("side", piece.side, say.lang)
    coded = Coded(tuple(evidence_codes(piece)), piece.coder, memo)
    return Passage(piece.id, event.id, side, clean(piece.finding), (coded,), piece.note)


def _by_table(case: Case, record: Event | Evidence, say: Words) -> Iterator[tuple[str, str]]:
    """What the table of fields says is told, a choice in its words."""
    for row in TABLE[record.table]:
        if row.memo:
            value = value_of(record, row.path) or ""
            if value and row.vocabulary:
                value = case.codebook.word(row.vocabulary, value, say.lang)
            yield row.label, value


def reference(source: Source, lang: str) -> str:
    """A source as a bibliography prints it."""
    return clean(plain(entry(source, lang))).strip() or clean(source.title)
