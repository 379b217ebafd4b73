"""Sources as BibTeX, with the fields of biblatex (its manual, §2: entry types and fields)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.case import Case, Problem, Source
from workbench.citation import CSL_TYPES, csl_kind, read_names

from .shared import ARTICLES, keyed, made, named

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

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
_ENTRIES = {csl: bib for bib, csl in reversed(_TYPES.items())} | dict.fromkeys(ARTICLES, "article")
_FIELDS = {
    "title": ("title",),
    "container": ("journaltitle", "journal", "booktitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "place": ("location", "address"),
    "volume": ("volume",),
    "pages": ("pages",),
    "edition": ("edition",),
    "doi": ("doi",),
    "url": ("url",),
    "accessed": ("urldate",),
    "language": ("langid", "language"),
    "archive": ("library",),
    "source_type": ("type",),
    "note": ("note",),
}
_VERBATIM = ("doi", "url")
_LONGEST = 100_000
"""Characters of a line; the parser's time grows with the square of it."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\n": r"\newline{}",
    "\t": r"\tab{}",
    **{mark: f"\\{mark}" for mark in "%&#_$"},
}
_MACROS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"} | {
    "newline": "\n",
    "tab": "\t",
}


def write_bibtex(case: Case) -> str:
    """The case's sources as BibTeX in UTF-8; what TeX would act on is written as text."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = []
    for key, source in keyed(case):
        legal = bool(re.fullmatch(r"[^\s\"#%'(),={}~\\@]+", key))
        fields = _fields(source)
        if source.citation_key and (not legal or key != source.citation_key):
            fields["citationkey"] = _latex(source.citation_key)
        kind = _ENTRIES.get(csl_kind(source), "misc")
        held = [Field(name, said) for name, said in fields.items()]
        entries.append(Entry(kind, key if legal else source.id, held))
    return write_string(Library(entries))


def _fields(source: Source) -> dict[str, str]:
    what = csl_kind(source)
    fields: dict[str, str] = {}
    if _TYPES.get(_ENTRIES.get(what, "misc")) != what and what != "document":
        fields["entrysubtype"] = _latex(what)
    if source.author:
        fields["author"] = " and ".join(
            f"{{{_latex(name.literal)}}}" if name.literal else _latex(name.inverted)
            for name in read_names(source.author)
        )
    for ours, (bib, *_) in _FIELDS.items():
        said: str = getattr(source, ours)
        if ours == "container" and what not in ARTICLES:
            bib = "booktitle"
        if ours == "publisher" and what in ("report", "thesis"):
            bib = "institution"
        if said:
            plain = ours in _VERBATIM and not re.search(r"[\\{}\s]", said)
            fields[bib] = said if plain else _latex(said)
    fields["pages"] = fields.get("pages", "").replace("–", "--")
    issue, number = ("number", "eid") if what in ARTICLES else ("issue", "number")
    fields |= {"date": _latex(source.published), issue: _latex(source.issue)}
    fields[number] = _latex(source.number)
    return {name: said for name, said in fields.items() if said}


def _latex(text: str) -> str:
    """The text as LaTeX that says it; ligatures are broken and runs of spaces kept."""
    said = re.sub(r"\r\n?", "\n", text)
    said = "".join(_LATEX.get(char, char) for char in said)
    said = re.sub(r" {2,}", lambda run: "\\ " * len(run[0]), said)
    return re.sub(r"(?<=[-`'])(?=[-`'])|(?<=[?!])(?=`)", "{}", said)


@lru_cache(maxsize=1)
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=said) for name, said in _MACROS.items()]
    url = MacroTextSpec("url", simplify_repl="%s")
    context.add_context_category("workbench", prepend=True, macros=[*macros, url])
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


def _said(latex: str) -> str:
    """What LaTeX says; a bare % or & means itself, as BibTeX has no comments within a field."""
    bare = re.sub(r"[ \t\r\n]+", " ", latex)
    if not re.search(r"[\\{}$~%&`'-]", bare):
        return bare.strip()
    bare = re.sub(r"\\.|[%&]", lambda found: f"\\{found[0]}"[-2:], bare, flags=re.DOTALL)
    said: str = _decoder().latex_to_text(bare)
    return said.strip()


def read_bibtex(text: str) -> list[Source]:
    """The sources of a BibTeX file; raises `Problem` with the line of an entry it can't read."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock

    for at, text_line in enumerate(text.splitlines(), 1):
        if len(text_line) > _LONGEST:
            raise Problem("line {line}: longer than {n} characters", line=at, n=_LONGEST)
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    # Its own middleware knows no «#», by which BibTeX joins strings, and lets a lost comma pass.
    library = parse_string(text, parse_stack=[])
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            raise Problem(
                "line {line}: the key {key} stands in the file twice", line=line, key=block.key
            )
        raise Problem("line {line}: this BibTeX entry can't be read", line=line)
    strings: dict[str, str] = {}
    for told in library.strings:
        strings[told.key.casefold()] = _value(told.value, told.start_line, strings)
    return [
        _source(
            read.entry_type.casefold(),
            read.key,
            {f.key.casefold(): _value(f.value, f.start_line, strings) for f in read.fields},
            number,
        )
        for number, read in enumerate(library.entries, 1)
    ]


