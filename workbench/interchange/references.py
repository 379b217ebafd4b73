"""Lists of references into a case: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.case import Case, Change, Problem, Source, new_id
from workbench.casebook import same_source

_CSL = {
    "title": "title",
    "URL": "url",
    "DOI": "doi",
    "container-title": "container",
    "publisher": "publisher",
    "publisher-place": "place",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "edition": "edition",
    "number": "number",
    "archive": "archive",
    "language": "language",
    "note": "note",
}
_BIB_TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "legislation": "legislation",
}
_BIB = {
    "title": "title",
    "url": "url",
    "doi": "doi",
    "journal": "container",
    "journaltitle": "container",
    "booktitle": "container",
    "publisher": "publisher",
    "institution": "publisher",
    "address": "place",
    "location": "place",
    "volume": "volume",
    "pages": "pages",
    "edition": "edition",
    "urldate": "accessed",
    "note": "note",
}
_RIS_TYPES = {
    "JOUR": "article-journal",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "BOOK": "book",
    "CHAP": "chapter",
    "RPRT": "report",
    "THES": "thesis",
    "ELEC": "webpage",
    "STAT": "legislation",
}
_RIS = {
    "doi": "doi",
    "publisher": "publisher",
    "place_published": "place",
    "volume": "volume",
    "edition": "edition",
    "language": "language",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


@dataclass(frozen=True)
class ReferenceImport:
    """What a list of references would change in a case."""

    changes: tuple[Change, ...]
    new: int
    updated: int
    same: int


def read_references(data: bytes) -> list[Source]:
    """The sources of a CSL-JSON, BibTeX or RIS file; raises `Problem` where it is none of them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            "byte {place} isn't UTF-8 text: export the references as UTF-8", place=error.start + 1
        ) from None
    if text.lstrip()[:1] in ("[", "{"):
        return _csl(text)
    if re.search(r"^TY  -", text, re.MULTILINE):
        return _ris(text)
    if re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        return _bibtex(text)
    raise Problem("this is neither CSL-JSON nor BibTeX nor RIS")


def reference_changes(case: Case, found: Sequence[Source]) -> ReferenceImport:
    """Sources with a known citation key are updated under their own id; evidence stays as it is."""
    held = dict(case.sources)
    keys = {s.citation_key: s.id for s in held.values() if s.citation_key}
    touched: dict[str, None] = {}
    for source in found:
        known = held.get(keys.get(source.citation_key, "")) or same_source(held.values(), source)
        if known is None:
            known = source.model_copy(update={"id": new_id("so")})
        else:
            told = {k: v for k, v in source.model_dump().items() if v and k != "id"}
            if known.note:
                told.pop("note", None)
            known = known.model_copy(update=told)
        held[known.id] = known
        touched[known.id] = None
        if known.citation_key:
            keys[known.citation_key] = known.id
    changes = [Change(case.sources.get(id), held[id]) for id in touched]
    changes = [change for change in changes if change.before != change.after]
    new = sum(change.before is None for change in changes)
    return ReferenceImport(tuple(changes), new, len(changes) - new, len(touched) - len(changes))


def _source(fields: dict[str, str], number: int) -> Source:
    if not fields.get("title"):
        raise Problem("reference {number} has no title", number=number)
    return Source.model_validate({"id": "", **fields})


def _csl(text: str) -> list[Source]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("this is no JSON: {why}", why=str(error)) from None
    if isinstance(items, dict):
        items = items.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Problem("this JSON is no list of CSL items")
    found = []
    for number, item in enumerate(items, 1):
        fields = {ours: str(item[csl]) for csl, ours in _CSL.items() if item.get(csl)}
        fields["citation_key"] = str(item.get("citation-key") or item.get("id") or "")
        fields["csl_type"] = str(item.get("type") or "")
        names = item.get("author")
        people = names if isinstance(names, list) else []
        fields["author"] = "; ".join(_csl_name(n) for n in people if isinstance(n, dict))
        fields["published"] = _csl_date(item.get("issued"))
        fields["accessed"] = _csl_date(item.get("accessed"))
        found.append(_source(fields, number))
    return found


def _csl_name(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    particle = str(name.get("non-dropping-particle") or name.get("dropping-particle") or "")
    family = f"{particle} {name.get('family') or ''}".strip()
    return f"{family}, {name['given']}" if name.get("given") else family


def _csl_date(date: Any) -> str:
    if not isinstance(date, dict):
        return ""
    parts = date.get("date-parts")
    try:
        return "/".join(_iso(*(int(p) for p in part)) for part in parts or ()) or str(
            date.get("raw") or date.get("literal") or ""
        )
    except (TypeError, ValueError):
        return str(date.get("literal") or "")


def _iso(year: int, *rest: int) -> str:
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def _bibtex(text: str) -> list[Source]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    for block in library.failed_blocks:
        raise Problem(
            "line {line}: this BibTeX entry can't be read", line=(block.start_line or 0) + 1
        )
    found = []
    for number, read in enumerate(library.entries, 1):
        raw = {f.key.casefold(): _bare(str(f.value)) for f in read.fields}
        fields = {ours: raw[bib] for bib, ours in _BIB.items() if raw.get(bib)}
        fields["citation_key"] = read.key
        fields["csl_type"] = _BIB_TYPES.get(read.entry_type.casefold(), "")
        fields["pages"] = fields.get("pages", "").replace("--", "–")
        issue = "issue" if fields["csl_type"] == "article-journal" else "number"
        fields[issue] = raw.get("number") or raw.get("issue") or ""
        people = raw.get("author") or raw.get("editor") or ""
        fields["author"] = "; ".join(re.split(r"\s+and\s+", people)) if people else ""
        fields["published"] = raw.get("date") or _bib_date(raw)
        found.append(_source(fields, number))
    return found


def _bare(value: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"(?<!\\)[{}]", "", value)).strip()


def _bib_date(raw: dict[str, str]) -> str:
    year, month = raw.get("year", ""), raw.get("month", "").casefold()[:3]
    if re.fullmatch(r"\d{4}", year) and month in _MONTHS:
        return f"{year}-{_MONTHS.index(month) + 1:02d}"
    return year


def _ris(text: str) -> list[Source]:
    import rispy  # type: ignore[import-untyped]

    try:
        entries = rispy.loads(text)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise Problem("this RIS file can't be read: {why}", why=str(error)) from None
    found = []
    for number, raw in enumerate(entries, 1):
        fields = {ours: str(raw[ris]) for ris, ours in _RIS.items() if raw.get(ris)}
        kind = _RIS_TYPES.get(str(raw.get("type_of_reference")), "")
        fields["csl_type"] = kind
        fields["title"] = str(raw.get("title") or raw.get("primary_title") or "")
        box = raw.get("journal_name") or raw.get("secondary_title") or raw.get("alternate_title3")
        fields["container"] = str(box or "")
        fields["issue" if kind.startswith("article") else "number"] = str(raw.get("number") or "")
        people = raw.get("authors") or raw.get("first_authors") or []
        fields["author"] = "; ".join(str(name) for name in people)
        date = str(raw.get("date") or raw.get("year") or raw.get("publication_year") or "")
        fields["published"] = "-".join(part for part in date.split("/")[:3] if part)
        ends = [str(raw[p]) for p in ("start_page", "end_page") if raw.get(p)]
        fields["pages"] = "–".join(ends)
        urls = raw.get("urls") or []
        fields["url"] = str(urls[0]) if urls else str(raw.get("url") or "")
        fields["citation_key"] = str(raw.get("id") or raw.get("label") or "")
        found.append(_source(fields, number))
    return found
