"""The sources as CSL-JSON (citeproc-js «CSL-JSON items»; CSL 1.0.2 data schema)."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.case import Case, Source
from workbench.citation import Name, csl_kind, read_names

_FIELDS = {
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
    "language": "language",
}


def write_csl(case: Case) -> str:
    """The case's sources as a JSON array of CSL items; authors are kept as they were typed."""
    items = [_item(source) for source in case.sources.values()]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.citation_key or source.id,
        "type": csl_kind(source),
        "title": source.title,
    }
    if source.author:
        item["author"] = [_name(name) for name in read_names(source.author)]
    for field, date in (("issued", source.published), ("accessed", source.accessed)):
        if date:
            item[field] = _date(date)
    for ours, csl in _FIELDS.items():
        if getattr(source, ours):
            item[csl] = getattr(source, ours)
    if source.url:
        item["URL"] = source.url
    if source.note:
        item["note"] = source.note
    return item


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def _date(date: str) -> dict[str, Any]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", date)
    parts = [int(part) for part in match.groups() if part] if match else []
    return {"date-parts": [parts]} if parts else {"literal": date}
