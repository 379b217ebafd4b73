"""Which workbook the bytes of a file are, and its cells: .xlsx and .ods; others by name."""

from __future__ import annotations

from defusedxml import DefusedXmlException

from workbench.case import Problem

from ..packed import ENCRYPTED, OLE, ZIP, old_workbook, under_password
from .ods import read_ods
from .parts import archive_of
from .workbook import Worksheet
from .xlsx import read_xlsx


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a workbook, or something else that is packed."""
    return data.startswith((ZIP, OLE))


def read_workbook(data: bytes, wanted: str | None = None, most: int | None = None) -> Worksheet:
    """The worksheet called `wanted`, else the first shown one that has a column for titles.

    Of an .xlsx at `most` so many rows are read.
    Raises `Problem` where it is no workbook that is read here, and `Astray` where a cell stands
    far off.
    """
    if data.startswith(OLE):
        raise old_workbook(data)
    try:
        with archive_of(data) as archive:
            names = archive.namelist()
        if ENCRYPTED in names:
            raise under_password()
        if "content.xml" in names:
            return read_ods(data, wanted)
        if "xl/workbook.bin" in names:
            raise Problem(
                "this is a binary workbook of Excel (.xlsb): open it in Excel or LibreOffice, save "
                "it as .xlsx, and import that"
            )
        return read_xlsx(data, wanted, most)
    except Problem:
        raise
    except DefusedXmlException:
        raise Problem("the workbook declares a document type or entities; it is refused") from None
    except Exception:
        # A damaged workbook fails in zipfile or the XML parser, each in its own way.
        raise Problem(
            "this workbook can't be read, for it is damaged: open it in Excel or LibreOffice, save "
            "it, and import it again"
        ) from None
