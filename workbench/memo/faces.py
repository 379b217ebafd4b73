"""A case's memo in each of its forms; what only one of them needs is imported for that one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from workbench.case import Case, Event
from workbench.locale import words
from workbench.store import replace_file, without_collection

from .contents import Asked, event_document, memo_document, memo_of

if TYPE_CHECKING:
    from workbench.casebook.rounds import ToldRound

Progress = Callable[[int], None]
_NAMED = 20
"""Characters that a warning names."""
_FIT = re.compile(r"[\w-]{1,40}")
"""A part of a file's name on every system."""


def memo_bytes(
    case: Case, lang: str, *, progress: Progress | None = None, **asked: Unpack[Asked]
) -> tuple[bytes, list[str]]:
    """The memo as a PDF, the same for the same input, and what is to be said of it.

    `progress` is told how much of it is done, in whole per cent, each number once.
    """
    from .pdf import laid_out

    # What a memo is made of holds no cycles, and looking for some takes a tenth of its time.
    with without_collection():
        data = laid_out(memo_document(case, lang, **asked), progress)
    return data, _warnings(case, lang)


def write_memo(
    case: Case,
    lang: str,
    path: Path,
    *,
    progress: Progress | None = None,
    **asked: Unpack[Asked],
) -> list[str]:
    """Write the memo of `case` to `path`, whole or not at all; the warnings are returned.

    `progress` is told how much of it is done, as by `memo_bytes`.
    """
    data, warnings = memo_bytes(case, lang, progress=progress, **asked)
    replace_file(path, data)
    return warnings


def event_bytes(
    case: Case, event: Event, lang: str, **asked: Unpack[Asked]
) -> tuple[bytes, list[str]]:
    """One event of `case` as a PDF, and the warnings."""
    from .pdf import laid_out

    return laid_out(event_document(case, event, lang, **asked), None), _warnings(case, lang)


def write_event(
    case: Case, event: Event, lang: str, path: Path, **asked: Unpack[Asked]
) -> list[str]:
    """Write one event of `case` to `path` as a PDF, whole or not at all; gives the warnings."""
    data, warnings = event_bytes(case, event, lang, **asked)
    replace_file(path, data)
    return warnings


def event_file(case: Case, event: Event, lang: str) -> str:
    """What the file of an event is called: by its key or id, else by its number."""
    number = str(case.timeline.index(event) + 1)
    named = next(name for name in (event.key, event.id, number) if _FIT.fullmatch(name))
    return f"{case.slug}.{named}.{lang}.pdf"


def memo_docx(case: Case, lang: str, **asked: Unpack[Asked]) -> bytes:
    """The memo as a Word document, to be edited."""
    from .word import word_bytes

    return word_bytes(memo_document(case, lang, **asked))


def memo_html(case: Case, lang: str, *, today: date, rounds: Sequence[ToldRound] = ()) -> str:
    """The whole case as one page that asks nothing of the network."""
    from .html import html_page

    return html_page(memo_of(case, lang, digest="", today=today, rounds=rounds))


def memo_markdown(case: Case, lang: str, **asked: Unpack[Asked]) -> str:
    """The memo to be read as text."""
    from .markdown import markdown

    return markdown(memo_document(case, lang, **asked))


def _warnings(case: Case, lang: str) -> list[str]:
    """What no font can show, told rather than hidden."""
    from .pdf import unshown

    absent = sorted(unshown("".join(_strings([r.model_dump() for r in case.records()]))))
    if not absent:
        return []
    say, some = words(lang), " ".join(f"U+{ord(c):04X}" for c in absent[:_NAMED])
    if (more := len(absent) - _NAMED) > 0:
        some += " " + say.tn("… and {n} more", "… and {n} more", more)
    return [
        say.tn(
            "{n} character has no glyph in the memo’s fonts and is shown as □: {some}",
            "{n} characters have no glyph in the memo’s fonts and are shown as □: {some}",
            len(absent),
            some=some,
        )
    ]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
