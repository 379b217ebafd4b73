"""The layouts of the data sets.

GDELT 1.0: «GDELT Data Format Codebook V 1.03», 57 columns in the files of 1979 to March 2013, and
SOURCEURL after them in the daily ones. GDELT 2.0: «The GDELT Event Database: Data Format Codebook
V2.0» (2015), 61 columns. Both with tabs and without a header; what comes from BigQuery has one.
ICEWS: «ICEWS Coded Event Data», doi:10.7910/DVN/28075, 20 columns, tab; some years lack the CAMEO
code. POLECAT: «POLECAT Weekly Data», doi:10.7910/DVN/AJGVIT, 40 columns, tab; some weeks name more
columns than their rows have. ACLED: the columns since «Guide to 2023 ACLED Column Changes», 31; it
names two actors, not who acted. Of a file that names its columns only those are needed that a
candidate is made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.case import Problem

MARKS = "\t,;"
"""What separates the columns of one data set or another."""


@dataclass(frozen=True)
class Layout:
    """Where the columns stand that a candidate is made of."""

    dataset: str
    width: int
    id: int
    date: int
    first: tuple[int, ...]
    """The columns that may name the first actor's state, the best first."""
    first_name: int | None
    second: tuple[int, ...]
    second_name: int | None
    classes: tuple[int, ...]
    words: int
    url: int | None = None
    text: int | None = None
    directed: bool = True
    names: tuple[str, ...] = ()
    """What the columns are called."""
    source: str = ""
    """The data set as a source is titled, with its version where the layout says it."""
    version: int | None = None
    """The column that says the version of the data."""
    edition: str = ""
    """The version, where the layout says it."""
    identity: tuple[int, ...] = ()
    """What tells rows apart where ids repeat; empty: the id does."""
    headed: bool = True
    """Whether the first row names the columns."""

    @property
    def cameo(self) -> bool:
        """Whether its classes are codes of CAMEO, which begin with a 0 that matters."""
        # Some years of ICEWS lack them; its words stand for them there.
        return self.dataset == "gdelt" or (
            self.dataset == "icews" and self.classes != (self.words,)
        )

    def need_text(self, kinds: Sequence[bool]) -> None:
        """Raises `Problem` where `kinds` says that a column of such codes holds numbers."""
        column = next((self.names[c] for c in self.classes if kinds[c]), None)
        if self.cameo and column is not None:
            raise Problem(
                "the column {column} holds numbers, and the 0 before a code such as 036 is lost: "
                "bring it into the engine as text",
                column=column,
            )


@dataclass(frozen=True)
class _Named:
    """The columns of a data set that a candidate is made of, by name."""

    id: str
    date: tuple[str, ...]
    first: tuple[str, ...]
    first_name: str
    second: tuple[str, ...]
    second_name: str
    classes: tuple[str, ...]
    words: tuple[str, ...]
    source: str
    identity: tuple[str, ...] = ()
    url: str = ""
    text: str = ""
    version: str = ""
    directed: bool = True


_ICEWS = (
    "Event ID;Event Date;Source Name;Source Sectors;Source Country;Event Text;CAMEO Code;"
    "Intensity;Target Name;Target Sectors;Target Country;Story ID;Sentence Number;Publisher;City;"
    "District;Province;Country;Latitude;Longitude"
).split(";")
_POLECAT = (
    "Event ID;Event Date;Event Type;Event Mode;Intensity;Quad Code;Contexts;Actor Name;"
    "Actor Country;Actor COW;Primary Actor Sector;Actor Sectors;Actor Title;Actor Name Raw;"
    "Wikipedia Actor ID;Recipient Name;Recipient Country;Recipient COW;Primary Recipient Sector;"
    "Recipient Sectors;Recipient Title;Recipient Name Raw;Wikipedia Recipient ID;Placename;City;"
    "District;Province;Country;Latitude;Longitude;GeoNames ID;Raw Placename;Feature Type;Source;"
    "Publication Date;Story People;Story Organizations;Story Locations;Language;Version"
).split(";")
_ACLED = (
    "event_id_cnty;event_date;year;time_precision;disorder_type;event_type;sub_event_type;actor1;"
    "assoc_actor_1;inter1;actor2;assoc_actor_2;inter2;interaction;civilian_targeting;iso;region;"
    "country;admin1;admin2;admin3;location;latitude;longitude;geo_precision;source;source_scale;"
    "notes;fatalities;tags;timestamp"
).split(";")
HEADERS = {"icews": _ICEWS, "polecat": _POLECAT, "acled": _ACLED}
"""The columns of the data sets that name them, all there are."""
_ACTOR = (
    "Code;Name;CountryCode;KnownGroupCode;EthnicCode;Religion1Code;Religion2Code;Type1Code;"
    "Type2Code;Type3Code"
).split(";")
_EVENT = (
    "IsRootEvent;EventCode;EventBaseCode;EventRootCode;QuadClass;GoldsteinScale;NumMentions;"
    "NumSources;NumArticles;AvgTone"
).split(";")
_PLACE = "Type;Fullname;CountryCode;ADM1Code;ADM2Code;Lat;Long;FeatureID".split(";")
_NAMED = {
    "gdelt": _Named(
        "GLOBALEVENTID", ("SQLDATE", "Day"),
        ("Actor1CountryCode", "Actor1Code"), "Actor1Name",
        ("Actor2CountryCode", "Actor2Code"), "Actor2Name",
        ("EventCode", "EventBaseCode", "EventRootCode"), ("EventCode",),
        "GDELT Event Database", url="SOURCEURL",
    ),
    "icews": _Named(
        "Event ID", ("Event Date",), ("Source Country",), "Source Name",
        ("Target Country",), "Target Name", ("CAMEO Code",), ("Event Text",),
        "ICEWS Coded Event Data",
        identity=("Event ID", "Event Date", "Source Name", "Target Name", "CAMEO Code", "Story ID",
                  "Sentence Number"),
    ),
    "polecat": _Named(
        "Event ID", ("Event Date",), ("Actor Country", "Actor COW"), "Actor Name",
        ("Recipient Country", "Recipient COW"), "Recipient Name", ("Event Type", "Event Mode"),
        ("Event Type",), "POLECAT Event Data",
        identity=("Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name",
                  "Recipient Name"),
        version="Version",
    ),
    "acled": _Named(
        "event_id_cnty", ("event_date",), ("actor1",), "actor1", ("actor2",), "actor2",
        ("event_type", "sub_event_type"), ("sub_event_type", "event_type"), "ACLED Event Data",
        text="notes", directed=False,
    ),
}  # fmt: skip
DATASETS = tuple(_NAMED)
CUT = re.compile(r"\d|2[1-9]\d*|[3-9]\d+")
"""What is no code of CAMEO, of 01 to 20, since a program took it for a number: 036 became 36."""
GDELT_WIDTHS = (57, 58, 61)
"""How many columns the rows of its files have, which no header names."""


