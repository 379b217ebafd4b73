"""What a list of references changes in a case: an equal key isn't an equal work."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count

from workbench.case import Case, Change, Problem, Source, new_id
from workbench.casebook import identity
from workbench.citation import read_names
from workbench.locale import N_

from .shared import References

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_KEPT = ("id", "citation_key")
"""What an update leaves: evidence and texts name the source by them."""
_UNKEPT = dict.fromkeys(_KEPT, "")
_Mark = tuple[str, ...]


@dataclass(frozen=True)
class ReferenceImport:
    """What a list of references would change in a case, and what is to be said about it."""

    changes: tuple[Change, ...]
    new: int
    updated: int
    same: int
    notes: tuple[Problem, ...] = ()

    @property
    def replaced(self) -> list[tuple[Source, dict[str, tuple[str, str]]]]:
        """The sources that are updated, with the fields that change: what was, what will be."""
        found = []
        for change in self.changes:
            if isinstance(change.before, Source) and change.after:
                was, now = change.before.model_dump(), change.after.model_dump()
                fields = {k: (str(was[k]), str(now[k])) for k in was if was[k] != now[k]}
                found.append((change.before, fields))
        return found


def reference_changes(case: Case, found: References) -> ReferenceImport:
    """What the references add, and which sources of the case they update under their own ids.

    Only the same work is updated: the DOI agrees, or the title and with it author or year. Another
    work with a key that is taken comes in under a key of its own; a work that stands twice in the
    list comes in once.
    """
    return _Matching(case).matched(found)


class _Matching:
    """A case while a list comes into it, its sources found by what makes two of them one.

    Nothing is looked for among all sources of one key or title: a list may give it to all.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.held = dict(case.sources)
        self.keys: dict[str, str] = {}
        """The id of the source that a citation key is of."""
        self.next: dict[str, int] = {}
        """The number behind a key from which on none was tried."""
        self.touched: dict[str, int] = {}
        """The sources that a reference of the list has become, and which one."""
        self.become: dict[_Mark, str] = {}
        """The first of these by each mark of a repetition."""
        self.free = _Free(case.sources.values(), self.touched)
        self.notes: list[Problem] = []
        for source in case.sources.values():
            self._name(source)

    def matched(self, found: References) -> ReferenceImport:
        """The changes that the whole list makes."""
        for number, source in enumerate(found.sources, 1):
            self._take(number, source)
        before = self.case.sources
        changes = [Change(before.get(id), self.held[id]) for id in self.touched]
        changes = [change for change in changes if change.before != change.after]
        new = sum(change.before is None for change in changes)
        return ReferenceImport(
            tuple(changes), new, len(changes) - new, len(self.touched) - len(changes),
            (*found.notes, *self.notes),
        )  # fmt: skip

    def _name(self, source: Source) -> None:
        if source.citation_key:
            self.keys.setdefault(source.citation_key, source.id)

    def _take(self, number: int, source: Source) -> None:
        marks = _repeating(source, asked=True)
        again = next((self.become[mark] for mark in marks if mark in self.become), None)
        if again:
            said = N_("reference {number} is the work of reference {of} again, and is left out")
            self.notes.append(Problem(said, number=number, of=self.touched[again]))
            return
        known = self.free.one(source)
        if known is None:
            known = self._keyed(number, source.model_copy(update={"id": new_id("so")}))
        else:
            told = {k: v for k, v in source.model_dump().items() if v and k not in _KEPT}
            if known.note:
                told.pop("note", None)
            if not known.citation_key and source.citation_key not in self.keys:
                told["citation_key"] = source.citation_key
            known = known.model_copy(update=told)
        self.held[known.id] = known
        self._name(known)
        self.touched[known.id] = number
        for mark in _repeating(known, asked=False):
            self.become.setdefault(mark, known.id)

    def _keyed(self, number: int, source: Source) -> Source:
        """A new source under a key that no other has; a key of its own is said."""
        key = source.citation_key
        if not key or key not in self.keys:
            return source
        other = self.held[self.keys[key]]
        own = next(n for n in count(self.next.get(key, 2)) if f"{key}-{n}" not in self.keys)
        self.next[key] = own + 1
        fresh = f"{key}-{own}"
        self.notes.append(
            Problem(
                "reference {number}, “{title}”: its key {key} is that of another work, “{other}”; "
                "it comes in as {fresh}",
                number=number,
                title=source.title,
                key=key,
                other=other.title,
                fresh=fresh,
            )
        )
        return source.model_copy(update={"citation_key": fresh})


