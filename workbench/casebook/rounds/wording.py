"""What coders can agree on, and what they answered, in the words of a language."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.agreement import Answer
from workbench.case import QUESTIONS, Case
from workbench.codebook import Codebook, codebook
from workbench.locale import N_, Words, first_of

_VARIABLES = {
    "strategies": N_("strategies"),
    "classes": N_("classes"),
    "effect_kind": N_("kind of effect"),
    "status": N_("status"),
    "reaction": N_("reaction"),
    "denies": N_("denies"),
    "grade_reliability": N_("reliability of the source"),
    "grade_credibility": N_("credibility of the content"),
    "basis": N_("basis"),
    "origin": N_("origin"),
    "refuted_by": N_("refuted by"),
    "screening_note": N_("note on the screening"),
}
_SAID = {"silent": N_("says nothing of it"), "both": N_("supports and undermines")}


_NAMED = 8
"""Names that a sentence holds."""


@dataclass(frozen=True)
class Named:
    """What is asked of a unit, in words once somebody reads them."""

    variable: str

    def said(self, say: Words) -> str:
        """Its name in the language of `say`."""
        return variable_name(self.variable, codebook(), say)


@dataclass(frozen=True)
class Asked:
    """Units, each with what is asked of it, in words once somebody reads them."""

    asked: tuple[tuple[str, ...], ...]
    """The name of a unit, what is asked of it, and the coders where it matters who answered."""

    def said(self, say: Words) -> str:
        """They in the language of `say`, the first of many."""
        names = [
            f"{unit} · {Named(of_what).said(say)}"
            + (say.bracketed(say.listed(coders)) if coders else "")
            for unit, of_what, *coders in self.asked
        ]
        return say.listed(first_of(names, _NAMED))


def variable_name(id_: str, book: Codebook, say: Words) -> str:
    """A variable of a round, in words."""
    kind, _, of_what = id_.partition(":")
    if kind == "bearing":
        return say.t("bearing on {motive}", motive=book.motive(of_what).name.in_(say.lang))
    if kind == "verdict":
        lens = book.lens(of_what).called.in_(say.lang)
        return say.t("verdict by {lens}", lens=lens)
    if kind in _VARIABLES:
        return say.t(_VARIABLES[kind])
    return book.word("screening_question", kind, say.lang)


def answer_name(id_: str, answer: Answer | None, case: Case, say: Words) -> str:
    """An answer to the variable `id_`, in words; a dash where there is none."""
    book = case.codebook
    if answer is None:
        return "—"
    if isinstance(answer, frozenset):
        names = [_member(id_, each, case, say) for each in sorted(answer)]
        return say.listed(names) or say.t("none")
    kind, said = id_.partition(":")[0], str(answer)
    if kind == "bearing":
        return say.t(_SAID[said]) if said in _SAID else book.word("bearing", said, say.lang)
    if kind == "effect_kind":
        return book.effect(said).name.in_(say.lang)
    if kind == "reaction":
        return case.events[said].title if said in case.events else said
    if kind in QUESTIONS:
        return book.word("answer", said, say.lang)
    return book.word(kind, said, say.lang) if kind in ("status", "basis", "verdict") else said


def _member(id_: str, said: str, case: Case, say: Words) -> str:
    """One of the things that answer a variable of sets."""
    book = case.codebook
    if id_ == "strategies":
        return book.said(said, say.lang)
    if id_ == "classes":
        return book.strategy_class(said).name.in_(say.lang)
    return case.evidence[said].finding if said in case.evidence else said
