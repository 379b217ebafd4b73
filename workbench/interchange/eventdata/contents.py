"""Which data sets a file holds, seen by how its content begins."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from workbench.case import Problem

from ..packed import GZIP, ZIP, bounded, unpacking
from ..sheet.books import read_workbook
from .datalines import kept_open, members, opened
from .dyadrows import is_book
from .formats import named, unnamed
from .records import is_parquet, keys, parquet_columns

_HEAD = 1 << 16


class Part(NamedTuple):
    """A data set in a file, or in that member of an archive."""

    member: str
    dataset: str
    label: str
    """What candidates call it."""


def decoded(head: bytes) -> str:
    """What a text begins with, in UTF-8 or in UTF-16 that says so, without the mark."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")


def data_set(head: bytes) -> str | None:
    """The data set that a text begins like."""
    lines = decoded(head).split("\n")
    first = next((line for line in lines if line.strip(' \t\r,;"')), "").rstrip("\r")
    if unnamed(first):
        return "gdelt"
    told = keys(first)
    found = named(head_of(told) if told else first)
    return found[0] if found else None


def book_data_set(path: Path) -> str | None:
    """The data set whose columns the first row of a workbook names."""
    rows = read_workbook(bounded(path), most=1).rows
    found = named(head_of(rows[0][1])) if rows else None
    return found[0] if found else None


def data_parts(path: Path, dataset: str = "") -> list[Part]:
    """The data sets in a file, or in an archive of several; none where it holds no event data.

    A `dataset` is taken at its word. Raises `Problem` for a damaged archive.
    """
    with kept_open(path):
        return list(_parts(path, dataset))


def first_part(path: Path) -> Part | None:
    """The first data set in a file or an archive; None where it holds no event data.

    Raises `Problem` for a damaged archive.
    """
    with kept_open(path):
        return next(_parts(path, ""), None)


def _parts(path: Path, dataset: str) -> Iterator[Part]:
    with path.open("rb") as stream:
        packed = stream.read(4).startswith((ZIP, GZIP))
    if packed:
        with unpacking(path):
            if not is_book(path):
                yield from _packed(path, dataset)
                return
    book = packed or zipfile.is_zipfile(path)
    found = dataset or (book_data_set(path) if book else _begins_like(path))
    if found:
        yield Part("", found, path.name)


def _packed(path: Path, dataset: str) -> Iterator[Part]:
    names = members(path)
    for name in names:
        with opened(path, name) as stream:
            head = stream.read(_HEAD)
        if _archive(head, name):
            raise Problem(
                "{path} holds an archive, {name}: unpack it, and name what is in it",
                path=str(path),
                name=name or path.stem,
            )
        if found := dataset or data_set(head):
            yield Part(name, found, path.name if len(names) == 1 else f"{path.name}/{name}")


def _archive(head: bytes, name: str) -> bool:
    """Whether what is packed is packed again; a workbook or a text in a zip isn't meant."""
    # POSIX.1-1988, ustar: the mark in the head of a file in a tape archive.
    tape = head[257:262] == b"ustar"
    zipped = head.startswith(ZIP) and (not name or name.casefold().endswith(".zip"))
    return tape or zipped or head.startswith(GZIP)


def head_of(names: Iterable[str]) -> str:
    """Columns as a line with tabs names them."""
    return "\t".join(name.replace("\t", " ") for name in names)


def _begins_like(path: Path) -> str | None:
    if is_parquet(path):
        found = named(head_of(parquet_columns(path)))
        return found[0] if found else None
    with opened(path) as stream:
        return data_set(stream.read(_HEAD))
