"""Sources as RIS (Reference Manager's tagged format, as Zotero and EndNote write it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.case import Case, Problem, Source
from workbench.citation import csl_kind, is_chinese, read_names

from .shared import ARTICLES, keyed, made, named

_TYPES = {
    "JOUR": "article-journal",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "BOOK": "book",
    "CHAP": "chapter",
    "RPRT": "report",
    "THES": "thesis",
    "ELEC": "webpage",
    "STAT": "legislation",
    "BILL": "bill",
    "CASE": "legal_case",
    "HEAR": "hearing",
    "CPAPER": "paper-conference",
    "PCOMM": "personal_communication",
    "BLOG": "post-weblog",
    "MANSCPT": "manuscript",
    "PAMP": "pamphlet",
    "DATA": "dataset",
    "MAP": "map",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "COMP": "software",
    "STAND": "standard",
    "PAT": "patent",
}
_ALSO = {
    "EJOUR": "article-journal",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "UNPB": "manuscript",
    "GOVDOC": "report",
    "LEGAL": "legislation",
    "ICOMM": "webpage",
}
_TAGS = {out: tag for tag, out in _TYPES.items()}
_FIELDS = {
    "title": "title",
    "doi": "doi",
    "publisher": "publisher",
    "place": "place_published",
    "volume": "volume",
    "edition": "edition",
    "language": "language",
    "archive": "database_provider",
    "source_type": "type_of_work",
}
# RIS has no type for treaties, speeches and the like, and no way to write a line break.
_CSL_TYPE, _ISSUE, _BREAK = "custom8", "custom7", "\u2028"


def write_ris(case: Case) -> str:
    """The case's sources as RIS; a line break within a field is written as U+2028."""
    import rispy  # type: ignore[import-untyped]

    class Plain(rispy.RisWriter):  # type: ignore[misc]
        """Without numbers between the references."""

        def set_header(self, count: int) -> str:
            return ""

    items = [_item(key, source) for key, source in keyed(case)]
    text: str = rispy.dumps(items, implementation=Plain, delimiter_tags_mapping={})
    return text


def _item(key: str, source: Source) -> dict[str, Any]:
    what = csl_kind(source)
    if what in ARTICLES:
        numbers = {"number": source.issue, "note": source.number}
    else:
        numbers = {"number": source.number, _ISSUE: source.issue}
    start, end = _pages(source.pages)
    item: dict[str, Any] = {
        "type_of_reference": _TAGS.get(what, "GEN"),
        "id": key,
        "label": source.citation_key if source.citation_key != key else "",
        "authors": [_line(name.inverted) for name in read_names(source.author)],
        "journal_name" if what in ARTICLES else "secondary_title": source.container,
        **numbers,
        "start_page": start,
        "end_page": end,
        "year": source.published[:4] if re.match(r"[0-9]{4}(-|$)", source.published) else "",
        "date": _date(source.published),
        "access_date": _date(source.accessed),
        "urls": [_line(source.url)] if source.url else [],
        "notes": [_line(source.note)] if source.note else [],
        _CSL_TYPE: "" if what in _TAGS else what,
        **{ris: getattr(source, ours) for ours, ris in _FIELDS.items()},
    }
    return {
        name: _line(said) if isinstance(said, str) else said for name, said in item.items() if said
    }


def _line(text: str) -> str:
    return re.sub(r"\r\n?|\n", _BREAK, text)


def _pages(pages: str) -> tuple[str, str]:
    start, _, end = pages.partition("–")
    return (start, end) if start and end and "–" not in end else (pages, "")


def _date(date: str) -> str:
    """«YYYY/MM/DD/other»; what is no day of the calendar is the other."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", date)
    if not match:
        return f"///{date}" if date else ""
    return "/".join(part or "" for part in match.groups()) + "/"


def read_ris(text: str) -> list[Source]:
    """The sources of a RIS file; raises `Problem` with the line of what can't be read."""
    import rispy

    lines = "\n".join(_lines(text))
    try:
        entries = rispy.loads(lines, delimiter_tags_mapping={})
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise Problem("this RIS file can't be read: {why}", why=str(error)) from None
    return [_source(raw, number) for number, raw in enumerate(entries, 1)]


def _lines(text: str) -> Iterator[str]:
    """The lines of the references that say something.

    Raises `Problem` for what rispy would leave out, or take for a part of another reference.
    """
    begins, after = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        tag = line[:2] if line[2:5] == "  -" else ""
        if not line.strip() or not (begins or tag == "TY"):
            continue
        if begins and tag == "TY":
            raise _unclosed(begins)
        if after == "TY" and not tag:
            raise Problem("line {line}: this line of the RIS file belongs to no field", line=number)
        begins = 0 if tag == "ER" else begins or number
        after = tag
        yield line
    if begins:
        raise _unclosed(begins)


def _unclosed(line: int) -> Problem:
    return Problem("line {line}: this reference isn't closed by a line “ER  -”", line=line)


def _source(raw: dict[str, Any], number: int) -> Source:
    fields = {ours: _said(raw, ris) for ours, ris in _FIELDS.items()}
    tag = _said(raw, "type_of_reference")
    what = _TYPES.get(tag) or _ALSO.get(tag) or _said(raw, _CSL_TYPE)
    first, more = _said(raw, "number"), _said(raw, "note")
    if what in ARTICLES:
        numbers = {"issue": first, "number": more}
    else:
        # The symbol of a document stands in either field, by the program that wrote it.
        numbers = {"number": first or more, "issue": _said(raw, _ISSUE)}
    box = ("journal_name", "secondary_title", "alternate_title3", "alternate_title2")
    fields |= {
        "csl_type": what,
        "title": fields["title"] or _said(raw, "primary_title") or _said(raw, "short_title"),
        "container": next((said for name in box if (said := _said(raw, name))), ""),
        **numbers,
        "pages": "–".join(p for n in ("start_page", "end_page") if (p := _said(raw, n))),
        "published": _read_date(_said(raw, "date"))
        or _read_date(_said(raw, "year") or _said(raw, "publication_year")),
        "accessed": _read_date(_said(raw, "access_date")),
        "url": re.split(r";\s*(?=https?://)", _said(raw, "urls"))[0],
        "note": "\n".join(map(_text, raw.get("notes") or ())),
        "citation_key": _said(raw, "label") or _said(raw, "id"),
    }
    lists = ("authors", "first_authors", "secondary_authors")
    people: list[object] = next((found for name in lists if (found := raw.get(name))), [])
    fields["author"] = "; ".join(_person(_text(name)) for name in people)
    return made(fields, number)


def _text(value: object) -> str:
    return str(value).replace(_BREAK, "\n").strip()


def _said(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value or "")


def _person(name: str) -> str:
    family, _, given = (part.strip() for part in name.partition(","))
    together = named(family, given)
    return together if is_chinese(name) and "," not in together and family and given else name


def _read_date(date: str) -> str:
    parts = date.split("/", 3)
    day = "-".join(part.strip() for part in parts[:3] if part.strip())
    return day or (parts[3].strip() if len(parts) > 3 else "")
