"""The lines of a data file, plain, gzipped or zipped, read as a stream in bounded memory."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from workbench.case import Problem

from ..packed import GZIP, ZIP, many_files, unpacking, unzipped

MAX_LINE = 1 << 20
MAX_RATIO = 200
MOST_EMPTY = 1_000_000
_SHORT = 10_000
"""Lines of a block, from which on most say too little to be rows."""
_SMALL = 1 << 26
_BLOCK = 1 << 17


Opened = tuple[Path, IO[bytes], ZipFile]
_kept: ContextVar[Opened | None] = ContextVar("kept", default=None)


@contextmanager
def kept_open(path: Path) -> Iterator[None]:
    """Open an archive once for all that is read of it within: each opening reads its whole list.

    Of what is no archive nothing is kept. Raises `Problem`, `OSError`.
    """
    kept = _kept.get()
    if (kept and kept[0] == path) or not is_archive(path):
        yield
        return
    with path.open("rb") as raw:
        with unpacking(path):
            archive = unzipped(raw, many_files(path))
        token = _kept.set((path, raw, archive))
        try:
            yield
        finally:
            _kept.reset(token)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive, whatever it holds; raises `OSError`."""
    with path.open("rb") as stream:
        return stream.read(len(ZIP)) == ZIP


@contextmanager
def _archive(path: Path) -> Iterator[Opened]:
    kept = _kept.get()
    if kept and kept[0] == path:
        yield kept
        return
    with path.open("rb") as raw, unzipped(raw, many_files(path)) as archive:
        yield path, raw, archive


def names_in(path: Path) -> list[str]:
    """The files in an archive, all of them; raises `Problem`."""
    with unpacking(path), _archive(path) as (_, _, archive):
        return [each.filename for each in archive.infolist() if not each.is_dir()]


def members(path: Path) -> list[str]:
    """The files in a zip archive that may hold data; of what is no archive one without a name.

    Hidden files and what macOS puts beside each aren't data.
    """
    if not is_archive(path):
        return [""]
    return [
        name
        for name in names_in(path)
        if not name.startswith("__MACOSX/") and not name.rpartition("/")[2].startswith(".")
    ]


def _of_archive(archive: ZipFile, name: str, path: Path) -> IO[bytes]:
    if archive.getinfo(name).flag_bits & 1:
        raise Problem("{path} is encrypted; unpack it first", path=str(path))
    return archive.open(name)


@contextmanager
def opened(path: Path, member: str = "") -> Iterator[IO[bytes]]:
    """The bytes of a data file, whatever it is packed in; raises `Problem`."""
    with _unpacked(path, member) as (_, stream):
        yield stream


@contextmanager
def _unpacked(path: Path, member: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The file itself, which tells how far it was read, and what is in it."""
    if is_archive(path):
        name = member or _only_member(path)
        with _archive(path) as (_, raw, archive), _of_archive(archive, name, path) as stream:
            yield raw, io.BufferedReader(stream)  # type: ignore[type-var]
        return
    with path.open("rb") as raw:
        magic = raw.read(len(GZIP))
        raw.seek(0)
        if magic == GZIP:
            with gzip.open(raw) as stream:
                yield raw, io.BufferedReader(stream)
        else:
            yield raw, raw


def _only_member(path: Path) -> str:
    names = members(path)
    if len(names) != 1:
        raise Problem(
            "{path} holds {count} files; a zipped data file holds one",
            path=str(path),
            count=len(names),
        )
    return names[0]


def is_packed(path: Path) -> bool:
    """Whether a file holds what it says in a packed form."""
    with path.open("rb") as stream:
        return stream.read(4).startswith((ZIP, GZIP))


def blocks(
    path: Path,
    told: Callable[[int], None],
    member: str = "",
    unpacked: Callable[[bytes], None] = lambda _: None,
) -> Iterator[list[bytes]]:
    """The lines of a data file, many at a time; `told` hears how far it was read, in its own bytes.

    `unpacked` hears the bytes of what is packed in it, before anything is made of them. Raises
    `Problem` for a damaged archive, one that unpacks to far too much, a line of more than a
    megabyte, millions of empty ones, and a NUL.
    """
    limit = max(_SMALL, path.stat().st_size * MAX_RATIO)
    total, number, empty, rest = 0, 0, 0, b""
    with unpacking(path), _unpacked(path, member) as (raw, stream):
        for block in _utf8(_read(stream, unpacked)):
            total += len(block)
            if total > limit:
                raise Problem("{path} unpacks to far more than data does", path=str(path))
            if b"\0" in block:
                raise Problem(
                    "{path}, line {line}: there is a NUL character; if the file is UTF-16, "
                    "save it as UTF-8",
                    path=str(path),
                    line=number + block[: block.index(0)].count(b"\n") + 1,
                )
            found = (rest + block).split(b"\n")
            rest = found.pop()
            for place, line in ((1, found[0] if found else b""), (len(found) + 1, rest)):
                if len(line) >= MAX_LINE:
                    raise Problem(
                        "{path}, line {line}: longer than a megabyte",
                        path=str(path),
                        line=number + place,
                    )
            number += len(found)
            if len(found) > _SHORT:
                empty += found.count(b"") + found.count(b"\r")
                if empty > MOST_EMPTY:
                    most = f"{MOST_EMPTY:,}"
                    raise Problem("{path} has more than {n} empty lines", path=str(path), n=most)
            yield found
            told(raw.tell())
        if rest:
            yield [rest]
        told(raw.tell())


def _read(stream: IO[bytes], unpacked: Callable[[bytes], None]) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        unpacked(block)
        yield block


def _utf8(found: Iterator[bytes]) -> Iterator[bytes]:
    """Bytes as UTF-8 without a mark, which UTF-16 has to have."""
    block = next(found, b"")
    if not block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield block.removeprefix(codecs.BOM_UTF8)
        yield from found
        return
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    for part in chain([block], found):
        yield decoder.decode(part).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def text(line: bytes) -> str:
    """A line without its end; what isn't UTF-8 is replaced by U+FFFD."""
    return line.rstrip(b"\r").decode("utf-8", "replace")
