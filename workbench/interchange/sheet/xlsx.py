"""The cells of an .xlsx workbook as text; formulas are never evaluated."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

from workbench.case import Problem

from .mapping import names_title

_MOST = 200 * 1024 * 1024
"""Unpacked bytes above which a workbook is refused (a zip bomb, or no coding sheet)."""


def is_xlsx(data: bytes) -> bool:
    """Whether the bytes are a zip archive, as every .xlsx is."""
    return data.startswith(b"PK\x03\x04")


def read_xlsx(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows, with their numbers, of the first sheet that has a column `title`, else the first.

    Raises `Problem` where it is no workbook or unpacks to too much.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST:
                raise Problem("the workbook unpacks to more than {n} MB", n=_MOST // 1024**2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True)
            sheets = [
                [(n, [_text(cell) for cell in row]) for n, row in enumerate(sheet.values, 1)]
                for sheet in book.worksheets
            ]
            book.close()
    except Problem:
        raise
    except Exception as error:
        # A damaged workbook fails in openpyxl, zipfile or the XML parser, each in its own way.
        raise Problem("this workbook can't be read: {why}", why=str(error)) from None
    titled = (s for s in sheets if any(names_title(r) for _, r in s[:1]))
    return next(titled, sheets[0] if sheets else [])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
