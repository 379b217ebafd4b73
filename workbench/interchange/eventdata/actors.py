"""Names and codes of states, resolved through `seeds/eventdata/actors.csv`.

ISO 3166-1 alpha-3; Correlates of War, State System Membership v2016 (country codes); CAMEO 1.1b3,
whose codes of states are those of ISO but for a few (Romania is ROM).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.case import Problem
from workbench.codebook import seeds_folder

_OF = re.compile(r"(?:.* of (?:the )?|.*\()([^()]+?)\)?(?: \(\d{4}-[^)]*\).*)?")


@dataclass(frozen=True)
class Actor:
    """A state under the names and codes that data sets give it."""

    iso3: str
    cow: str
    cameo: str
    en: str
    zh: str
    also: tuple[str, ...]


@lru_cache
def _table() -> dict[str, Actor]:
    path = seeds_folder() / "eventdata" / "actors.csv"
    found: dict[str, Actor] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            also = tuple(filter(None, row.pop("also").split(";")))
            actor = Actor(**row, also=also)
            for name in (actor.iso3, actor.cow, actor.cameo, actor.en, actor.zh, *also):
                found[name.casefold()] = actor
    return found


@lru_cache(maxsize=65536)
def find_actor(text: str) -> Actor | None:
    """The state of a name or code; ACLED's «Military Forces of France (2017-) Navy» is France."""
    name = text.strip().casefold()
    if found := _table().get(name):
        return found
    if match := _OF.fullmatch(text.strip()):
        return _table().get(match[1].strip().casefold())
    # CAMEO appends an actor's role to the state: FRAGOV, USAMIL.
    return _table().get(name[:3]) if re.fullmatch(r"([A-Z]{3}){2,4}", text.strip()) else None


def need_actor(text: str) -> Actor:
    """The state of a name or code; raises `Problem` where the table has none."""
    found = find_actor(text)
    if found is None:
        raise Problem("no state is known as “{name}”: write its ISO code, such as FRA", name=text)
    return found
