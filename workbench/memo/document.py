"""Put the sections together, number the pages, and write the PDF."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NotRequired, TypedDict, Unpack

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from workbench.case import Case
from workbench.judgement import Findings, judge_case
from workbench.locale import N_, words
from workbench.store import replace_file

from .pages import BOTTOM, MARGIN, PAGE, TOP, numbered_canvas
from .sections.alternatives import alternatives
from .sections.annex import annex
from .sections.blocks import plain
from .sections.coding import coding
from .sections.conditions import conditions
from .sections.confrontation import confrontation
from .sections.context import Memo
from .sections.differences import differences
from .sections.events import event_table
from .sections.judgements import key_judgements, watch
from .sections.limitations import limitations
from .sections.looks import ROOM, table_font
from .sections.masthead import bottom_line, masthead
from .sections.options import options
from .sections.own import own_codebook
from .sections.profile import strategies, timeline
from .sections.scales import scales
from .sections.sources import sources
from .sections.square import square
from .sections.verdicts import verdicts
from .typesetting import fonts
from .typesetting.text import joined

Section = Callable[[Memo], list[Flowable]]
Progress = Callable[[int], None]

SECTIONS: dict[str, tuple[str, Section]] = {
    "judgements": (N_("Key judgements"), key_judgements),
    "verdicts": (N_("Verdicts under the rival criteria"), verdicts),
    "timeline": (N_("Events by class over time"), timeline),
    "profile": (N_("Profile of strategies"), strategies),
    "conditions": (N_("Expected versus observed"), conditions),
    "events": (N_("Event table"), event_table),
    "square": (N_("Intent × effect"), square),
    "differences": (N_("Events on which the lenses differ"), differences),
    "confrontation": (N_("Confrontation over time and warning signs"), confrontation),
    "watch": (N_("What to watch"), watch),
    "alternatives": (N_("Alternatives considered"), alternatives),
    "options": (N_("Options not seen"), options),
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
    sections: NotRequired[Collection[str] | None]
    """Some of `SECTIONS`; all where none are named."""


def memo_story(case: Case, lang: str, **asked: Unpack[Asked]) -> tuple[Memo, list[Flowable]]:
    """What the memo is made of, in order."""
    fonts.register()
    sections = asked.get("sections")
    chosen = SECTIONS if sections is None else sections
    memo = Memo(
        case,
        case.codebook,
        asked.get("findings") or judge_case(case),
        words(lang),
        asked["digest"],
        asked["today"],
        frozenset(chosen),
        brief=set(chosen) == set(SHORT),
    )
    made = [section for name, (_, section) in SECTIONS.items() if name in chosen]
    return memo, [f for section in (masthead, bottom_line, *made) for f in section(memo)]


def memo_bytes(
    case: Case, lang: str, *, progress: Progress | None = None, **asked: Unpack[Asked]
) -> tuple[bytes, list[str]]:
    """The memo, the same for the same input, and what is to be said of characters shown as □.

    `progress` is told of every page that is done.
    """
    memo, story = memo_story(case, lang, **asked)
    stream = BytesIO()
    document = BaseDocTemplate(
        stream,
        pagesize=PAGE,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        title=plain(case.info.title),
        author=plain(case.info.author),
        subject=memo.t("Soft-balancing case memo"),
        creator="Soft Balancing Workbench",
        keywords=[f"sha256:{memo.digest}"],
        lang=lang,
        invariant=1,
        initialFontName=table_font(lang),
        allowSplitting=1,
    )
    frame = Frame(
        MARGIN, BOTTOM, ROOM, PAGE[1] - TOP - BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates([PageTemplate("page", [frame])])
    if progress:
        document.setProgressCallBack(lambda kind, n: progress(n) if kind == "PAGE" else None)
    document.build(story, canvasmaker=numbered_canvas(memo))
    return stream.getvalue(), _warnings(memo)


def _warnings(memo: Memo) -> list[str]:
    """What no font can show, told rather than hidden."""
    absent = sorted(fonts.missing("".join(_strings([r.model_dump() for r in memo.case.records()]))))
    if not absent:
        return []
    some = " ".join(f"U+{ord(c):04X}" for c in absent[:20])
    return [
        memo.say.tn(
            "{n} character has no glyph in the memo’s fonts and is shown as □: {some}",
            "{n} characters have no glyph in the memo’s fonts and are shown as □: {some}",
            len(absent),
            some=some,
        )
    ]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield joined(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def write_memo(
    case: Case,
    lang: str,
    path: Path,
    *,
    progress: Progress | None = None,
    **asked: Unpack[Asked],
) -> list[str]:
    """Write the memo of `case` to `path`, whole or not at all; the warnings are returned."""
    data, warnings = memo_bytes(case, lang, progress=progress, **asked)
    replace_file(path, data)
    return warnings
