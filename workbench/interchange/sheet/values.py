"""The values of a sheet that stand for ours: by choice, in either language, or nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import get_args

from workbench.case import Bearing, EffectKind, Motive, Problem
from workbench.case.fields import EVENT, EVIDENCE
from workbench.codebook import Codebook, codebook

_CHOICES = tuple(row for row in (*EVENT, *EVIDENCE) if row.values and row.column != "bearing")
CLOSED: Mapping[str, tuple[str, ...]] = {row.column: row.values for row in _CHOICES}
"""The columns that hold one of a few values, and which."""
LISTS = ("strategies", "bearing")
"""The columns that hold several values of ours, separated by “;” or as Chinese texts do it."""
NONE = ("none", "無")
"""What says that an event was looked at and carries no strategy, in either language."""
VOCABULARY = {row.column: row.vocabulary for row in _CHOICES}
"""The words of their values, in the codebook."""
_BETWEEN = re.compile("[;；、]")
_OF_KINDS: Mapping[str, str] = {"strategies": ";；、", "bearings": ";；、", "tests": ";；、",
                                "names": ";", "claims": ";", "tag-notes": "\n"}  # fmt: skip
SEVERAL = {
    row.column: _OF_KINDS[row.kind]
    for row in (*EVENT, *EVIDENCE)
    if row.column and row.kind in _OF_KINDS
}
"""The columns whose cells hold several values, and what may stand between two of them."""
MOST_VALUES = 1_000
"""Values in one cell."""
LONGEST = 200
"""Characters of what may have been meant as one of our values; none of them is half as long."""
_SMALL = {"of", "the", "to", "and", "a", "in"}

Meant = Mapping[str, Mapping[str, str]]
"""Column → the sheet's own value → ours."""


def plain(text: str) -> str:
    """A value as it is compared: without regard to case and to spaces."""
    return " ".join(text.casefold().split())


def split(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part for part in map(str.strip, _BETWEEN.split(cell)) if part]


def meant(column: str, cell: str, values: Mapping[str, str]) -> str:
    """A cell with the sheet's own values put into ours."""
    whole = values.get(plain(cell))
    if whole is not None or column not in LISTS:
        return cell if whole is None else whole
    parts = [values.get(plain(part), part) for part in split(cell)]
    return ";".join(part for part in parts if part)


@lru_cache
def _names(column: str) -> Mapping[str, str]:
    """Every way to write a value of a closed column, and the value."""
    book = codebook()
    vocabulary = VOCABULARY[column]
    return {
        plain(name): id_
        for id_ in CLOSED[column]
        for name in (id_, book.word(vocabulary, id_, "en"), book.word(vocabulary, id_, "zh-Hant"))
    }


@lru_cache(maxsize=4096)
def one_of(column: str, cell: str) -> str | None:
    """The value of a closed column, by its id or its name in either language.

    `bearing` holds here what it holds of an effect.
    """
    names = _kinds() if column == "bearing" else _names(column)
    return names.get(plain(cell))


def allowed(column: str) -> tuple[str, ...]:
    """The values of a closed column; of `bearing` those of an effect."""
    return get_args(EffectKind) if column == "bearing" else CLOSED[column]


@lru_cache
def says(word: str) -> str | None:
    """Whether evidence supports or undermines, by the word of either language."""
    book = codebook()
    known = {
        plain(name): id_
        for id_ in ("supports", "undermines")
        for name in (id_, book.word("bearing", id_, "en"), book.word("bearing", id_, "zh-Hant"))
    }
    return known.get(plain(word))


def too_many_values() -> Problem:
    """What a cell with too many values is refused with."""
    return Problem("the cell has more than {n} values", n=f"{MOST_VALUES:,}")


def unknown(cell: str, names: Sequence[str], likely: str) -> Problem:
    """What a value that isn't known is refused with."""
    if likely:
        return Problem(
            "“{cell}” is none of {allowed}; did you mean “{likely}”?",
            cell=cell,
            allowed=tuple(names),
            likely=likely,
        )
    return Problem("“{cell}” is none of {allowed}", cell=cell, allowed=tuple(names))


def no_strategy(name: str, likely: str) -> Problem:
    """What a strategy that the codebook doesn't have is refused with."""
    if likely:
        return Problem(
            "“{name}” is no strategy of the codebook; did you mean “{likely}”?",
            name=name,
            likely=likely,
        )
    return Problem(
        "“{name}” is no strategy of the codebook (workbench codebook, or F2 in the program, lists "
        "them)",
        name=name,
    )


@lru_cache
def _kinds() -> Mapping[str, str]:
    book = codebook()
    ids: Iterable[str] = get_args(EffectKind)
    return {
        plain(name): id_
        for id_ in ids
        for name in (id_, book.effect(id_).name.en, book.effect(id_).name.zh_hant)
    }


@lru_cache
def _motives() -> Mapping[str, str]:
    book = codebook()
    ids: Iterable[str] = get_args(Motive)
    return {
        plain(name): id_
        for id_ in ids
        for name in (id_, book.motive(id_).name.en, book.motive(id_).name.zh_hant)
    }


def motive(cell: str) -> str | None:
    """A motive, by its id or its name in either language."""
    return _motives().get(plain(cell))


def strategies(book: Codebook, cell: str) -> list[str]:
    """The names in a cell of strategies; one with a separator of Chinese in it stays whole."""
    found: list[str] = []
    for part in filter(None, map(str.strip, cell.split(";"))):
        found += [part] if book.find_strategy(part) else split(part)
    return found


def nearest(text: str, names: Iterable[str]) -> str:
    """The one of `names` that was likely meant by `text`; empty where none is near."""
    if len(text) > LONGEST:
        return ""
    by_key = {plain(name).replace("-", " "): name for name in names}
    said = plain(text).replace("-", " ")
    # Of the two characters of a Chinese word one may be another.
    near = get_close_matches(said, by_key, 1, 0.75 if text.isascii() else 0.5)
    if near:
        return by_key[near[0]]
    # The same words in another order, or some of them: diplomatic coordination, sanctions.
    words = _words(said)
    fitting = [name for key, name in by_key.items() if words and words <= _words(key)]
    if not fitting and len(said) > 2:
        fitting = [name for key, name in by_key.items() if key.startswith(said)]
    return fitting[0] if len(fitting) == 1 else ""


def _words(text: str) -> set[str]:
    return {word for word in text.split() if word not in _SMALL}


def likely(book: Codebook, column: str, cell: str) -> str:
    """The value of ours that was likely meant, as a person writes it; empty where none is near."""
    if column == "strategies":
        every = [name for s in book.strategies for name in (s.name.en, s.name.zh_hant)]
        return nearest(cell, [*every, *NONE])
    if column in CLOSED:
        return nearest(cell, _names(column))
    return nearest(cell, (*_kinds(), *_motives())) if column == "bearing" else ""


def bears_on_nothing(cell: str) -> bool:
    """Whether a cell says of a piece of intent that it bears on no motive."""
    return plain(cell) in NONE


@lru_cache
def bearings(cell: str) -> tuple[tuple[Bearing, ...], tuple[str, ...]]:
    """What a cell says of the motives, and the parts of it that say nothing."""
    found: dict[Bearing, None] = {}
    strange: list[str] = []
    for part in split(cell.replace("：", ":")):
        name, _, word = part.partition(":")
        meant_motive, said = motive(name), says(word)
        if meant_motive and said:
            found[Bearing.model_validate({"motive": meant_motive, "says": said})] = None
        else:
            strange.append(part)
    return tuple(found), tuple(strange)
