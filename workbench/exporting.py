"""A case in the formats that other programs and readers take, the PDF memo apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case import Case
from workbench.locale import N_, Words

if TYPE_CHECKING:
    from workbench.casebook.rounds import ToldRound


@dataclass(frozen=True)
class Export:
    """A case on its way out: what is read in a language is in `language`."""

    case: Case
    language: str
    digest: str = ""
    """SHA-256 of the case file, in hexadecimal; empty where there is no file."""
    rounds: Sequence[ToldRound] = ()
    """The coding rounds of the case."""

    @property
    def today(self) -> date:
        """The day that is printed."""
        return date.today()


@dataclass(frozen=True)
class Format:
    """A format: what it is called (a sentence's id), how its files end, and who writes it."""

    name: str
    suffix: str
    write: Callable[[Export], bytes]
    spoken: bool = False
    """Whether it is read by people, in one language or the other."""
    rounds: bool = False
    """Whether it tells of coding rounds: to compare one takes time."""

    @property
    def memo(self) -> bool:
        """Whether it is the memo, which says in sentences what is there and what isn't."""
        return self.spoken and self.rounds


def _sheet(export: Export) -> bytes:
    from workbench.interchange.sheet import write_sheet

    return write_sheet(export.case)


def _markdown(export: Export) -> bytes:
    from workbench.memo import memo_markdown

    text = memo_markdown(
        export.case, export.language, digest=export.digest, today=export.today, rounds=export.rounds
    )
    return text.encode("utf-8", "replace")


def _word(export: Export) -> bytes:
    from workbench.memo import memo_docx

    return memo_docx(
        export.case, export.language, digest=export.digest, today=export.today, rounds=export.rounds
    )


def _page(export: Export) -> bytes:
    from workbench.memo import memo_html

    page = memo_html(export.case, export.language, today=export.today, rounds=export.rounds)
    return page.encode("utf-8", "replace")


def _everything(export: Export) -> bytes:
    from workbench.interchange.casejson import write_json
    from workbench.judgement import judge_case

    return write_json(export.case, judge_case(export.case)).encode("utf-8", "backslashreplace")


def _csl(export: Export) -> bytes:
    from workbench.interchange.references import write_csl

    return write_csl(export.case).encode("utf-8", "backslashreplace")


def _bibtex(export: Export) -> bytes:
    from workbench.interchange.references import write_bibtex

    return write_bibtex(export.case).encode("utf-8", "replace")


def _ris(export: Export) -> bytes:
    from workbench.interchange.references import write_ris

    return write_ris(export.case).encode("utf-8", "replace")


def _codebook(export: Export) -> bytes:
    from workbench.interchange.refi import write_codebook

    return write_codebook(export.case.codebook, export.language)


def _project(export: Export) -> bytes:
    from workbench.interchange.refi import write_project

    return write_project(export.case, datetime.now(UTC), export.rounds)


def _tidy(export: Export) -> bytes:
    from workbench.interchange.tidy import write_tidy
    from workbench.judgement import judge_case

    return write_tidy(export.case, judge_case(export.case), export.rounds)


FORMATS = {
    "csv": Format(N_("coding sheet (CSV)"), "csv", _sheet),
    "md": Format(N_("memo as text (Markdown)"), "md", _markdown, spoken=True, rounds=True),
    "docx": Format(N_("memo for editing (Word)"), "docx", _word, spoken=True, rounds=True),
    "html": Format(N_("page for a browser (HTML)"), "html", _page, spoken=True, rounds=True),
    "json": Format(N_("everything, with the verdicts (JSON)"), "json", _everything),
    "csl-json": Format(N_("sources (CSL JSON)"), "csl.json", _csl),
    "bibtex": Format(N_("sources (BibTeX)"), "bib", _bibtex),
    "ris": Format(N_("sources (RIS)"), "ris", _ris),
    "tidy": Format(N_("tables for statistics (CSV, zipped)"), "tidy.zip", _tidy, rounds=True),
    "qdpx": Format(N_("coded project (REFI-QDA)"), "qdpx", _project, rounds=True),
    "qdc": Format(N_("codebook (REFI-QDA)"), "qdc", _codebook, spoken=True),
}
"""What one case is exported to, by the name that the command line knows."""

OF_ALL = {"qca": "qca.zip"}
"""The formats that tell of all the cases of a workspace, and what a file of each is called."""


def untold(rounds: Sequence[ToldRound], say: Words) -> str:
    """Why rounds that all have sealed aren't in an export; empty where all of them are."""
    return say.gap.join(say.t(each.why, round=each.name) for each in rounds if each.why)


def export_path(folder: Path, slug: str, case: Case, form: str, language: str) -> Path:
    """Where an export goes by default; in another language than the case's, its name says so."""
    kind = FORMATS[form]
    said = f".{language}" if kind.spoken and language != case.info.language else ""
    return folder / f"{slug}{said}.{kind.suffix}"


def exported_all(cases: Sequence[Case], form: str) -> bytes:
    """The bytes of a workspace's cases in the format `form`, one of `OF_ALL`."""
    from workbench.interchange.qca import write_qca
    from workbench.judgement import judge_case

    assert form in OF_ALL
    return write_qca([judge_case(case) for case in cases])
