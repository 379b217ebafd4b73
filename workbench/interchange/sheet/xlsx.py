"""The cells of an .xlsx workbook as text; formulas are never evaluated."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workbench.case import Problem

from ..packed import ZIP
from .mapping import names_title

_MOST = 200 * 1024 * 1024
"""Unpacked bytes above which a workbook is refused (a zip bomb, or no coding sheet)."""


@dataclass(frozen=True)
class Worksheet:
    """One worksheet of a workbook: its rows with their numbers, and which others there are."""

    rows: list[tuple[int, list[str]]]
    name: str = ""
    names: tuple[str, ...] = ()


def is_xlsx(data: bytes) -> bool:
    """Whether the bytes are a zip archive, as every .xlsx is."""
    return data.startswith(ZIP)


def read_xlsx(data: bytes, wanted: str | None = None) -> Worksheet:
    """The worksheet called `wanted`, else the first that has a column `title`, else the first.

    Raises `Problem` where it is no workbook, unpacks to too much, or has no such worksheet.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST:
                raise Problem("the workbook unpacks to more than {n} MB", n=_MOST // 1024**2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True)
            sheets = {str(sheet.title): sheet for sheet in book.worksheets}
            for sheet in book.worksheets:
                # What a file says of its size may leave rows out, or take in a million empty ones.
                sheet.reset_dimensions()
            name = _chosen(sheets, wanted)
            rows = [
                (n, [_text(cell) for cell in row])
                for n, row in enumerate(sheets[name].values if name else (), 1)
                if any(cell is not None for cell in row)
            ]
            book.close()
    except Problem:
        raise
    except Exception as error:
        # A damaged workbook fails in openpyxl, zipfile or the XML parser, each in its own way.
        why = str(error).partition(". ")[0].partition("\n")[0] or type(error).__name__
        raise Problem("this workbook can't be read: {why}", why=why) from None
    return Worksheet(rows, name, tuple(sheets))


def _chosen(sheets: dict[str, Any], wanted: str | None) -> str:
    if wanted is not None:
        if wanted not in sheets:
            raise Problem(
                "the workbook has no worksheet “{name}”; it has {names}",
                name=wanted,
                names=", ".join(sheets),
            )
        return wanted
    for name, sheet in sheets.items():
        head = next(iter(sheet.iter_rows(max_row=1, values_only=True)), ())
        if names_title([_text(cell) for cell in head]):
            return name
    return next(iter(sheets), "")


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
