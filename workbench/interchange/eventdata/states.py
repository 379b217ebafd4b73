"""Names and codes of states, resolved through `seeds/eventdata/actors.csv`.

ISO 3166-1, its alpha-3 codes and names; Correlates of War, State System Membership v2016 (country
codes); CAMEO 1.1b3, whose codes of states are those of ISO but for a few (Romania is ROM); Chinese
names as Taiwan writes them, and in simplified characters (Unicode CLDR 47, zh-Hant and zh-Hans). Of
what is no state by one of these lists the code is empty there.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.case import Problem
from workbench.codebook import seeds_folder

_YEARS = re.compile(r" \(\d{4}-[^)]*\).*")
_WITHIN = re.compile(r"\(([^()]+)\)\s*$")
_OF = re.compile(r"\bof (?:the )?")
_ROLES = re.compile(r"(?:[A-Z]{3}){2,4}")
_COUNTED = re.compile(r"(\d+)\.0+")


@dataclass(frozen=True, eq=False)
class Actor:
    """A state under the names and codes that data sets give it."""

    iso3: str
    cow: str
    cameo: str
    en: str
    zh: str
    also: tuple[str, ...]


def _key(name: str) -> str:
    """A name as it is compared: without regard to case, accents and the form of an apostrophe."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@lru_cache
def _table() -> dict[str, Actor]:
    path = seeds_folder() / "eventdata" / "actors.csv"
    found: dict[str, Actor] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            also = tuple(filter(None, row.pop("also").split(";")))
            actor = Actor(**row, also=also)
            for name in (actor.iso3, actor.cow, actor.cameo, actor.en, actor.zh, *also):
                if name:
                    found[_key(name)] = actor
    return found


@lru_cache(maxsize=65536)
def find_actor(text: str) -> Actor | None:
    """The state of a name or code; ACLED's «Military Forces of France (2017-) Navy» is France.

    A number may have become one with a point: 220.0 is COW's 220.
    """
    name = text.strip()
    if counted := _COUNTED.fullmatch(name):
        name = counted[1]
    return next((a for each in _readings(name) if (a := _table().get(_key(each)))), None)


def _readings(name: str) -> Iterator[str]:
    yield name
    name = _YEARS.sub("", name)
    yield name
    if within := _WITHIN.search(name):
        yield within[1]
        name = name[: within.start()]
    # From the left: «Forces of the Democratic Republic of Congo» are of no other Congo.
    for found in _OF.finditer(name):
        yield name[found.end() :]
    if _ROLES.fullmatch(name):
        # CAMEO appends an actor's role to the state: FRAGOV, USAMIL.
        yield name[:3]


class UnknownState(Problem):
    """No state is known by a name; `name` is that."""

    name = ""


def need_actor(text: str, aliases: Mapping[str, Iterable[str]] | None = None) -> Actor:
    """The state of a name or code, or of one that the case says means the same.

    Raises `UnknownState` where the table has none.
    """
    names = {text}
    for name, others in (aliases or {}).items():
        if _key(text) in {_key(each) for each in (name, *others)}:
            names |= {name, *others}
    found = next((a for name in sorted(names) if (a := find_actor(name))), None)
    if found is None:
        problem = UnknownState(
            "no state is known as “{name}”: write the English or Chinese name, or the ISO code, "
            "such as FRA, of a state that the data sets name",
            name=text,
        )
        problem.name = text
        raise problem
    return found
