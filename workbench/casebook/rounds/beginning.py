"""How a round begins: its coders, and its events and pieces as they are."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.case import Case, Event, Problem
from workbench.codebook import codebook
from workbench.store import CaseFile

from .layers import Frozen, Round, Step, coder_called, same_coder
from .roundfiles import RoundFiles
from .standing import now
from .units import frozen_units, own_entries, sampled

_SEEDS = 1 << 31


def begin(
    case: Case,
    path: Path,
    name: str,
    coders: Sequence[str],
    by: str,
    *,
    share: float | None = None,
    seed: int | None = None,
    keys: Iterable[str] = (),
    pilot: bool = False,
) -> Round:
    """Begin a round of a case whose file is `path`; raises `Problem`.

    Its units are a `share` of the events, drawn by `seed`, or those that `keys` name, by their keys
    or their numbers in the log, or every event.
    """
    files = RoundFiles(path)
    files.check_free(name)
    names = [coder_called(coder) for coder in coders if coder.strip()]
    for place, coder in enumerate(names):
        if any(same_coder(coder, other) for other in names[:place]):
            raise Problem("{coder} is named twice", coder=coder)
    if len(names) < 2:
        raise Problem("a round needs two coders or more: give --coder for each")
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    events = _chosen(case, list(keys), share, seed)
    if not events:
        raise Problem("{slug} has no events to code", slug=case.slug)
    frozen = Frozen(
        round=name, coders=tuple(names), pilot=pilot, codebook=codebook().version,
        own=own_entries(case), share=share, seed=seed, units=frozen_units(case, events),
    )  # fmt: skip
    round_ = Round(frozen=frozen, steps=(Step(step="begun", by=by, at=now()),))
    with CaseFile(path).held():
        files.check_free(name)
        files.write(round_)
    return round_


def _chosen(case: Case, keys: list[str], share: float | None, seed: int) -> list[Event]:
    if keys and share is not None:
        raise Problem("--share and --events don’t go together: the one draws, the other names")
    if share is not None:
        return sampled(case, share, seed)
    wanted = {event_called(case, key).id for key in keys}
    return [event for event in case.timeline if not keys or event.id in wanted]


def event_called(case: Case, name: str) -> Event:
    """The event of a key, or of a number in the log, with or without its #; raises `Problem`."""
    line, number = case.timeline, name.removeprefix("#")
    if event := case.by_name.get(name):
        return event
    if number.isdecimal() and 0 < int(number[:9]) <= len(line):
        return line[int(number) - 1]
    raise Problem(
        "there is no event {key}: an event goes by its number in the log, 1 to {n}, or by its key, "
        "which the column event of workbench export --to csv has",
        key=name, n=len(line),
    )  # fmt: skip
