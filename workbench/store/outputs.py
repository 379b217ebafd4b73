"""Where a person asked an export to go: a file, or what only looks like one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from workbench.case import Problem

from .durable import naming, replace_file

_HISTORY = "*.history.jsonl"


def check_folder(path: Path) -> None:
    """Raise `Problem` where a person names a file in a folder that isn't there."""
    check_output(path)
    folder = Path(os.path.realpath(path)).parent
    if not _mode(path) and not folder.is_dir():
        raise Problem("there is no folder {path}: make it, or name another", path=str(folder))


def check_output(path: Path) -> None:
    """Raise `Problem` for a folder, for a place in a file, and for one among cases.

    There an export could take the place of a case.
    """
    mode = _mode(path)
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        # A device of Windows stands in no folder.
        return
    for folder in Path(os.path.realpath(path)).parents:
        if folder.is_dir():
            break
        if _mode(folder):
            raise Problem("{path} is a file, no folder: name another", path=str(folder))
    if mode and stat.S_ISDIR(mode):
        raise Problem("{path} is a folder: name a file in it", path=str(path))
    if among_cases(Path(os.path.realpath(path))):
        raise Problem(
            "{path} lies among cases, where an export could take the place of one: choose "
            "another folder",
            path=str(path),
        )


def put_out(path: Path, data: bytes) -> None:
    """Write an export to `path`, making its folder; a file is replaced once the new one is whole.

    A symbolic link is followed; a FIFO or a device is written into, and stays. Raises `Problem`
    for a folder and for a place among cases, where an export would take the place of one;
    `OSError` where the system refuses.
    """
    # A pipe's name, such as /dev/fd/3, leads to no other: it is asked and opened as it is.
    check_output(path)
    mode = _mode(path)
    if mode and not stat.S_ISREG(mode):
        with naming(path), path.open("wb", buffering=0) as stream:
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
        return
    there = Path(os.path.realpath(path))
    there.parent.mkdir(parents=True, exist_ok=True)
    with naming(path):
        replace_file(there, data)


def among_cases(path: Path) -> bool:
    """Whether a file would stand in a workspace's `cases/`, or beside cases elsewhere."""
    if any(path.parent.glob(_HISTORY)):
        return True
    return any(_is_shelf(each) for each in path.parents if each.name.casefold() == "cases")


def _is_shelf(folder: Path) -> bool:
    """Whether a folder of that name holds cases, or will: a new workspace's is empty."""
    return (
        any(folder.glob("*.json"))
        or folder.with_name("exports").is_dir()
        or not any(folder.glob("[!.]*"))
    )


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
