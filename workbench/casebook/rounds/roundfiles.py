"""A round on disk: `SLUG.rounds/ROUND.json`, of its n-th coder `ROUND.n.json` and
`ROUND.n.seal.json`, and each later step as `ROUND.step.DIGEST.json`: no two people ever write
the same file, so git has nothing to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from workbench.case import Problem
from workbench.store import NotWritten, replace_file
from workbench.store.durable import Stat, stat_of
from workbench.store.format import DEVICES, rounds_of
from workbench.store.measured import too_much
from workbench.store.storage import check_size

from .layers import Layer, Round, Seal, Step, digest

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_MARKS = re.compile(rb"^(?:<{7}|>{7})", re.MULTILINE)
_MOST = 50_000_000
"""Bytes of a file, above which it is none of ours."""
_MOST_OBJECTS = 300_000
"""Objects of a file, and lists; of a unit's answers there is one."""
Kept = TypeVar("Kept", bound=BaseModel)


class RoundFiles:
    """The rounds of one case, beside its file."""

    def __init__(self, case: Path) -> None:
        """Of the case whose file is `case`."""
        self.case = case
        self.folder = rounds_of(case)

    def names(self) -> list[str]:
        """The rounds that there are."""
        found = (path.name.removesuffix(".json") for path in self.folder.glob("*.json"))
        return sorted(name for name in found if _NAME.fullmatch(name))

    def path(self, name: str, number: int = 0, seal: bool = False) -> Path:
        """The file of a round, of its n-th coder, or of that one's seal."""
        of_coder = f".{number}" if number else ""
        return self.folder / f"{name}{of_coder}{'.seal' if seal else ''}.json"

    def settling(self, name: str) -> Path:
        """The file of what was decided of a round so far."""
        return self.folder / f"{name}.settling.json"

    def check_free(self, name: str) -> None:
        """Raise `Problem` for what can't name a new round."""
        if not _NAME.fullmatch(name):
            raise Problem(
                "“{name}” can't name a round: use letters, digits, hyphens and underscores",
                name=name,
            )
        if name.casefold() in DEVICES:
            raise Problem(
                "“{name}” can't name a round: Windows keeps that name for a device", name=name
            )
        # On some systems R1 and r1 are one file; what is left of a round is none of a new one.
        there = {path.name.partition(".")[0].casefold() for path in self.folder.glob("*.json")}
        if name.casefold() in there:
            raise Problem("there is already a round {name}", name=name)

    def round(self, name: str) -> Round:
        """A round with its steps; raises `Problem` where there is none or a file is damaged."""
        found = self._read(self.path(name), Round) if _NAME.fullmatch(name) else None
        if found is None:
            raise Problem("there is no round {name}: workbench round list shows them", name=name)
        if found.name != name:
            path = self.path(name)
            raise Problem("{path} is the file of the round {name}", path=str(path), name=found.name)
        if [step.step for step in found.steps] != ["begun"]:
            raise _damaged(self.path(name))
        steps = (*found.steps, *self._steps(name))
        return found.model_copy(update={"steps": steps})

    def _steps(self, name: str) -> list[Step]:
        found = []
        for path in self.folder.glob(f"{name}.step.*.json"):
            step = self._read(path, Step)
            if step is None or path != self._step_path(name, step):
                raise Problem(
                    "{path} isn't as it was written: put it back, from a copy or from git",
                    path=str(path),
                )
            found.append(step)
        return sorted(found, key=lambda step: (step.at, digest(step.model_dump(mode="json"))))

    def _step_path(self, name: str, step: Step) -> Path:
        return self.folder / f"{name}.step.{digest(step.model_dump(mode='json'))[:20]}.json"

    def standing(self, name: str) -> dict[str, str]:
        """What stands of a round beside the layers: by file the digest of what it holds.

        Raises `Problem` for a damaged file.
        """
        found = {}
        for path in sorted(self.folder.glob(f"{name}.*")):
            kind: type[BaseModel] = Round
            if path.name != f"{name}.json":
                kind = Step if path.name.startswith(f"{name}.step.") else Seal
                if kind is Seal and not path.name.endswith(".seal.json"):
                    continue
            if path.suffix == ".json" and (record := self._read(path, kind)):
                found[path.name] = digest(record.model_dump(mode="json"))
        return found

    def layer(self, name: str, number: int) -> Layer | None:
        """A coder's answers, where they are here; raises `Problem` for a damaged file."""
        return self._read(self.path(name, number), Layer)

    def seal(self, name: str, number: int) -> Seal | None:
        """A coder's seal, where it is here; raises `Problem` for a damaged file."""
        return self._read(self.path(name, number, True), Seal)

    def _read(self, path: Path, kind: type[Kept]) -> Kept | None:
        try:
            stat = stat_of(path)
            found = _parsed(path, kind, stat) if stat else None
        except OSError as error:
            raise Problem(
                "{path} can't be read: {why}", path=str(path), why=error.strerror
            ) from None
        assert found is None or isinstance(found, kind)
        return found

    def write(self, record: Round | Layer | Seal, number: int = 0) -> Path:
        """Put a record in its place, durably; raises `NotWritten`."""
        name = record.name if isinstance(record, Round) else record.round
        return self._write(self.path(name, number, isinstance(record, Seal)), record)

    def set_aside(self, name: str, number: int, *, copy: bool) -> Path:
        """Where the answers of the n-th coder are kept that others take the place of; `copy` keeps
        those that are there. Raises `NotWritten`."""
        path = self.path(name, number)
        aside = path.with_name(f"{path.name}.bak")
        if copy:
            _put(aside, path.read_bytes())
        return aside

    def take(self, name: str, step: Step) -> Path:
        """Write a later step of a round down, in a file of its own; raises `NotWritten`."""
        return self._write(self._step_path(name, step), step)

    def _write(self, path: Path, record: BaseModel) -> Path:
        data = record.model_dump_json(indent=1, exclude_defaults=not isinstance(record, Round))
        _put(path, data.encode("utf-8") + b"\n")
        return path

    def strays(self) -> Iterator[Path]:
        """Files of no round that there is; what begins with a dot an editor or macOS left there."""
        names = set(self.names())
        for path in sorted(self.folder.glob("[!.]*.json")):
            if path.name.partition(".")[0] not in names:
                yield path


# An open case asks again and again whether a round hides its codes.
@lru_cache(maxsize=64)
def _parsed(path: Path, kind: type[Kept], stat: Stat) -> Kept:
    if stat[2] > _MOST:
        raise _damaged(path)
    data = path.read_bytes()
    # Of each value that is none of ours the parser makes an error, and keeps them all.
    if too_much(data, _MOST_OBJECTS):
        raise _damaged(path)
    try:
        return kind.model_validate_json(data)
    except ValidationError:
        if _MARKS.search(data):
            raise Problem(
                "{path} is damaged: git left both sides of a conflict in it. Take one of them "
                "whole: git checkout --ours, or --theirs",
                path=str(path),
            ) from None
        raise _damaged(path) from None


def _put(path: Path, data: bytes) -> None:
    check_size(path, len(data), _MOST)
    if why := too_much(data, _MOST_OBJECTS):
        raise NotWritten("{path} can't be written: {why}", path=str(path), why=why)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise NotWritten(
            "{path} can't be written: {why}", path=str(path), why=error.strerror
        ) from None


def _damaged(path: Path) -> Problem:
    return Problem(
        "{path} is damaged, or of a newer program: put it back as it was, from a copy or from git",
        path=str(path),
    )
