"""Sources as CSL-JSON (citeproc-js «CSL-JSON items»; CSL 1.0.2 data schema)."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.case import Case, Problem, Source, why_no_json
from workbench.citation import CSL_TYPES, ET_AL, Name, csl_kind, read_names

from .published import outgoing
from .shared import MOST, SAID, References, Taking, as_typed, keyed, named, people, too_many

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
_CROSSREF = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "monograph": "book",
    "edited-book": "book",
    "dissertation": "thesis",
    "posted-content": "article",
    "reference-entry": "entry",
}
_KNOWN = {name: name for name in CSL_TYPES} | _CROSSREF
_PARTS = "literal name family given suffix dropping-particle non-dropping-particle".split()  # noqa: SIM905
_DATES = {
    "published": ("issued", "published", "published-print", "published-online"),
    "accessed": ("accessed",),
}
"""The date that counts, then those that Crossref gives where it has none."""
_MOST_BRACES, _MOST_PARTS = 20 * MOST, 100 * MOST
"""Objects in a list: an item has one, and one for each name and date; and values of all kinds."""
_MOST_NAMES = 50 * MOST
"""Names of all values; an item has some twenty."""
_TAKEN = {"id", "type", "citation-key", "author", "custom", *_FIELDS.values()}
_END = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")


def write_csl(case: Case) -> str:
    """The case's sources as a JSON array of CSL items; an item's id is the citation key.

    What was typed otherwise than CSL says it stands in `custom`, as it was typed.
    """
    items = [_item(key, source) for key, source in keyed(case)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(key: str, source: Source) -> dict[str, Any]:
    what = csl_kind(source)
    item: dict[str, Any] = {"id": key, "type": what if what in CSL_TYPES else "document"}
    if source.citation_key not in ("", key):
        item["citation-key"] = source.citation_key
    if source.author:
        item["author"] = [_name(name) for name in read_names(source.author)]
    for ours, (csl, *_) in _DATES.items():
        if getattr(source, ours):
            item[csl] = _date(getattr(source, ours))
    for ours, csl in _FIELDS.items():
        if getattr(source, ours):
            item[csl] = getattr(source, ours)
    if typed := as_typed(source):
        item["custom"] = typed
    return item


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def _date(date: str) -> dict[str, Any]:
    found = [_END.fullmatch(end) for end in outgoing(date).split("/", 1)]
    ends = [end for end in found if end]
    about = {end[4] for end in ends}
    if len(ends) < len(found) or len(about) > 1:
        return {"literal": date}
    parts = [[int(part) for part in end.groups()[:3] if part] for end in ends]
    return {"date-parts": parts} | ({"circa": True} if "~" in about else {})


def read_csl(text: str) -> References:
    """The sources of a CSL-JSON file, which may be an array or have it under `items`."""
    if text.count("{") > _MOST_BRACES:
        raise too_many()
    names = text.count('":')
    if names > _MOST_NAMES or text.count(",") + text.count("[") > _MOST_PARTS:
        raise Problem("this JSON has far more values than a list of references")
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise Problem(
            "line {line}, column {column}: this is no JSON ({why})",
            line=error.lineno, column=error.colno, why=why_no_json(error),
        ) from None  # fmt: skip
    except (ValueError, RecursionError):
        raise Problem("this JSON is nested too deep, or has a number too long") from None
    if isinstance(items, dict):
        # One item alone is a list of one.
        items = items.get("items", [items] if "title" in items else None)
    if isinstance(items, list) and len(items) > MOST:
        raise too_many()
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Problem("this JSON is no list of CSL items")
    found = Taking()
    for number, item in enumerate(items, 1):
        _read(found, item, number)
    return found.read()


def _read(found: Taking, item: dict[str, Any], number: int) -> None:
    fields = {ours: _said(item.get(csl)) for ours, csl in _FIELDS.items()}
    fields["citation_key"] = _key(item, fields["note"])
    what = _said(item.get("type"))
    fields["csl_type"] = found.type(number, what, _KNOWN)
    used = set(_TAKEN)
    by = "author" if item.get("author") else "editor"
    if by == "editor" and item.get("editor"):
        used.add("editor")
    written = item.get(by)
    if isinstance(written, list):
        written = list(found.names(number, written))
    fields["author"] = _people(written)
    for ours, names in _DATES.items():
        given = ((name, _edtf(item.get(name))) for name in names)
        name, said = next(((n, s) for n, s in given if any(s)), ("", []))
        used |= {name, *(n for n in names if not any(_edtf(item.get(n))))}
        fields[ours] = found.date(number, *said)
    custom = item.get("custom")
    typed = custom if isinstance(custom, dict) else {}
    found.left(name for name, value in item.items() if value and name not in used)
    found.add(fields, {n: t for n, t in typed.items() if n in SAID and isinstance(t, str)}, number)


def _key(item: dict[str, Any], note: str) -> str:
    """The citation key, which Zotero writes into the note where the id is an address of its own."""
    key = _said(item.get("citation-key")) or _said(item.get("id"))
    told = re.search(r"^Citation Key: *(\S+)$", note, re.MULTILINE | re.IGNORECASE)
    return told[1] if told and key.startswith(("http://zotero.org/", "https://")) else key


def _said(value: Any) -> str:
    # Crossref gives titles as lists of one.
    if isinstance(value, list):
        value = value[0] if value else ""
    told = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if told else ""


def _people(names: Any) -> str:
    if isinstance(names, str):
        return names
    given = names if isinstance(names, list) else [names]
    return people(
        n if isinstance(n, str) else _person(n) for n in given if isinstance(n, str | dict)
    )


def _person(name: Any) -> str:
    """A group is `literal` in CSL, `name` with Crossref; both particles belong to the family."""
    if not isinstance(name, dict):
        return _said(name)
    said = {part: _said(name.get(part)).strip() for part in _PARTS}
    if not said["family"]:
        whole = said["literal"] or said["name"] or said["given"]
        return Name(literal=ET_AL if whole in ("others", "et al") else whole).typed if whole else ""
    particles = (said["dropping-particle"], said["non-dropping-particle"])
    family = " ".join(part for part in (*particles, said["family"]) if part)
    return named(family, f"{said['given']} {said['suffix']}".strip())


def _edtf(date: Any) -> list[str]:
    """All that a date says, the most exact part first."""
    if isinstance(date, list):
        # «[{"year": 2003}]» is the YAML of pandoc; «[[2003, 3]]» is parts without their name.
        parts = [_parts(end) for end in date[:2] if isinstance(end, list | dict)]
        return [_range(parts)] if parts else [_said(date)]
    if not isinstance(date, dict):
        return [_said(date)]
    ends = date.get("date-parts") or date.get("dateParts")
    ends = ends if isinstance(ends, list) else [date] if "year" in date else []
    if ends and not isinstance(ends[0], list | dict):
        ends = [ends]
    found = _range([_parts(end) for end in ends[:2] if isinstance(end, list | dict)])
    if found and str(date.get("circa") or "").casefold() not in ("", "false", "no", "0"):
        found = "/".join(f"{end}~" for end in found.split("/"))
    season = _said(date.get("season"))
    rest = [_said(date.get(name)) for name in ("edtf", "raw", "literal", "date-time")]
    # A season says nothing of its own beside a month.
    told = [f"season {season}"] if season and "-" not in found else []
    return [text for text in (found, *rest, *told) if text]


def _parts(end: Any) -> str:
    """Year, month and day until one is empty, nothing or zero."""
    given = [end.get(n) for n in ("year", "month", "day")] if isinstance(end, dict) else end[:3]
    broken = any(isinstance(part, float) and not part.is_integer() for part in given)
    if broken or (_said(given[0] if given else "") == "0" and not any(x == 0 for x in given[1:])):
        # No year or month is so: as words it is told of, which can't be read.
        return f"year {'-'.join(filter(None, map(_said, given)))}"
    said: list[str] = []
    for part in map(_said, given):
        if not part.strip().lstrip("-").strip("0"):
            break
        said.append(part.strip())
    if not said or not re.fullmatch(r"-?[0-9]{1,4}", said[0]):
        return "-".join(said)
    year = int(said[0])
    return "-".join(
        [f"{'-' * (year < 0)}{abs(year):04}", *(part.rjust(2, "0") for part in said[1:])]
    )


def _range(ends: list[str]) -> str:
    said = [end for end in dict.fromkeys(ends) if end]
    return "/".join([end for end in said if end != "year 0"] or said)
