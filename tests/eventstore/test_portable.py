"""The question in the SQL of engines elsewhere, of which BigQuery's can't be run here."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from workbench.eventstore import DIALECTS, Dialect, portable
from workbench.interchange.eventdata import DATASETS, Wanted
from workbench.interchange.eventdata.formats import HEADERS, layout_of

HERE = Path(__file__).parent
WANTED = Wanted(("FRA", "USA"), "2016-03", "2016-04", ("03", "163"))
PARSED = {"duckdb": "duckdb", "bigquery": "bigquery", "spark": "spark"}
_ALLOWED = (exp.And, exp.Or, exp.Paren, exp.EQ, exp.In, exp.Between, exp.Like)
"""Besides columns, texts and numbers."""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_sql_is_as_it_was_looked_at(dialect: Dialect) -> None:
    """Word for word; a new text is read by a person, then put in place of the old."""
    text = portable(WANTED, dialect, "gdelt").sql + "\n"
    assert text == (HERE / f"gdelt.{dialect}.sql").read_text("utf-8")


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_reads_it_and_only_plain_tests_are_made(
    dialect: Dialect, dataset: str
) -> None:
    """Parsed by another grammar: the columns named, and nothing but =, IN, BETWEEN, LIKE."""
    found = portable(WANTED, dialect, dataset, table="my.events")
    [tree] = sqlglot.parse(found.sql, dialect=PARSED[dialect])
    assert isinstance(tree, exp.Select)
    wide = HEADERS[dataset] if dataset in HEADERS else layout_of(dataset, [""] * 61, False).names
    blank = "_" if dialect == "bigquery" else " "
    assert tuple(each.name for each in tree.expressions) == found.columns
    assert [name.replace(" ", blank) for name in wide] == list(found.columns)
    condition = tree.args["where"].this
    for node in condition.walk():
        plain = (*_ALLOWED, exp.Column, exp.Identifier, exp.Literal)
        assert isinstance(node, plain), node
    assert found.partitions is None


def test_partitions_are_named_so_that_the_cost_is_known() -> None:
    """By when a row was added; the older data set where the newer has nothing."""
    found = portable(WANTED, "bigquery", "gdelt")
    assert found.table == "gdelt-bq.gdeltv2.events_partitioned" and len(found.columns) == 61
    assert found.partitions == ("2016-03-01", "2016-05-31")
    [tree] = sqlglot.parse(found.sql, dialect="bigquery")
    assert isinstance(tree, exp.Select)
    within = [node for node in tree.find_all(exp.Between) if node.this.name == "_PARTITIONTIME"]
    assert len(within) == 1 and "2016-03-01" in within[0].args["low"].sql()
    older = portable(Wanted(("FRA", "USA"), "2003-01", "2003-02"), "bigquery", "gdelt")
    assert older.table == "gdelt-bq.full.events_partitioned" and len(older.columns) == 58
    assert older.early and not found.early
    whole = portable(Wanted(("FRA", "USA")), "bigquery", "gdelt")
    assert whole.partitions is None and "_PARTITIONTIME" not in whole.sql


def test_a_public_table_without_partitions_holds_days_as_numbers_too() -> None:
    """What is named by hand is asked as what stands there by itself, but for its partitions."""
    named = portable(WANTED, "bigquery", "gdelt", "gdelt-bq.full.events")
    assert named.partitions is None and "_PARTITIONTIME" not in named.sql and named.public
    assert "`SQLDATE` BETWEEN 20160301 AND 20160430" in named.sql and len(named.columns) == 58
    same = portable(WANTED, "bigquery", "gdelt", "gdelt-bq.gdeltv2.events_partitioned")
    assert same == portable(WANTED, "bigquery", "gdelt")
    mine = portable(WANTED, "bigquery", "gdelt", "mine.gdelt.events")
    assert "`SQLDATE` BETWEEN '20160301' AND '20160430'" in mine.sql and not mine.public


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_was_typed_stays_a_text(dialect: Dialect) -> None:
    """Quotes and comments in a class end nothing."""
    evil = "x' OR 1=1 --"
    sql = portable(Wanted(("FRA", "USA"), classes=(evil,)), dialect, "gdelt").sql
    [tree] = sqlglot.parse(sql, dialect=PARSED[dialect])
    assert tree and evil in {node.this for node in tree.find_all(exp.Literal)}
