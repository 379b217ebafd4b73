"""A case carried elsewhere with its history and its other files: all of them, or none.

Beside the case stands meanwhile `.SLUG.json.moving`, which says where to and what goes along. The
case file goes last and decides: where it stands when a crash is found, there belongs the rest.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.case import Problem

from .casefile import CaseFile
from .durable import naming, put_in_place, replace_file, sweep, synced_folder, to_disk
from .format import MOVING
from .storage import NotWritten


@dataclass(frozen=True)
class _Move:
    """What is carried where: names within the folder of each case file, the case file's last."""

    path: Path
    to: Path
    pairs: tuple[tuple[str, str], ...]
    copy: bool

    @classmethod
    def of(cls, path: Path, to: Path, copy: bool) -> _Move:
        names = [each.name for each in CaseFile(path).companions] + [path.name]
        pairs = tuple((name, to.stem + name.removeprefix(path.stem)) for name in names)
        return cls(path, to, pairs, copy)

    @property
    def files(self) -> list[tuple[Path, Path]]:
        return [(self.path.with_name(here), self.to.with_name(there)) for here, there in self.pairs]

    def begin(self) -> None:
        try:
            to = os.path.relpath(self.to, self.path.parent)
        except ValueError:
            # From one drive of Windows no path leads to another.
            to = str(self.to)
        said = {"to": Path(to).as_posix(), "files": self.pairs, "copy": self.copy}
        data = json.dumps(said).encode()
        note = _note(self.path)
        with naming(note), synced_folder(self.path.parent), note.open("wb") as stream:
            stream.write(data)
            stream.flush()
            to_disk(stream.fileno())

    def go(self) -> None:
        *rest, case = self.files
        with synced_folder(self.path.parent), synced_folder(self.to.parent):
            for here, there in rest:
                self._carry(here, there)
        # Only when the rest is safe there may the case follow.
        with synced_folder(self.path.parent), synced_folder(self.to.parent):
            self._carry(*case)

    def _carry(self, here: Path, there: Path) -> None:
        if not self.copy:
            put_in_place(here, there)
            return
        if here.is_dir():
            shutil.copytree(here, there)
            return
        replace_file(there, here.read_bytes())
        there.chmod(here.stat().st_mode & 0o777)

    def take_back(self) -> None:
        """Have the case stand where it stood, then the rest; raises `OSError`."""
        if self.copy:
            self.to.unlink(missing_ok=True)
        elif not self.path.exists():
            put_in_place(self.to, self.path)
        self.finish()

    def finish(self) -> None:
        """Put what a crash left half-way where the case is; raises `OSError`."""
        here, there = self.path.exists(), self.to.exists()
        with synced_folder(self.path.parent), synced_folder(self.to.parent):
            for one, other in self.files:
                if self.copy and not there:
                    if other.is_dir():
                        shutil.rmtree(other)
                    other.unlink(missing_ok=True)
                    sweep(other)
                elif not self.copy and here != there:
                    stray, home = (one, other) if there else (other, one)
                    if stray.exists() and not home.exists():
                        put_in_place(stray, home)
        self.end()

    def end(self) -> None:
        with synced_folder(self.path.parent):
            _note(self.path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}{MOVING}")


@contextlib.contextmanager
def _both(path: Path, to: Path, wait: bool = True) -> Iterator[None]:
    """Hold both cases, in an order that two programs share."""
    one, other = sorted((path, to))
    with CaseFile(one).held(wait), CaseFile(other).held(wait):
        yield


def carry(path: Path, to: Path, *, copy: bool = False) -> None:
    """Move or copy a case with all that belongs to it; raises `Problem`.

    Where that fails half-way, what was done is taken back: both places are as they were.
    """
    finish_moves([_note(each) for each in (path, to) if _note(each).exists()])
    if path == to:
        return
    with _both(path, to):
        if CaseFile(path).stat() is None:
            raise Problem("there is no case file {path}", path=str(path))
        _check_free(to)
        move = _Move.of(path, to, copy)
        try:
            move.begin()
            move.go()
            move.end()
        except OSError as error:
            # What can't be taken back now is put right when the workspace is next looked at.
            with contextlib.suppress(OSError):
                move.take_back()
            why = error.strerror or str(error)
            raise NotWritten("{path} can't be written: {why}", path=str(to), why=why) from None


def _check_free(to: Path) -> None:
    if to.exists():
        raise Problem("there is already a case {slug}", slug=to.stem)
    left = CaseFile(to).companions
    if left and left[0].name.endswith(".history.jsonl"):
        raise Problem(
            "there is the history of a case {slug} without its file: "
            "workbench restore {slug} brings it back",
            slug=to.stem,
        )
    if left:
        raise Problem("there is already a file {path}", path=str(left[0]))


def finish_moves(notes: list[Path]) -> None:
    """Finish the moves that a crash left half-way, or take them back; those under way go on."""
    for note in notes:
        path = note.with_name(note.name[1 : -len(MOVING)])
        with contextlib.suppress(NotWritten):
            move = _read(note, path)
            if move is None:
                # Torn: it was cut off before anything was moved.
                with CaseFile(path).held(wait=False):
                    if _read(note, path) is None:
                        note.unlink(missing_ok=True)
                continue
            with _both(path, move.to, wait=False):
                if _read(note, path) == move:
                    move.finish()


def _read(note: Path, path: Path) -> _Move | None:
    try:
        said = json.loads(note.read_bytes())
        to = Path(os.path.normpath(path.parent / said["to"]))
        pairs = tuple((str(here), str(there)) for here, there in said["files"])
        move = _Move(path, to, pairs, bool(said["copy"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    # It comes from a file: only what a move of ours would say is followed.
    near = to.parent.parent == path.parent.parent
    ours = all(
        here.startswith(f"{path.stem}.") and there == to.stem + here.removeprefix(path.stem)
        and not set("/\\") & set(here + there)
        for here, there in pairs
    )  # fmt: skip
    whole = bool(pairs) and pairs[-1] == (path.name, to.name)
    return move if near and ours and whole and to.suffix == ".json" else None
