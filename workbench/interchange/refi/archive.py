"""A `.qdpx` or `.qdc` opened without trust: nothing of it is unpacked onto the disk."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from workbench.case import Problem

from ..packed import ZIP, unpacking

MOST_BYTES = 200 << 20
MOST_XML = 64 << 20
MAX_RATIO = 200
_SMALL = 1 << 24
_DRIVE = re.compile(r"[A-Za-z]:")
_ROOTS = ("Project", "CodeBook")


def is_archive(path: Path) -> bool:
    """Whether a file is zipped, whatever it is called; raises `Problem` where it is too large."""
    with path.open("rb") as stream:
        zipped = stream.read(4) == ZIP
    if path.stat().st_size > (MOST_BYTES if zipped else MOST_XML):
        raise Problem("{path} is far larger than a project is", path=str(path))
    return zipped


class Archive:
    """The files of a project by their names, without regard to case or to the folder around."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        """Look through the archive; raises `Problem` for what no project holds."""
        self._archive, self._path = archive, path
        self._files: dict[str, zipfile.ZipInfo] = {}
        total = packed = 0
        for member in archive.infolist():
            name = PurePosixPath(member.filename.replace("\\", "/"))
            if name.is_absolute() or ".." in name.parts or _DRIVE.match(member.filename):
                raise Problem("{path} names a file outside itself; it is refused", path=str(path))
            if stat.S_ISLNK(member.external_attr >> 16):
                raise Problem("{path} holds a link to another file; it is refused", path=str(path))
            if member.is_dir() or "__MACOSX" in name.parts:
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
            raise Problem("{path} holds no project.qde", path=str(self._path))
        member = self._files[found[0]]
        if member.file_size > MOST_XML:
            raise Problem("{path} is far larger than a project is", path=str(self._path))
        folder, slash, _ = found[0].rpartition("/")
        return parsed(self._bytes(member), self._path), folder + slash

    def text(self, folder: str, address: str | None) -> str | None:
        """The text at an `internal://` address, or a bare name; None if it isn't there."""
        scheme, mark, name = (address or "").rpartition("://")
        if not name or (mark and scheme != "internal"):
            return None
        name = name.strip("/").casefold()
        for place in (f"{folder}sources/{name}", f"{folder}{name}"):
            if place in self._files:
                return _decoded(self._bytes(self._files[place]))
        return None

    def _bytes(self, member: zipfile.ZipInfo) -> bytes:
        with unpacking(self._path):
            return self._archive.read(member)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`; raises `Problem` where it is damaged or holds what none should."""
    with unpacking(path):
        archive = zipfile.ZipFile(path)
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
    try:
        root: Element = fromstring(data.removeprefix(b"\xef\xbb\xbf").lstrip(), forbid_dtd=True)
    except DefusedXmlException:
        raise Problem(
            "{path} declares a document type or entities; it is refused", path=str(path)
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise Problem(
            "{path} isn't XML that can be read: {why}", path=str(path), why=str(error)
        ) from None
    if local(root) not in _ROOTS:
        raise Problem("{path} is no REFI-QDA project or codebook", path=str(path))
    return root


def local(node: Element) -> str:
    """An element's name without its namespace, of which programs write several."""
    return str(node.tag).rpartition("}")[2]
