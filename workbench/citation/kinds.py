"""What kind of thing a source is: its CSL type, given or read from the free-text type."""

from __future__ import annotations

from workbench.case import Source

_WORDS = (
    ("review", "document"),
    ("書評", "document"),
    ("extract", "document"),
    ("press release", "webpage"),
    ("un document", "un"),
    ("un record", "un"),
    ("united nations", "un"),
    ("resolution", "un"),
    ("聯合國", "un"),
    ("決議", "un"),
    ("chapter", "chapter"),
    ("專章", "chapter"),
    ("journal", "article-journal"),
    ("期刊", "article-journal"),
    ("news", "article-newspaper"),
    ("press", "article-newspaper"),
    ("報紙", "article-newspaper"),
    ("新聞", "article-newspaper"),
    ("magazine", "article-magazine"),
    ("book", "book"),
    ("專書", "book"),
    ("thesis", "thesis"),
    ("論文", "thesis"),
    ("report", "report"),
    ("報告", "report"),
    ("treaty", "treaty"),
    ("條約", "treaty"),
    ("speech", "speech"),
    ("演說", "speech"),
    ("interview", "interview"),
    ("訪談", "interview"),
    ("web", "webpage"),
    ("網頁", "webpage"),
)


CSL_TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post
    post-weblog regulation report review review-book software song speech standard thesis treaty
    webpage
    """.split()  # noqa: SIM905
)
"""The types of CSL 1.0.2."""


def kind(source: Source) -> str:
    """The source's CSL type; `un` for a document of the United Nations, else `document`."""
    number = source.number.upper()
    if number.startswith(("S/", "A/", "E/")):
        return "un"
    if source.csl_type:
        return source.csl_type
    typed = source.source_type.casefold()
    return next((found for word, found in _WORDS if word in typed), "document")


def csl_kind(source: Source) -> str:
    """The type as the CSL schema names it."""
    if source.csl_type:
        return source.csl_type
    found = kind(source)
    return "legislation" if found == "un" else found
