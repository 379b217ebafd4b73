"""The codebook as the screens say it: in one language, with marks beside colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rich.text import Text

from workbench.case import Event, Threshold
from workbench.codebook import Codebook, StrategyClass, codebook
from workbench.judgement import Judged
from workbench.locale import shown

VERDICT_STYLE = {"balancing": "bold", "not-balancing": "", "contested": "", "insufficient": "dim"}
OWN = "✎"
"""Beside what is the case's own."""

OBSERVED = "*"
"""Beside a lens's short name where only observed effects count: the head says what it means."""


class Theory:
    """The codebook in the language of the interface."""

    def __init__(
        self,
        lang: str,
        book: Codebook | None = None,
        *,
        lettered: bool = False,
        colours: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Say `book`, a case's own, or the codebook as it is shipped.

        `lettered`: verdicts are letters where there is no room for words, not marks. `colours`:
        of classes, where they aren't the codebook's.
        """
        self.colours = colours
        self.lang = lang
        self.lettered = lettered
        self.book: Codebook = book or codebook()

    def say(self, vocabulary: str, term: str) -> str:
        """A term of a closed vocabulary in words."""
        try:
            if vocabulary == "effect":
                return self.book.effect(term).name.in_(self.lang)
            if vocabulary == "motive":
                return self.book.motive(term).name.in_(self.lang)
            return self.book.word(vocabulary, term, self.lang)
        except LookupError:
            return term

    def choices(self, vocabulary: str, terms: Iterable[str]) -> list[tuple[str, str]]:
        """Terms as (id, words), for a form."""
        return [(term, self.say(vocabulary, term)) for term in terms]

    def strategy(self, name: str) -> str:
        """A strategy's name, marked where it is the case's own; the id where there is none."""
        try:
            found = self.book.strategy(name)
        except LookupError:
            return shown(name)
        return shown(found.name.in_(self.lang)) + (f" {OWN}" if found.placed == "case" else "")

    def class_of(self, strategy: str) -> str:
        """The class of a strategy, or nothing."""
        try:
            return str(self.book.strategy(strategy).class_)
        except LookupError:
            return ""

    def mark(self, class_id: str) -> Text:
        """A class by its shape, in its colour."""
        for each in self.book.classes:
            if each.id == class_id:
                return Text(each.symbol, style=f"bold {self.colour(each)}")
        return Text("?")

    def colour(self, group: StrategyClass) -> str:
        """A class's colour on the ground that it stands on."""
        return self.colours.get(group.id, group.colour)

    def marks(self, event: Event) -> Text:
        """An event's strategies as marks: a class each, hard, none or not yet coded."""
        hard = event.screen.avoids_confrontation == "no"
        marks = [self.mark(self.class_of(tag.strategy)) for tag in event.tags]
        if hard:
            marks.insert(0, Text("✖", style="bold"))
        if not event.tags:
            marks.append(Text("∅" if event.coded_none else "·", style="dim"))
        return Text(" ").join(marks)

    def tagged(self, event: Event, none: str, uncoded: str) -> Text:
        """An event's strategies by mark and name."""
        parts = [
            Text.assemble(self.mark(self.class_of(tag.strategy)), " ", self.strategy(tag.strategy))
            for tag in event.tags
        ]
        if event.screen.avoids_confrontation == "no":
            parts.insert(0, Text("✖", style="bold"))
        if not event.tags:
            parts.append(Text(f"∅ {none}" if event.coded_none else f"· {uncoded}", style="dim"))
        return Text("  ").join(parts)

    def verdict(self, verdict: str) -> str:
        """A verdict where there is no room for its word: its mark, or its letter."""
        return self._short("verdict", verdict)

    @property
    def bare(self) -> str:
        """What stands for a verdict where the lens has no evidence at all to read."""
        return self._short("field", "no-evidence")

    def judged(self, judged: Judged) -> str:
        """What a lens says where there is no room for a word."""
        return self.bare if judged.bare else self.verdict(judged.verdict)

    def _short(self, vocabulary: str, term: str) -> str:
        found = self.book.term(vocabulary, term)
        if found.mark and not self.lettered:
            return found.mark
        return found.letter.in_(self.lang) if found.letter else term

    def lens_letter(self, lens: str, threshold: Threshold) -> str:
        """A lens in a letter, marked where it counts observed effects only."""
        return self.book.lens(lens).letter + self._mark_of(lens, threshold)

    def lens_head(self, lens: str, threshold: Threshold) -> str:
        """A lens over a narrow column, marked where it counts observed effects only."""
        return self.book.lens(lens).short.in_(self.lang) + self._mark_of(lens, threshold)

    def _mark_of(self, lens: str, threshold: Threshold) -> str:
        return OBSERVED if self.book.lens(lens).observed and threshold == "observed" else ""
