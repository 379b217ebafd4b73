"""Entries of the codebook as text to be read: what the paper says beside what is read into it."""

from __future__ import annotations

from rich.text import Text

from workbench.case import Event
from workbench.codebook import Reference, Strategy
from workbench.judgement import Dyad
from workbench.locale import Words

from .plain import cell, prose
from .theory import OWN, Theory

PAPER = "§"
READING = "≈"


def standing(said: Text, words: Words, whose: str) -> Text:
    """Put a mark in the margin: § the paper, ≈ the workbench's reading, ✎ the case's own."""
    labels = {
        "paper": (PAPER, words.t("the paper"), "bold"),
        "reading": (READING, words.t("our reading"), "italic dim"),
        "case": (OWN, words.t("case’s own"), "bold"),
    }
    mark, label, style = labels[whose]
    return said.append(f"{mark} {label}\n", style)


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


def _class(theory: Theory, words: Words, s: Strategy) -> str:
    if s.class_ == "offsetting":
        return place(theory, words, s)
    group = theory.book.strategy_class(s.class_).name.in_(theory.lang)
    return words.t("class {class_}", class_=group)


def strategy(theory: Theory, words: Words, s: Strategy, tagged: list[str] | None = None) -> Text:
    """All that is said of a strategy, the paper's words first."""
    w, lang, said = words, theory.lang, Text()
    said.append_text(title(theory, s)).append("\n")
    group = theory.book.strategy_class(s.class_)
    if s.own and s.own.added:
        standing(said, w, "case").append_text(cell(", ".join(s.proposers), 200, "dim"))
        said.append("\n" if s.proposers else "").append(place(theory, w, s) + "\n")
        said.append_text(prose(s.meaning.in_(lang))).append("\n")
        said.append_text(cell(s.own.citation, 300, "dim")).append("\n")
    else:
        standing(said, w, "paper").append(", ".join(s.proposers) + f" · {s.section}\n", "dim")
        said.append(f"{s.meaning.in_(lang)}\n")
        if s.placed == "named":
            said.append(_class(theory, w, s) + "\n")
        if s.own:
            standing(said, w, "case").append(place(theory, w, s) + "\n")
            said.append_text(prose(f"{s.own.reason} ({s.own.citation})")).append("\n")
    _hints(said, theory, w, s)
    _overlaps(said, theory, w, s, tagged or [])
    said.append("\n")
    standing(said, w, "paper")
    said.append(w.t("of the class {class_}", class_=group.name.in_(lang)) + "\n", "dim")
    said.append(w.t("Confrontation  "), "bold").append(f"{group.confrontation.in_(lang)}\n")
    said.append(w.t("Risk  "), "bold").append(f"{group.cost_and_risk.in_(lang)}\n")
    return said


def _read_in(theory: Theory, w: Words, s: Strategy) -> str:
    """What is read into the paper of a strategy's place, or nothing."""
    if s.placed == "inferred":
        note = s.placement_note.in_(theory.lang) if s.placement_note else ""
        return f"{place(theory, w, s)}\n{note}\n"
    if s.placed == "named" and s.class_ != "offsetting":
        # The paper gives routes for the offsetting strategies alone.
        return w.t("route {route}", route=theory.say("route", s.route)) + "\n"
    return ""


def _hints(said: Text, theory: Theory, w: Words, s: Strategy) -> None:
    lang = theory.lang
    when, not_when = s.code_when.in_(lang), s.code_not_when.in_(lang)
    if not (when or not_when):
        return
    said.append("\n")
    added = s.own is not None and s.own.added
    standing(said, w, "case" if added else theory.book.source.hints_standing)
    said.append(_read_in(theory, w, s))
    for label, text in ((w.t("Code when  "), when), (w.t("Not when  "), not_when)):
        if text:
            said.append(label, "bold").append_text(prose(text)).append("\n")
    if s.example.in_(lang):
        if s.example_standing != theory.book.source.hints_standing:
            said.append("\n")
            standing(said, w, s.example_standing)
        said.append(w.t("Example  "), "bold").append(s.example.in_(lang) + "\n")


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
        said.append("! " if both else f"{mark} ", "bold").append(line, "bold" if both else "")
        said.append("\n")


def reference(work: Reference) -> Text:
    """A work of the bibliography."""
    return prose(work.text)


def event_line(event: Event, dyad: Dyad) -> Text:
    """An event by date, actors and title, to jump to."""
    lead = f"{event.date or '—'}  {dyad.letters(event)}  "
    return Text.assemble((lead, "dim"), cell(event.title, 120))
