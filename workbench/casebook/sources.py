"""The sources of a case: which two are one, two made one, one that nothing cites taken out.

Where a second one is entered, its form says that there is one already: `tui/forms/source.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from workbench.case import Case, Change, Problem, Source
from workbench.case.fields import SOURCE
from workbench.locale import words

from .edits import put

_JOINED = ("id", "note")
_PAGE = ("url", "accessed", "archived", "sha256")
"""What is said of one page: true of its address, never of another's."""


def merge_sources(case: Case, gone: Source, kept: Source) -> list[Change]:
    """Make two sources one: what cites `gone` cites `kept`, which keeps what it says already.

    Fields that are empty in `kept` are filled, those of one page together or not at all; notes are
    joined, and `lost` goes to the kept one's note. Raises `Problem` for one and the same.
    """
    if gone.id == kept.id:
        raise Problem("a source can't be merged with itself")
    say = words(case.info.language)
    labels = {row.path: say.t(row.label) for row in SOURCE}
    more = gone.model_dump()
    notes = dict.fromkeys(filter(None, (*kept.note.split("\n"), *gone.note.split("\n"))))
    for name in lost(gone, kept):
        said = str(more[name])
        notes[said if name == "url" else f"{labels.get(name, name)}{say.colon}{said}"] = None
    filled = kept.model_dump() | {name: more[name] for name in _taken(gone, kept)}
    whole = Source.model_validate(filled | {"note": "\n".join(notes)})
    moved = [
        piece.model_copy(update={"source": kept.id})
        for piece in case.evidence.values()
        if piece.source == gone.id
    ]
    rated = [
        rating.model_copy(
            update={
                "sources": tuple(
                    dict.fromkeys(kept.id if s == gone.id else s for s in rating.sources)
                )
            }
        )
        for rating in case.ratings.values()
        if gone.id in rating.sources
    ]
    return [*put(case, whole, *moved, *rated), Change(case.sources[gone.id], None)]


def lost(gone: Source, kept: Source) -> list[str]:
    """The fields in which `gone` says what `kept` doesn't say once the two are one."""
    taken, now = _taken(gone, kept), kept.model_dump()
    return [
        name
        for name, value in gone.model_dump().items()
        if value and name not in (*_JOINED, *taken) and value != now.get(name)
    ]


def _taken(gone: Source, kept: Source) -> list[str]:
    """The fields that `kept` is given."""
    now = kept.model_dump()
    bare = not any(now[name] for name in _PAGE if name != "url")
    page = bare and kept.url in ("", gone.url)
    return [
        name
        for name, value in gone.model_dump().items()
        if value and name not in _JOINED and not now.get(name) and (page or name not in _PAGE)
    ]


def remove_source(case: Case, source: Source) -> list[Change]:
    """Take a source out; raises `Problem` where something cites it."""
    cited = sum(piece.source == source.id for piece in case.evidence.values())
    cited += sum(source.id in rating.sources for rating in case.ratings.values())
    if cited:
        raise Problem("“{title}” is cited and stays: {n}", title=source.title, n=cited)
    return [Change(case.sources[source.id], None)]


def same_source(sources: Iterable[Source], wanted: Source) -> Source | None:
    """The source of the case with the same title, author and published."""
    key = identity(wanted)
    return next((source for source in sources if identity(source) == key), None)


def identity(source: Source) -> tuple[str, str, str]:
    """What a source is told from others by."""
    return source.title, source.author, source.published


def alike(case: Case, source: Source) -> list[Source]:
    """The other sources, those first that say the most of the same."""
    rows = [row.path for row in SOURCE if row.path not in _JOINED]
    words = set(source.title.casefold().split())

    def likeness(other: Source) -> tuple[int, int]:
        same = sum(
            bool(value) and value == getattr(other, name)
            for name in rows
            if (value := getattr(source, name))
        )
        return -same, -len(words & set(other.title.casefold().split()))

    return sorted((s for s in case.sources.values() if s.id != source.id), key=likeness)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; raises `Problem` for what isn't one, `OSError`."""
    if not path.is_file():
        raise Problem("{path}: there is no file of this name", path=str(path))
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
