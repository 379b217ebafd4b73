"""Sources as RIS (Reference Manager's tagged format, as Zotero and EndNote write it).

A record ends with ER; by the specification it begins with TY, which some databases write later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.case import Case, Problem, Source
from workbench.citation import CSL_TYPES, csl_kind, read_names
from workbench.locale import N_

from .names import as_tagged, several, tagged
from .published import outgoing
from .shared import (
    ARTICLES,
    LONGEST,
    MOST,
    SAID,
    References,
    Taking,
    as_typed,
    keyed,
    people,
    too_many,
)

_MOST_LINES, _ALL_LINES = 10_000, 1_000_000
"""Lines of a reference that say something, of which its authors may be most."""
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
    "WEB": "webpage",
    "INPR": "article-journal",
    "ABST": "article",
    "JFULL": "periodical",
    "SERIAL": "periodical",
    "SER": "book",
    "CLSWK": "classic",
    "ANCIENT": "classic",
    "AGGR": "dataset",
    "DBASE": "dataset",
    "UNPD": "manuscript",
    "UNBILL": "bill",
    "VIDEO": "motion_picture",
    "MPCT": "motion_picture",
    "SOUND": "song",
    "MUSIC": "musical_score",
    "ART": "graphic",
    "FIGURE": "figure",
    "SLIDE": "speech",
    "GEN": "",
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
# RIS has no type for treaties, speeches and the like.
_CSL_TYPE, _ISSUE = "custom8", "custom7"
# It has no way to write a line break either; what stands for one is told from itself by a mark.
_BREAK, _MARK = "\u2028", "\u2029"
_TYPED = {name: f"custom{n}" for n, name in enumerate(SAID, 1)}
"""Where the words stand that were typed otherwise than RIS says them."""
_BOXES = ("journal_name", "secondary_title", "alternate_title3", "alternate_title2")
_YEAR = re.compile(r"(?!0000)([0-9]{4})(?![0-9X])[^/]*")
"""What begins with a year and ends within it."""
_DATES = ("date", "year", "publication_year")
_PEOPLE = ("authors", "first_authors", "secondary_authors")
_TITLES = ("title", "primary_title", "short_title")
_READ = {"type_of_reference", "start_page", "end_page", "number", "note", "notes", "label", "id"}
_TWO = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)", re.DOTALL)
_ONE = re.compile(r"([A-Z][A-Z0-9]) -(?= |$) ?(.*)", re.DOTALL)
_DOI = re.compile(r"(?:doi:? *|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


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
        "authors": [_line(as_tagged(name)) for name in read_names(source.author)],
        "journal_name" if what in ARTICLES else "secondary_title": source.container,
        **numbers,
        "start_page": start,
        "end_page": end,
        "year": year[1] if (year := _YEAR.fullmatch(outgoing(source.published))) else "",
        "date": _date(source.published),
        "access_date": _date(source.accessed),
        "urls": [_line(source.url)] if source.url else [],
        "notes": [_line(source.note)] if source.note else [],
        _CSL_TYPE: "" if what in _TAGS else what,
        **{ris: getattr(source, ours) for ours, ris in _FIELDS.items()},
        **{_TYPED[ours]: said for ours, said in as_typed(source).items()},
    }
    return {
        name: _line(said) if isinstance(said, str) else said for name, said in item.items() if said
    }


def _line(text: str) -> str:
    marked = re.sub(f"([{_BREAK}{_MARK}])", rf"{_MARK}\1", text)
    return re.sub(r"\r\n?|\n", _BREAK, marked)


def _pages(pages: str) -> tuple[str, str]:
    start, _, end = pages.partition("–")
    return (start, end) if start and end and "–" not in end else (pages, "")


def _date(date: str) -> str:
    """«YYYY/MM/DD/other»; what is no day of the calendar is the other."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", outgoing(date))
    if not match:
        return f"///{date}" if date else ""
    return "/".join(part or "" for part in match.groups()) + "/"


def read_ris(text: str) -> References:
    """The sources of a RIS file; raises `Problem` with the line of what can't be read."""
    import rispy

    if text.count("\n") > _ALL_LINES:
        raise Problem("the list has more than {n} lines", n=f"{_ALL_LINES:,}")
    lines = "\n".join(_lines(text))
    try:
        entries = rispy.loads(lines, delimiter_tags_mapping={})
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise Problem("this RIS file can't be read: its lines are out of order") from None
    found = Taking()
    tags = {name: tag for tag, name in rispy.TAG_KEY_MAPPING.items()}
    for number, raw in enumerate(entries, 1):
        _read(found, raw, number, tags)
    return found.read()