class _Free:
    """The sources of a case that no reference of the list has become yet."""

    def __init__(self, sources: Iterable[Source], touched: Mapping[str, int]) -> None:
        self._touched = touched
        self._sources: dict[str, Source] = {}
        self._named: dict[_Mark, list[Source]] = {}
        """Those with an id or a key, until it is asked for."""
        self._marked: dict[_Mark, deque[str]] = {}
        for source in sources:
            self._sources[source.id] = source
            for name in _names(source):
                self._named.setdefault(name, []).append(source)
            self._mark((), source)

    def one(self, wanted: Source) -> Source | None:
        """The one that a reference tells of: by its id or key, else as its repetition."""
        names = _names(wanted)
        for name in names:
            # What tells works apart is made out only for those that are asked for.
            for source in self._named.pop(name, ()):
                self._mark(name, source)
        told, again = _told(wanted, asked=True), _repeating(wanted, asked=True)
        works = ((*name, *mark) for name in _names(wanted, bare=False) for mark in told)
        repeats = ((*name, *mark) for name in (*names, ()) for mark in again)
        return next(filter(None, map(self._first, chain(works, repeats))), None)

    def _mark(self, name: _Mark, source: Source) -> None:
        marks = _repeating(source, asked=False) + (_told(source, asked=False) if name else [])
        for mark in marks:
            self._marked.setdefault((*name, *mark), deque()).append(source.id)

    def _first(self, mark: _Mark) -> Source | None:
        marked = self._marked.get(mark, deque())
        while marked and marked[0] in self._touched:
            marked.popleft()
        return self._sources[marked[0]] if marked else None


def same_work(one: Source, other: Source) -> bool:
    """Whether two records tell of one work: by DOI, else by title with author or year.

    Where both name authors, none of whom is the other's, an equal year makes no one work of two.
    """
    return not set(_told(one, asked=False)).isdisjoint(_told(other, asked=True))


def _told(source: Source, asked: bool) -> list[_Mark]:
    """Marks of a record, one of which it shares with what is `asked` of any other of its work."""
    title, families, year = _bare(source.title), _families(source), _year(source)
    dois = _ways(source.doi, asked)
    marks: list[_Mark] = [("work", _doi(source))] if source.doi else []
    marks += [("family", title, doi, each) for doi in dois for each in families]
    if year:
        named = _ways(families, asked)
        marks += [("year", title, doi, authors, year) for doi in dois for authors in named]
    return marks


def _repeating(source: Source, asked: bool) -> list[_Mark]:
    """The same for records one of which is the other without a doubt, whatever their keys."""
    # A chapter may have the DOI of its book.
    marks: list[_Mark] = [("doi", _doi(source), _bare(source.title))] if source.doi else []
    if source.author or source.published:
        return marks + [("said", doi, *identity(source)) for doi in _ways(source.doi, asked)]
    return marks or [("alike", source.model_copy(update=_UNKEPT).model_dump_json())]


def _ways(said: object, asked: bool) -> tuple[str, ...]:
    """Marks of what decides alone where both say it: who says it asks only those who don't."""
    if asked:
        return ("unsaid",) if said else ("any",)
    return ("any",) if said else ("any", "unsaid")


def _names(source: Source, bare: bool = True) -> list[_Mark]:
    """What a list may name a source by; `bare` is the key from which its own was made."""
    key = source.citation_key
    keys = dict.fromkeys([key, re.sub(r"-[0-9]+$", "", key)] if bare else [key]) if key else ()
    ids = [source.id] if source.id else []
    return [*(("id", id) for id in ids), *(("key", key) for key in keys)]


def _doi(source: Source) -> str:
    return _DOI.sub("", source.doi.strip()).casefold()


def _bare(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded


def _families(source: Source) -> set[str]:
    return {_bare(name.short) for name in read_names(source.author)}


def _year(source: Source) -> str:
    found = re.search(r"(?<!\d)\d{4}(?!\d)", source.published)
    return found[0] if found else ""
