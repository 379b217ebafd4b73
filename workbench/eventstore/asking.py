"""Asking the store: how many rows of a dyad fit in each month, and the candidates made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from workbench.case import (
    Candidate,
    Problem,
    Search,
    SearchedData,
    SearchedFile,
    new_id,
    span,
)
from workbench.interchange.duck import duck, literal, name, place
from workbench.interchange.eventdata import Progress, Wanted, question_of
from workbench.interchange.eventdata.dyadrows import Row
from workbench.interchange.eventdata.eventdates import day
from workbench.interchange.eventdata.fitting import called, made
from workbench.interchange.eventdata.formats import CUT
from workbench.interchange.sheet.celldates import in_numbers

from .cleaning import OTHER, pair_text
from .manifest import Part, Piece, StoredFile, columns_of
from .store import EventStore

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


Running = Callable[[Callable[[], None]], None]
"""Hears how a question that is being asked is stopped."""
_BOTH = "INSERT INTO {table} SELECT unnest(?), unnest(?)"
"""Two columns into a table at once: a row at a time takes a millisecond each."""


@dataclass(frozen=True)
class Sample:
    """How many rows of each month are drawn, and what the draw follows from."""

    per_month: int
    seed: int


@dataclass(frozen=True)
class Hits:
    """How much of the store fits, before any of it is in an inbox."""

    months: Mapping[str, int]
    """How many rows of each month, `2003-03`; of those without a date under the empty text."""
    data: tuple[SearchedData, ...]
    """By data set: how many rows were searched, are of the dyad, fit."""
    query: str
    """What was asked, in SQL."""

    @property
    def fit(self) -> int:
        """How many rows fit."""
        return sum(self.months.values())


@dataclass(frozen=True)
class Answer:
    """The candidates that fit, and the record of the question."""

    candidates: tuple[Candidate, ...]
    hits: Hits
    search: Search
    remarks: tuple[Problem, ...] = ()
    """What a person must hear of the rows of the dyad."""


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
) -> Answer:
    """The candidates that fit, those drawn of them where there is a sample; raises `Problem`.

    All of them are held in memory: `count_hits` says how many there are. `running` is as there.
    """
    with _asked(store, wanted, running) as asked:
        hits = asked.hits()
        found = asked.candidates(sample)
        if sample:
            taken = Counter(candidate.dataset for candidate in found)
            data = tuple(d.model_copy(update={"drawn": taken[d.dataset]}) for d in hits.data)
            hits = replace(hits, data=data)
        return Answer(tuple(found), hits, asked.search(hits, sample, coder), asked.remarks())


def drawn(candidates: Iterable[Candidate], sample: Sample) -> list[Candidate]:
    """Those that a sample draws: of each month the first by a hash of seed and id.

    The store draws the same in SQL.
    """
    by_month = defaultdict[str, dict[str, Candidate]](dict)
    for candidate in candidates:
        by_month[candidate.date[:7]].setdefault(candidate.id, candidate)
    found = []
    for month in sorted(by_month):
        keyed = sorted(
            by_month[month].values(),
            key=lambda c: (sha256(f"{sample.seed}:{c.id}".encode()).hexdigest(), c.id),
        )
        found += keyed[: sample.per_month]
    return found


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
        return ", ".join(f"e.{each}" for each in self.columns)

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
        first = (span(wanted.begins) or (None, None))[0]
        last = (span(wanted.ends) or (None, None))[1]
        self.low, self.high = (str(first) if first else ""), (str(last) if last else "9999")
        self.period = bool(self.low or wanted.ends)
        self.where = f"WHERE {' AND '.join(self._conditions())}"
        keyed = sorted(parts, key=_layout)
        self.groups = [_Group(n, list(each)) for n, (_, each) in enumerate(groupby(keyed, _layout))]
        # The same files come in the same order, whenever each of them was added.
        self.files = sorted((f for part in parts for f in part.files), key=lambda f: (f.name, f.id))
        self.names = called(wanted, self.pair)
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
        if self.period and self.low:
            yield f"_day >= {literal(self.low)}"
        if self.period:
            yield f"_day <= {literal(self.high)}"
        if self.wanted.classes:
            yield f"({' OR '.join(map(_like, self.wanted.classes))})"

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

    def _rows(self, group: _Group, pruned: bool) -> str | None:
        """The rows of a layout as `events`; None where none can fit."""
        redated = bool(self.wanted.dates and group.numbered)
        pieces = group.pieces
        if pruned and self.period and not redated:
            low, high = self.low[:4], self.high[:4]
            pieces = [p for p in pieces if p.year == OTHER or low <= p.year <= high]
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
        for group in self.groups:
            if rows := self._rows(group, pruned=True):
                self.sql.execute(
                    f"INSERT INTO hits SELECT {group.number}, f.rank, e._line, "
                    f"coalesce(substr(e._day, 1, 7), ''), {group.id} FROM {rows} {self.where}"
                )
        months = self.sql.execute(
            "SELECT month, count(*) FROM hits GROUP BY month ORDER BY month"
        ).fetchall()
        data = tuple(
            self._searched(dataset, list(groups))
            for dataset, groups in groupby(self.groups, lambda g: g.form.dataset)
        )
        return Hits(dict(months), data, self.query)

    def _searched(self, dataset: str, groups: list[_Group]) -> SearchedData:
        files = {f.id: f for part in self.parts if part.dataset == dataset for f in part.files}
        pair = literal(pair_text(*self.pair))
        dyad = undated = 0
        for group in groups:
            rows = self._rows(group, pruned=False)
            seen = self.sql.execute(
                f"SELECT count(*), count(*) FILTER (e._day IS NULL) FROM {rows} "
                f"WHERE e._pair = {pair}"
            ).fetchall()
            dyad, undated = dyad + seen[0][0], undated + seen[0][1]
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

    def candidates(self, sample: Sample | None) -> list[Candidate]:
        """Those that fit, in the order of their files' names and their lines; or those drawn."""
        chosen = "hits"
        if sample:
            # Which rows are drawn hangs on what they are alone, not on where they lie.
            chosen = "drawn"
            lot = f"sha256({literal(str(sample.seed))} || ':' || id)"
            self.sql.execute(
                "CREATE TEMP TABLE drawn AS SELECT * FROM (SELECT *, row_number() OVER "
                f"(PARTITION BY month ORDER BY {lot}, id) AS place FROM (SELECT *, row_number() "
                "OVER (PARTITION BY id ORDER BY rank, line) AS again FROM hits) WHERE again = 1) "
                f"WHERE place <= {int(sample.per_month)}"
            )
        found: list[tuple[int, int, Candidate]] = []
        for group in self.groups:
            if rows := self._rows(group, pruned=True):
                found += self._made(group, rows, chosen)
        return [candidate for _, _, candidate in sorted(found, key=lambda each: each[:2])]

    def _made(self, group: _Group, rows: str, chosen: str) -> Iterator[tuple[int, int, Candidate]]:
        states = {actor.en: actor for actor in self.pair}
        told = self.sql.execute(
            f"SELECT f.rank, e._line, e._day, e._one, e._two, {group.cells} FROM {rows} "
            f"JOIN {chosen} c ON c.layout = {group.number} AND c.rank = f.rank "
            f"AND c.line = e._line {self.where}"
        )
        while many := told.fetchmany(1000):
            for rank, line, date, one, two, *cells in many:
                row = Row(line, [cell or "" for cell in cells], states[one], states[two])
                file = self.files[rank].name
                if any("\N{REPLACEMENT CHARACTER}" in cell for cell in row.cells):
                    self.seen.misread += 1
                    self.seen.misread_in[file] = None
                yield rank, line, made(row, group.form, date or "", file, self.names)

    def remarks(self) -> tuple[Problem, ...]:
        """What a person must hear of the rows of the dyad, as of those of a file."""
        for group in self.groups:
            written = f"trim(coalesce(e.{group.columns[group.form.date]}, ''))"
            undated = self._places(group, written, "e._day IS NULL")
            seen = Progress(undated=len(undated), undatable=[each[1:] for each in undated])
            seen.open_in |= {file: None for file, _, text in undated if in_numbers(text)}
            if group.form.cameo and group.form.headed:
                code = f"regexp_extract(e._codes, '\\|({CUT.pattern})\\|', 1)"
                cut = self._places(group, code, f"{code} <> ''")
                seen.cut, seen.cut_at = len(cut), [each[1:] for each in cut]
            self.seen.took(seen)
        return tuple(self.seen.remarks(self.period))

    def _places(self, group: _Group, said: str, where: str) -> list[tuple[str, str, str]]:
        """Of rows of the dyad the file, that with the line, and what is `said` there."""
        found = self.sql.execute(
            f"SELECT f.rank, e._line, {said} FROM {self._rows(group, pruned=False)} "
            f"WHERE e._pair = {literal(pair_text(*self.pair))} AND {where} "
            "ORDER BY f.rank, e._line"
        ).fetchall()
        named = ((self.files[rank].name, line, text) for rank, line, text in found)
        return [(file, f"{file}, {line}", text) for file, line, text in named]

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
    return tuple(sorted({version for file in files for version in file.versions}))


def _searched_files(files: Iterable[StoredFile]) -> tuple[SearchedFile, ...]:
    return tuple(
        SearchedFile(file.name, file.sha256, file.rows, file.misshapen, file.content)
        for file in files
    )
