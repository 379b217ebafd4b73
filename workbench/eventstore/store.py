"""The store: a folder of Parquet by data set and year, and a manifest for each part of it.

parts/ID.json              what was committed at once: its files, and where their rows lie
DATASET/YEAR/ID-N.parquet  rows
rejects/ID.parquet         rows of another width: file, line, number of columns
.workbench-unfinished/     what is being written, or was left by a program that was stopped
.workbench-spill-*/        what a question has no room for in memory

An ID has 16 hexadecimal digits. What is called otherwise is somebody's own, and stays as it is.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.case import Problem
from workbench.casebook import Workspace, load_settings, sha256_of
from workbench.interchange.eventdata import DATASETS
from workbench.store import replace_file

from .manifest import OTHER, Part, Piece, StoredFile, read_part

_ENDS = b"PAR1"
"""What a Parquet file begins and ends with (Apache Parquet, File Format)."""
_WORK, _SPILL, _LOCK = ".workbench-unfinished", ".workbench-spill-", ".store.lock"
_ROWS = re.compile(
    rf"(({'|'.join(DATASETS)})/(\d{{4}}|{OTHER})/[0-9a-f]{{16}}-\d+|rejects/[0-9a-f]{{16}})"
    r"\.parquet"
)
_MANIFEST = re.compile(r"parts/[0-9a-f]{16}\.json")
_HALF = re.compile(r"parts/\.[0-9a-f]{16}\.json\.[^/]*\.tmp")
"""What only this program calls so, and alone may take away."""
_HELD = ".held.lock"
"""What is locked in the folder of a question while it is asked."""
_SOON = 0.3
"""Seconds after which whoever waits for another program is told so."""


class EventStore:
    """A folder of event data, read as it stands now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def find(cls, workspace: Workspace, chosen: Path | None = None) -> EventStore:
        """The store that is named, else the one of the settings, else that of the workspace.

        Raises `Problem` where a file stands in its place.
        """
        named = load_settings().store
        folder = chosen or (Path(named).expanduser() if named else workspace.folder / "data")
        for place in (folder, *folder.absolute().parents):
            if place.is_dir():
                break
            if place.exists():
                raise Problem("{path} is no folder: name another store", path=str(place))
        return cls(folder)

    @property
    def manifests(self) -> Path:
        """Where the manifests are."""
        return self.folder / "parts"

    @property
    def unfinished(self) -> Path:
        """Where everything is written before it has its name."""
        return self.folder / _WORK

    def parts(self) -> list[Part]:
        """What is in the store; raises `Problem` where a manifest can't be read."""
        return [read_part(path) for path in sorted(self.manifests.glob("[!.]*.json"))]

    def known(self) -> dict[str, StoredFile]:
        """The files in the store by id."""
        return {file.id: file for part in self.parts() for file in part.files}

    @contextmanager
    def locked(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """The store's lock, which whoever adds holds; `waiting` hears that another does."""
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / _LOCK)
        try:
            lock.acquire(timeout=_SOON)
        except Timeout:
            waiting()
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def commit(self, part: Part, fresh: dict[str, Path]) -> None:
        """Give a part's Parquet files their names, and then its manifest; the lock is held.

        `fresh` says where each of them lies now, whole and on the disk.
        """
        from workbench.store.durable import put_in_place, synced_folder

        for path, lies in fresh.items():
            there = self.folder / path
            there.parent.mkdir(parents=True, exist_ok=True)
            with synced_folder(there.parent):
                put_in_place(lies, there)
        self.manifests.mkdir(exist_ok=True)
        replace_file(self.manifests / f"{part.id}.json", part.written())

    def owns(self, path: Path) -> bool:
        """Whether a file is one that the store wrote, by where it lies and what it is called."""
        try:
            within = path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return False
        return self._named(within)

    @staticmethod
    def _named(within: str) -> bool:
        return within.startswith((f"{_WORK}/", _SPILL)) or any(
            pattern.fullmatch(within) for pattern in (_ROWS, _MANIFEST, _HALF)
        )

    def need_own_folder(self) -> None:
        """Raises `Problem` where the folder holds somebody's files and is no store yet."""
        if any(_MANIFEST.fullmatch(f"parts/{path.name}") for path in self.manifests.glob("*")):
            return
        for here, _, names in os.walk(self.folder):
            for name in names:
                within = (Path(here) / name).relative_to(self.folder).as_posix()
                if not name.startswith(".") and not self._named(within):
                    raise Problem(
                        "{folder} is no store and isn't empty ({name} is there): name an empty "
                        "folder with --store; nothing was written",
                        folder=str(self.folder),
                        name=within,
                    )

    def leftovers(self) -> list[Path]:
        """What was being written when a program was stopped, and no manifest names."""
        named = {piece.path for part in self.parts() for piece in part.everything}
        found = [
            path
            for pattern in (
                *(f"{dataset}/*/*.parquet" for dataset in DATASETS),
                "rejects/*.parquet",
            )
            for path in self.folder.glob(pattern)
            if _ROWS.fullmatch(within := path.relative_to(self.folder).as_posix())
            and within not in named
        ]
        found += (path for path in self.unfinished.rglob("*") if path.is_file())
        found += (p for p in self.manifests.glob(".*") if _HALF.fullmatch(f"parts/{p.name}"))
        return sorted(found)

    def clean(self) -> list[Path]:
        """Take away what was never finished, and say what it was; the lock is held."""
        from filelock import FileLock, Timeout

        found = self.leftovers()
        for path in found:
            with suppress(OSError):
                path.unlink()
        shutil.rmtree(self.unfinished, ignore_errors=True)
        for spill in self.folder.glob(f"{_SPILL}*/"):
            with suppress(Timeout, OSError), FileLock(spill / _HELD, timeout=0):
                shutil.rmtree(spill, ignore_errors=True)
        return found

    @contextmanager
    def spilling(self) -> Iterator[Path]:
        """A folder for what a question has no room for in memory, as long as it is asked."""
        from filelock import FileLock

        # A store that is shared may be one that this person may only read.
        within = self.folder if os.access(self.folder, os.W_OK) else None
        with (
            TemporaryDirectory(prefix=_SPILL, dir=within, ignore_cleanup_errors=True) as folder,
            FileLock(Path(folder) / _HELD),
        ):
            yield Path(folder)

    def flaws(self) -> list[Problem]:
        """What is wrong with the store, a sentence each: files lost or changed, manifests too."""
        found: list[Problem] = []
        for manifest in sorted(self.manifests.glob("[!.]*.json")):
            try:
                part = read_part(manifest)
            except Problem as problem:
                found.append(problem)
                continue
            found += (
                Problem(
                    "{path} is lost or damaged: take {manifest} away and add {names} again",
                    path=str(self.folder / piece.path),
                    manifest=str(manifest),
                    names=", ".join(file.name for file in part.files),
                )
                for piece in part.everything
                if not _whole(self.folder / piece.path, piece)
            )
        return found


def _whole(path: Path, piece: Piece) -> bool:
    """Whether a Parquet file is what was written: its length first, for that costs nothing."""
    try:
        if path.stat().st_size != piece.size:
            return False
        if piece.sha256:
            return sha256_of(path) == piece.sha256
        with path.open("rb") as stream:
            begins = stream.read(len(_ENDS))
            stream.seek(-len(_ENDS), os.SEEK_END)
            return begins == stream.read() == _ENDS
    except OSError:
        return False
