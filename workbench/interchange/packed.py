"""What is packed (gzip, RFC 1952; ZIP, APPNOTE 6.3) and damaged: one sentence, whoever meets it."""

from __future__ import annotations

import errno
import lzma
import os
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from workbench.case import Problem

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
"""What the files begin with."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What an .xls, and a workbook under a password, begins with (MS-CFB 2.2)."""
MOST_BYTES = 50 << 20
"""Bytes of a sheet or of a list of references, as it lies there and unpacked."""
MOST_FILES = 10_000
"""Files in an archive, each of which is opened; ten years of a day's file each are 3,650."""
_MOST_NAMES = 4 << 20
"""Bytes of the list of its files with which an archive ends, all of which is read at once."""
_END, _LOCATOR = re.compile(b"PK\x05\x06"), b"PK\x06\x07"
_TAIL = 66_000
"""Bytes in which the end of an archive stands, with a remark behind it (4.3.16)."""
ENCRYPTED = "encrypted-package"
"""The one part of an .ods that LibreOffice encrypts whole."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
# Damage shows in the module's every layer, in each its own way.
_DAMAGE = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@contextmanager
def unpacking(path: Path) -> Iterator[None]:
    """Raises `Problem` where what is read within shows that the file at `path` is damaged."""
    try:
        yield
    except Problem:
        raise
    except _DAMAGE as error:
        # A failing disk has another number; these are a bad stream and a place that can't be.
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise
        raise Problem("{path} is damaged: it can't be unpacked", path=str(path)) from None


def check_file(path: Path) -> None:
    """Raise `Problem` where a path leads to a folder or a device, which has no end."""
    if path.exists() and not path.is_file():
        raise Problem("{path} is a folder, or no file: name a file", path=str(path))


def bounded(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file that a person brings; raises `Problem` where it is too large, `OSError`.

    A device has no size and no end: no more is read than is taken.
    """
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size <= most:
            try:
                data = stream.read(most + 1)
            except OSError as error:
                # A disk that fails while it is read doesn't say of which file.
                raise OSError(error.errno, error.strerror, str(path)) from error
            if len(data) <= most:
                return data
    raise Problem("{path} has more than {n} MB", path=str(path), n=most >> 20)


def unzipped(stream: IO[bytes], too_many: Problem) -> ZipFile:
    """The archive; raises `too_many` where it has more files than any that comes in here has.

    And whatever zipfile raises of damage.
    """
    stream.seek(max(stream.seek(0, os.SEEK_END) - _TAIL, 0))
    tail = stream.read(_TAIL)
    # What holds more than the old record can say has a new one before it (4.3.14).
    for end in (found.start() for found in _END.finditer(tail)):
        wide = end >= 76 and tail[end - 20 :].startswith(_LOCATOR)
        length = tail[end - 36 : end - 28] if wide else tail[end + 12 : end + 16]
        if int.from_bytes(length, "little") > _MOST_NAMES:
            raise too_many
    archive = ZipFile(stream)
    if len(archive.infolist()) > MOST_FILES:
        raise too_many
    return archive


def many_files(path: Path) -> Problem:
    """What an archive of too many files is refused with."""
    return Problem(
        "{path} holds more than {n} files: unpack it into a folder, or pack it in parts",
        path=str(path),
        n=f"{MOST_FILES:,}",
    )


def under_password() -> Problem:
    """What to do with a workbook that nobody can open who doesn't know its password."""
    return Problem("the workbook is protected by a password: save it without one")


def old_workbook(data: bytes) -> Problem:
    """What to do with a file of the old container: an .xls, or one under a password."""
    if _PASSWORD in data:
        return under_password()
    return Problem(
        "this is a workbook of Excel 97–2003 (.xls): open it in Excel or LibreOffice, save it as "
        ".xlsx, and import that"
    )
