"""Two versions of a case file made one, by record and field: what git calls a merge driver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.case import Problem
from workbench.store import CaseStorage
from workbench.store.format import version_of
from workbench.store.lines import META, Lines


def _read(path: Path, empty: bool = False) -> Lines:
    if empty and path.exists() and not path.read_bytes().strip():
        return Lines({})  # git's base of two files that were added independently
    lines = CaseStorage(path).lines()
    if lines is None:
        raise Problem("there is no case file {path}", path=str(path))
    version_of(lines, path)
    return lines


@dataclass
class _Merge:
    base: Lines
    ours: Lines
    theirs: Lines
    wanted: dict[tuple[str, str], Any] = field(default_factory=dict)
    clashes: list[Problem] = field(default_factory=list)

    def run(self) -> None:
        for table, rows in self.theirs.rows.items():
            if table == META:
                continue
            for key in rows:
                self._record(table, key)
        self._keep_what_evidence_needs()

    def _record(self, table: str, key: str) -> None:
        base, ours, theirs = (side.get(table, key) for side in (self.base, self.ours, self.theirs))
        if theirs in (base, ours):
            return
        if ours == base:
            self.wanted[table, key] = theirs
        elif ours is None or theirs is None:
            # What one deleted and the other edited is kept: nothing anyone wrote is lost.
            self.wanted[table, key] = ours if theirs is None else theirs
            self.clashes.append(
                Problem(
                    "{table} {id}: deleted on one side and edited on the other; it was kept",
                    table=table,
                    id=key,
                )
            )
        else:
            self.wanted[table, key] = self._fields(table, key, base or {}, ours, theirs)

    def _fields(
        self,
        table: str,
        key: str,
        base: Mapping[str, Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> dict[str, Any]:
        merged = dict(ours)
        for name in {**base, **theirs}:
            old, mine, yours = base.get(name), ours.get(name), theirs.get(name)
            if yours in (old, mine):
                continue
            if mine == old:
                merged[name] = yours
            elif (both := _added(old, mine, yours)) is not None:
                merged[name] = both
            else:
                self.clashes.append(
                    Problem(
                        "{table} {id} {field}: edited on both sides; ours was kept",
                        table=table,
                        id=key,
                        field=name,
                    )
                )
        return {name: value for name, value in merged.items() if value is not None}

    def _now(self, table: str, key: str) -> Any:
        known = (table, key)
        return self.wanted[known] if known in self.wanted else self.ours.get(table, key)

    def _keep_what_evidence_needs(self) -> None:
        keys = {*self.ours.rows.get("evidence", {}), *self.theirs.rows.get("evidence", {})}
        for key in sorted(keys):
            piece = self._now("evidence", key)
            if not isinstance(piece, dict):
                continue
            for name, table in (("event", "events"), ("reaction", "events"), ("source", "sources")):
                there = piece.get(name)
                if there is None or self._now(table, there) is not None:
                    continue
                sides = (self.theirs, self.ours, self.base)
                back = next((x for s in sides if (x := s.get(table, there)) is not None), None)
                if back is not None:
                    self.wanted[table, there] = back
                    self.clashes.append(
                        Problem(
                            "{table} {id}: deleted on one side, and evidence {piece} of the "
                            "other needs it; it was kept",
                            table=table,
                            id=there,
                            piece=key,
                        )
                    )


def _added(old: Any, mine: Any, yours: Any) -> list[Any] | None:
    """Two lists to which both sides only added, as one; None where that isn't so."""
    before = old or []
    if not all(isinstance(value, list) for value in (before, mine, yours)):
        return None
    if mine[: len(before)] != before or yours[: len(before)] != before:
        return None
    fresh = [item for item in yours[len(before) :] if item not in mine]
    merged = [*mine, *fresh]
    named = [
        item.get("strategy") or item.get("motive") or item.get("text")
        for item in merged
        if isinstance(item, dict)
    ]
    return merged if len(named) == len(set(named)) else None


def merge_files(base: Path, ours: Path, theirs: Path) -> list[Problem]:
    """Merge into `ours`; what couldn't be merged keeps ours and is named. Raises `Problem`."""
    merge = _Merge(_read(base, empty=True), _read(ours), _read(theirs))
    merge.run()
    CaseStorage(ours).put(merge.ours, merge.wanted)
    return merge.clashes
