"""The data files that a person means by files, folders and patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.case import Problem

from ..packed import check_file


@dataclass(frozen=True)
class Meant:
    """A file to be searched, and whether it was named itself, or found in a folder."""

    path: Path
    size: int
    named: bool


def collect(paths: Iterable[Path]) -> list[Meant]:
    """The files of all that was named, each once, those of a folder by name; raises `Problem`.

    A pattern is followed where the shell didn't: `2003*.zip`, `years/**/*.CSV`.
    """
    found: dict[str, Meant] = {}
    for path in paths:
        for each, named in _meant(path):
            real = os.path.realpath(each)
            if real not in found:
                found[real] = Meant(each, each.stat().st_size, named)
    return list(found.values())


def _meant(path: Path) -> Iterator[tuple[Path, bool]]:
    if path.is_dir():
        yield from ((each, False) for each in _within(path))
    elif path.exists():
        check_file(path)
        yield path, True
    else:
        # A pattern may begin at the root, which Path.glob refuses.
        names = glob.glob(str(path), recursive=True)  # noqa: PTH207
        # A link that leads nowhere is found, and is no file.
        there = [each for each in map(Path, sorted(names)) if each.exists()]
        if not there:
            raise Problem("there is no file {path}", path=str(path))
        for each in there:
            yield from _meant(each)


def _within(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            path = Path(here) / name
            if not _hidden(name) and path.is_file():
                yield path


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _refuse(error: OSError) -> None:
    path, why = str(error.filename), error.strerror or str(error)
    raise Problem("{path} can't be read: {why}", path=path, why=why) from None
