"""Spark, where it is asked for: the SQL for it gives what DuckDB gives."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.gdeltrows import gdelt_files
from workbench.eventstore import EventStore, add_files, ask_engine, portable
from workbench.interchange.eventdata import Wanted, collect

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        os.environ.get("WORKBENCH_SPARK") != "1" or find_spec("pyspark") is None,
        reason="WORKBENCH_SPARK=1 asks for it, and pyspark has to be installed, with Java",
    ),
]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(("FRA", "USA")),
        Wanted(("FRA", "USA"), "2003-01-02", "2003-01-03", ("03", "190")),
    ],
)
def test_spark_gives_what_duckdb_gives(wanted: Wanted, tmp_path: Path) -> None:
    """The same rows of the same Parquet, odd ones among them."""
    from pyspark.sql import SparkSession

    store = EventStore(tmp_path / "store")
    add_files(store, collect(gdelt_files(tmp_path / "files", 20_000, 5, odd=0.05)))
    pieces = [str(store.folder / piece.path) for part in store.parts() for piece in part.pieces]
    database = tmp_path / "events.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"CREATE TABLE events AS SELECT * FROM read_parquet({pieces})")
        theirs = connection.execute(portable(wanted, "duckdb", "gdelt").sql).fetchall()
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = session.getOrCreate()
    try:
        spark.read.parquet(*pieces).createOrReplaceTempView("events")
        rows = spark.sql(portable(wanted, "spark", "gdelt").sql).collect()
    finally:
        spark.stop()
    assert len(rows) > 3
    assert sorted(tuple(map(str, row)) for row in rows) == sorted(
        tuple(map(str, row)) for row in theirs
    )
    assert len(ask_engine(f"duckdb://{database}", "events", wanted).candidates) <= len(rows)
