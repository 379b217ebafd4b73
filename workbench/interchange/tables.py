"""Tables for statistics: a zip of CSV files (RFC 4180) with the dictionary of their columns.

R's `read.csv` and pandas' `read_csv` read each without arguments: UTF-8 without a mark, a comma, a
header, NA for what is missing. What begins like a formula has an apostrophe before it, but for a
date before the year 0.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.case import span
from workbench.locale import N_, words

from .sheet.guards import GUARDED

TEXT, ID = N_("text"), N_("identifier")
DAY, DATE = N_("day, YYYY-MM-DD; -0044 is 45 BCE"), N_("date in EDTF")
NUMBER, TRUTH, WORD = N_("whole number"), N_("TRUE or FALSE"), N_("one of the values")
Value = str | int | bool | None


@dataclass(frozen=True)
class Column:
    """A column, and what the dictionary says of it."""

    name: str
    type: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A file of the archive."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


_DICTIONARY = ("file", "column", "type", "values", "meaning", "type_zh_hant", "meaning_zh_hant")


def archive(tables: Sequence[Table]) -> bytes:
    """The tables and `dictionary.csv`, which tells of every column; the same for the same input."""
    say, zh = words("en"), words("zh-Hant")
    told = [
        (f"{table.name}.csv", c.name, say.t(c.type), "; ".join(c.values) or None, say.t(c.meaning),
         zh.t(c.type), zh.t(c.meaning))
        for table in tables
        for c in table.columns
    ]  # fmt: skip
    files = [(t.name, t.columns, t.rows) for t in tables]
    dictionary = [Column(name, TEXT, "") for name in _DICTIONARY]
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, columns, rows in [*files, ("dictionary", dictionary, told)]:
            # A fixed time makes the same case the same bytes.
            part = zipfile.ZipInfo(f"{name}.csv", (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            whole.writestr(part, _csv(columns, rows))
    return found.getvalue()


def _csv(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    dated = [column.type in (DAY, DATE) for column in columns]
    writer.writerows(map(_cell, row, dated) for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: Value, dated: bool) -> str:
    if value is None or value == "":
        return "NA"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    # R stops reading at a NUL.
    said = str(value).replace("\0", "\N{REPLACEMENT CHARACTER}")
    harmless = dated and span(said)
    return f"'{said}" if said.startswith(GUARDED) and not harmless else said
