"""The codebook as a work of reference: its chapters, and each entry as text to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from workbench.codebook import (
    Component,
    Condition,
    Effect,
    Lens,
    Motive,
    StrategyClass,
    brief,
    cited,
)
from workbench.codebook import Text as Names
from workbench.locale import Words

from ..kit import entries
from ..kit.entries import Part, part, standing, stated
from ..kit.theory import Theory


@dataclass(frozen=True)
class Entry:
    """Something that the codebook explains."""

    id: str
    label: Text
    words: str
    """What a search finds it by."""
    said: Callable[[], Text]
    works: tuple[str, ...] = ()
    """The works that it rests on, by id."""


@dataclass(frozen=True)
class Chapter:
    """Entries of one kind under their heading."""

    name: Text
    entries: tuple[Entry, ...]


class Reference:
    """The chapters of a codebook in one language."""

    def __init__(self, theory: Theory, words: Words) -> None:
        self.theory = theory
        self.words = words

    def chapters(self) -> list[Chapter]:
        """From the theory in brief to the bibliography."""
        w, book = self.words, self.theory.book
        found = [
            self._chapter(w.t("The theory in brief"), list(self._brief())),
            self._chapter(w.t("Classes"), [self._class(c) for c in book.classes]),
        ]
        for group in book.classes:
            name = Text.assemble(self.theory.mark(group.id), " ", group.name.in_(self.theory.lang))
            mine = [s for s in book.strategies if s.class_ == group.id]
            found.append(Chapter(name, tuple(self._strategy(s.id) for s in mine)))
        effects = [self._term("effect", e) for e in book.effects]
        motives = [self._term("motive", m) for m in book.motives]
        components = [self._term("threat", c) for c in book.threat_components]
        return [
            *found,
            self._chapter(w.t("Motives"), motives),
            self._chapter(w.t("Kinds of effect"), effects),
            self._chapter(w.t("Lenses"), [self._lens(lens) for lens in book.lenses]),
            self._chapter(w.t("Conditions"), [self._condition(c) for c in book.conditions]),
            self._chapter(w.t("Components of threat"), components),
            self._chapter(w.t("Scales"), list(self._scales())),
            self._chapter(w.t("Bibliography"), list(self._works())),
        ]

    def _chapter(self, name: str, found: list[Entry]) -> Chapter:
        return Chapter(Text(name), tuple(found))

    def _entry(
        self,
        id_: str,
        name: str,
        words: str,
        said: Callable[[], Text],
        works: tuple[str, ...] = (),
    ) -> Entry:
        return Entry(id_, Text(name), f"{name} {words}".casefold(), said, works)

    def _brief(self) -> Iterable[Entry]:
        for n, found in enumerate(brief(self.theory.lang), 1):
            lines = [Text.assemble(("· ", "bold"), f"{each.text}\n") for each in found.sentences]
            said = Text("\n").join([Text(f"{found.title}\n", "bold"), *lines])
            words = f"{found.title} {said.plain}".casefold()
            yield Entry(f"theory:{n}", Text(found.title), words, said.copy, found.works)

    def _head(self, name: Names, more: str = "") -> Text:
        lang = self.theory.lang
        other = name.en if lang == "zh-Hant" else name.zh_hant
        said = Text.assemble((name.in_(lang), "bold"), "  ", (other, "dim"), "\n")
        return said.append(f"{more}\n" if more else "", "dim")

    def _strategy(self, id_: str) -> Entry:
        theory, w = self.theory, self.words
        s = theory.book.strategy(id_)
        words = " ".join(theory.book.words_of(s)).casefold()
        star = " *" if s.placed == "inferred" else ""
        label = Text(theory.strategy(id_) + star)
        said = partial(entries.strategy, theory, w, s)
        return Entry(f"strategy:{id_}", label, words, said, tuple(s.citations))

    def _class(self, c: StrategyClass) -> Entry:
        def said() -> Text:
            w, lang = self.words, self.theory.lang
            text = Text.assemble(self.theory.mark(c.id), " ", self._head(c.name))
            rows = [
                ("", c.meaning),
                (w.t("Confrontation  "), c.confrontation),
                (w.t("Risk  "), c.cost_and_risk),
                (w.t("Works only if  "), c.works_only_if),
                (w.t("Can turn into  "), c.can_turn_into),
            ]
            parts = [part(label, each, lang) for label, each in rows if each]
            return stated(text, w, parts)

        return self._entry(f"class:{c.id}", c.name.in_(self.theory.lang), c.name.en, said)

    def _term(self, kind: str, term: Motive | Effect | Component) -> Entry:
        def said() -> Text:
            parts = [part("", term.meaning, self.theory.lang)]
            return stated(self._head(term.name), self.words, parts)

        names = f"{term.id} {term.name.en} {term.name.zh_hant}"
        return self._entry(f"{kind}:{term.id}", term.name.in_(self.theory.lang), names, said)

    def _lens(self, lens: Lens) -> Entry:
        def said() -> Text:
            w, lang = self.words, self.theory.lang
            parts = [
                part("", lens.meaning, lang),
                part("", lens.question, lang, "italic"),
                part("", lens.criterion, lang),
            ]
            whose, section = lens.criterion.standing, lens.criterion.section
            if lens.observed:
                name = Text(lens.observed.in_(lang))
                label = w.t("Where only observed effects count") + "  "
                parts.append(Part(label, name, whose, section))
            rule = w.t("The rule: the first row that fits decides")
            parts.append(Part("", Text(rule), whose, section))
            parts += [
                Part(f"{n}  ", Text(each.in_(lang)), whose, section)
                for n, each in enumerate(lens.rules.values(), 1)
            ]
            by = self.theory.book.people_named(lens.authors, lang)
            return stated(self._head(lens.name, by), w, parts)

        people = self.theory.book.names_of(lens.authors)
        words = " ".join([lens.id, lens.name.en, lens.name.zh_hant, *people])
        name = lens.name.in_(self.theory.lang)
        return self._entry(f"lens:{lens.id}", name, words, said, (lens.citation,))

    def _condition(self, c: Condition) -> Entry:
        def said() -> Text:
            w, lang = self.words, self.theory.lang
            parts = [
                part(self.theory.say("standing", c.standing) + "  ", c.standing_note, lang),
                part("", c.does, lang),
                part("", c.meaning, lang),
                *([part("", c.note, lang)] if c.note else []),
            ]
            section = c.does.section
            parts.append(Part("", Text(w.t("Rated as"), "bold"), c.scale, section))
            parts += [
                Part("· ", Text(value.name.in_(lang)), c.scale, section) for value in c.values
            ]
            return stated(self._head(c.name), w, parts)

        words = f"{c.id} {c.name.en} {c.name.zh_hant}"
        return self._entry(f"condition:{c.id}", c.name.in_(self.theory.lang), words, said)

    def _scales(self) -> Iterable[Entry]:
        w = self.words
        for name, source, vocabularies in (
            (w.t("Source grade"), w.t("NATO/Admiralty code"), ("reliability", "credibility")),
            (w.t("Likelihood"), w.t("ICD 203"), ("likelihood",)),
            (w.t("Confidence"), w.t("ICD 203"), ("confidence",)),
            (w.t("Screening"), "§參.一", ("screening_question", "screening")),
            (w.t("Verdicts"), "§貳.三", ("verdict",)),
            (w.t("The field: intent × effect"), "§貳.三", ("field",)),
            (w.t("Whose act it is"), "", ("actor", "joint")),
            (w.t("What counts"), "§貳.三", ("threshold", "basis", "interpretations")),
            (w.t("Process-tracing tests"), "", ("test",)),
        ):
            yield self._entry(f"scale:{vocabularies[0]}", name, " ".join(vocabularies),
                              self._scale(name, source, vocabularies))  # fmt: skip

    def _scale(self, name: str, source: str, names: tuple[str, ...]) -> Callable[[], Text]:
        def said() -> Text:
            lang = self.theory.lang
            text = standing(Text.assemble((name, "bold"), "\n"), self.words, "reading", source)
            for vocabulary in names:
                text.append("\n")
                for term in self.theory.book.terms[vocabulary]:
                    short = term.id if len(term.id) == 1 else "·"
                    text.append(f"{short}  ", "bold").append(term.name.in_(lang))
                    text.append(f"  {term.meaning.in_(lang)}" if term.meaning else "", "dim")
                    text.append("\n")
            return text

        return said

    def _works(self) -> Iterable[Entry]:
        for work in self.theory.book.bibliography:
            said = partial(self._work, work.id)
            yield self._entry(f"work:{work.id}", work.label, work.text, said)

    def _work(self, id_: str) -> Text:
        lang, book = self.theory.lang, self.theory.book
        work = book.work(id_)
        said = entries.reference(work).append("\n\n").append(f"{cited(work, lang)}\n", "dim")
        citing = [s.id for s in book.strategies if id_ in s.citations]
        names = [self.theory.strategy(s) for s in citing]
        names += [lens.name.in_(lang) for lens in book.lenses if lens.citation == id_]
        names += [each.title for each in brief(lang) if id_ in each.works]
        if names:
            said.append("\n" + self.words.t("Cited for") + "\n", "bold")
        return said.append("\n".join(f"· {name}" for name in names))
