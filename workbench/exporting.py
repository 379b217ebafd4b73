"""A case in the formats that other programs read, the PDF memo apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.case import Case

SUFFIXES = {
    "csv": "csv",
    "md": "md",
    "docx": "docx",
    "json": "json",
    "csl-json": "csl.json",
    "bibtex": "bib",
    "ris": "ris",
    "qdc": "qdc",
    "qdpx": "qdpx",
    "tidy": "tidy.zip",
    "html": "html",
}
"""The formats, and how a file of each ends."""

OF_ALL = {"qca": "qca.zip"}
"""The formats that tell of all the cases of a workspace, and what a file of each is called."""


def exported(case: Case, form: str) -> bytes:
    """The bytes of `case` in the format `form`, one of `SUFFIXES`."""
    from workbench.judgement import judge_case

    if form == "csv":
        from workbench.interchange.sheet import write_sheet

        return write_sheet(case)
    if form in ("qdc", "qdpx"):
        from datetime import UTC, datetime

        from workbench.interchange.refi import write_codebook, write_project

        if form == "qdc":
            return write_codebook(case.codebook, case.info.language)
        return write_project(case, datetime.now(UTC))
    if form == "docx":
        from workbench.memo.docx import memo_docx

        return memo_docx(case, case.info.language, digest="", today=date.today())
    if form == "tidy":
        from workbench.interchange.tidy import write_tidy

        return write_tidy(case, judge_case(case))
    if form == "html":
        from workbench.memo.html import memo_html

        return memo_html(case, case.info.language, today=date.today()).encode("utf-8", "replace")
    if form == "csl-json":
        from workbench.interchange.references import write_csl

        return write_csl(case).encode("utf-8", "backslashreplace")
    if form in ("bibtex", "ris"):
        from workbench.interchange.references import write_bibtex, write_ris

        text = write_bibtex(case) if form == "bibtex" else write_ris(case)
        return text.encode("utf-8", "replace")
    if form == "md":
        from workbench.memo import memo_markdown

        memo = memo_markdown(case, case.info.language, digest="", today=date.today())
        return memo.encode("utf-8", "replace")
    from workbench.interchange.casejson import write_json

    return write_json(case, judge_case(case)).encode("utf-8", "backslashreplace")


def exported_all(cases: Sequence[Case], form: str) -> bytes:
    """The bytes of a workspace's cases in the format `form`, one of `OF_ALL`."""
    from workbench.interchange.qca import write_qca
    from workbench.judgement import judge_case

    assert form in OF_ALL
    return write_qca([judge_case(case) for case in cases])
