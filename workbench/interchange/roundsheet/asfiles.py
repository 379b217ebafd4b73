"""A table of texts as CSV (RFC 4180), or as a workbook (ECMA-376, SpreadsheetML) of texts alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from ..sheet.guards import guarded

Rows = Sequence[Sequence[str]]
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_MOST, _MOST_OF_NAME = 32_767, 31
"""Characters that a cell of Excel holds, and the name of a worksheet."""
_WIDTH, _COLUMNS = 18, 1000
_TEXT = {"num_format": "@", "align": "top", "text_wrap": True}
"""Whatever is typed into such a cell stays what it is."""


def as_csv(rows: Rows) -> bytes:
    """The table with a mark of UTF-8 before it, so that Excel reads it; no cell is a formula."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows([map(guarded, row) for row in rows])
    return stream.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(rows: Rows, name: str) -> bytes:
    """The table as a workbook with one worksheet, its first row held in place; the same rows make
    the same bytes. What XML can't hold is shown as a replacement character.
    """
    from xlsxwriter import Workbook

    found = io.BytesIO()
    with Workbook(found, {"in_memory": True}) as book:
        # Else the time at which it is written stands in it.
        book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
        text, head = book.add_format(_TEXT), book.add_format({**_TEXT, "bold": True})
        sheet = book.add_worksheet(_NO_NAME.sub(" ", name)[:_MOST_OF_NAME])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, _COLUMNS - 1, _WIDTH, text)
        for number, row in enumerate(rows):
            style = text if number else head
            for place, cell in enumerate(row):
                if cell:
                    # What is written so is no number, no date, no link and no formula.
                    sheet.write_string(number, place, _written(cell), style)
                else:
                    sheet.write_blank(number, place, None, style)
    return found.getvalue()


def _written(cell: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", guarded(cell))[:_MOST]
