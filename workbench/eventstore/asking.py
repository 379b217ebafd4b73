"""Asking the store: how many rows of a dyad fit in each month, and the candidates made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby, islice
from typing import TYPE_CHECKING, Literal

from workbench.case import (
    Candidate,
    Problem,
    Search,
    SearchedData,
    SearchedFile,
    new_id,
)
from workbench.interchange.duck import duck, literal, name, place
from workbench.interchange.eventdata import Progress, Wanted, question_of
from workbench.interchange.eventdata.dyadrows import Row
from workbench.interchange.eventdata.eventdates import day
from workbench.interchange.eventdata.fitting import SHOWN, called, made, misread
from workbench.interchange.eventdata.formats import CUT
from workbench.interchange.sheet.celldates import in_numbers
from workbench.store import without_collection

from .answers import Answer, Hits, Sample
from .cleaning import pair_text
from .manifest import OTHER, Part, Piece, StoredFile, columns_of
from .months import MONTH, in_order
from .store import EventStore

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


Running = Callable[[Callable[[], None]], None]
"""Hears how a question that is being asked is stopped."""
_Some = Literal["fitting", "undated"]
_BOTH = "INSERT INTO {table} SELECT unnest(?), unnest(?)"
"""Two columns into a table at once: a row at a time takes a millisecond each."""


def count_hits(store: EventStore, wanted: Wanted, running: Running | None = None) -> Hits:
    """How many rows fit, by month; raises `Problem`, also where the store is empty.

    `running` hears how the question is stopped, which is then refused by DuckDB's own `Problem`.
    """
    with _asked(store, wanted, running) as asked:
        return asked.hits()


def ask(
    store: EventStore,
    wanted: Wanted,
    sample: Sample | None = None,
    coder: str = "",
    running: Running | None = None,
    heard: Callable[[Hits], None] = lambda _: None,
) -> Answer:
    """The candidates that fit, those drawn of them where there is a sample; raises `Problem`.

    All of them are held in memory: `heard` hears before that how many there are, and may refuse
    them by what it raises. `running` is as for `count_hits`.
    """
    with _asked(store, wanted, running) as asked:
        hits = asked.hits()
        heard(hits)
        found = asked.candidates(sample)
        if sample:
            taken = Counter(candidate.dataset for candidate in found)
            data = tuple(d.model_copy(update={"drawn": taken[d.dataset]}) for d in hits.data)
            hits = replace(hits, data=data)
        return Answer(tuple(found), hits, asked.search(hits, sample, coder), asked.remarks())


@contextmanager
def _asked(store: EventStore, wanted: Wanted, running: Running | None) -> Iterator[_Asked]:
    parts = store.parts()
    if not parts:
        raise Problem(
            "the store {folder} is empty: workbench data add brings files in",
            folder=str(store.folder),
        )
    with store.spilling() as folder, duck(folder) as connection:
        if running:
            running(connection.interrupt)
        # The same files are looked into several times, and what they hold never changes.
        connection.execute("SET parquet_metadata_cache = true")
        yield _Asked(store, parts, wanted, connection)


class _Group:
    """The parts of one layout, whose rows are asked at once."""

    def __init__(self, number: int, parts: list[Part]) -> None:
        self.number = number
        self.form = parts[0].layout
        self.columns = [name(each) for each in columns_of(parts[0].names)]
        self.pieces = [piece for part in parts for piece in part.pieces]
        self.numbered = [f.id for part in parts for f in part.files if f.numbered]

    @property
    def cells(self) -> str:
        """All its columns."""
        return ", ".join(f"coalesce(e.{each}, '')" for each in self.columns)

    @property
    def written(self) -> str:
        """The date of a row as its file writes it."""
        return f"trim(coalesce(e.{self.columns[self.form.date]}, ''))"

    @property
    def id(self) -> str:
        """The id of a row's candidate, as `candidate_id` makes it."""
        identity = self.form.identity or (self.form.id,)
        cells = (f"coalesce(e.{self.columns[c]}, '')" for c in identity)
        text = " || chr(31) || ".join((literal(self.form.dataset), *cells))
        return f"'ca-' || substr(sha256({text}), 1, 24)"


