"""What the formats of references have in common: names, keys, and how a source is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from workbench.case import Case, Problem, Source
from workbench.citation import csl_kind, is_chinese, read_names
from workbench.locale import N_, whole

from .published import dated

T = TypeVar("T")
_OURS = re.compile(r"so-[0-9a-z]{18}")
ARTICLES = ("article-journal", "article-newspaper", "article-magazine")
_TAG = re.compile(r"<(/?)(?:i|b|em|strong|su[bp]|sc|scp|u|span)(?: [^<>]*)?>", re.IGNORECASE)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_SHOWN = 20
MOST = 20_000
"""References in one list."""
MOST_NAMES, ALL_NAMES = 10_000, 200_000
"""Authors of one work, of which the longest lists of physics have some five thousand, and of all.
"""
LONGEST = 100_000
"""Characters of a line, or of a field."""


@dataclass(frozen=True)
class References:
    """The sources of a list of references, and what is to be said about how they were read."""

    sources: tuple[Source, ...]
    notes: tuple[Problem, ...] = ()


def too_many(line: int = 0) -> Problem:
    """What a list of too many references is refused with, at the line of the first too many."""
    if line:
        said = N_("line {line}: the list has more than {n} references")
        return Problem(said, line=line, n=f"{MOST:,}")
    return Problem("the list has more than {n} references", n=f"{MOST:,}")


def crowded(number: int) -> Problem:
    """What a reference of too many authors is refused with."""
    said = N_("reference {number}: more than {n} names")
    return Problem(said, number=number, n=f"{MOST_NAMES:,}")


def all_crowded(number: int) -> Problem:
    """What a list of too many authors is refused with, at the reference of the first too many."""
    said = N_("reference {number}: up to here the list has more than {n} names")
    return Problem(said, number=number, n=f"{ALL_NAMES:,}")


@dataclass
class Taking:
    """A list while it is read: the sources, the notes on them, and the fields left over."""

    sources: list[Source] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    _left: Counter[str] = field(default_factory=Counter)
    _names: int = 0

    def left(self, names: Iterable[str]) -> None:
        """Fields that a source has no place for."""
        self._left.update(names)

    def names(self, number: int, names: Iterable[T]) -> Iterator[T]:
        """The names of a reference one by one; raises `Problem` where there are too many."""
        for count, name in enumerate(names, 1):
            self._names += 1
            if count > MOST_NAMES:
                raise crowded(number)
            if self._names > ALL_NAMES:
                raise all_crowded(number)
            yield name

    def type(self, number: int, written: str, known: Mapping[str, str]) -> str:
        """The CSL type of what a format calls `written`; a type that nobody knows is noted."""
        if written and written not in known:
            said = N_("reference {number}: the type “{type}” isn't known, and is left out")
            self.notes.append(Problem(said, number=number, type=written))
        return known.get(written, "")

    def date(self, number: int, *written: str) -> str:
        """The date that the fields tell together; what of them can't be read is noted."""
        found = dated(*written)
        for text in found.unread:
            if text == found.date:
                said = N_("reference {number}: “{text}” isn't a date, and stays as it is written")
            else:
                said = N_("reference {number}: the date is taken as {date}, not as “{text}”")
            self.notes.append(Problem(said, number=number, text=text, date=found.date))
        return found.date

    def add(self, fields: Mapping[str, str], typed: Mapping[str, str], number: int) -> set[str]:
        """Make a source of a reference; raises `Problem` where it has no title.

        What was typed is kept as it was, where it says the same as the fields do: the names of
        those are given back.
        """
        if any("\x00" in value for value in (*fields.values(), *typed.values())):
            raise Problem("reference {number}: there is a NUL character in it", number=number)
        told = {name: whole(value.strip()) for name, value in fields.items()}
        for name in ("title", "container"):
            told[name] = unmarked(told.get(name, ""))
        told["pages"] = spanned(told.get("pages", ""))
        said = {name: whole(text) for name, text in typed.items()}
        same = {n: text for n, text in said.items() if text and SAID[n](text) == told.get(n)}
        self.sources.append(_made(told | same, number))
        return set(same)

    def read(self) -> References:
        """All of it, the notes ending with the fields that weren't taken over."""
        notes = list(self.notes)
        if self._left:
            names = [f"{name} ({n})" for name, n in self._left.most_common(_SHOWN)]
            more = " …" if len(self._left) > _SHOWN else ""
            notes.append(Problem("fields not taken over: {names}", names=", ".join(names) + more))
        return References(tuple(self.sources), tuple(notes))


def _made(told: Mapping[str, str], number: int) -> Source:
    """The source that a reference tells of.

    A citation key that is a source's id is the id; a type that the other fields tell isn't
    kept beside them.
    """
    if not told.get("title"):
        key = told.get("citation_key") or "—"
        raise Problem("reference {number} ({key}) has no title", number=number, key=key)
    own = _OURS.fullmatch(told.get("citation_key", ""))
    source = Source.model_validate(
        {**told, "id": own[0] if own else "", "citation_key": "" if own else told["citation_key"]}
    )
    bare = source.model_copy(update={"csl_type": ""})
    return bare if csl_kind(bare) == source.csl_type else source


def unmarked(text: str) -> str:
    """A title without the HTML for italics and the like that CSL, and publishers, put into it."""
    marks = Counter(_TAG.findall(text))
    if marks[""] == marks["/"]:
        text = _TAG.sub("", text)
    return re.sub(r"&(?:amp|lt|gt|quot|#39|nbsp);", lambda m: _ENTITIES[m[0]], text)


def spanned(pages: str) -> str:
    """«1 – 30» as it is printed."""
    return re.sub(r"(?<=\d) +(?:-{1,3}|[–—]) +(?=\d)", "–", pages)


def people(names: Iterable[str]) -> str:
    """An author field of these names."""
    return "; ".join(name for name in names if name)


def _names_of(author: str) -> str:
    return people(name.typed for name in read_names(author))


SAID: dict[str, Callable[[str], str]] = {
    "title": unmarked,
    "container": unmarked,
    "pages": spanned,
    "author": _names_of,
    "published": lambda text: dated(text).date,
    "accessed": lambda text: dated(text).date,
}
"""How a field is read again; where that isn't what was typed, the words go out beside it."""


def as_typed(source: Source) -> dict[str, str]:
    """The fields whose words a format would change, for its own place for such things."""
    told = {name: str(getattr(source, name)) for name in SAID}
    return {name: text for name, text in told.items() if SAID[name](text) != text}


def named(family: str, given: str) -> str:
    """«Family, Given»; a Chinese name is written as one, without a mark."""
    if is_chinese(family) and is_chinese(given) and "," not in family + given:
        return family + given
    return ", ".join(part for part in (family, given) if part)


def keyed(case: Case) -> Iterator[tuple[str, Source]]:
    """The sources, each with its citation key, or with its id where it has none of its own."""
    seen: set[str] = set()
    for source in case.sources.values():
        key = source.citation_key
        yield source.id if not key or key in seen else key, source
        seen.add(key)
