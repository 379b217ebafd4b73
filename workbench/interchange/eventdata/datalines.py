"""The lines of a data file, plain, gzipped or zipped, read as a stream in bounded memory."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from workbench.case import Problem

from ..packed import GZIP, ZIP, many_files, unpacking, unzipped

MAX_LINE = 1 << 20
MAX_RATIO = 200
_SMALL = 1 << 26
_BLOCK = 1 << 17


def members(path: Path) -> list[str]:
    """The files in a zip archive that may hold data; of what is no archive one without a name.

    Hidden files and what macOS puts beside each aren't data.
    """
    with path.open("rb") as stream:
        if stream.read(4) != ZIP:
            return [""]
        with unpacking(path), unzipped(stream, many_files(path)) as archive:
            names = [each.filename for each in archive.infolist() if not each.is_dir()]
    return [
        name
        for name in names
        if not name.startswith("__MACOSX/") and not name.rpartition("/")[2].startswith(".")
    ]


def heads(path: Path, most: int) -> Iterator[tuple[str, bytes]]:
    """Of each file in a zip archive that may hold data its name and first bytes.

    The archive is opened once: to open it reads its list of files. Raises `Problem`.
    """
    names = members(path)
    with path.open("rb") as raw, unzipped(raw, many_files(path)) as archive:
        for name in names:
            with _of_archive(archive, name, path) as stream:
                yield name, stream.read(most)


def _of_archive(archive: ZipFile, name: str, path: Path) -> IO[bytes]:
    if archive.getinfo(name).flag_bits & 1:
        raise Problem("{path} is encrypted; unpack it first", path=str(path))
    return archive.open(name)


@contextmanager
def opened(path: Path, member: str = "") -> Iterator[IO[bytes]]:
    """The bytes of a data file, whatever it is packed in; raises `Problem`."""
    with path.open("rb") as raw, _unpacked(raw, path, member) as stream:
        yield stream


@contextmanager
def _unpacked(raw: IO[bytes], path: Path, member: str) -> Iterator[IO[bytes]]:
    magic = raw.read(4)
    raw.seek(0)
    if magic.startswith(GZIP):
        with gzip.open(raw) as stream:
            yield io.BufferedReader(stream)
    elif magic == ZIP:
        name = member or _only_member(path)
        with (
            unzipped(raw, many_files(path)) as archive,
            _of_archive(archive, name, path) as stream,
        ):
            yield io.BufferedReader(stream)  # type: ignore[type-var]
    else:
        yield raw


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
    megabyte, and a NUL.
    """
    limit = max(_SMALL, path.stat().st_size * MAX_RATIO)
    total, number, rest = 0, 0, b""
    with unpacking(path), path.open("rb") as raw, _unpacked(raw, path, member) as stream:
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
