"""What every section of a memo asks of the case: its words, its numbers, its links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.case import Case, Event, Evidence
from workbench.codebook import Codebook, Reference
from workbench.judgement import (
    VERDICTS,
    Findings,
    Judged,
    Readings,
    ReadingSentences,
    classes_of,
    read_case,
    traced,
)
from workbench.judgement.sentences import Sentences
from workbench.locale import Words

if TYPE_CHECKING:
    from workbench.casebook.rounds import ToldRound


@dataclass(frozen=True)
class Memo:
    """A case as it is being written up, in one language."""

    case: Case
    book: Codebook
    findings: Findings
    say: Words
    digest: str
    today: date
    sections: frozenset[str]
    """What the memo has; a link to what it leaves out is plain text."""
    brief: bool
    """The short form: two pages for a case of some forty events."""
    rounds: tuple[ToldRound, ...] = ()
    """The coding rounds of the case."""

    @property
    def lang(self) -> str:
        """The language of the memo's own words."""
        return self.say.lang

    @cached_property
    def sentences(self) -> Sentences:
        """What the program says of a finding, in the words of the screens."""
        return Sentences(self.book, self.say)

    @cached_property
    def traced(self) -> bool:
        """Whether anybody has named an origin or a test in the case."""
        return traced(self.case)

    @cached_property
    def readings(self) -> Readings:
        """The case under every reading; after a round each coder's too."""
        sealed = [each.agreement.standing for each in self.rounds
                  if each.agreement and not each.pilot]  # fmt: skip
        if not sealed:
            return read_case(self.findings)
        from workbench.casebook.rounds import coded_in

        last = max(sealed, key=lambda each: each.sealed)
        coded = coded_in(self.case, last, self.findings.view)
        return read_case(self.findings, None, coded.findings)

    @cached_property
    def reading_sentences(self) -> ReadingSentences:
        """What the program says of the readings."""
        return ReadingSentences(self.book, self.say)

    @cached_property
    def event_numbers(self) -> dict[str, int]:
        """Events by id, numbered along the timeline."""
        return {event.id: n for n, event in enumerate(self.case.timeline, 1)}

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence, in the order of its event."""
        return tuple(p for event in self.case.timeline for p in self.case.evidence_of(event.id))

    @cached_property
    def evidence_numbers(self) -> dict[str, int]:
        """Evidence by id, numbered through the memo."""
        return {piece.id: n for n, piece in enumerate(self.evidence, 1)}

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Ids of the sources that a piece of evidence or a rating names, in that order."""
        named = [p.source for p in self.evidence if p.source]
        named += [s for rating in self.case.ratings.values() for s in rating.sources]
        return tuple(s for s in dict.fromkeys(named) if s in self.case.sources)

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """Sources by id, in the order in which the memo cites them, the uncited last."""
        known = dict.fromkeys([*self.cited, *self.case.sources])
        return {source: n for n, source in enumerate(known, 1)}

    @cached_property
    def works(self) -> tuple[Reference, ...]:
        """The works behind the rules: the typology's, then the criteria's, in their order."""
        book = self.book
        cited = (book.typology.id, *(lens.citation for lens in book.lenses))
        return tuple(book.work(id) for id in dict.fromkeys(cited))

    @cached_property
    def work_numbers(self) -> dict[str, int]:
        """The works behind the rules by id, numbered apart from the sources of the evidence."""
        return {work.id: n for n, work in enumerate(self.works, 1)}

    def event_named(self, name: str) -> Event | None:
        """The event that a key judgement names by key or id."""
        return self.case.by_name.get(name)

    def lanes_of(self, event: Event) -> tuple[str, ...]:
        """The lanes of the timeline in which the event stands."""
        classes = classes_of(event, self.book)
        hard = ("hard",) if self.findings.by_id[event.id].screening == "hard" else ()
        return hard + classes or ("uncoded",)

    def event_link(self, event_id: str) -> str:
        """The anchor of an event's row."""
        return f"event-{self.event_numbers[event_id]}"

    def evidence_link(self, evidence_id: str) -> str:
        """The anchor of a piece of evidence."""
        return f"evidence-{self.evidence_numbers[evidence_id]}"

    def source_link(self, source_id: str) -> str:
        """The anchor of a source."""
        return f"source-{self.source_numbers[source_id]}"

    def work_link(self, work_id: str) -> str:
        """The anchor of a work behind the rules."""
        return f"work-{self.work_numbers[work_id]}"

    def mark(self, judged: Judged) -> str:
        """What a lens says, in a mark: its verdict, or that it had no evidence at all to read."""
        term = ("field", "no-evidence") if judged.bare else ("verdict", judged.verdict)
        return self.book.term(*term).mark

    @property
    def marks(self) -> str:
        """What the marks of verdicts stand for."""
        terms = [("verdict", verdict) for verdict in VERDICTS] + [("field", "no-evidence")]
        return "  ".join(f"{self.book.term(*term).mark}\u00a0{self.word(*term)}" for term in terms)

    def word(self, vocabulary: str, id: str) -> str:
        """A word of the codebook in the language of the memo."""
        return self.book.word(vocabulary, id, self.lang)

    def lens(self, id: str, *, short: bool = False) -> str:
        """A lens by name; where only observed effects count, Art's says so."""
        return self.sentences.lens(id, self.findings.view.threshold, short=short)

    def strategy(self, id: str) -> str:
        """A strategy's name in the language of the memo."""
        return self.book.said(id, self.lang)

    def t(self, message: str, **fields: object) -> str:
        """The memo's own sentence `message`."""
        return self.say.t(message, **fields)
