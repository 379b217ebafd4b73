"""A `.qdpx` or `.qdc` opened without trust: nothing of it is unpacked onto the disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from workbench.case import Problem
from workbench.locale import N_

from ..packed import ZIP, check_file, many_files, unpacking, unzipped
from ..tags import MOST_TAG, too_long

MOST_BYTES = 200 << 20
MOST_XML = 64 << 20
MAX_RATIO = 200
_MOST_ELEMENTS, _MOST_ATTRIBUTES = 100_000, 800_000
"""Of the elements a coded passage takes three."""
MOST_TEXT = 20_000_000
"""Bytes of all texts, and letters of all coded passages."""
_SMALL = 1 << 24
_DRIVE = re.compile(r"[A-Za-z]:")
_ROOTS = ("Project", "CodeBook")


def is_archive(path: Path) -> bool:
    """Whether a file is zipped, whatever it is called; raises `Problem` where it is too large."""
    check_file(path)
    with path.open("rb") as stream:
        zipped = stream.read(4) == ZIP
    if path.stat().st_size > (MOST_BYTES if zipped else MOST_XML):
        raise Problem("{path} is far larger than a project is", path=str(path))
    return zipped


class Archive:
    """The files of a project by their names, without regard to case or to the folder around."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        """Look through the archive; raises `Problem` for what no project holds."""
        self._archive, self.path = archive, path
        self._text = 0
        self._files: dict[str, zipfile.ZipInfo] = {}
        total = packed = 0
        for member in archive.infolist():
            name = PurePosixPath(member.filename.replace("\\", "/"))
            if name.is_absolute() or ".." in name.parts or _DRIVE.match(member.filename):
                raise Problem("{path} names a file outside itself; it is refused", path=str(path))
            if stat.S_ISLNK(member.external_attr >> 16):
                raise Problem("{path} holds a link to another file; it is refused", path=str(path))
            if member.flag_bits & 1:  # APPNOTE 4.4.4: encrypted
                raise Problem(
                    "{path} is protected by a password: export the project without one",
                    path=str(path),
                )
            # One without a name, which a damaged archive may have, can't be asked.
            if member.filename[-1:] in ("", "/") or "__MACOSX" in name.parts:
                continue
            key = str(name).casefold()
            if key in self._files:
                raise Problem(
                    "{path} holds two files named {name}; it is refused",
                    path=str(path), name=str(name),
                )  # fmt: skip
            total, packed = total + member.file_size, packed + member.compress_size
            self._files[key] = member
        if total > MOST_BYTES or total > max(_SMALL, packed * MAX_RATIO):
            raise Problem("{path} unpacks to far more than a project does", path=str(path))

    def project(self) -> tuple[Element, str]:
        """The root of the project and the folder that it lies in; raises `Problem`."""
        found = [name for name in self._files if name.endswith(".qde")]
        found.sort(key=lambda name: (name.rpartition("/")[2] != "project.qde", name.count("/")))
        if not found:
            raise Problem("{path} holds no project.qde", path=str(self.path))
        member = self._files[found[0]]
        folder, slash, _ = found[0].rpartition("/")
        return parsed(self._bytes(member), self.path), folder + slash

    def text(self, folder: str, address: str | None) -> str | None:
        """The text at an `internal://` address, or a bare name; None if it isn't there."""
        scheme, mark, name = (address or "").rpartition("://")
        if not name or (mark and scheme != "internal"):
            return None
        name = name.strip("/").casefold()
        for place in (f"{folder}sources/{name}", f"{folder}{name}"):
            if place in self._files:
                # One text may be that of ten thousand sources.
                self.count(self._files[place].file_size)
                return _decoded(self._bytes(self._files[place]))
        return None

    def count(self, length: int) -> None:
        """Count a text before it is read; raises `Problem` where all come to too much."""
        self._text += length
        if self._text > MOST_TEXT:
            raise too_large(self.path, N_("the texts of its sources have more than {n} MB"), 20)

    def _bytes(self, member: zipfile.ZipInfo) -> bytes:
        if member.file_size > MOST_XML:
            raise Problem("{path} is far larger than a project is", path=str(self.path))
        with unpacking(self.path):
            return self._archive.read(member)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`; raises `Problem` where it is damaged or holds what none should."""
    with path.open("rb") as stream:
        with unpacking(path):
            archive = unzipped(stream, many_files(path))
        with archive:
            yield Archive(archive, path)


def _decoded(raw: bytes) -> str | None:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return raw.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return None


def parsed(data: bytes, path: Path) -> Element:
    """The root element of a project or codebook; raises `Problem` for anything else."""
    if too_long(data):
        raise too_large(path, N_("a tag has more than {n} bytes"), MOST_TAG)
    root: Element | None = None
    elements = attributes = 0
    stream = io.BytesIO(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    try:
        for _, element in iterparse(stream, events=("start",), forbid_dtd=True):
            root = element if root is None else root
            elements, attributes = elements + 1, attributes + len(element.attrib)
            if elements > _MOST_ELEMENTS:
                raise too_large(path, N_("it has more than {n} elements"), _MOST_ELEMENTS)
            if attributes > _MOST_ATTRIBUTES:
                raise too_large(path, N_("it has more than {n} attributes"), _MOST_ATTRIBUTES)
    except Problem:
        raise
    except DefusedXmlException:
        raise Problem(
            "{path} declares a document type or entities; it is refused", path=str(path)
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        line = error.position[0] if isinstance(error, ParseError) else 1
        raise Problem(
            "{path}, line {line}: this isn't XML that can be read", path=str(path), line=line
        ) from None
    if root is None or local(root) not in _ROOTS:
        raise Problem("{path} is no REFI-QDA project or codebook", path=str(path))
    return root


def too_large(path: Path, why: str, n: int) -> Problem:
    """What a project beyond a limit is refused with; `why` is a message id that says which."""
    said = N_("{path} is far larger than a project is: {why}")
    return Problem(said, path=str(path), why=Problem(why, n=f"{n:,}"))


def local(node: Element) -> str:
    """An element's name without its namespace, of which programs write several."""
    return str(node.tag).rpartition("}")[2]
