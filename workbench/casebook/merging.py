"""Two versions of a case file or of its history made one: what git calls a merge driver.

A case is merged by record and field. A history is what both hold, ours first, each line as it is:
git's own union does the same. Which of the two is given is seen by its bytes, for git hands over
files without their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.case import Problem, codebook_names
from workbench.locale import N_
from workbench.store import CaseStorage, Flaw, NotWritten, Unconfirmed, flaws, replace_file
from workbench.store.casetables import build
from workbench.store.format import version_of
from workbench.store.history import is_history, united
from workbench.store.historylines import read_lines
from workbench.store.lines import META, Lines, read_bytes
from workbench.store.measured import check_texts
from workbench.store.storage import check_records, check_size

_NEEDED = (("event", "events"), ("reaction", "events"), ("source", "sources"))
"""The fields by which a piece of evidence names other records."""


@dataclass(frozen=True)
class Merged:
    """Two versions made one in memory: what couldn't be merged, and the bytes to be written."""

    path: Path
    data: bytes
    clashes: tuple[Problem, ...]
    """Where ours was kept, or what both need: each is a place to look at."""

    def write(self) -> None:
        """Put it in place of ours; raises `NotWritten`."""
        check_size(self.path, len(self.data))
        try:
            replace_file(self.path, self.data)
        except Unconfirmed as error:
            raise NotWritten(
                "{path} was written with what could be merged, but the disk didn't confirm that "
                "it will last: {why}",
                path=str(self.path),
                why=error.strerror,
            ) from None
        except OSError as error:
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None


def merge_files(base: Path, ours: Path, theirs: Path) -> Merged:
    """Merge two versions that began as `base`; raises `Problem` where one can't be read."""
    for path in (ours, theirs):
        check_texts(path)
    mine, yours = read_bytes(ours) or b"", read_bytes(theirs) or b""
    sides = [data for data in (mine, yours) if data.strip()]
    if sides and all(map(is_history, sides)):
        data = united(mine, yours)
        clashes = [
            Problem("the history's line {line}: {why}", line=fault.line, why=str(fault.why))
            for fault in read_lines(data).faults
        ]
        return Merged(ours, data, tuple(clashes))
    merge = _Merge(_read(base, empty=True), _read(ours), _read(theirs))
    merge.run()
    if version_of(merge.theirs, theirs) > version_of(merge.ours, ours):
        # A program that knows the older format alone is not to judge what the newer one wrote.
        merge.wanted[META, "1"] = merge.theirs.get(META, "1")
    merged = merge.ours.changed(merge.wanted)
    check_records(ours, merged)
    return Merged(ours, merged.data(), tuple(merge.clashes))


def _read(path: Path, empty: bool = False) -> Lines:
    if empty and path.exists() and not (read_bytes(path) or b"").strip():
        return Lines({})  # git's base of two files that were added independently
    lines = CaseStorage(path).lines()
    if lines is None:
        raise Problem("there is no case file {path}", path=str(path))
    version_of(lines, path)
    if not empty:
        build(path.stem, lines.tables(), path)
    return lines


