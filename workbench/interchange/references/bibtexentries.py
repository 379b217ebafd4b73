"""The entries of a BibTeX file: strings joined, what one inherits from another filled in."""

from __future__ import annotations

import logging
import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from workbench.case import Problem
from workbench.locale import N_

from .latex import whole
from .shared import ALL_NAMES, LONGEST, MOST, MOST_NAMES, all_crowded, crowded, too_many

_BEGINS = re.compile(r"@\s*(?!(?:comment|preamble|string)\b)\w+\s*[{(]", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:author|editor)\s*=", re.IGNORECASE)
_MOST = 20_000_000
"""Characters of all values, with what strings and other entries give to them."""
_MOST_BLOCKS = 2 * MOST
"""Lines that begin with a mark: entries, strings, comments."""
_MOST_FIELDS = 2_000
"""Equals signs of an entry: one for each field, and those in its texts."""
_FIELD = 50
"""What a field counts besides."""
_PARENTS = 100
"""Entries from which one takes fields."""
_OWN = """
author title subtitle titleaddon shorttitle doi url urldate eprint note abstract annotation annote
file keywords pages pagetotal isbn citationkey crossref xref xdata ids options label related
entryset entrysubtype shorthand sortkey presort execute booksubtitle bdsk-url-1 howpublished
""".split()  # noqa: SIM905
"""What a part doesn't take from the whole: it is said of the one alone."""
_PARTS = "incollection inbook inproceedings conference suppbook bookinbook suppcollection".split()  # noqa: SIM905


@dataclass(frozen=True)
class Entry:
    """An entry: its kind, its key, and its fields with those that it inherits."""

    kind: str
    key: str
    own: dict[str, str]
    """What stands in the entry itself, as LaTeX."""
    fields: dict[str, str]

    @contextmanager
    def shallow(self, number: int) -> Iterator[None]:
        """Raise `Problem` where the braces of a field are too deep to be read."""
        try:
            yield
        except RecursionError:
            said = N_("reference {number}: its braces are nested too deep")
            raise Problem(said, number=number) from None


