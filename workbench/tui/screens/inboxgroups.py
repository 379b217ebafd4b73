"""The rows of the inbox: candidate by candidate, or by groups of those that may be one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.case import Candidate, Case
from workbench.casebook import waiting

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Group

HEAD = "group:"
"""What the key of a group's row begins with; the best of its candidates follows."""
_WINDOWS = (0, 1, 2, 3, 7, 14)
"""Days between the first row of a group and its last, of which one is chosen."""


class InboxRows:
    """Which rows are shown: each has the key of its candidate, or of its group."""

    def __init__(self) -> None:
        self.grouped = False
        self.days = _WINDOWS[1]
        self.groups: dict[str, Group] = {}
        """The groups that are shown, those of one candidate among them, by id."""
        self._opened: set[str] = set()
        self._now: tuple[Mapping[str, Candidate], int] | None = None
        """Of what they were grouped, and by which window."""
        self.group_of: dict[str, Group] = {}
        """The group of each candidate that waits, where they are grouped."""

    def arrange(
        self, case: Case, candidates: Sequence[Candidate], fits: Callable[[Candidate], bool]
    ) -> tuple[list[str], list[Candidate]]:
        """The keys of the rows, and those of `candidates` that stand behind them.

        A group is shown whole where one of its candidates fits. What has been decided about is in
        no group.
        """
        self._group(case)
        self.groups = {}
        keys: list[str] = []
        shown: list[Candidate] = []
        for each in candidates:
            group = self.group_of.get(each.id)
            if group is None:
                if fits(each):
                    keys.append(each.id)
                    shown.append(each)
            elif each.id == group.id and any(map(fits, group.members)):
                self.groups[group.id] = group
                keys += self._keys(group)
                shown += group.members
        return keys, shown

    def _group(self, case: Case) -> None:
        now = (case.candidates, self.days) if self.grouped else None
        if now and self._now and now[0] is self._now[0] and now[1] == self._now[1]:
            return
        self._now, self.group_of = now, {}
        if now:
            from workbench.interchange.eventdata import grouped

            found = grouped(waiting(case), self.days)
            self.group_of = {each.id: group for group in found for each in group.members}

    def _keys(self, group: Group) -> list[str]:
        if len(group) == 1:
            return [group.id]
        members = [each.id for each in group.members] if group.id in self._opened else []
        return [HEAD + group.id, *members]

    def at(self, key: str | None) -> Group | None:
        """The group whose row has a key; None for a candidate's row."""
        if not key or not key.startswith(HEAD):
            return None
        return self.groups.get(key.removeprefix(HEAD))

    def within(self, key: str) -> bool:
        """Whether the row of a key stands under its group's."""
        group = self.group_of.get(key)
        return group is not None and len(group) > 1

    def turn(self, group: Group) -> None:
        """Open a group, or close it."""
        self._opened ^= {group.id}

    def widen(self) -> None:
        """The next window, after the widest the narrowest again."""
        self.days = _WINDOWS[(_WINDOWS.index(self.days) + 1) % len(_WINDOWS)]

    def marks(self, marked: set[str]) -> set[str]:
        """The keys of the rows that are marked: a group's where all of its candidates are."""
        heads = {HEAD + g.id for g in self.groups.values() if {c.id for c in g.members} <= marked}
        return marked | heads

    def parts(self, chosen: Iterable[Candidate]) -> list[tuple[Candidate, ...]]:
        """Candidates by what would be one event: those of a group together, the best first."""
        found: dict[str, list[Candidate]] = {}
        chosen = list(chosen)
        ids = {each.id for each in chosen}
        for each in chosen:
            group = self.group_of.get(each.id)
            if group is None:
                found[each.id] = [each]
            elif group.id not in found:
                found[group.id] = [member for member in group.members if member.id in ids]
        return [tuple(part) for part in found.values()]
