"""The lines of a data file, plain, gzipped or zipped, read as a stream in bounded memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from workbench.case import Problem

from ..packed import GZIP, ZIP, unpacking

MAX_LINE = 1 << 20
MAX_RATIO = 200
_SMALL = 1 << 26


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a data file, whatever it is packed in; raises `Problem`."""
    with path.open("rb") as raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic.startswith(GZIP):
            with gzip.open(raw) as stream:
                yield io.BufferedReader(stream)
        elif magic == ZIP:
            with zipfile.ZipFile(raw) as archive, _only_member(archive, path) as stream:
                yield io.BufferedReader(stream)  # type: ignore[type-var]
        else:
            yield raw


def _only_member(archive: zipfile.ZipFile, path: Path) -> IO[bytes]:
    members = [m for m in archive.infolist() if not m.is_dir()]
    if len(members) != 1:
        raise Problem(
            "{path} holds {count} files; a zipped data file holds one",
            path=str(path),
            count=len(members),
        )
    if members[0].flag_bits & 1:
        raise Problem("{path} is encrypted; unpack it first", path=str(path))
    return archive.open(members[0])


def lines(path: Path, told: Callable[[int], None]) -> Iterator[str]:
    """The lines of a data file in UTF-8; `told` hears the bytes read, now and then.

    Raises `Problem` for a damaged archive, one that unpacks to far too much, a line of more
    than a megabyte, and a NUL. What isn't UTF-8 is replaced by U+FFFD.
    """
    limit = max(_SMALL, path.stat().st_size * MAX_RATIO)
    total = 0
    with unpacking(path), opened(path) as stream:
        number = 0
        while line := stream.readline(MAX_LINE):
            number += 1
            total += len(line)
            if total > limit:
                raise Problem("{path} unpacks to far more than data does", path=str(path))
            if len(line) == MAX_LINE:
                raise Problem(
                    "{path}, line {line}: longer than a megabyte", path=str(path), line=number
                )
            if b"\0" in line:
                raise Problem(
                    "{path}, line {line}: there is a NUL character; if the file is UTF-16, "
                    "save it as UTF-8",
                    path=str(path),
                    line=number,
                )
            if not number % 10_000:
                told(total)
            yield line.decode("utf-8-sig" if number == 1 else "utf-8", "replace")
    told(total)