@dataclass
class _Merge:
    base: Lines
    ours: Lines
    theirs: Lines
    wanted: dict[tuple[str, str], Any] = field(default_factory=dict)
    clashes: list[Problem] = field(default_factory=list)

    def run(self) -> None:
        for table in {**self.base.rows, **self.theirs.rows}:
            if table == META:
                continue
            for key in {**self.base.rows.get(table, {}), **self.theirs.rows.get(table, {})}:
                self._record(table, key)
        self._name_strategies_once()
        self._keep_what_is_needed()
        self._leave_out_what_is_unsound()
        self._name_events_once()

    def _clash(self, message: str, **fields: object) -> None:
        self.clashes.append(Problem(message, **fields))

    def _record(self, table: str, key: str) -> None:
        base, ours, theirs = (side.get(table, key) for side in (self.base, self.ours, self.theirs))
        if theirs in (base, ours):
            return
        if ours == base:
            self.wanted[table, key] = theirs
        elif ours is None or theirs is None:
            # What one deleted and the other edited is kept: nothing anyone wrote is lost.
            self.wanted[table, key] = ours if theirs is None else theirs
            self._clash(
                N_("{table} {id}: deleted on one side and edited on the other; it was kept"),
                table=table,
                id=key,
            )
        elif isinstance(ours, dict) and isinstance(theirs, dict):
            before = base if isinstance(base, dict) else {}
            self.wanted[table, key] = self._fields(table, key, before, ours, theirs)
        else:
            self._edited_twice(table, key)

    def _edited_twice(self, table: str, key: str, name: str = "") -> None:
        self._clash(
            N_("{table} {id} {field}: edited on both sides; ours was kept"),
            table=table,
            id=key,
            field=name,
        )

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
            elif name == "changed_by" and isinstance(mine, str) and isinstance(yours, str):
                # Both changed what a third coded: that is no contradiction.
                merged[name] = "; ".join(dict.fromkeys([*mine.split("; "), *yours.split("; ")]))
            elif (both := _added(old, mine, yours)) is not None:
                merged[name] = both
            else:
                self._edited_twice(table, key, name)
        if merged.get("coded_none") and merged.get("tags"):
            # One coded it as none and the other tagged it: the two can't stand together.
            merged |= {name: ours.get(name) for name in ("coded_none", "tags")}
            self._edited_twice(table, key, "tags")
        return {name: value for name, value in merged.items() if value is not None}

    def _now(self, table: str, key: str) -> Any:
        known = (table, key)
        return self.wanted[known] if known in self.wanted else self.ours.get(table, key)

    def _all(self, table: str) -> Iterable[tuple[str, dict[str, Any]]]:
        """The records of a table as they are now."""
        keys = {*self.ours.rows.get(table, {}), *self.theirs.rows.get(table, {})}
        for key in sorted(keys):
            row = self._now(table, key)
            if isinstance(row, dict):
                yield key, row

    def _name_strategies_once(self) -> None:
        """Of two own strategies of one name, one added on each side, ours is both."""
        mine = {
            name: key
            for key, row in self._all("codebook")
            if self.ours.get("codebook", key) is not None
            for name in codebook_names(key, row)
        }
        for key, row in list(self._all("codebook")):
            same = {mine[name] for name in codebook_names(key, row) if name in mine} - {key}
            if self.ours.get("codebook", key) is not None or not same:
                continue
            self.wanted[("codebook", key)] = None
            self._clash(
                N_(
                    "codebook {id}: both sides added a strategy of this name; ours ({other}) was "
                    "kept, and stands in the tags of both"
                ),
                id=key,
                other=min(same),
            )
            self._retag(key, min(same))

    def _retag(self, from_: str, to: str) -> None:
        for key, row in list(self._all("events")):
            tags = row.get("tags") or []
            if any(tag["strategy"] == from_ for tag in tags):
                now = [{**t, "strategy": to} if t["strategy"] == from_ else t for t in tags]
                once = {tag["strategy"]: tag for tag in reversed(now)}
                self.wanted["events", key] = {**row, "tags": list(reversed(once.values()))}

    def _keep_what_is_needed(self) -> None:
        for key, piece in list(self._all("evidence")):
            for claim in piece.get("denies") or ():
                self._keep("evidence", claim, f"evidence {key}")
        for key, piece in list(self._all("evidence")):
            for name, table in _NEEDED:
                if piece.get(name) is not None:
                    self._keep(table, piece[name], f"evidence {key}")
        for key, event in list(self._all("events")):
            for tag in event.get("tags") or ():
                self._keep("codebook", tag["strategy"], f"events {key}")
        for key, row in list(self._all("candidates")):
            if search := row.get("search"):
                self._keep("searches", search, f"candidates {key}")

    def _keep(self, table: str, key: str, other: str) -> None:
        if self._now(table, key) is not None:
            return
        sides = (self.theirs, self.ours, self.base)
        back = next((x for s in sides if (x := s.get(table, key)) is not None), None)
        if back is not None:
            self.wanted[table, key] = back
            self._clash(
                N_(
                    "{table} {id}: deleted on one side, and {other} of the other needs it; "
                    "it was kept"
                ),
                table=table,
                id=key,
                other=other,
            )

    def _leave_out_what_is_unsound(self) -> None:
        """Each side opens; where both together don't, theirs is left out, record by record."""
        while wrong := flaws(self.ours.changed(self.wanted).tables())[1]:
            left_out = [flaw for flaw in wrong if (flaw.table, flaw.id) in self.wanted]
            for flaw in left_out or wrong:
                self._unsound(flaw)
            if not left_out:
                self.wanted.clear()

    def _unsound(self, flaw: Flaw) -> None:
        self.wanted.pop((flaw.table, flaw.id), None)
        self._clash(
            N_("{table} {id} {field}: {why}; ours was kept"),
            table=flaw.table,
            id=flaw.id,
            field=flaw.field,
            why=flaw.why,
        )

    def _name_events_once(self) -> None:
        seen: dict[str, str] = {}
        for key, event in self._all("events"):
            name = event.get("key")
            if name and seen.setdefault(name, key) != key and not self._both_had(name):
                self._clash(
                    N_("events {id} key: “{key}” is the key of {other} too; both were kept"),
                    id=key,
                    key=name,
                    other=seen[name],
                )

    def _both_had(self, name: str) -> bool:
        """Whether the key stood twice on one side already."""
        for side in (self.ours, self.theirs):
            rows = (side.get("events", key) for key in side.rows.get("events", {}))
            if sum(row is not None and row.get("key") == name for row in rows) > 1:
                return True
        return False


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
    return merged if all(named.count(name) == 1 for name in named) else None
