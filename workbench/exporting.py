"""A case in the formats that other programs read, the PDF memo apart."""

from __future__ import annotations

from datetime import date

from workbench.case import Case
from workbench.locale import words

SUFFIXES = {
    "csv": "csv",
    "md": "md",
    "docx": "docx",
    "json": "json",
    "csl-json": "csl.json",
    "qdc": "qdc",
    "qdpx": "qdpx",
    "tidy": "tidy.zip",
    "html": "html",
}
"""The formats, and how a file of each ends."""


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
        from workbench.interchange.html import write_html

        page = write_html(case, judge_case(case), words(case.info.language))
        return page.encode("utf-8", "replace")
    if form == "csl-json":
        from workbench.interchange.csljson import write_csl

        return write_csl(case).encode("utf-8", "backslashreplace")
    if form == "md":
        from workbench.memo import memo_markdown

        text = memo_markdown(case, case.info.language, digest="", today=date.today())
        return text.encode("utf-8", "replace")
    from workbench.interchange.casejson import write_json

    return write_json(case, judge_case(case)).encode("utf-8", "backslashreplace")
