"""The layouts of the data sets.

GDELT 1.0: «GDELT Data Format Codebook V 1.03», 57 columns in the files of 1979 to March 2013, and
SOURCEURL after them in the daily ones. GDELT 2.0: «The GDELT Event Database: Data Format Codebook
V2.0» (2015), 61 columns. Both with tabs and without a header. ICEWS: «ICEWS Coded Event Data»,
doi:10.7910/DVN/28075, 20 columns, tab. POLECAT: «POLECAT Weekly Data», doi:10.7910/DVN/AJGVIT, 40
columns, tab; some weeks name more columns than their rows have. ACLED: the columns since «Guide to
2023 ACLED Column Changes», 31, comma or semicolon; it names two actors, not who acted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.case import Problem


@dataclass(frozen=True)
class Layout:
    """Where the columns stand that a candidate is made of."""

    dataset: str
    width: int
    id: int
    date: int
    first: tuple[int, ...]
    """The columns that may name the first actor's state, the best first."""
    first_name: int
    second: tuple[int, ...]
    second_name: int
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
    identity: tuple[int, ...] = ()
    """What tells rows apart where ids repeat; empty: the id does."""


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
_ACTOR = (
    "Code;Name;CountryCode;KnownGroupCode;EthnicCode;Religion1Code;Religion2Code;Type1Code;"
    "Type2Code;Type3Code"
).split(";")
_EVENT = (
    "IsRootEvent;EventCode;EventBaseCode;EventRootCode;QuadClass;GoldsteinScale;NumMentions;"
    "NumSources;NumArticles;AvgTone"
).split(";")
_PLACE = "Type;Fullname;CountryCode;ADM1Code;ADM2Code;Lat;Long;FeatureID".split(";")
HEADERS = {"icews": _ICEWS, "polecat": _POLECAT, "acled": _ACLED}
DATASETS = ("gdelt", "icews", "polecat", "acled")
GDELT_WIDTHS = (57, 58, 61)
"""How many columns the rows of its files have, which no header names."""


def _gdelt(width: int) -> Layout:
    second = width == 61
    place = [name for name in _PLACE if second or name != "ADM2Code"]
    names = [
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR), *_EVENT,
        *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in place),
        "DATEADDED", "SOURCEURL",
    ]  # fmt: skip
    return Layout(
        "gdelt", width, 0, 1, (7, 5), 6, (17, 15), 16, (26, 27, 28), 26, url=width - 1,
        names=tuple(names), source=f"GDELT {'2.0' if second else '1.0'} Event Database",
    )  # fmt: skip


def layout(dataset: str, head: Sequence[str]) -> Layout:
    """The layout of a file from its first row; raises `Problem` where it isn't that data set's."""
    if dataset == "gdelt":
        if len(head) not in GDELT_WIDTHS or not head[1].isdigit():
            raise Problem(
                "line 1: {count} columns; a GDELT event file has 57, 58 or 61, and no header",
                count=len(head),
            )
        found = _gdelt(len(head))
        return found if len(head) > 57 else replace(found, url=None, names=found.names[:57])
    if dataset == "polecat" and "Headline" in head:
        head = _POLECAT
    at = {name.strip().casefold(): place for place, name in enumerate(head)}
    if missing := [name for name in HEADERS[dataset] if name.casefold() not in at]:
        raise Problem(
            "line 1: the column {column} of {dataset} is missing",
            column=missing[0],
            dataset=dataset,
        )
    place = {name: at[name.casefold()] for name in HEADERS[dataset]}.__getitem__
    width = len(head)
    if dataset == "icews":
        return Layout(
            dataset, width, place("Event ID"), place("Event Date"),
            (place("Source Country"),), place("Source Name"),
            (place("Target Country"),), place("Target Name"),
            (place("CAMEO Code"),), place("Event Text"),
            identity=tuple(map(place, ("Event ID", "Event Date", "Source Name", "Target Name",
                                       "CAMEO Code", "Story ID", "Sentence Number"))),
            names=tuple(head), source="ICEWS Coded Event Data",
        )  # fmt: skip
    if dataset == "polecat":
        return Layout(
            dataset, width, place("Event ID"), place("Event Date"),
            (place("Actor Country"), place("Actor COW")), place("Actor Name"),
            (place("Recipient Country"), place("Recipient COW")), place("Recipient Name"),
            (place("Event Type"), place("Event Mode")), place("Event Type"),
            identity=tuple(map(place, ("Event ID", "Event Date", "Event Type", "Event Mode",
                                       "Actor Name", "Recipient Name"))),
            names=tuple(head), source="POLECAT Event Data", version=place("Version"),
        )  # fmt: skip
    return Layout(
        dataset, width, place("event_id_cnty"), place("event_date"),
        (place("actor1"),), place("actor1"), (place("actor2"),), place("actor2"),
        (place("event_type"), place("sub_event_type")), place("sub_event_type"),
        text=place("notes"), directed=False,
        names=tuple(head), source="ACLED Event Data",
    )  # fmt: skip


def day(text: str) -> str:
    """A date of a data set as EDTF, empty where it is none: 20030305, 2003-03-05, 5 March 2003."""
    value = text.strip()
    if len(value) == 10 and value[4] == value[7] == "-":
        form = "%Y-%m-%d"
    elif len(value) == 8 and value.isdigit():
        form = "%Y%m%d"
    else:
        form = "%d %B %Y"
    try:
        return datetime.strptime(value, form).date().isoformat()
    except ValueError:
        return ""
