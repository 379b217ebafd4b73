"""One question, written once with Ibis, in the SQL of an engine elsewhere.

Only `=`, IN, BETWEEN and LIKE are used, which every dialect has. So it is a little wider than the
question: what comes back is looked at by the reader of files as any other file is.

GDELT's public tables in BigQuery are divided by the day on which a row was added, which
`_PARTITIONTIME` says («Announcing Partitioned GDELT BigQuery Tables», blog.gdeltproject.org, 2016;
«Query partitioned tables», cloud.google.com/bigquery/docs): GDELT 2.0 since 18 February 2015 is
`gdelt-bq.gdeltv2.events_partitioned`, GDELT 1.0 since 1979 `gdelt-bq.full.events_partitioned`. Both
are there without partitions too, as `events`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from importlib.util import find_spec
from operator import or_
from typing import TYPE_CHECKING, Any, Literal

from workbench.case import Problem, span
from workbench.case.dates.days import Day
from workbench.interchange.eventdata import Wanted
from workbench.interchange.eventdata.formats import HEADERS, Layout, layout, layout_of
from workbench.interchange.eventdata.states import Actor

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

Dialect = Literal["duckdb", "bigquery", "spark"]
DIALECTS: tuple[Dialect, ...] = ("duckdb", "bigquery", "spark")
_TWO = date(2015, 2, 18)
"""The first day of GDELT 2.0."""
_LATE = timedelta(days=31)
"""How long after its day a row may have been added so as to be found."""
_PUBLIC = "gdelt-bq."
"""What the names of GDELT's public tables begin with."""
_DAILY = date(2013, 4, 1)
"""The first day that has a file of its own in GDELT 1.0."""
_PARTITION = "_PARTITIONTIME"
_INTEGERS = frozenset(
    ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions",
     "NumSources", "NumArticles", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type", "DATEADDED"]
)  # fmt: skip
"""The columns of whole numbers in BigQuery; those of fractions are asked nothing."""


@dataclass(frozen=True)
class Portable:
    """The question in the SQL of an engine, and what it costs."""

    sql: str
    table: str
    columns: tuple[str, ...]
    partitions: tuple[str, str] | None
    """The first and the last day of the partitions that are read; None: all there are."""

    @property
    def public(self) -> bool:
        """Whether it is asked of a public table of GDELT, of which reading costs."""
        return self.table.startswith(_PUBLIC)

    @property
    def early(self) -> bool:
        """Whether rows of days are asked for that have no file of their own in GDELT 1.0."""
        return self.partitions is not None and self.partitions[0] < str(_DAILY)


def need_ibis() -> None:
    """Raises `Problem` where Ibis isn't installed."""
    if find_spec("ibis") is None or find_spec("sqlglot") is None:
        raise Problem(
            "this needs Ibis, which isn't installed: {command}",
            command="pip install 'soft-balancing-workbench[remote]'",
        )


def portable(wanted: Wanted, dialect: Dialect, dataset: str, table: str = "") -> Portable:
    """The question as an engine is asked it; raises `Problem`.

    `table` names where the rows are, by default GDELT's public table in BigQuery and `events`
    elsewhere.
    """
    need_ibis()
    import ibis

    low, high = period_of(wanted)
    if dialect == "bigquery" and dataset == "gdelt" and not table:
        newer = low is not None and low >= _TWO
        table = f"{_PUBLIC}{'gdeltv2' if newer else 'full'}.events_partitioned"
    public = dialect == "bigquery" and dataset == "gdelt" and table.startswith(_PUBLIC)
    two = not public or table.startswith(f"{_PUBLIC}gdeltv2.")
    form = _form(dataset, two)
    names = form.names
    if dialect == "bigquery":
        # BigQuery takes no blanks in names.
        names = tuple(name.replace(" ", "_") for name in names)
    path = path_of(table or "events")
    types = {name: "int64" if public and name in _INTEGERS else "string" for name in names}
    divided = public and table.endswith("_partitioned")
    if divided:
        types[_PARTITION] = "timestamp('UTC')"
    there = ibis.table(
        types, name=path[-1],
        database=path[-2] if len(path) > 1 else None,
        catalog=path[0] if len(path) > 2 else None,
    )  # fmt: skip
    partitions = None
    question = conditions(there, form, names, wanted)
    if divided and low and high:
        last = high + _LATE
        question = _within(there[_PARTITION], low, last) & question
        partitions = (str(low), str(last))
    asked = there.filter(question).select(*names)
    return Portable(_sql(asked, dialect, names), ".".join(path), names, partitions)


def path_of(table: str) -> list[str]:
    """The parts of a table's name; raises `Problem`."""
    path = table.split(".")
    if len(path) > 3 or not all(path):
        raise Problem("“{table}” names no table: write it as catalog.schema.table", table=table)
    return path


def recent(table: Table, wanted: Wanted) -> Any:
    """Which partitions of a table in BigQuery have to be read; of another all."""
    import ibis

    low, high = period_of(wanted)
    for name in (_PARTITION, "PARTITIONTIME"):
        if name in table.columns and low and high:
            return _within(table[name], low, high + _LATE)
    return ibis.literal(True)


