"""What a file is, by its content: a name may end however it likes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

from workbench.case import Problem
from workbench.locale import N_

from .packed import (
    ENCRYPTED,
    GZIP,
    OLE,
    ZIP,
    bounded,
    check_file,
    many_files,
    old_workbook,
    unpacking,
    unzipped,
)

Kind = Literal["sheet", "references", "eventdata", "project"]
_HEAD = 1 << 16
_XLSX = "[Content_Types].xml"
_LISTS = re.compile(r"\s*(?:PMID- |%[0A-Z] |FN |PT [A-Z]\b)")
"""How lists of references begin that are none of ours: whoever reads them says what to do."""


@dataclass(frozen=True)
class Recognised:
    """What a file is, and in which form."""

    kind: Kind
    form: str
    """For event data the data set's id; else the name of the format."""
    said: str
    """A message id that says it to a person."""


_KINDS = {
    "csv": Recognised("sheet", "csv", N_("a coding sheet (CSV)")),
    "xlsx": Recognised("sheet", "xlsx", N_("a coding sheet (Excel)")),
    "ods": Recognised("sheet", "ods", N_("a coding sheet (OpenDocument)")),
    "CSL-JSON": Recognised("references", "CSL-JSON", N_("references (CSL-JSON)")),
    "BibTeX": Recognised("references", "BibTeX", N_("references (BibTeX)")),
    "RIS": Recognised("references", "RIS", N_("references (RIS)")),
    "other list": Recognised("references", "other list", N_("references")),
    "qdpx": Recognised("project", "qdpx", N_("a coded project (REFI-QDA)")),
    "gdelt": Recognised("eventdata", "gdelt", N_("event data (GDELT)")),
    "icews": Recognised("eventdata", "icews", N_("event data (ICEWS)")),
    "polecat": Recognised("eventdata", "polecat", N_("event data (POLECAT)")),
    "acled": Recognised("eventdata", "acled", N_("event data (ACLED)")),
}


def typed_path(text: str) -> Path:
    """The path in what was typed, or dropped on a terminal: quoted, escaped, or a file: address.

    Raises `Problem` where nothing is there.
    """
    value = text.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if value.casefold().startswith("file:"):
        value = url2pathname(urlsplit(value).path)
    elif "\\" in value and not Path(value).exists():
        # A terminal puts a backslash before each space of what is dropped on it.
        value = re.sub(r"\\(.)", r"\1", value)
    if not value:
        raise Problem("write where the file is")
    if "\x00" in value:
        raise Problem("there is no file {path}", path=value.replace("\x00", "␀"))
    try:
        return Path(value).expanduser()
    except RuntimeError:
        # «~name» of nobody whose home is known.
        return Path(value)


def recognise(path: Path) -> Recognised:
    """What the file at `path` is; raises `Problem` where it is nothing that comes in here."""
    try:
        check_file(path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(OLE):
            raise old_workbook(bounded(path))
        if head.startswith((ZIP, GZIP)):
            with unpacking(path):
                return _KINDS[_packed(path, head)]
    except FileNotFoundError:
        raise Problem("there is no file {path}", path=str(path)) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise Problem("{path} can't be read: {why}", path=str(path), why=why) from None
    return _KINDS[_text(head, path)]


def _unknown(path: Path) -> str:
    raise Problem(
        "{path} is nothing that can be imported: a coding sheet, references, event data or a "
        "REFI-QDA project",
        path=str(path),
    )


def _packed(path: Path, head: bytes) -> str:
    from .eventdata.contents import book_data_set, first_part

    if head.startswith(ZIP):
        with path.open("rb") as file, unzipped(file, many_files(path)) as archive:
            names = archive.namelist()
        if _XLSX in names:
            return book_data_set(path) or "xlsx"
        if "content.xml" in names or ENCRYPTED in names:
            return "ods"
        if any(name.casefold().endswith(".qde") for name in names):
            return "qdpx"
    part = first_part(path)
    return part.dataset if part else _unknown(path)


def _text(head: bytes, path: Path) -> str:
    from .eventdata.contents import data_set, decoded, first_part
    from .eventdata.records import PARQUET
    from .references import reference_format

    if head.startswith(PARQUET):
        part = first_part(path)
        return part.dataset if part else _unknown(path)
    text = decoded(head).lstrip()
    if text.startswith("<"):
        return "qdpx" if re.search(r"<(\w+:)?(CodeBook|Project)\b", text) else _unknown(path)
    found = (data_set(head) if text.startswith("{") else None) or reference_format(text)
    found = found or data_set(head)
    return found or ("other list" if _LISTS.match(text) else "csv")
