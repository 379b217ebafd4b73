"""What the guide says of the codebook: tables and lists that are made from it.

In a page they stand between `<!-- name -->` and `<!-- end -->`, where a code host shows them; the
help makes them anew when it shows the page. After a change of the codebook
`python -m workbench.codebook.pages` writes them into the pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.guide import PAGES, page, path_of
from workbench.locale import LANGUAGES, words

from .lenses import Lens
from .load import codebook
from .model import Codebook
from .works import Reference

_MADE = re.compile(r"<!-- (?P<name>[a-z-]+)(?:: (?P<of>[a-z-]+))? -->.*?<!-- end -->", re.DOTALL)


def _rule(book: Codebook, lens: Lens, lang: str) -> str:
    t = words(lang).t
    rows = [(t("rule"), t("fits when"), t("verdict")), ("---",) * 3]
    rows += [
        (row.rule, row.fits.in_(lang), book.word("verdict", row.verdict, lang)) for row in lens.rows
    ]
    return "\n" + "\n".join(f"| {' | '.join(row)} |".replace(" --- ", "---") for row in rows) + "\n"


def _rest(book: Codebook, lang: str, told: set[str]) -> str:
    """The lenses of which the page has no section of its own."""
    parts = [
        f"\n## {lens.name.in_(lang)}\n\n"
        + " ".join(said.in_(lang) for said in (lens.question, lens.meaning, lens.criterion))
        + "\n"
        + _rule(book, lens, lang)
        for lens in book.lenses
        if lens.id not in told
    ]
    return "".join(parts) or "\n"


def _sides(book: Codebook, lang: str) -> str:
    return words(lang).parted(
        book.word("side", side, lang)
        + words(lang).colon
        + words(lang).listed(x.short.in_(lang) for x in book.lenses if x.side == side)
        for side in ("intent", "effect")
    )


def _filters(book: Codebook, lang: str) -> str:
    colon = words(lang).colon.strip()
    return " ".join(f"`{lens.field_word(lang)}{colon}`" for lens in book.lenses)


def _letters(book: Codebook, lang: str) -> str:
    return f"`{' '.join(lens.letter for lens in book.lenses)}`"


def _standing(book: Codebook, lang: str, standing: str) -> str:
    return words(lang).listed(c.name.in_(lang) for c in book.conditions if c.standing == standing)


def anchor(label: str) -> str:
    """A heading as a code host writes it in an address."""
    return re.sub(r"[^\w\- ]", "", label).lower().replace(" ", "-")


def cited(work: Reference, lang: str) -> str:
    """Where the paper cites a work, which pages, and whether its entry was found elsewhere."""
    w = words(lang)
    t, said = w.t, list[str]()
    places = [
        each.section + (w.bracketed(w.pages(each.pages)) if each.pages else "")
        for each in work.cited
    ]
    if places:
        said.append(t("Cited in {places}.", places=w.parted(places)))
    if not work.verified:
        said.append(t("As the paper gives it."))
    if work.note:
        said.append(work.note.in_(lang))
    return w.gap.join(said)


def _works(book: Codebook, lang: str) -> str:
    """The bibliography, each work under a heading of its own."""
    parts = []
    for group in book.terms["work_group"]:
        parts.append(f"\n## {group.name.in_(lang)}\n")
        for work in book.bibliography:
            if work.group == group.id:
                italic = work.italic and f"*{work.italic}*"
                text = work.text.replace(work.italic, italic) if italic else work.text
                parts.append(f"\n### {work.label}\n\n{text}\n")
                parts.append(f"\n{said}\n" if (said := cited(work, lang)) else "")
    return "".join(parts)


_LISTS: dict[str, Callable[[Codebook, str], str]] = {
    "sides": _sides,
    "filters": _filters,
    "letters": _letters,
    "works": _works,
}


def made(text: str, book: Codebook, lang: str, *, marked: bool = False) -> str:
    """A page with what the codebook says in it; with its marks, where it goes into the file."""
    told = {found["of"] for found in _MADE.finditer(text) if found["name"] == "lens"}

    def said(found: re.Match[str]) -> str:
        name, of = found["name"], found["of"]
        if name == "lens":
            new = _rule(book, book.lens(of), lang)
        elif name == "lenses":
            new = _rest(book, lang, told)
        elif name == "standing":
            new = _standing(book, lang, of)
        else:
            new = _LISTS[name](book, lang)
        return f"{found[0].split('-->')[0]}-->{new}<!-- end -->" if marked else new

    return _MADE.sub(said, text)


def guide_page(name: str, lang: str, book: Codebook | None = None) -> str:
    """A page of the guide, as the help shows it."""
    return made(page(name, lang), book or codebook(), lang)


if __name__ == "__main__":
    for language in LANGUAGES:
        for each in PAGES:
            now = page(each, language)
            path_of(each, language).write_text(
                made(now, codebook(), language, marked=True), "utf-8", newline="\n"
            )
