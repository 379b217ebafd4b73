"""The sources as CSL-JSON (citeproc-js «CSL-JSON items»; CSL 1.0.2 data schema)."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.case import Case, Source

_TYPES = (
    ("journal", "article-journal"),
    ("newspaper", "article-newspaper"),
    ("press", "article-newspaper"),
    ("book", "book"),
    ("thesis", "thesis"),
    ("report", "report"),
    ("treaty", "treaty"),
    ("speech", "speech"),
    ("interview", "interview"),
    ("web", "webpage"),
)


def write_csl(case: Case) -> str:
    """The case's sources as a JSON array of CSL items; authors are kept as they were typed."""
    items = [_item(source) for source in case.sources.values()]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(source: Source) -> dict[str, Any]:
    typed = source.source_type.casefold()
    kind = next((csl for word, csl in _TYPES if word in typed), "document")
    item: dict[str, Any] = {"id": source.id, "type": kind, "title": source.title}
    if source.author:
        item["author"] = [{"literal": name.strip()} for name in source.author.split(";")]
    if source.published:
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", source.published)
        parts = [int(part) for part in match.groups() if part] if match else []
        item["issued"] = {"date-parts": [parts]} if parts else {"literal": source.published}
    if source.url:
        item["URL"] = source.url
    if source.note:
        item["note"] = source.note
    return item
