"""Bytes put on disk so that a crash leaves the old file or the new one, never a part of either."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

_HELD = (5, 32)
"""What Windows says of a file in use: ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION."""
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.5, 0.7)
"""In seconds."""
MOST = 1 << 30
"""Bytes of a case or a history, a hundred times what is known of any."""


class Unconfirmed(OSError):
    """The new bytes stand in place of the old, but the disk didn't confirm that they will last."""


Stat = tuple[int, int, int, int, int]
"""Where a file is, how long, and when it and its entry last changed."""


def stat_of(path: Path) -> Stat | None:
    """What tells one state of a file from another; None where there is none.

    Raises `OSError`, also where no file stands there: for a pipe one would wait.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        kind = errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.EINVAL
        raise OSError(kind, os.strerror(kind), str(path))
    # Whoever sets the time of a change back can't set back the time of that.
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def whole(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none; raises `OSError`.

    A sparse file has no end that memory could hold.
    """
    found = stat_of(path)
    if found and found[2] > MOST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes() if found else None


def whole_text(path: Path) -> bytes | None:
    """The same of a file of text: where it begins with a NUL, as a sparse one does, that alone."""
    if stat_of(path):
        with path.open("rb") as stream:
            if stream.read(1) == b"\0":
                return b"\0"
    return whole(path)


def to_disk(handle: int) -> None:
    """Have what was written last; on macOS `fsync` leaves it in the drive (see fsync(2) there)."""
    if sys.platform == "darwin":
        import fcntl

        # A share may have no such way.
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have an `OSError` of the body name the file that a person knows, whichever it was of."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextlib.contextmanager
def synced_folder(folder: Path) -> Iterator[None]:
    """Make the names that the body gives in `folder` durable, where the system has a way to."""
    if os.name != "posix":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield
        to_disk(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, data: bytes, backup: Path | None = None) -> None:
    """The same as `replace_by_parts` for what is one part."""
    replace_by_parts(path, (data,), backup)


def replace_by_parts(
    path: Path, parts: Iterable[bytes | memoryview], backup: Path | None = None
) -> None:
    """Put `parts` in place of `path`, durably; `backup` then names the file that stood there.

    Raises `OSError`; where a backup is kept, the old file then stands. Without one, `Unconfirmed`
    says that it doesn't. What stands behind a symbolic link is replaced, not the link.
    """
    # What was to take its place is nobody's concern.
    with naming(path):
        _replace(Path(os.path.realpath(path)), parts, backup)


def _replace(path: Path, parts: Iterable[bytes | memoryview], backup: Path | None) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    moved = False
    there = path.exists()
    try:
        with os.fdopen(handle, "wb") as stream:
            for part in parts:
                stream.write(part)
            stream.flush()
            to_disk(stream.fileno())
        if there:
            temporary.chmod(path.stat().st_mode & 0o777)
            if backup is not None:
                _keep(path, backup)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        with synced_folder(path.parent):
            put_in_place(temporary, path)
            moved = True
    except BaseException as error:
        if moved and backup is None and isinstance(error, OSError):
            raise Unconfirmed(error.errno, error.strerror, str(path)) from error
        with contextlib.suppress(OSError):
            if not moved:
                temporary.unlink(missing_ok=True)
            elif backup is not None:
                # A name that isn't durable isn't confirmed: what stood there stands again.
                put_in_place(backup, path) if there else path.unlink()
        raise


def put_in_place(file: Path, path: Path) -> None:
    """Give `file` the name `path`, whatever had it.

    Windows refuses while another program, such as a virus scanner, looks into either; that is
    waited for, two seconds at most. Raises `OSError`.
    """
    for pause in _PAUSES:
        try:
            file.replace(path)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
    file.replace(path)


def _keep(path: Path, backup: Path) -> None:
    """A second name for the old bytes costs no copy, where the file system has such names."""
    backup.unlink(missing_ok=True)
    try:
        os.link(path, backup)
    except OSError:
        shutil.copyfile(path, backup)


def sweep(path: Path) -> None:
    """Take away what killed writes of `path` left behind; only the lock's holder may."""
    with contextlib.suppress(OSError):
        for leftover in path.parent.glob(f".{path.name}.*tmp"):
            leftover.unlink()