class _Asked:
    """One question in one connection: the hits of it, and what they are made into."""

    def __init__(
        self, store: EventStore, parts: list[Part], wanted: Wanted, connection: DuckDBPyConnection
    ) -> None:
        self.store, self.wanted, self.sql = store, wanted, connection
        self.parts = parts
        self.pair = wanted.pair
        self.low, self.high = wanted.bounds
        self.period = bool(self.low or wanted.ends)
        self.within = f"WHERE {' AND '.join(self._conditions())}"
        """The rows of the dyad in its period."""
        classes = " OR ".join(map(_like, wanted.classes))
        self.where = f"{self.within} AND ({classes})" if classes else self.within
        keyed = sorted(parts, key=_layout)
        self.groups = [_Group(n, list(each)) for n, (_, each) in enumerate(groupby(keyed, _layout))]
        # The same files come in the same order, whenever each of them was added.
        self.files = sorted((f for part in parts for f in part.files), key=lambda f: (f.name, f.id))
        self.names = called(wanted, self.pair)
        self.undated: list[tuple[int, int, str]] = []
        """Of the rows of the dyad without a date the file, the line, and what stands for one."""
        self.seen = Progress()
        self._remember()

    @property
    def query(self) -> str:
        """The question as it is asked of each layout, its rows called `events`."""
        return "SELECT * FROM events\n" + self.where.replace(" AND (", "\nAND (").replace(
            " AND _", "\nAND _"
        )

    def _conditions(self) -> Iterator[str]:
        yield f"_pair = {literal(pair_text(*self.pair))}"
        if self.low:
            yield f"_day >= {literal(self.low)}"
        if self.wanted.ends:
            yield f"_day <= {literal(self.high)}"

    def _remember(self) -> None:
        self.sql.execute("CREATE TEMP TABLE files (id VARCHAR, rank BIGINT)")
        ids = [file.id for file in self.files]
        self.sql.execute(_BOTH.format(table="files"), [ids, list(range(len(ids)))])
        self.sql.execute("CREATE TEMP TABLE redated (written VARCHAR, day VARCHAR)")
        if self.wanted.dates:
            for group in self.groups:
                self._redate(group)

    def _redate(self, group: _Group) -> None:
        """Remember how dates in numbers are meant, since somebody says it."""
        if not group.numbered:
            return
        written = group.columns[group.form.date]
        found = self.sql.execute(
            f"SELECT DISTINCT {written} FROM {_parquet(self.store, group.pieces)} "
            f"WHERE _file IN ({', '.join(map(literal, group.numbered))})"
        ).fetchall()
        texts = [text for (text,) in found if text and in_numbers(text)]
        dates = [day(text, self.wanted.dates) for text in texts]
        self.sql.execute(_BOTH.format(table="redated"), [texts, dates])

    def _rows(self, group: _Group, some: _Some) -> str | None:
        """The rows of a layout as `e`, with their files as `f`; None where there are none.

        Files without `some` of them are left out.
        """
        redated = bool(self.wanted.dates and group.numbered)
        pieces = group.pieces
        if redated:
            # What their dates are is known only when they are read.
            pass
        elif some == "undated":
            pieces = [piece for piece in pieces if piece.year == OTHER]
        elif some == "fitting" and self.period:
            pieces = [piece for piece in pieces if piece.within(self.low, self.high)]
        if not pieces:
            return None
        rows = _parquet(self.store, pieces)
        if redated:
            written = group.columns[group.form.date]
            ours = f"p._file IN ({', '.join(map(literal, group.numbered))})"
            rows = (
                "(SELECT p.* REPLACE (CASE WHEN r.written IS NULL THEN p._day "
                f"ELSE nullif(r.day, '') END AS _day) FROM {rows} p LEFT JOIN "
                f"(SELECT DISTINCT * FROM redated) r ON {ours} AND r.written = p.{written})"
            )
        return f"{rows} e JOIN files f ON f.id = e._file"

    def hits(self) -> Hits:
        """What fits, remembered as a table of where each row lies and which candidate it is."""
        self.sql.execute(
            "CREATE TEMP TABLE hits (layout BIGINT, rank BIGINT, line BIGINT, month VARCHAR, "
            "id VARCHAR)"
        )
        month = f"coalesce(regexp_extract(e._day, {literal(MONTH)}), '')"
        for group in self.groups:
            if rows := self._rows(group, "fitting"):
                self.sql.execute(
                    f"INSERT INTO hits SELECT {group.number}, f.rank, e._line, "
                    f"{month}, {group.id} FROM {rows} {self.where}"
                )
        months = self.sql.execute("SELECT month, count(*) FROM hits GROUP BY month").fetchall()
        data = tuple(
            self._searched(dataset, list(groups))
            for dataset, groups in groupby(self.groups, lambda g: g.form.dataset)
        )
        return Hits(in_order(dict(months)), data, self.query)

    def _searched(self, dataset: str, groups: list[_Group]) -> SearchedData:
        files = {f.id: f for part in self.parts if part.dataset == dataset for f in part.files}
        pair = literal(pair_text(*self.pair))
        dyad = undated = 0
        for group in groups:
            if not group.pieces:
                continue
            [(many,)] = self.sql.execute(
                f"SELECT count(*) FROM {_parquet(self.store, group.pieces)} WHERE _pair = {pair}"
            ).fetchall()
            without = self._undated(group)
            dyad, undated = dyad + many, undated + len(without)
            self.undated += without
        numbers = ", ".join(str(group.number) for group in groups)
        [(fit,)] = self.sql.execute(
            f"SELECT count(*) FROM hits WHERE layout IN ({numbers})"
        ).fetchall()
        return SearchedData(
            dataset=dataset,
            versions=versions(files.values()),
            rows=sum(file.rows for file in files.values()),
            dyad=dyad,
            fit=fit,
            undated=undated,
            misshapen=sum(file.misshapen for file in files.values()),
            files=_searched_files(f for f in self.files if f.id in files),
        )

    def _undated(self, group: _Group) -> list[tuple[int, int, str]]:
        """The rows of the dyad without a date, in the order of their files and lines."""
        rows = self._rows(group, "undated")
        if rows is None:
            return []
        return self.sql.execute(
            f"SELECT f.rank, e._line, {group.written} FROM {rows} "
            f"WHERE e._pair = {literal(pair_text(*self.pair))} AND e._day IS NULL "
            "ORDER BY f.rank, e._line"
        ).fetchall()

    def candidates(self, sample: Sample | None) -> list[Candidate]:
        """Those that fit, in the order of their files' names and their lines; or those drawn."""
        among = ""
        if sample:
            # Which rows are drawn hangs on what they are alone, not on where they lie.
            lot = f"sha256({literal(str(sample.seed))} || ':' || id)"
            self.sql.execute(
                "CREATE TEMP TABLE drawn AS SELECT * FROM (SELECT *, row_number() OVER "
                f"(PARTITION BY month ORDER BY {lot}, id) AS place FROM (SELECT *, row_number() "
                "OVER (PARTITION BY id ORDER BY rank, line) AS again FROM hits) WHERE again = 1) "
                f"WHERE place <= {int(sample.per_month)}"
            )
            among = "JOIN drawn c ON c.layout = {layout} AND c.rank = f.rank AND c.line = e._line "
        found: list[tuple[int, int, Candidate]] = []
        with without_collection():
            for group in self.groups:
                if rows := self._rows(group, "fitting"):
                    found += self._made(group, f"{rows} {among.format(layout=group.number)}")
        return [candidate for _, _, candidate in sorted(found, key=lambda each: each[:2])]

    def _made(self, group: _Group, rows: str) -> Iterator[tuple[int, int, Candidate]]:
        states = {actor.en: actor for actor in self.pair}
        told = self.sql.execute(
            "SELECT f.rank, e._line, coalesce(e._day, ''), e._one, e._two, "
            f"{group.cells} FROM {rows} {self.where}"
        )
        while many := told.fetchmany(1000):
            for rank, line, date, one, two, *cells in many:
                file = self.files[rank].name
                if misread(cells):
                    self.seen.misread += 1
                    self.seen.misread_in[file] = None
                row = Row(line, cells, states[one], states[two])
                yield rank, line, made(row, group.form, date, file, self.names)

    def remarks(self) -> tuple[Problem, ...]:
        """What a person must hear of the rows of the dyad, as of those of a file."""
        seen = self.seen
        seen.undated, seen.undatable = len(self.undated), self._named(self.undated)
        seen.open_in |= {
            self.files[rank].name: None for rank, _, text in self.undated if in_numbers(text)
        }
        for group in self.groups:
            rows = self._rows(group, "fitting")
            if rows and group.form.cameo and group.form.headed:
                code = f"regexp_extract(e._codes, '\\|({CUT.pattern})\\|', 1)"
                cut = self.sql.execute(
                    f"SELECT f.rank, e._line, {code} FROM {rows} {self.within} AND {code} <> '' "
                    "ORDER BY f.rank, e._line"
                ).fetchall()
                seen.cut += len(cut)
                seen.cut_at = [*seen.cut_at, *self._named(cut)][:SHOWN]
        return tuple(seen.remarks(self.period))

    def _named(self, places: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
        """The first of some places by file and line, and what stands there."""
        return [
            (f"{self.files[rank].name}, {line}", text) for rank, line, text in islice(places, SHOWN)
        ]

    def search(self, hits: Hits, sample: Sample | None, coder: str) -> Search:
        """The record of the question."""
        return Search(
            id=new_id("se"),
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            coder=coder,
            how="store",
            question=question_of(self.wanted).model_copy(
                update={"per_month": sample.per_month, "seed": sample.seed} if sample else {}
            ),
            query=hits.query,
            query_sha256=sha256(hits.query.encode()).hexdigest(),
            data=hits.data,
        )


def _layout(part: Part) -> tuple[str, bool, tuple[str, ...]]:
    return part.dataset, part.headed, part.names


def _like(wanted: str) -> str:
    """Whether a row has a class: by its first digits, or by its whole name."""
    text = wanted.casefold().replace("|", "¦")
    for mark in "!%_":
        text = text.replace(mark, f"!{mark}")
    end = "" if wanted.isdigit() else "|"
    escape = " ESCAPE '!'" if "!" in text else ""
    return f"_codes LIKE {literal(f'%|{text}{end}%')}{escape}"


def _parquet(store: EventStore, pieces: Iterable[Piece]) -> str:
    paths = ", ".join(place(store.folder / piece.path) for piece in pieces)
    return f"read_parquet([{paths}], hive_partitioning = false)"


def versions(files: Iterable[StoredFile]) -> tuple[str, ...]:
    """The versions of a data set, as its rows or its layout say."""
    return tuple(sorted({version for file in files for version in file.versions if version}))


def _searched_files(files: Iterable[StoredFile]) -> tuple[SearchedFile, ...]:
    return tuple(
        SearchedFile(file.name, file.sha256, file.rows, file.misshapen, file.content)
        for file in files
    )
