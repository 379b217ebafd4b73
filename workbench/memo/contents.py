"""What the memo is made of, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, NotRequired, TypedDict, Unpack

from workbench.case import Case, Event
from workbench.judgement import Findings, judge_case
from workbench.locale import N_
from workbench.locale.isolates import isolating

from .document import Document, Node, Part
from .sections.agreement import agreement
from .sections.alternatives import alternatives
from .sections.annex import annex
from .sections.coding import coding
from .sections.conditions import conditions
from .sections.confrontation import confrontation
from .sections.context import Memo
from .sections.differences import differences
from .sections.events import event_table
from .sections.firm import firm
from .sections.judgements import key_judgements, watch
from .sections.limitations import limitations
from .sections.masthead import bottom_line, masthead
from .sections.method import method
from .sections.one import one_event
from .sections.options import options
from .sections.own import own_codebook
from .sections.profile import strategies, timeline
from .sections.reactions import reactions
from .sections.scales import scales
from .sections.sources import sources
from .sections.square import square
from .sections.verdicts import verdicts
from .sections.worth import worth

if TYPE_CHECKING:
    from workbench.casebook.rounds import ToldRound

Section = Callable[[Memo], list[Node]]

SECTIONS: dict[str, tuple[str, Section]] = {
    "judgements": (N_("Key judgements"), key_judgements),
    "verdicts": (N_("Verdicts under the rival criteria"), verdicts),
    "firm": (N_("How firm is this?"), firm),
    "timeline": (N_("Events by class over time"), timeline),
    "profile": (N_("Profile of strategies"), strategies),
    "conditions": (N_("Expected versus observed"), conditions),
    "events": (N_("Event table"), event_table),
    "square": (N_("Intent × effect"), square),
    "differences": (N_("Events on which the lenses differ"), differences),
    "worth": (N_("What the verdicts rest on"), worth),
    "confrontation": (N_("Confrontation over time and warning signs"), confrontation),
    "reactions": (N_("Action and reaction"), reactions),
    "watch": (N_("What to watch"), watch),
    "alternatives": (N_("Alternatives considered"), alternatives),
    "options": (N_("Options not seen"), options),
    "method": (N_("Method"), method),
    "agreement": (N_("Agreement between coders"), agreement),
    "limitations": (N_("Limitations"), limitations),
    "coding": (N_("Coding annex"), coding),
    "evidence": (N_("Evidence annex"), annex),
    "sources": (N_("Sources"), sources),
    "codebook": (N_("Codebook: what the case added"), own_codebook),
    "scales": (N_("Key to the scales"), scales),
}
"""The memo from top to bottom, below its masthead and bottom line, which are always there."""

SHORT = ("judgements", "verdicts", "events")
"""The short form: the first page and the event table."""


class Asked(TypedDict):
    """What is asked of a memo beside its case and language."""

    digest: str
    """The SHA-256 of the case file."""
    today: date
    findings: NotRequired[Findings | None]
    """What was judged already; else the case is judged."""
    rounds: NotRequired[Sequence[ToldRound]]
    """The coding rounds of the case; none where they aren't asked for."""
    sections: NotRequired[Collection[str] | None]
    """Some of `SECTIONS`; all where none are named."""


def memo_of(case: Case, lang: str, **asked: Unpack[Asked]) -> Memo:
    """The case as it is written up: judged, numbered, in the words of a language."""
    sections = asked.get("sections")
    chosen = SECTIONS if sections is None else sections
    return Memo(
        case,
        case.codebook,
        asked.get("findings") or judge_case(case),
        isolating(lang),
        asked["digest"],
        asked["today"],
        frozenset(chosen),
        brief=set(chosen) == set(SHORT),
        rounds=tuple(asked.get("rounds", ())),
    )


def memo_document(case: Case, lang: str, **asked: Unpack[Asked]) -> Document:
    """The memo, in whatever form it is then shown."""
    memo = memo_of(case, lang, **asked)
    parts = {"masthead": [*masthead(memo), *bottom_line(memo)]}
    parts |= {name: section(memo) for name, (_, section) in SECTIONS.items()
              if name in memo.sections}  # fmt: skip
    # A section about what few cases use isn't there where a case doesn't.
    parts = {name: nodes for name, nodes in parts.items() if nodes}
    return _document(memo, case.info.title, memo.t("Soft-balancing case memo"), parts)


def event_document(case: Case, event: Event, lang: str, **asked: Unpack[Asked]) -> Document:
    """One event of the case, with all that bears on it, whatever sections are `asked` for."""
    asked["sections"] = ("evidence", "sources")
    memo = memo_of(case, lang, **asked)
    title = memo.t("{event} ({case})", event=event.title, case=case.info.title)
    parts = one_event(memo, memo.findings.by_id[event.id])
    return _document(memo, title, memo.t("One event of a soft-balancing case"), parts)


def _document(memo: Memo, title: str, subject: str, parts: dict[str, list[Node]]) -> Document:
    digest = memo.digest
    return Document(
        lang=memo.lang,
        title=title,
        author=memo.case.info.author,
        subject=subject,
        day=memo.today,
        keyword=f"sha256:{digest}",
        foot=memo.t(
            "Soft Balancing Workbench · case {slug} · SHA-256 of the case file {digest}",
            slug=memo.case.slug,
            digest=digest if len(digest) <= 16 else f"{digest[:8]}…{digest[-4:]}",
        ),
        brief=memo.brief,
        parts=tuple(Part(name, tuple(nodes)) for name, nodes in parts.items()),
    )