def _within(added: Any, low: date, high: date) -> Any:
    """Whether a row was added between two days, both counted."""
    import ibis

    return added.between(*(ibis.timestamp(f"{day}", timezone="UTC") for day in (low, high)))


def period_of(wanted: Wanted) -> tuple[date | None, date | None]:
    """The first and the last day that are asked for."""
    begins, ends = span(wanted.begins), span(wanted.ends)
    return _date(begins[0] if begins else None), _date(ends[1] if ends else None)


def _date(day: Day | None) -> date | None:
    return date(*max(day, Day(1, 1, 1))) if day else None


def conditions(table: Table, form: Layout, names: tuple[str, ...], wanted: Wanted) -> BooleanValue:
    """What a row must be, in columns of `table` that are called `names` where `form` has them."""
    one, two = wanted.pair
    first, second = [names[c] for c in form.first], [names[c] for c in form.second]
    found: Any = (_is(table, first, one) & _is(table, second, two)) | (
        _is(table, first, two) & _is(table, second, one)
    )
    low, high = period_of(wanted)
    if low or high:
        dated = _dated(table[names[form.date]], form, low or date.min, high or date.max)
        found = found if dated is None else found & dated
    if wanted.classes:
        found &= reduce(
            or_,
            (
                _text(table, names[c]).like(f"{each}%")
                if each.isdigit()
                else _text(table, names[c]).isin(_spelt(each))
                for each in wanted.classes
                for c in form.classes
            ),
        )
    checked: BooleanValue = found
    return checked


def _dated(column: Any, form: Layout, low: date, high: date) -> Any:
    """Whether a date is within two days, both counted; None where no engine can tell."""
    import ibis

    kind = column.type()
    if kind.is_date() or kind.is_timestamp():
        return column.cast("date").between(ibis.date(str(low)), ibis.date(str(high)))
    if form.dataset == "acled":
        # It writes «05 March 2003» too, whose order as a text isn't that of the days.
        return None
    shown = "%Y%m%d" if form.dataset == "gdelt" else "%Y-%m-%d"
    # Not all systems write a year before 1000 with four digits by %Y.
    days = [f"{day:{shown}}".rjust(len(f"{date.max:{shown}}"), "0") for day in (low, high)]
    if form.dataset == "gdelt" and kind.is_numeric():
        return column.between(*map(int, days))
    return (column if kind.is_string() else column.cast("string")).between(*days)


def _text(table: Table, name: str) -> Any:
    """A column as text, whatever the engine took it for."""
    column = table[name]
    return column if column.type().is_string() else column.cast("string")


def _form(dataset: str, two: bool) -> Layout:
    if dataset == "gdelt":
        # Which columns there are; that they are named, a table always says.
        return layout_of("gdelt", ("",) * (61 if two else 58), headed=False)
    return layout(dataset, HEADERS[dataset])


def _is(table: Table, columns: Iterable[str], actor: Actor) -> Any:
    """Whether one of the columns may name a state: its codes and names, in the usual spellings."""
    codes = [code for code in (actor.iso3, actor.cameo, actor.cow) if code]
    said = [actor.en, *(name for name in actor.also if name.isascii())]
    tests = []
    for column in columns:
        if column.startswith("Actor") and "Code" in column:
            looked = [c for code in (actor.iso3, actor.cameo) if code for c in (code, code.lower())]
        elif "actor1" in column or "actor2" in column:
            looked = [spelt for name in said for spelt in (name, name.upper())]
        else:
            # COW's 220 may have become a number with a point.
            names = [*codes, *said, *([f"{actor.cow}.0"] if actor.cow else [])]
            tests.append(_text(table, column).isin([*dict.fromkeys(_cased(names))]))
            continue
        tests += [_text(table, column).like(f"%{each}%") for each in dict.fromkeys(looked)]
    return reduce(or_, tests)


def _cased(names: Iterable[str]) -> Iterator[str]:
    """Names as they are, in capitals and in small letters."""
    for name in names:
        yield from (name, name.upper(), name.lower())


def _spelt(word: str) -> list[str]:
    return [*dict.fromkeys((word, word.upper(), word.lower(), word.capitalize()))]


def _sql(asked: Table, dialect: Dialect, names: tuple[str, ...]) -> str:
    from ibis.backends.sql.compilers import bigquery, duckdb, pyspark
    from sqlglot import exp

    compilers: dict[Dialect, Any] = {
        "duckdb": duckdb.DuckDBCompiler,
        "bigquery": bigquery.BigQueryCompiler,
        "spark": pyspark.PySparkCompiler,
    }
    compiler = compilers[dialect]()
    tree = compiler.to_sqlglot(asked)
    if tree.is_star:
        # All columns are named all the same: what each engine reads is then seen.
        table = tree.find(exp.Table).alias_or_name
        tree.set("expressions", [exp.column(name, table=table, quoted=True) for name in names])
    text: str = tree.sql(dialect=compiler.dialect, pretty=True)
    return text
