"""What the fields of all records are called, wherever a change of them is told."""

from __future__ import annotations

from workbench.locale import N_

from .fields import TABLE

FIELDS = {row.path: row.label for rows in TABLE.values() for row in rows} | {
    "title": N_("title"), "balancer": N_("balancer"), "target": N_("target"),
    "question": N_("question"), "begins": N_("from"), "ends": N_("to"),
    "language": N_("language"), "author": N_("author"), "note": N_("note"),
    "threshold": N_("threshold"), "floor": N_("floor"),
    "interpretations": N_("interpretations"), "joint": N_("joint acts"),
    "outcome": N_("outcome rule"), "outcome.rule": N_("outcome rule"),
    "outcome.k": N_("acts at least"), "outcome.share": N_("share at least"),
    "outcome.unclear": N_("unclear screening"), "outcome.reason": N_("why this rule"),
    "bottom_line": N_("bottom line"), "judgements": N_("key judgements"),
    "alternatives": N_("alternatives"), "limitations": N_("limitations"),
    "watch": N_("what to watch"),
    "when": N_("when"), "how": N_("read from"), "query": N_("query"),
    "query_sha256": N_("SHA-256 of the query"), "engine": N_("engine"), "data": N_("searched"),
    "question.actors": N_("actors"), "question.begins": N_("from"), "question.ends": N_("to"),
    "question.classes": N_("event classes"), "question.dates": N_("day or month first"),
    "question.per_month": N_("drawn per month"), "question.seed": N_("seed"),
    "search": N_("search"), "file": N_("file"), "line": N_("line"), "version": N_("version"),
    "name": N_("name"), "classes": N_("event classes"), "actors": N_("actors"),
    "words": N_("words"), "column": N_("column"), "datasets": N_("data sets"),
    "domain": N_("domain"), "strategies": N_("strategies"), "apart": N_("split off"),
}  # fmt: skip
"""By their paths: those of the table of fields, and those that only a form of their own asks."""
