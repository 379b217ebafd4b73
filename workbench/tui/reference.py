"""The codebook as a work of reference: its chapters, and each entry as text to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from workbench.codebook import Condition, Lens, StrategyClass, Term
from workbench.locale import Words

from . import entries
from .entries import standing
from .theory import Theory


@dataclass(frozen=True)
class Entry:
    """Something that the codebook explains."""

    id: str
    label: Text
    words: str
    """What a search finds it by."""
    said: Callable[[], Text]


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
        """From the classes to the bibliography."""
        w, book = self.words, self.theory.book
        found = [self._chapter(w.t("Classes"), [self._class(c) for c in book.classes])]
        for group in book.classes:
            name = Text.assemble(self.theory.mark(group.id), " ", group.name.in_(self.theory.lang))
            mine = [s for s in book.strategies if s.class_ == group.id]
            found.append(Chapter(name, tuple(self._strategy(s.id) for s in mine)))
        effects = [self._term("effect", e, "reading", "§貳.三") for e in book.effects]
        motives = [self._term("motive", m, "paper", "§貳.二") for m in book.motives]
        components = [self._term("threat", c, "paper", "§參.三") for c in book.threat_components]
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

    def _entry(self, id_: str, name: str, words: str, said: Callable[[], Text]) -> Entry:
        return Entry(id_, Text(name), f"{name} {words}".casefold(), said)

    def _head(self, term: Term | StrategyClass | Lens | Condition, section: str) -> Text:
        lang = self.theory.lang
        other = term.name.en if lang == "zh-Hant" else term.name.zh_hant
        said = Text.assemble((term.name.in_(lang), "bold"), "  ", (other, "dim"), "\n")
        return said.append(f"{section}\n\n" if section else "\n", "dim")

    def _strategy(self, id_: str) -> Entry:
        theory, w = self.theory, self.words
        s = theory.book.strategy(id_)
        words = " ".join([s.id, s.name.en, s.name.zh_hant, *s.proposers]).casefold()
        star = " *" if s.placed == "inferred" else ""
        label = Text(theory.strategy(id_) + star)
        return Entry(f"strategy:{id_}", label, words, lambda: entries.strategy(theory, w, s))

    def _class(self, c: StrategyClass) -> Entry:
        def said() -> Text:
            w, lang = self.words, self.theory.lang
            text = Text.assemble(self.theory.mark(c.id), " ", self._head(c, c.section))
            standing(text, w, "paper").append(f"{c.meaning.in_(lang)}\n\n")
            rows = [
                (w.t("Confrontation  "), c.confrontation),
                (w.t("Risk  "), c.cost_and_risk),
                (w.t("Works only if  "), c.works_only_if),
                (w.t("Can turn into  "), c.can_turn_into),
            ]
            for label, words in rows:
                if words:
                    text.append(label, "bold").append(f"{words.in_(lang)}\n")
            return text

        return self._entry(f"class:{c.id}", c.name.in_(self.theory.lang), c.name.en, said)

    def _term(self, kind: str, term: Term, whose: str, section: str) -> Entry:
        def said() -> Text:
            text = standing(self._head(term, section), self.words, whose)
            return text.append((term.meaning.in_(self.theory.lang) if term.meaning else "") + "\n")

        names = f"{term.id} {term.name.en} {term.name.zh_hant}"
        return self._entry(f"{kind}:{term.id}", term.name.in_(self.theory.lang), names, said)

    def _lens(self, lens: Lens) -> Entry:
        def said() -> Text:
            w, lang = self.words, self.theory.lang
            text = self._head(lens, ", ".join(lens.authors) + f" · {lens.section}")
            standing(text, w, "paper").append(f"{lens.question.in_(lang)}\n", "italic")
            text.append(f"{lens.meaning.in_(lang)}\n")
            if lens.observed:
                text.append(w.t("Where only observed effects count") + "  ", "dim")
                text.append(f"{lens.observed.in_(lang)}\n", "bold")
            text.append("\n")
            standing(text, w, "reading")
            text.append(w.t("The rule: the first row that fits decides") + "\n")
            for n, rule in enumerate(lens.rules.values(), 1):
                text.append(f"{n}  ", "bold").append(f"{rule.in_(lang)}\n")
            return text

        words = " ".join([lens.id, lens.name.en, lens.name.zh_hant, *lens.authors])
        return self._entry(f"lens:{lens.id}", lens.name.in_(self.theory.lang), words, said)

    def _condition(self, c: Condition) -> Entry:
        def said() -> Text:
            w, lang = self.words, self.theory.lang
            text = standing(self._head(c, c.section), w, "paper")
            text.append(f"{c.meaning.in_(lang)}\n\n")
            text.append(self.theory.say("standing", c.standing), "bold")
            text.append(f"  {c.standing_note.in_(lang)}\n\n{c.does.in_(lang)}\n\n")
            standing(text, w, "reading").append(w.t("Rated as") + "\n", "bold")
            for value in c.values:
                text.append(f"· {value.name.in_(lang)}\n")
            return text

        words = f"{c.id} {c.name.en} {c.name.zh_hant}"
        return self._entry(f"condition:{c.id}", c.name.in_(self.theory.lang), words, said)

    def _scales(self) -> Iterable[Entry]:
        w = self.words
        for name, source, vocabularies in (
            (w.t("Source grade"), w.t("NATO/Admiralty code"), ("reliability", "credibility")),
            (w.t("Likelihood"), w.t("ICD 203"), ("likelihood",)),
            (w.t("Confidence"), w.t("ICD 203"), ("confidence",)),
            (w.t("Screening"), w.t("our reading of §參.一"), ("screening_question", "screening")),
            (w.t("Verdicts"), w.t("our reading"), ("verdict",)),
            (w.t("The field: intent × effect"), w.t("our reading"), ("field",)),
            (w.t("Whose act it is"), w.t("our reading"), ("actor", "joint")),
            (w.t("What counts"), w.t("our reading"), ("threshold", "basis", "interpretations")),
        ):
            yield self._entry(f"scale:{vocabularies[0]}", name, " ".join(vocabularies),
                              self._scale(name, source, vocabularies))  # fmt: skip

    def _scale(self, name: str, source: str, names: tuple[str, ...]) -> Callable[[], Text]:
        def said() -> Text:
            lang = self.theory.lang
            text = Text.assemble((name, "bold"), "\n", (source, "dim"), "\n")
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
            name = f"{', '.join(work.authors)} {work.year}"
            yield self._entry(f"work:{work.id}", name, work.text, partial(self._work, work.id))

    def _work(self, id_: str) -> Text:
        lang, book = self.theory.lang, self.theory.book
        work = next(each for each in book.bibliography if each.id == id_)
        said = entries.reference(work).append("\n")
        citing = [s.id for s in book.strategies if id_ in s.citations]
        names = [self.theory.strategy(s) for s in citing]
        names += [lens.name.in_(lang) for lens in book.lenses if lens.citation == id_]
        if names:
            said.append("\n" + self.words.t("Cited for") + "\n", "bold")
        return said.append("\n".join(f"· {name}" for name in names))
