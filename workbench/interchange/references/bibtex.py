"""Sources as BibTeX, with the fields of biblatex (its manual, §2: entry types and fields)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.case import Case, Source
from workbench.citation import CSL_TYPES, ET_AL, Name, apart, csl_kind, is_body, read_names

from .bibtexentries import Entry, entries
from .latex import accented, as_latex, said, whole
from .names import several
from .published import outgoing
from .shared import ARTICLES, SAID, References, Taking, as_typed, keyed, named, people

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "unpublished": "manuscript",
    "periodical": "periodical",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
}
_ALSO = {
    **dict.fromkeys(("mvbook", "collection", "mvcollection", "reference", "mvreference"), "book"),
    **dict.fromkeys(("proceedings", "mvproceedings", "manual"), "book"),
    **dict.fromkeys(("bookinbook", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("www", "webpage"), "webpage"),
    "inreference": "entry",
    "booklet": "pamphlet",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "letter": "personal_communication",
    "legal": "legislation",
    "video": "motion_picture",
    "movie": "motion_picture",
    "audio": "song",
    "music": "song",
    "artwork": "graphic",
    "image": "graphic",
    "misc": "",
}
_ENTRIES = {csl: bib for bib, csl in reversed(_TYPES.items())} | dict.fromkeys(ARTICLES, "article")
_FIELDS = {
    "title": ("title",),
    "container": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "place": ("location", "address"),
    "volume": ("volume",),
    "pages": ("pages",),
    "edition": ("edition",),
    "doi": ("doi",),
    "url": ("url",),
    "language": ("langid", "language"),
    "archive": ("library",),
    "source_type": ("type",),
    "note": ("note",),
}
_VERBATIM = ("doi", "url")
_SPOKEN = {
    "phdthesis": "PhD thesis",
    "mathesis": "master’s thesis",
    "techreport": "technical report",
}
"""Types that biblatex prints in the document's language."""
_EDTF = re.compile(r"[\dT:.Z/?~%X-]+")
"""What biblatex reads as a date, marks and all (its manual, §2.3.8)."""
_USED = {"author", "number", "issue", "eid", "entrysubtype", "citationkey", "date", "year"}
_USED |= {"month", "day", "urldate", "crossref", "xdata", "subtitle"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_ADDRESS = re.compile(r"https?://[^\s{}]+")
_JUNIOR = re.compile(r" *((?:Jr|Sr)\.?|I{2,3}|IV)")
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")


def write_bibtex(case: Case) -> str:
    """The case's sources as BibTeX in UTF-8; what TeX would act on is written as text.

    What was typed otherwise than BibTeX says it stands in fields of its own, as it was typed.
    """
    from bibtexparser import library
    from bibtexparser.entrypoint import write_string
    from bibtexparser.model import Block, Field
    from bibtexparser.model import Entry as Written

    blocks: list[Block] = []
    for key, source in keyed(case):
        legal = bool(re.fullmatch(r"[^\s\"#%'(),={}~\\@]+", key))
        fields = _fields(source)
        if source.citation_key and (not legal or key != source.citation_key):
            fields["citationkey"] = as_latex(source.citation_key)
        kind = _ENTRIES.get(csl_kind(source), "misc")
        held = [Field(name, text) for name, text in fields.items()]
        blocks.append(Written(kind, key if legal else source.id, held))
    return write_string(library.Library(blocks))


def _fields(source: Source) -> dict[str, str]:
    what = csl_kind(source)
    fields: dict[str, str] = {}
    if _TYPES.get(_ENTRIES.get(what, "misc")) != what and what != "document":
        fields["entrysubtype"] = as_latex(what)
    if source.author:
        fields["author"] = " and ".join(_name(name) for name in read_names(source.author))
    for ours, (bib, *_) in _FIELDS.items():
        text: str = getattr(source, ours)
        if ours == "container" and what not in ARTICLES:
            bib = "booktitle"
        if ours == "publisher" and what in ("report", "thesis"):
            bib = "institution"
        if text:
            plain = ours in _VERBATIM and not re.search(r"[\\{}\s]", text)
            fields[bib] = text if plain else as_latex(text)
    fields["pages"] = fields.get("pages", "").replace("–", "--")
    issue, number = ("number", "eid") if what in ARTICLES else ("issue", "number")
    fields |= {issue: as_latex(source.issue), number: as_latex(source.number)}
    for ours, bib in (("published", "date"), ("accessed", "urldate")):
        date = outgoing(getattr(source, ours))
        fields[bib] = date if _EDTF.fullmatch(date) else as_latex(date)
    fields |= {f"typed{ours}": as_latex(text) for ours, text in as_typed(source).items()}
    return {name: text for name, text in fields.items() if text}


def _name(name: Name) -> str:
    """A name with the parts in braces that BibTeX would take apart."""
    if name.literal:
        return "others" if name.literal == ET_AL else f"{{{as_latex(name.literal)}}}"
    plain = re.compile(r"[\w.'’-]+(?: [\w.'’-]+)*")
    parts = (name.family, name.given)
    whole = (plain.fullmatch(part) and " and " not in f" {part} " for part in parts)
    said = (as_latex(p) if ok else f"{{{as_latex(p)}}}" for p, ok in zip(parts, whole, strict=True))
    return ", ".join(said)


def read_bibtex(text: str) -> References:
    """The sources of a BibTeX file; raises `Problem` with the line of an entry it can't read."""
    found = Taking()
    for number, entry in enumerate(entries(text, found.notes), 1):
        if entry.kind in ("xdata", "set"):
            continue
        with entry.shallow(number):
            _read(found, entry, number)
    return found.read()


def _read(found: Taking, entry: Entry, number: int) -> None:
    raw = entry.fields
    subtype = said(raw.get("entrysubtype", ""))
    if subtype in CSL_TYPES:
        what = subtype
    elif entry.kind == "article" and subtype in ("newspaper", "magazine"):
        what = f"article-{subtype}"
    else:
        what = found.type(number, entry.kind, {**_TYPES, **_ALSO})
    fields = {"csl_type": what, "citation_key": said(raw.get("citationkey", "")) or entry.key}
    used = set(_USED)
    for ours, names in _FIELDS.items():
        name = next((name for name in names if raw.get(name)), names[0])
        latex = raw.get(name, "")
        if ours == "pages":
            latex = re.sub(r"-{2,}", "–", latex)
        plain = ours in _VERBATIM and "\\" not in latex
        fields[ours] = latex.strip("{} \n") if plain else said(latex)
        used.add(name)
    if subtitle := said(raw.get("subtitle", "")):
        fields["title"] = f"{fields['title']}: {subtitle}"
    given, issue = said(raw.get("number", "")), said(raw.get("issue", ""))
    if what in ARTICLES:
        fields |= {"issue": given or issue, "number": said(raw.get("eid", ""))}
    else:
        fields |= {"number": given, "issue": issue}
    fields["source_type"] = _SPOKEN.get(fields["source_type"], fields["source_type"])
    if what == "book" and fields["container"] == fields["title"]:
        fields["container"] = ""
    if not fields["url"] and (address := _ADDRESS.search(raw.get("howpublished", ""))):
        fields["url"] = re.sub(r"\\([%#&_~])", r"\1", address[0])
        used.add("howpublished")
    by = "author" if raw.get("author") else "editor"
    fields["author"] = people(_people(found.names(number, _names(raw.get(by, "")))))
    fields["published"] = found.date(number, *_dates(raw))
    fields["accessed"] = found.date(number, _date(raw.get("urldate", "")))
    typed = {ours: said(raw.get(f"typed{ours}", "")) for ours in SAID}
    used |= {by, *(f"typed{ours}" for ours in SAID)}
    # The editor of the book that a chapter is in has no place in a source.
    held = entry.own | ({"editor": raw["editor"]} if raw.get("editor") else {})
    found.left(name for name, latex in held.items() if latex.strip() and name not in used)
    found.add(fields, typed, number)


def _dates(raw: dict[str, str]) -> list[str]:
    """The whole date of biblatex, then BibTeX's year, month and day."""
    month, day = (said(accented(raw.get(name, ""))) for name in ("month", "day"))
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = _MONTHS[int(month) - 1]
    return [_date(raw.get("date", "")), _date(raw.get("year", "")), f"{day} {month}"]


def _date(latex: str) -> str:
    """A date of biblatex, in which «~» and «%» are marks of doubt (its manual, §2.3.8)."""
    bare = latex.strip("{} \n")
    return bare if _EDTF.fullmatch(bare) else said(latex)


def _names(latex: str) -> Iterator[str]:
    text = re.sub(r"(?<!\\)~", " ", accented(latex))
    return (name for each in _split(text) for name in _parted(each))


def _people(names: Iterable[str]) -> list[str]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    found = []
    for name in names:
        if _EXTENDED.match(name):
            found.append(_extended(name))
        elif name.strip() == "others":
            found.append(ET_AL)
        elif whole(name) or not re.search(r"[\s,]", name.strip()) or _unbraced(name):
            found.append(Name(literal=text).typed if (text := said(name)) else "")
        else:
            # A letter in braces alone, as accents were written, has no case to part words by.
            name = re.sub(r"\{(\w)\}", r"\1", name.strip())
            # «Martin Luther King, Jr.» is no family name with a given one.
            head, _, tail = name.partition(",")
            junior = _JUNIOR.fullmatch(tail) if re.search(r"\s", head) else None
            parts_ = parse_single_name_into_parts(head if junior else name, strict=False)
            given = [*parts_.first, *parts_.jr, *([junior[1]] if junior else [])]
            found.append(named(said(" ".join([*parts_.von, *parts_.last])), said(" ".join(given))))
    return found


def _split(names: str) -> Iterator[str]:
    """The names between «and»; bibtexparser's own way loses a macro that a name begins with."""
    depth = begins = 0
    for mark in re.finditer(r"\\.|[{}]|\sand(?=\s)", names, re.DOTALL | re.IGNORECASE):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if not depth and mark[0].strip().casefold() == "and":
            yield names[begins : mark.start()].strip()
            begins = mark.end()
    yield names[begins:].strip()


def _unbraced(name: str) -> bool:
    """Whether a body's name lacks the braces that keep «Ministry of Defence» in its order."""
    return "," not in name and is_body(said(name))


def _parted(name: str) -> list[str]:
    """The names in a place for one, as programs write them that know no «and»."""
    return [name] if "{" in name or _EXTENDED.match(name) else several(name)


def _extended(name: str) -> str:
    """«family=Gaulle, given=Charles, prefix=de» (biblatex manual, §3.6: name formats)."""
    told = {}
    for part in apart(name, ","):
        key, _, value = part.partition("=")
        told[key.strip()] = said(value.strip().strip('"'))
    family = " ".join(p for p in (told.get("prefix"), told.get("family")) if p)
    return named(family, " ".join(p for p in (told.get("given"), told.get("suffix")) if p))
