"""What a list of references changes in a case: an equal key isn't an equal work."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from workbench.case import Case, Change, Problem, Source, new_id
from workbench.casebook import same_source
from workbench.citation import read_names
from workbench.locale import N_

from .shared import References

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_KEPT = ("id", "citation_key")
"""What an update leaves: evidence and texts name the source by them."""


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
    """A case while a list comes into it, its sources found by what may tell that they are one."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.held: dict[str, Source] = {}
        self.by: dict[tuple[str, ...], list[str]] = {}
        self.keys: dict[str, str] = {}
        """The id of the source that a citation key is of."""
        self.touched: dict[str, int] = {}
        """The sources that a reference of the list has become, and which one."""
        self.notes: list[Problem] = []
        for source in case.sources.values():
            self._hold(source)

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

    def _hold(self, source: Source) -> None:
        self.held[source.id] = source
        if source.citation_key:
            self.keys.setdefault(source.citation_key, source.id)
        for mark in _marks(source):
            self.by.setdefault(mark, []).append(source.id)

    def _take(self, number: int, source: Source) -> None:
        same = self._marked(source)
        again = next((e for e in same if e.id in self.touched and _repeats(e, source)), None)
        if again:
            said = N_("reference {number} is the work of reference {of} again, and is left out")
            self.notes.append(Problem(said, number=number, of=self.touched[again.id]))
            return
        free = [each for each in same if each.id not in self.touched]
        known = next((e for e in free if _same_key(e, source) and same_work(e, source)), None)
        known = known or next((each for each in free if _repeats(each, source)), None)
        if known is None:
            known = self._keyed(number, source.model_copy(update={"id": new_id("so")}))
        else:
            told = {k: v for k, v in source.model_dump().items() if v and k not in _KEPT}
            if known.note:
                told.pop("note", None)
            if not known.citation_key and source.citation_key not in self.keys:
                told["citation_key"] = source.citation_key
            known = known.model_copy(update=told)
        self._hold(known)
        self.touched[known.id] = number

    def _marked(self, source: Source) -> list[Source]:
        """The sources that share a mark with a reference, those with its id or key first."""
        ids = [id for mark in _marks(source) for id in self.by.get(mark, ())]
        return [self.held[id] for id in dict.fromkeys(ids)]

    def _keyed(self, number: int, source: Source) -> Source:
        """A new source under a key that no other has; a key of its own is said."""
        key = source.citation_key
        if not key or key not in self.keys:
            return source
        other = self.held[self.keys[key]]
        tries = (f"{key}-{n}" for n in range(2, len(self.keys) + 3))
        fresh = next(each for each in tries if each not in self.keys)
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


def _marks(source: Source) -> list[tuple[str, ...]]:
    """What two records of one work may share."""
    found: list[tuple[str, ...]] = [("id", source.id)] if source.id else []
    if source.citation_key:
        # A key of its own was made from the one that the list gives.
        bare = re.sub(r"-[0-9]+$", "", source.citation_key)
        found += [("key", source.citation_key), ("key", bare)]
    if source.doi:
        found.append(("doi", _doi(source)))
    return [*found, ("said", source.title, source.author, source.published)]


def same_work(one: Source, other: Source) -> bool:
    """Whether two records tell of one work: by DOI, else by title with author or year.

    Where both name authors, none of whom is the other's, an equal year makes no one work of two.
    """
    if one.doi and other.doi:
        return _doi(one) == _doi(other)
    if _bare(one.title) != _bare(other.title):
        return False
    if (mine := _families(one)) and (theirs := _families(other)):
        return bool(mine & theirs)
    years = _year(one), _year(other)
    return bool(years[0] and years[0] == years[1])


def _repeats(one: Source, other: Source) -> bool:
    """Whether one is the other without a doubt: no key that a file gives stands for it."""
    if one.doi and other.doi:
        # A chapter may have the DOI of its book.
        return _doi(one) == _doi(other) and _bare(one.title) == _bare(other.title)
    if same_source((one,), other) is None:
        return False
    alike = {**other.model_dump(), **dict.fromkeys(_KEPT)}
    told = {**one.model_dump(), **dict.fromkeys(_KEPT)}
    return bool(other.author or other.published) or alike == told


def _same_key(one: Source, source: Source) -> bool:
    """Whether a source has the reference's key, or one that was made from it."""
    if one.id == source.id:
        return True
    key = source.citation_key
    return bool(key) and key in (one.citation_key, re.sub(r"-[0-9]+$", "", one.citation_key))


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
