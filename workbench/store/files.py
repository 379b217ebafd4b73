"""Bytes put on disk so that a crash leaves the old file or the new one, never a part of either."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system has a way to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def replace_file(path: Path, data: bytes, backup: Path | None = None) -> None:
    """Put `data` in place of `path`, durably; `backup` then names the file that stood there.

    Raises `OSError`; the old file then stands.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
            if backup is not None:
                _keep(path, backup)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _keep(path: Path, backup: Path) -> None:
    """A second name for the old bytes costs no copy, where the file system has such names."""
    spare = backup.with_name(f".{backup.name}.tmp")
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:
        shutil.copyfile(path, spare)
    spare.replace(backup)


def sweep(path: Path) -> None:
    """Take away what killed writes of `path` left behind; only the lock's holder may."""
    for leftover in path.parent.glob(f".{path.name}.*tmp"):
        with contextlib.suppress(OSError):
            leftover.unlink()