def cells(line: str, mark: str) -> list[str]:
    """The cells of a line that names columns, without the quotation marks around them."""
    return [cell.strip().strip('"').strip("\ufeff ") for cell in line.rstrip("\r\n").split(mark)]


def named(line: str) -> tuple[str, str] | None:
    """The data set whose columns a line names, and what separates them; None: it names none."""
    found = [
        (dataset, mark)
        for mark in MARKS
        for dataset in DATASETS
        if _missing(dataset, cells(line, mark)) is None
    ]
    return found[0] if found else None


def unnamed(line: str) -> bool:
    """Whether a line is of GDELT's files that name no columns."""
    row = cells(line, "\t")
    return len(row) in GDELT_WIDTHS and row[1].isdigit()


def _plain(name: str) -> str:
    """A column's name as it is compared: R writes `Event.ID`, BigQuery `Event_ID`."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where each name stands first."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        found.setdefault(_plain(name), place)
    return found


def _missing(dataset: str, names: Sequence[str]) -> str | None:
    """A column that a candidate can't be made without, where the file doesn't have it."""
    form, at = _NAMED[dataset], _places(names)
    needed = ((form.id,), form.date, form.first, form.second, form.words)
    lacking = [some[0] for some in needed if not any(_plain(name) in at for name in some)]
    return lacking[0] if lacking else None


def _gdelt(width: int) -> Layout:
    second = width == 61
    place = [name for name in _PLACE if second or name != "ADM2Code"]
    names = [
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR), *_EVENT,
        *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in place),
        "DATEADDED", "SOURCEURL",
    ]  # fmt: skip
    found = _by_names("gdelt", names[: width if width > 57 else 57])
    edition = "2.0" if second else "1.0"
    return replace(_of_edition(found, edition), headed=False)


def _of_edition(form: Layout, edition: str) -> Layout:
    return replace(form, source=f"GDELT {edition} Event Database", edition=edition)


def _named_gdelt(form: Layout) -> Layout:
    """A layout of GDELT whose file names its columns, of the version that has these."""
    there = _places(form.names)
    if _plain("ActionGeo_ADM2Code") in there:
        return _of_edition(form, "2.0")
    every = all(_plain(name) in there for name in _gdelt(GDELT_WIDTHS[0]).names)
    return _of_edition(form, "1.0") if every else form


def _by_names(dataset: str, names: Sequence[str]) -> Layout:
    form, at = _NAMED[dataset], _places(names)

    def places(*some: str) -> tuple[int, ...]:
        return tuple(at[_plain(name)] for name in some if _plain(name) in at)

    def place(name: str) -> int | None:
        return at.get(_plain(name)) if name else None

    return Layout(
        dataset, len(names), places(form.id)[0], places(*form.date)[0],
        places(*form.first), place(form.first_name), places(*form.second), place(form.second_name),
        places(*form.classes) or places(*form.words), places(*form.words)[0],
        url=place(form.url), text=place(form.text), directed=form.directed,
        names=tuple(names), source=form.source,
        version=place(form.version), identity=places(*form.identity),
    )  # fmt: skip


def layout(dataset: str, head: Sequence[str]) -> Layout:
    """The layout of a file from its first row; raises `Problem` where it isn't that data set's."""
    if dataset == "polecat" and "Headline" in head:
        head = HEADERS[dataset]
    missing = _missing(dataset, head)
    if missing is None:
        found = _by_names(dataset, head)
        return _named_gdelt(found) if dataset == "gdelt" else found
    if dataset == "gdelt" and len(head) in GDELT_WIDTHS and head[1].strip().isdigit():
        return _gdelt(len(head))
    if dataset == "gdelt" and _plain(_NAMED[dataset].id) not in _places(head):
        raise Problem(
            "line 1: {count} columns; a GDELT event file has 57, 58 or 61, or names its own",
            count=len(head),
        )
    raise Problem(
        "line 1: the column {column} of {dataset} is missing", column=missing, dataset=dataset
    )


def layout_of(dataset: str, names: Sequence[str], headed: bool) -> Layout:
    """The layout of a file whose columns are known; raises `Problem` as `layout` does."""
    return layout(dataset, names) if headed else _gdelt(len(names))
