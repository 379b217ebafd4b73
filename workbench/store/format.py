"""What says that a file is a case file, and of which version; loads nothing that judges it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from workbench.case import Problem

from .lines import META, Lines, Tables, said_by
from .measured import read_case

FORMAT = "soft-balancing-case"
VERSION = 3
_OLDER = tuple(f".json.v{version}.bak" for version in range(1, VERSION))
ROUNDS = ".rounds"
"""How the name of the folder ends that holds a case's coding rounds."""
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""What Windows calls devices, whatever the ending (Win32 file names): nothing is named so anew."""
ENDINGS = (".json", ".history.jsonl", ".json.bak", *_OLDER, ROUNDS)
"""How the names of what belongs to a case end: the case, its history, what stood there before, and
its rounds."""
MOVING = ".moving"
"""How the name of the note ends that stands beside a case while it is carried elsewhere."""


def rounds_of(case: Path) -> Path:
    """The folder of a case's rounds, there or not; of a link, that of the file it leads to."""
    real = Path(os.path.realpath(case)) if case.is_symlink() else case
    return real.with_name(real.stem + ROUNDS)


class NewerFormat(Problem):
    """A case file that a later version of the program wrote."""


def version_of(lines: Lines, path: Path, newer: bool = False) -> int:
    """The version of a case file's format; raises `Problem` for what can't be read here."""
    return _version(lines.get(META, "1"), path, newer)


def _version(meta: Any, path: Path, newer: bool) -> int:
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise Problem("{path} isn't a case file: its _meta names no format", path=str(path))
    version = meta.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Problem("{path} isn't a case file: its _meta names no version", path=str(path))
    if version > VERSION and not newer:
        raise NewerFormat(
            "{path} is of format version {version}; this program reads version {known}: "
            "use a newer workbench",
            path=str(path),
            version=version,
            known=VERSION,
        )
    return version


def read_tables(path: Path) -> Tables:
    """The tables of a case file whose format this program knows; raises `Problem`."""
    data = read_case(path)
    if data is None:
        raise Problem("there is no case file {path}", path=str(path))
    tables = said_by(data)
    if tables is None:
        tables = Lines.parse(data, path).tables()
    _version(tables.get(META, {}).get("1"), path, newer=False)
    return tables