def entries(text: str, notes: list[Problem]) -> list[Entry]:
    """The entries of a BibTeX file, in their order; a parent that isn't there is noted.

    Raises `Problem` with the line of what can't be read.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Block, DuplicateBlockKeyBlock, ParsingFailedBlock
    from bibtexparser.model import Entry as Parsed

    _measure(text)
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    # Its own middleware knows no «#», by which BibTeX joins strings, and lets a lost comma pass.
    library = parse_string(text, parse_stack=[])
    parsed: list[Parsed] = []
    for found_block in library.blocks:
        block: Block | None = found_block
        line = (found_block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            # Whether it is the same work is asked later, and not of the key.
            said = N_("line {line}: the key {key} stands in the file twice")
            notes.append(Problem(said, line=line, key=block.key))
            block = block.ignore_error_block
        elif isinstance(block, ParsingFailedBlock):
            raise Problem("line {line}: this BibTeX entry can't be read", line=line)
        if isinstance(block, Parsed):
            parsed.append(block)
    strings: dict[str, str] = {}
    for told in library.strings:
        strings[told.key.casefold()] = _value(told.value, told.start_line, strings)
    found, size = [], 0
    for read in parsed:
        own = {f.key.casefold(): _value(f.value, f.start_line, strings) for f in read.fields}
        found.append(Entry(read.entry_type.casefold(), read.key, own, own))
        size = _within(size, own, len(found))
    by_key = {entry.key.casefold(): entry for entry in reversed(found) if entry.key}
    filled = []
    for number, entry in enumerate(found, 1):
        filled.append(_whole(entry, by_key, number, notes))
        taken = {k: v for k, v in filled[-1].fields.items() if k not in entry.own}
        size = _within(size, taken, number)
    return filled


def _measure(text: str) -> None:
    """Raise `Problem` for a list that would take the parser long."""
    if len(text) > _MOST:
        said = N_("the list has more than {n} million characters")
        raise Problem(said, n=_MOST // 10**6)
    for at, line in enumerate(text.split("\n"), 1):
        # The parser's time grows with the square of a line.
        if len(line) > LONGEST:
            raise Problem("line {line}: longer than {n} characters", line=at, n=LONGEST)
    begins = [found.start() for found in _BEGINS.finditer(text)]
    if text.count("\n@") > _MOST_BLOCKS:
        said = N_("the list has more than {n} entries, strings and comments")
        raise Problem(said, n=f"{_MOST_BLOCKS:,}")
    if len(begins) > MOST:
        raise too_many(text.count("\n", 0, begins[MOST]) + 1)
    for number, (begin, end) in enumerate(pairwise([*begins, len(text)]), 1):
        if text.count("=", begin, end) > _MOST_FIELDS:
            said = N_("reference {number}: more than {n} fields")
            raise Problem(said, number=number, n=f"{_MOST_FIELDS:,}")
    every = 0
    for found in _PEOPLE.finditer(text):
        # Between two names stands an «and», and behind all of them another field.
        end = text.find("=", found.end())
        names = sum(text.count(f"{s}and", found.end(), None if end < 0 else end) for s in " \n")
        every += names
        if names > MOST_NAMES:
            raise crowded(bisect(begins, found.start()))
        if every > ALL_NAMES:
            raise all_crowded(bisect(begins, found.start()))


def _within(size: int, fields: Mapping[str, str], number: int) -> int:
    """`size` with what the fields hold, which may be the same few texts; raises `Problem`."""
    size += sum(len(value) + _FIELD for value in fields.values())
    if size > _MOST:
        raise Problem(
            "reference {number}: with what it takes from elsewhere in the file, all comes to more "
            "than {n} million characters",
            number=number,
            n=_MOST // 10**6,
        )
    return size


def _whole(entry: Entry, all_: Mapping[str, Entry], number: int, notes: list[Problem]) -> Entry:
    """The entry with what it inherits (biblatex manual, appendix B; «xdata» gives all it has)."""
    fields, seen, waiting = dict(entry.own), {entry.key.casefold()}, [entry]
    while waiting:
        child = waiting.pop(0)
        links = [("xdata", key) for key in child.own.get("xdata", "").split(",")]
        links.append(("crossref", child.own.get("crossref", "")))
        for link, written in links:
            key = written.strip("{} \n").casefold()
            parent = all_.get(key)
            if key and parent is None:
                said = N_(
                    "reference {number}: the entry {key}, from which it takes fields, isn't here"
                )
                notes.append(Problem(said, number=number, key=written.strip()))
            if parent is None or key in seen:
                continue
            seen.add(key)
            if len(seen) > _PARENTS:
                said = N_("reference {number}: it takes fields from more than {n} entries")
                raise Problem(said, number=number, n=_PARENTS)
            waiting.append(parent)
            given = parent.own if link == "xdata" else _given(entry.kind, parent.own)
            fields |= {name: value for name, value in given.items() if not fields.get(name)}
    return Entry(entry.kind, entry.key, entry.own, fields)


def _given(kind: str, parent: Mapping[str, str]) -> dict[str, str]:
    """What the whole gives its part: its title as the title of the book, or of the journal."""
    given = {name: value for name, value in parent.items() if name not in _OWN}
    title, more = parent.get("title", ""), parent.get("subtitle", "")
    if title and kind in (*_PARTS, "article"):
        box = "journaltitle" if kind == "article" else "booktitle"
        given.setdefault(box, f"{title}: {more}" if more else title)
    if kind == "inbook" and parent.get("author"):
        given["author"] = parent["author"]
    return given


def _value(written: str, line: int | None, strings: Mapping[str, str]) -> str:
    """What a field says: in braces, in marks, or by a string's name, joined by `#`."""
    said, length = [], 0
    for piece in _pieces(written):
        bare = re.sub(r"\\.", "", piece, flags=re.DOTALL)
        if whole(bare) or _quoted(bare):
            said.append(piece[1:-1])
        elif re.search(r'[\s{}"=]', bare):
            # A comma is missing before the next field, which would be lost in this one.
            raise Problem("line {line}: this BibTeX entry can't be read", line=(line or 0) + 1)
        else:
            said.append(strings.get(piece.casefold(), piece))
        length += len(said[-1])
        if length > LONGEST:
            raise Problem(
                "line {line}: longer than {n} characters", line=(line or 0) + 1, n=LONGEST
            )
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