def _lines(text: str) -> Iterator[str]:
    """The lines of the records that say something, each record beginning with its type.

    Raises `Problem` for what rispy would leave out, or take for a part of another record.
    """
    form = _TWO if re.search(r"(?:\A|\n)TY  -", text, re.IGNORECASE) else _ONE
    if not re.search(r"(?:\A|\n)TY", text):
        form = re.compile(form.pattern, form.flags | re.IGNORECASE)
    record: list[str] = []
    begins = typed = count = length = 0
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        if len(record) > _MOST_LINES:
            said = N_("line {line}: this reference has more than {n} lines")
            raise Problem(said, line=number, n=f"{_MOST_LINES:,}")
        match = form.fullmatch(line)
        length = len(line) if match else length + len(line) + 1
        if length > LONGEST:
            raise Problem("line {line}: longer than {n} characters", line=number, n=LONGEST)
        if not match:
            if line.strip() and last == "TY":
                said = N_("line {line}: this line of the RIS file belongs to no field")
                raise Problem(said, line=number)
            if line.strip() and last:
                record.append(line)
            elif not typed:
                # Between two records programs write what they like.
                last = ""
            continue
        last = match[1].upper()
        said = f"{last}  - {match[2]}"
        begins = begins or number
        if last == "TY":
            if typed:
                raise _unclosed(typed)
            typed, count = number, count + 1
            if count > MOST:
                raise too_many(number)
            record.insert(0, said)
        elif last != "ER":
            record.append(said)
        else:
            if record and not typed:
                said = N_("line {line}: this reference has no line “TY  -”")
                raise Problem(said, line=begins)
            yield from [*record, "ER  - "] if record else ()
            record, begins, typed, last = [], 0, 0, ""
    if typed:
        raise _unclosed(typed)


def _unclosed(line: int) -> Problem:
    return Problem("line {line}: this reference isn't closed by a line “ER  -”", line=line)


def _read(found: Taking, raw: dict[str, Any], number: int, tags: Mapping[str, str]) -> None:
    fields = {ours: _said(raw, ris) for ours, ris in _FIELDS.items()}
    tag = _said(raw, "type_of_reference")
    ours = _said(raw, _CSL_TYPE)
    what = ours if ours in CSL_TYPES else found.type(number, tag, {**_TYPES, **_ALSO})
    first, more = _said(raw, "number"), _said(raw, "note")
    if what in ARTICLES:
        numbers = {"issue": first, "number": more}
    else:
        # The symbol of a document stands in either field, by the program that wrote it.
        numbers = {"number": first or more, "issue": _said(raw, _ISSUE)}
    title, box = _first(raw, _TITLES), _first(raw, _BOXES)
    by = next((name for name in _PEOPLE if raw.get(name)), "")
    written = (name for line in raw.get(by) or () for name in several(_text(line)))
    addresses = [_text(each) for each in raw.get("urls") or ()]
    fields |= {
        "csl_type": what,
        "title": _said(raw, title),
        "container": _said(raw, box),
        **numbers,
        "pages": "–".join(p for n in ("start_page", "end_page") if (p := _said(raw, n))),
        "published": found.date(number, *(_when(raw, name) for name in _DATES)),
        "accessed": found.date(number, _when(raw, "access_date")),
        "url": re.split(r";\s*(?=https?://)", addresses[0])[0] if addresses else "",
        "note": "\n".join(map(_text, raw.get("notes") or ())),
        "citation_key": _said(raw, "label") or _said(raw, "id"),
        "author": people(tagged(name) for name in found.names(number, written)),
    }
    # Databases write a DOI into the type of work.
    doi = _DOI.fullmatch(fields["source_type"])
    if doi and fields["doi"] in ("", doi[1]):
        fields |= {"doi": doi[1], "source_type": ""}
    if fields["language"] in ("中文;", "英文;"):
        fields["language"] = fields["language"][:-1]
    typed = {ours: _said(raw, ris) for ours, ris in _TYPED.items()}
    used = {*_READ, *_FIELDS.values(), *_DATES, "access_date", title, box, by}
    used |= {_CSL_TYPE} if ours == what else set()
    used |= {_ISSUE} if what not in ARTICLES else set()
    used |= {"urls"} if len(addresses) < 2 else set()
    used |= {_TYPED[name] for name in found.add(fields, typed, number)}
    unknown = raw.get("unknown_tag") or {}
    same = {name for name in (*_BOXES, *_TITLES) if _said(raw, name) == fields.get("title")}
    same |= {name for name in _BOXES if _said(raw, name) == fields["container"]}
    left = [tags.get(name, name) for name, said in raw.items() if said and name not in used | same]
    found.left([*(tag for tag in left if tag != "UK"), *unknown])


def _when(raw: dict[str, Any], name: str) -> str:
    """A date, or what stands in the place for other information alone."""
    return _said(raw, name).removeprefix("///")


def _first(raw: dict[str, Any], names: Iterable[str]) -> str:
    """The first of the fields that says something."""
    return next((name for name in names if _said(raw, name)), "")


def _text(value: object) -> str:
    said = re.sub(f"{_MARK}(.)|{_BREAK}", lambda m: m[1] or "\n", str(value), flags=re.DOTALL)
    return said.strip()


def _said(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value or "")
