"""Entries of the codebook as text to be read: what the paper says beside what is read into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from workbench.case import Event
from workbench.codebook import Reference, Said, Strategy
from workbench.judgement import Dyad
from workbench.locale import Words

from .plain import cell, prose
from .theory import OWN, Theory

PAPER = "§"
READING = "≈"
_OF_CLASSES = "§肆.二"
"""The section that places the strategies."""


def standing(said: Text, words: Words, whose: str, section: str = "") -> Text:
    """Put a mark in the margin: § the paper, ≈ the workbench's reading, ✎ the case's own."""
    labels = {
        "paper": (PAPER, words.t("the paper"), "bold"),
        "reading": (READING, words.t("our reading"), "italic dim"),
        "case": (OWN, words.t("case’s own"), "bold"),
    }
    mark, label, style = labels[whose]
    return said.append(f"{mark} {label}" + (f" · {section}" if section else "") + "\n", style)


@dataclass(frozen=True)
class Part:
    """Something that is said, whose it is, and the section that it is about."""

    label: str
    said: Text
    whose: str
    section: str = ""


def part(label: str, said: Said, lang: str, style: str = "") -> Part:
    """A sentence of the codebook under a label."""
    return Part(label, prose(said.in_(lang), style), said.standing, said.section)


def stated(text: Text, words: Words, parts: Iterable[Part]) -> Text:
    """Sentences under their marks: what has the same mark and section stands together."""
    kept = [each for each in parts if each.said.plain]
    for (whose, section), group in groupby(kept, key=lambda each: (each.whose, each.section)):
        if text.plain and not text.plain.endswith("\n\n"):
            text.append("\n")
        standing(text, words, whose, section)
        for each in group:
            text.append(each.label, "bold").append_text(each.said).append("\n")
    return text


def marked(text: Text, words: Words, sentences: Iterable[Said]) -> Text:
    """Sentences in running text, each with its mark before it and its section behind."""
    marks = {"paper": PAPER, "reading": READING, "case": OWN}
    for n, each in enumerate(sentences):
        text.append(" " * bool(n)).append(f"{marks[each.standing]} ", "bold")
        section = words.bracketed(each.section) if each.section else ""
        text.append(each.in_(words.lang) + section, "dim")
    return text


def title(theory: Theory, s: Strategy) -> Text:
    """A strategy by mark and name, with its name in the other language."""
    lang = theory.lang
    other = s.name.en if lang == "zh-Hant" else s.name.zh_hant
    said = Text.assemble(theory.mark(s.class_), " ", (theory.strategy(s.id), "bold"))
    return said if other == s.name.in_(lang) else said.append("  ").append_text(cell(other, 60))


def place(theory: Theory, words: Words, s: Strategy) -> str:
    """The class and route of a strategy, in a line."""
    group = theory.book.strategy_class(s.class_).name.in_(theory.lang)
    route = theory.say("route", s.route)
    return words.t("class {class_}, route {route}", class_=group, route=route)


def strategy(theory: Theory, words: Words, s: Strategy, tagged: list[str] | None = None) -> Text:
    """All that is said of a strategy, each sentence under its mark and section."""
    said = Text().append_text(title(theory, s))
    stated(said, words, _parts(theory, words, s))
    _overlaps(said, theory, words, s, tagged or [])
    return stated(said, words, _of_class(theory, words, s))


def _parts(theory: Theory, w: Words, s: Strategy) -> Iterable[Part]:
    lang = theory.lang
    by = cell(theory.book.proposed_by(s, lang), 200, "dim")
    yield Part("", by, s.meaning.standing, s.meaning.section)
    yield part("", s.meaning, lang)
    yield from _placed(theory, w, s)
    yield part(w.t("Code when  "), s.code_when, lang)
    yield part(w.t("Not when  "), s.code_not_when, lang)
    if s.example:
        yield part(w.t("Example  "), s.example, lang)


def _placed(theory: Theory, w: Words, s: Strategy) -> Iterable[Part]:
    """Class and route, each as far as the paper, the reading or the case goes."""
    section = "" if s.own else _OF_CLASSES
    if s.class_standing != s.route_standing:
        group = theory.book.strategy_class(s.class_).name.in_(theory.lang)
        kind, route = w.t("class {class_}", class_=group), theory.say("route", s.route)
        yield Part("", Text(kind), s.class_standing, section)
        yield Part("", Text(w.t("route {route}", route=route)), s.route_standing, section)
        return
    yield Part("", Text(place(theory, w, s)), s.class_standing, section)
    if s.own:
        cited = s.own.citation if s.own.added else s.own.reason + w.bracketed(s.own.citation)
        yield Part("", prose(cited, "dim" if s.own.added else ""), "case")
    elif s.placement_note:
        yield part("", s.placement_note, theory.lang)


def _of_class(theory: Theory, w: Words, s: Strategy) -> Iterable[Part]:
    """What the class risks: the paper's of the strategies that it places, else read into it."""
    group = theory.book.strategy_class(s.class_)
    head = w.t("of the class {class_}", class_=group.name.in_(theory.lang))
    for n, (label, said) in enumerate(
        (
            (w.t("Confrontation  "), group.confrontation),
            (w.t("Risk  "), group.cost_and_risk),
        )
    ):
        whose = said.standing if s.class_standing == "paper" else "reading"
        if not n:
            yield Part("", Text(head, "dim"), whose, said.section)
        yield Part(label, Text(said.in_(theory.lang)), whose, said.section)


def _overlaps(said: Text, theory: Theory, w: Words, s: Strategy, tagged: list[str]) -> None:
    if s.overlaps:
        said.append("\n")
    for each in s.overlaps:
        both = each.strategy in tagged and s.id in tagged
        mark = PAPER if each.standing == "paper" else READING
        name = theory.strategy(each.strategy)
        line = w.t("overlaps with {name}", name=name)
        if both:
            line += w.t(": both are tagged")
        said.append("! " if both else "").append(f"{mark} ", "bold")
        said.append(line, "bold" if both else "").append(f" · {each.section}\n", "dim")


def reference(work: Reference) -> Text:
    """A work of the bibliography, with what is in italics."""
    said = prose(work.text)
    if work.italic:
        said.highlight_words([work.italic], "italic")
    return said


def event_line(event: Event, dyad: Dyad) -> Text:
    """An event by date, actors and title, to jump to."""
    lead = f"{event.date or '—'}  {dyad.mark(event)}  "
    return Text.assemble((lead, "dim"), cell(event.title, 120))