def _value(written: str, line: int | None, strings: Mapping[str, str]) -> str:
    """What a field says: in braces, in marks, or by a string's name, joined by `#`."""
    said = []
    for piece in _pieces(written):
        bare = re.sub(r"\\.", "", piece, flags=re.DOTALL)
        if _whole(bare) or _quoted(bare):
            said.append(piece[1:-1])
        elif re.search(r'[\s{}"=]', bare):
            # A comma is missing before the next field, which would be lost in this one.
            raise Problem("line {line}: this BibTeX entry can't be read", line=(line or 0) + 1)
        else:
            said.append(strings.get(piece.casefold(), piece))
    return "".join(said)


def _quoted(bare: str) -> bool:
    """Whether one pair of marks holds all of it; in braces more of them may stand."""
    depth = 0
    for at, char in enumerate(bare):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == '"' and not depth and at not in (0, len(bare) - 1):
            return False
    return len(bare) > 1 and bare[0] == bare[-1] == '"'


def _pieces(written: str) -> Iterator[str]:
    depth, quoted, begins = 0, False, 0
    for mark in re.finditer(r'\\.|["{}#]', written, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if mark[0] == '"' and not depth:
            quoted = not quoted
        elif mark[0] == "#" and not depth and not quoted:
            yield written[begins : mark.start()].strip()
            begins = mark.end()
    yield written[begins:].strip()


def _source(entry: str, key: str, raw: dict[str, str], number: int) -> Source:
    try:
        return _read(entry, key, raw, number)
    except RecursionError:
        raise Problem("reference {number}: its braces are nested too deep", number=number) from None


def _read(entry: str, key: str, raw: dict[str, str], number: int) -> Source:
    subtype = _said(raw.get("entrysubtype", ""))
    what = subtype if subtype in CSL_TYPES else _TYPES.get(entry, "")
    if entry == "article" and subtype in ("newspaper", "magazine"):
        what = f"article-{subtype}"
    fields = {"csl_type": what, "citation_key": _said(raw.get("citationkey", "")) or key}
    for ours, names in _FIELDS.items():
        latex = next((raw[name] for name in names if raw.get(name)), "")
        if ours == "pages":
            latex = re.sub(r"-{2,}", "–", latex)
        plain = ours in _VERBATIM and "\\" not in latex
        fields[ours] = latex.strip("{} \n") if plain else _said(latex)
    given, issue = _said(raw.get("number", "")), _said(raw.get("issue", ""))
    if what in ARTICLES:
        fields |= {"issue": given or issue, "number": _said(raw.get("eid", ""))}
    else:
        fields |= {"number": given, "issue": issue}
    fields["author"] = "; ".join(_people(raw.get("author") or raw.get("editor") or ""))
    fields["published"] = _said(raw.get("date", "")) or _date(raw)
    return made(fields, number)


def _people(names: str) -> list[str]:
    from bibtexparser.middlewares.names import (
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    found = []
    for name in split_multiple_persons_names(names):
        if _whole(name) or " " not in name.strip():
            found.append(_said(name))
            continue
        parts = parse_single_name_into_parts(name, strict=False)
        family = _said(" ".join([*parts.von, *parts.last]))
        found.append(named(family, _said(" ".join([*parts.first, *parts.jr]))))
    return [name for name in found if name]


def _whole(name: str) -> bool:
    """Whether one pair of braces holds all of it: of a name, a body's."""
    if not name.startswith("{"):
        return False
    depth = 0
    for place, char in enumerate(name, 1):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return place == len(name)
    return False


def _date(raw: dict[str, str]) -> str:
    year, month = _said(raw.get("year", "")), raw.get("month", "").casefold().strip("{} ")
    if re.fullmatch(r"[0-9]{4}", year):
        number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
        if str(number).isdecimal() and 1 <= int(number) <= 12:
            return f"{year}-{int(number):02d}"
    return year
