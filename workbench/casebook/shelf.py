"""Cases as they stand on the shelf: counted without being opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from workbench.case import Day, Problem, edtf_year, span
from workbench.judgement import ACTORS, Actor, Dyad
from workbench.store import read_tables

Shelf = Literal["cases", "archive", "trash"]
_NEVER = datetime.fromtimestamp(0).astimezone()
SHELVES: tuple[Shelf, ...] = get_args(Shelf)


@dataclass(frozen=True)
class About:
    """What a case says of itself, as far as the shelf shows it."""

    title: str
    balancer: str
    target: str
    question: str = ""
    begins: str = ""
    ends: str = ""
    language: str = "en"
    aliases: dict[str, list[str]] = field(default_factory=dict)
    joint: str = "apart"


@dataclass(frozen=True)
class Shelved:
    """A case of the workspace in numbers, or the sentence that says why it can't be opened."""

    slug: str
    path: Path
    modified: datetime
    info: About | None = None
    problem: Problem | None = None
    events: int = 0
    """All of the log, whoever acted; what follows is counted of the balancer's acts."""
    acts: int = 0
    apart: dict[Actor, int] = field(default_factory=dict)
    """How many events are others', by whose they are."""
    third: dict[str, int] = field(default_factory=dict)
    """How many acts each third party has, by the name that it has first in the log."""
    coded: int = 0
    hidden: bool = False
    """Whether an open round hides from its reader how many are coded."""
    evidence: int = 0
    both_sides: int = 0
    """Acts with evidence of intent and of effect."""
    first: Day | None = None
    last: Day | None = None

    @property
    def years(self) -> str:
        """The years that the case covers, as it says and as its events do."""
        if self.first is None or self.last is None:
            return "—"
        first, last = edtf_year(self.first.year), edtf_year(self.last.year)
        return first if first == last else f"{first}–{last}"


def summary(path: Path) -> Shelved:
    """A case file in numbers. Only what is counted is read: opening the case checks the rest."""
    modified = _NEVER
    try:
        modified = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        tables = read_tables(path)
        info = _about(tables.get("case", {}).get("case"))
    except Problem as problem:
        return Shelved(path.stem, path, modified, problem=problem)
    except OSError as error:
        # A link to nothing or to itself, or a file that was taken away just now.
        unread = Problem("{path} can't be read: {why}", path=str(path), why=error.strerror)
        return Shelved(path.stem, path, modified, problem=unread)
    except TypeError:
        unread = Problem("{path}: its record of the case can't be read", path=str(path))
        return Shelved(path.stem, path, modified, problem=unread)
    events = _rows(tables.get("events", {}))
    evidence = _rows(tables.get("evidence", {}))
    acts, whose, third = _acts(info, events)
    sides: dict[str, set[str]] = {}
    for piece in evidence.values():
        sides.setdefault(str(piece.get("event")), set()).add(str(piece.get("side")))
    dates = [info.begins, info.ends, *(str(row.get("date", "")) for row in events.values())]
    spans = [found for found in map(span, dates) if found]
    return Shelved(
        path.stem,
        path,
        modified,
        info,
        events=len(events),
        acts=len(acts),
        apart={actor: n for actor in ACTORS if (n := whose[actor])},
        third=third,
        coded=sum(bool(row.get("tags") or row.get("coded_none")) for row in acts.values()),
        evidence=sum(piece.get("event") in acts for piece in evidence.values()),
        both_sides=sum(sides.get(key, set()) >= {"intent", "effect"} for key in acts),
        first=min((low for low, _ in spans), default=None),
        last=max((high for _, high in spans), default=None),
    )


def _acts(
    info: About, events: dict[str, dict[str, Any]]
) -> tuple[dict[str, dict[str, Any]], Counter[Actor], dict[str, int]]:
    """The balancer's acts, how many of the others are whose, and of each third party."""
    dyad, acts, apart = Dyad(info), {}, Counter[Actor]()
    first: dict[str, str] = {}
    third = Counter[str]()
    for key, row in events.items():
        who = str(row.get("initiator", "")), [str(name) for name in row.get("partners", ())]
        if dyad.counted(*who, "counted" if info.joint == "counted" else "apart"):
            acts[key] = row
        else:
            apart[actor := dyad.whose(*who)] += 1
            if actor == "third":
                name = who[0].strip()
                third[first.setdefault(dyad.names.of(name), name)] += 1
    return acts, apart, dict(third)


def _about(row: Any) -> About:
    known = {name: row[name] for name in About.__dataclass_fields__ if name in row}
    dates = (known.get("begins", ""), known.get("ends", ""))
    aliases = known.pop("aliases", {})
    if not isinstance(aliases, dict) or not all(isinstance(o, list) for o in aliases.values()):
        raise TypeError
    if not all(isinstance(text, str) for text in known.values()):
        raise TypeError
    if any(date and not span(date) for date in dates):
        raise TypeError
    named = {name: [str(other) for other in others] for name, others in aliases.items()}
    return About(**known, aliases=named)


def _rows(table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {key: row for key, row in table.items() if isinstance(row, dict)}
