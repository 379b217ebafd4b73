"""Finding events: a line of words, `field:value`, spans of time and `uncoded`, all of which fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import get_args

from workbench.case import Domain, Event, Problem, date_in_words, reach, read_loose, span
from workbench.case.dates.printed import date_in_print
from workbench.codebook import Codebook
from workbench.judgement import VERDICTS, Finding, Findings, lens_ids, plain_name
from workbench.locale import LANGUAGES, N_, Words, words

_TOKEN = re.compile(
    r"(?P<minus>-?)(?:(?P<field>[^\s:：\"“「]+)[:：])?"
    r"(?:[\"“「](?P<quoted>[^\"”」]*)[\"”」]?|(?P<bare>\S*))"
)
_FIELDS = {
    "class": N_("class:"),
    "strategy": N_("strategy:"),
    "lens": N_("lens:"),
    "verdict": N_("verdict:"),
    "evidence": N_("evidence:"),
    "actor": N_("actor:"),
    "domain": N_("domain:"),
    "coder": N_("coder:"),
    "source": N_("source:"),
}
_OWN = {
    "differs": N_("differs"),
    "agrees": N_("agrees"),
    "hard": N_("hard"),
    "none": N_("none"),
    "both": N_("both"),
    "uncoded": N_("uncoded"),
    "undated": N_("undated"),
}
_STATES = ("uncoded", "undated")
_LONGEST = 1_000
"""Characters of a filter: every word of it is sought in every event, at every key."""
_BEFORE = re.compile(r"-\d\d[\dX]{2}(?:-\d\d){0,2}[?~%]?(?:$|\.\.|/)", re.ASCII)
"""How a date or a span before the common era begins: its minus takes nothing away."""
_SPAN = re.compile(r"(?=.*\d)[-\d?~%]*\.\.+[-\d?~%]*", re.ASCII)
"""A span of time by numbers alone, which is one in quotes too."""

Test = Callable[[Finding], bool]


def _labels(book: Codebook, w: Words) -> dict[str, str]:
    """Every field by its name, as it is typed; a lens is one, by its short name."""
    found: dict[str, str] = {}
    for field, label in _FIELDS.items():
        found[field] = w.t(label)
        if field == "verdict":
            for lens in book.lenses:
                found[lens.id] = lens.field_word(w.lang) + w.colon.strip()
    return found


def _same(text: str) -> str:
    return text.casefold().replace(" ", "-")


@dataclass(frozen=True)
class Suggestion:
    """The filter as it would stand, and what of it is new."""

    text: str
    shown: str


class Search:
    """The events of a judged case, ready to be asked for."""

    def __init__(self, findings: Findings, book: Codebook) -> None:
        self.findings = findings
        self.case = findings.case
        self.book = book
        self._said: dict[str, tuple[Finding, str]] = {}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        known = [_labels(self.book, words(lang)) for lang in LANGUAGES]
        said = {label.rstrip(":："): name for each in known for name, label in each.items()}
        return {name: name for name in known[0]} | said

    def over(self, findings: Findings, book: Codebook) -> Search:
        """The same over a later state of the case; what didn't change since is ready already."""
        later = Search(findings, book)
        later._said = self._said
        return later

    def prepare(self) -> None:
        """Make ready what words are sought in."""
        for finding in self.findings.events:
            self._words(finding)

    def _words(self, finding: Finding) -> str:
        known = self._said.get(finding.event.id)
        if known is None or known[0] is not finding:
            known = self._said[finding.event.id] = finding, self._haystack(finding.event)
        return known[1]

    def _haystack(self, e: Event) -> str:
        findings = (piece.finding for piece in self.case.evidence_of(e.id))
        dyad = self.findings.dyad
        parts = (
            e.date,
            *_dates(e.date),
            e.title,
            e.description,
            e.note,
            e.key,
            dyad.initiator(e),
            dyad.target(e),
        )
        return plain_name("\n".join((*parts, *e.partners, *findings)))

    def _closed(self, field: str, w: Words) -> dict[str, str] | None:
        """The values of a field that has a few, with their words; None where anything goes."""
        lang, book = w.lang, self.book
        own = {name: w.t(label) for name, label in _OWN.items()}
        if field == "class":
            named = {c.id: c.name.in_(lang) for c in book.classes}
            return named | {name: own[name] for name in ("hard", "none")}
        if field == "lens":
            return {name: own[name] for name in ("differs", "agrees")}
        if field == "verdict" or field in lens_ids():
            return {v: book.word("verdict", v, lang) for v in VERDICTS}
        if field == "domain":
            return {d: book.word("domain", d, lang) for d in get_args(Domain)}
        if field == "evidence":
            sides = {side: book.word("side", side, lang) for side in ("intent", "effect")}
            return sides | {name: own[name] for name in ("both", "none")}
        return None

    def _open(self, field: str, lang: str) -> list[str]:
        events, case = self.case.events.values(), self.case
        found: Iterable[str] = ()
        if field == "actor":
            dyad = self.findings.dyad
            found = (n for e in events for n in (dyad.initiator(e), dyad.target(e), *e.partners))
        elif field == "strategy":
            found = (self._said_of(t.strategy, lang) for e in events for t in e.tags)
        elif field == "coder":
            found = case.coders
        elif field == "source":
            found = (s.title for s in case.sources.values())
        return sorted({name for name in found if name})

    def _of(self, finding: Finding, field: str) -> list[str]:
        """What a finding says in a field, as ids or, where anything goes, in every wording."""
        event, case = finding.event, self.case
        pieces = case.evidence_of(event.id)
        if field == "class":
            marks = ["hard"] * (event.screen.avoids_confrontation == "no")
            return marks + ["none"] * event.coded_none + [
                str(s.class_) for t in event.tags if (s := self.book.find_strategy(t.strategy))
            ]  # fmt: skip
        if field == "lens":
            return ["differs" if finding.differs else "agrees"]
        if field == "verdict":
            return [str(judged.verdict) for judged in finding.verdicts.values()]
        if field in lens_ids():
            return [str(finding.verdicts[field].verdict)]
        if field == "domain":
            return [event.domain or ""]
        if field == "evidence":
            sides = sorted({piece.side for piece in pieces})
            return [*sides, *(["both"] * (len(sides) == 2)), *(["none"] * (not sides))]
        if field == "actor":
            dyad = self.findings.dyad
            acting = (dyad.initiator(event), dyad.target(event), *event.partners)
            return [name for each in acting for name in dyad.names.known_as(each)]
        if field == "coder":
            names = [event.coder, event.changed_by, *(tag.coder for tag in event.tags)]
            names += (name for piece in pieces for name in (piece.coder, piece.changed_by))
            ruled = event.overruled
            return [*names, *((ruled.coder, ruled.changed_by) if ruled else ())]
        if field == "source":
            sources = (case.sources.get(p.source or "") for p in pieces)
            return [f"{s.title}; {s.author}; {s.url}" for s in sources if s]
        return [self._strategy_words(tag.strategy) for tag in event.tags]

    def _said_of(self, name: str, lang: str) -> str:
        """How one types a strategy: by its id, in Chinese by its name."""
        strategy = self.book.find_strategy(name)
        return strategy.name.zh_hant if strategy and lang == "zh-Hant" else name

    def _strategy_words(self, name: str) -> str:
        strategy = self.book.find_strategy(name)
        if strategy is None:
            return name
        return "; ".join(self.book.words_of(strategy))

    def _by_field(self, typed: str, value: str) -> Test:
        field = self._aliases.get(typed.casefold())
        if field is None:
            raise Problem(
                "“{field}:” is no field; there are {fields} (a word with a colon goes in quotes)",
                field=typed,
                fields=" ".join(f"{name}:" for name in _labels(self.book, words("en"))),
            )
        if not value:
            return lambda finding: True
        wanted, options = plain_name(value), self._closed(field, words("en"))
        if options is None:
            return lambda finding: any(
                wanted in plain_name(said) for said in self._of(finding, field)
            )
        named = [(id_, _same(said)) for lang in LANGUAGES
                 for id_, said in (self._closed(field, words(lang)) or {}).items()]  # fmt: skip
        named += [(id_, id_) for id_ in options]
        exact = {id_ for id_, said in named if said == _same(value)}
        fitting = exact or {id_ for id_, said in named if said.startswith(_same(value))}
        if not fitting:
            raise Problem(
                "“{value}” is nothing that {field}: can be; it can be {values}",
                value=value,
                field=typed,
                values=tuple(options),
            )
        return lambda finding: not fitting.isdisjoint(self._of(finding, field))

    def _by_word(self, word: str) -> Test:
        states = {words(lang).t(_OWN[s]).casefold(): s for s in _STATES for lang in LANGUAGES}
        state = states.get(word.casefold())
        if state == "uncoded":
            return lambda finding: not finding.event.coded
        if state == "undated":
            return lambda finding: span(finding.event.date) is None
        if ".." in word or _BEFORE.match(word):
            return _in_time(word)
        return self._by_phrase(word)

    def _tests(self, text: str) -> list[Test]:
        if len(text) > _LONGEST:
            raise Problem("a filter has at most {most} characters", most=_LONGEST)
        tests: list[Test] = []
        for match in _TOKEN.finditer(text):
            found = match.groupdict()
            quoted, value = found["quoted"], found["quoted"] or found["bare"] or ""
            field, minus = found["field"], found["minus"]
            if field and field.isdigit() and quoted is None:
                field, value = None, f"{field}:{value}"
            if minus and not field and quoted is None and _BEFORE.match(minus + value):
                minus, value = "", minus + value
            if field:
                test = self._by_field(field, value)
            elif quoted:
                test = _in_time(quoted) if _SPAN.fullmatch(quoted) else self._by_phrase(quoted)
            elif value:
                test = self._by_word(value)
            else:
                continue
            tests.append(_not(test) if minus else test)
        return tests

    def _by_phrase(self, phrase: str) -> Test:
        wanted = plain_name(phrase)
        return lambda finding: wanted in self._words(finding)

    def events(self, text: str) -> list[Event]:
        """The events that fit everything in `text`, by date; raises `Problem`."""
        found: Iterable[Finding] = self.findings.events
        for test in self._tests(text):
            found = [finding for finding in found if test(finding)]
        return [finding.event for finding in found]

    def suggestions(self, text: str, w: Words, limit: int = 12) -> list[Suggestion]:
        """How the last word of `text` can go on, in the words of the interface."""
        last = ""
        if len(text) > _LONGEST:
            return []
        for match in _TOKEN.finditer(text):
            last = match.group() if match.end() == len(text) and match.group() else last
        typed = last.removeprefix("-")
        kept = text[: len(text) - len(typed)]
        name, colon, value = typed.replace("：", ":", 1).partition(":")
        if not colon:
            labels = [*_labels(self.book, w).values(), *(w.t(_OWN[s]) for s in _STATES)]
            said = {label.rstrip(":：") for label in labels}
            labels += [f"{name}:" for name in self._aliases if name not in said]
            fitting = [a for a in labels if typed and a.casefold().startswith(typed.casefold())]
            return [Suggestion(kept + each, each) for each in fitting if each != typed][:limit]
        field = self._aliases.get(name.casefold())
        if field is None:
            return []
        options = self._closed(field, w)
        begun = value.lstrip('"“「').casefold()
        values = (
            [_same(said) for said in options.values()] if options else self._open(field, w.lang)
        )
        return [
            Suggestion(f"{kept}{name}{typed[len(name)]}{_quoted(each)}", each)
            for each in values
            if each.casefold().startswith(begun) and each.casefold() != begun
        ][:limit]


@lru_cache(maxsize=20_000)
def _dates(date: str) -> tuple[str, ...]:
    """What a date is called on the screen and in print, in every language."""
    said = {date_in_words(date, words(lang)) for lang in LANGUAGES}
    said |= {date_in_print(date, lang) for lang in LANGUAGES}
    # Some say 公元前 for the 西元前 that is printed.
    return (*said, *(each.replace("西元前", "公元前") for each in said if "西元前" in each))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _not(test: Test) -> Test:
    return lambda finding: not test(finding)


def _in_time(word: str) -> Test:
    first, dots, last = word.partition("..")
    low = span(read_loose(first))
    high = span(read_loose(last.lstrip("."))) if dots else low

    def test(finding: Finding) -> bool:
        mine = reach(finding.event.date)
        if mine is None:
            return False
        return (low is None or mine[1] >= low[0]) and (high is None or mine[0] <= high[1])

    return test
