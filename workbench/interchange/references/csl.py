"""Sources as CSL-JSON (citeproc-js «CSL-JSON items»; CSL 1.0.2 data schema)."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.case import Case, Problem, Source
from workbench.citation import CSL_TYPES, Name, csl_kind, read_names

from .shared import keyed, made, named

_FIELDS = {
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "number": "number",
    "archive": "archive",
    "doi": "DOI",
    "url": "URL",
    "language": "language",
    "source_type": "genre",
    "note": "note",
}
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATES = {"published": "issued", "accessed": "accessed"}


def write_csl(case: Case) -> str:
    """The case's sources as a JSON array of CSL items; an item's id is the citation key."""
    items = [_item(key, source) for key, source in keyed(case)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(key: str, source: Source) -> dict[str, Any]:
    what = csl_kind(source)
    item: dict[str, Any] = {"id": key, "type": what if what in CSL_TYPES else "document"}
    if source.citation_key not in ("", key):
        item["citation-key"] = source.citation_key
    if source.author:
        item["author"] = [_name(name) for name in read_names(source.author)]
    for ours, csl in _DATES.items():
        if getattr(source, ours):
            item[csl] = _date(getattr(source, ours))
    for ours, csl in _FIELDS.items():
        if getattr(source, ours):
            item[csl] = getattr(source, ours)
    return item


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def _date(date: str) -> dict[str, Any]:
    ends = [_DAY.fullmatch(end) for end in date.split("/", 1)]
    parts = [[int(part) for part in end.groups() if part] for end in ends if end]
    return {"date-parts": parts} if len(parts) == len(ends) else {"literal": date}


def read_csl(text: str) -> list[Source]:
    """The sources of a CSL-JSON file, which may be an array or have it under `items`."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise Problem(
            "line {line}, column {column}: this is no JSON ({why})",
            line=error.lineno, column=error.colno, why=error.msg,
        ) from None  # fmt: skip
    except (ValueError, RecursionError):
        raise Problem("this JSON is nested too deep, or has a number too long") from None
    if isinstance(items, dict):
        items = items.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Problem("this JSON is no list of CSL items")
    found = []
    for number, item in enumerate(items, 1):
        fields = {ours: _said(item[csl]) for ours, csl in _FIELDS.items() if item.get(csl)}
        fields["citation_key"] = str(item.get("citation-key") or item.get("id") or "")
        fields["csl_type"] = str(item.get("type") or "")
        names = item.get("author") or item.get("editor")
        people = names if isinstance(names, list) else []
        fields["author"] = "; ".join(_person(n) for n in people if isinstance(n, dict))
        fields |= {ours: _edtf(item.get(csl)) for ours, csl in _DATES.items()}
        found.append(made(fields, number))
    return found


def _said(value: Any) -> str:
    # Crossref gives titles as lists of one.
    return _said(value[0]) if isinstance(value, list) and value else str(value)


def _person(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    particle = str(name.get("non-dropping-particle") or name.get("dropping-particle") or "")
    family = f"{particle} {name.get('family') or ''}".strip()
    return named(family, f"{name.get('given') or ''} {name.get('suffix') or ''}".strip())


def _edtf(date: Any) -> str:
    if not isinstance(date, dict):
        return ""
    parts = date.get("date-parts")
    said = str(date.get("raw") or date.get("literal") or "")
    try:
        return "/".join(_iso(*(int(p) for p in part)) for part in parts or ()) or said
    except (TypeError, ValueError, OverflowError):
        return said


def _iso(year: int, *rest: int) -> str:
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])
