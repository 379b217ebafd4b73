"""What is packed (gzip, RFC 1952; ZIP, APPNOTE 6.3) and damaged: one sentence, whoever meets it."""

from __future__ import annotations

import errno
import lzma
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from workbench.case import Problem

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
"""What the files begin with."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What an .xls, and a workbook under a password, begins with (MS-CFB 2.2)."""
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


def old_workbook(data: bytes) -> Problem:
    """What to do with a file of the old container: an .xls, or one under a password."""
    if _PASSWORD in data:
        return Problem("the workbook is protected by a password: save it without one")
    return Problem(
        "this is a workbook of Excel 97–2003 (.xls): open it in Excel or LibreOffice, save it as "
        ".xlsx, and import that"
    )
