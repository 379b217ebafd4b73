"""The memo's structure: PDF/UA-1 by veraPDF, and read aloud in the order of the document."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest

from workbench.case import Case, CaseInfo, Event, Overruling
from workbench.casebook import worked_cases
from workbench.locale import LANGUAGES
from workbench.memo import SHORT, event_bytes, memo_bytes, memo_html
from workbench.memo.contents import SECTIONS, memo_document
from workbench.memo.document import Figure, Heading, Node, Part, Together, texts

from .extremes import extreme
from .readers import POPPLER, letters, tool
from .test_export import CASES, DAY
from .test_scripts import BEYOND, FROM_THE_RIGHT, SAID, case_of
from .verapdf import absent, failures

VERAPDF = pytest.mark.skipif(bool(absent()), reason=f"veraPDF can't run: {absent()}")
FIGURE = get_args(Figure)


def valid(data: bytes, folder: Path) -> None:
    """veraPDF finds nothing amiss, and did look."""
    path = folder / "memo.pdf"
    path.write_bytes(data)
    broken, looked = failures(path)
    assert not broken and looked > 1_000, broken


@VERAPDF
@pytest.mark.long
def test_what_has_no_structure_is_found_out(tmp_path: Path) -> None:
    """The validator can fail: the same memo without its tree."""
    data, _ = memo_bytes(case_of("T"), "en", digest="d", today=DAY)
    path = tmp_path / "bare.pdf"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    broken, _ = failures(path)
    assert "7.1 11" in broken


@VERAPDF
@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_short_memo_and_an_event(lang: str, tmp_path: Path) -> None:
    """Zero failures of PDF/UA-1."""
    case = CASES[lang]
    valid(memo_bytes(case, lang, digest="d", today=DAY, sections=SHORT)[0], tmp_path)
    valid(event_bytes(case, case.timeline[7], lang, digest="d", today=DAY)[0], tmp_path)


@VERAPDF
@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_script(lang: str, tmp_path: Path) -> None:
    """Shaped, from the right, beyond the first plane, and without a glyph."""
    case = case_of(
        *SAID.values(), *FROM_THE_RIGHT.values(), BEYOND, "no glyph 😀 \ufffe \U000f0000"
    )
    valid(memo_bytes(case, lang, digest="d", today=DAY)[0], tmp_path)


@VERAPDF
@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", worked_cases(), ids=lambda file: file.slug)
def test_the_whole_memo_of_every_worked_case(file: Any, lang: str, tmp_path: Path) -> None:
    """In full, in short, and an event."""
    case: Case = file.load()
    for sections in (None, SHORT):
        valid(memo_bytes(case, lang, digest="d", today=DAY, sections=sections)[0], tmp_path)
    valid(event_bytes(case, case.timeline[0], lang, digest="d", today=DAY)[0], tmp_path)


@VERAPDF
@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_at_its_longest(lang: str, tmp_path: Path) -> None:
    """Rows over several pages, bars over more than one."""
    case = extreme(lang, strategies=60, title=300, text=2_500, events=40)
    valid(memo_bytes(case, lang, digest="d", today=DAY)[0], tmp_path)


@pytest.fixture(scope="module", params=LANGUAGES)
def memo(request: pytest.FixtureRequest) -> Iterator[tuple[str, pikepdf.Pdf]]:
    """The memo of a worked case, as QPDF reads it."""
    lang = request.param
    data, _ = memo_bytes(CASES[lang], lang, digest="d", today=DAY)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield lang, pdf


def walk(element: Any) -> Iterator[Any]:
    """An element of the structure and all below it."""
    yield element
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def flat(parts: Iterable[Part]) -> Iterator[Node]:
    """What the document is made of, in its order."""
    waiting = [node for part in parts for node in part.nodes][::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Together):
            waiting += reversed(node.nodes)
        else:
            yield node


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def test_the_file_says_what_it_is(memo: tuple[str, pikepdf.Pdf]) -> None:
    """Its language, title, and the part of the standard."""
    lang, pdf = memo
    assert str(pdf.Root.Lang) == lang
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert all(page.Tabs == "/S" for page in pdf.pages)
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == str(pdf.docinfo["/Title"]) == CASES[lang].info.title


def test_headings_lists_tables_and_figures(memo: tuple[str, pikepdf.Pdf]) -> None:
    """As the document has them."""
    lang, pdf = memo
    meant = list(flat(memo_document(CASES[lang], lang, digest="d", today=DAY).parts))
    elements = list(walk(pdf.Root.StructTreeRoot.K))
    count = Counter(str(each.S) for each in elements)
    assert count["/H1"] == 1 and count["/H2"] == sum(
        isinstance(node, Heading) and node.level == 1 for node in meant
    )
    assert count["/H3"] > 15
    assert count["/LI"] == count["/Lbl"] == count["/LBody"] > 100
    assert count["/Figure"] == sum(isinstance(node, FIGURE) for node in meant) > 2
    assert all(len(str(each.Alt)) > 20 for each in elements if each.S == "/Figure")
    levels = [int(str(each.S)[2]) for each in elements if re.fullmatch("/H[1-3]", str(each.S))]
    assert all(later <= level + 1 for level, later in pairwise(levels))
    for table in (each for each in elements if each.S == "/Table"):
        rows = kids(table)
        wide = {len(kids(row)) for row in rows}
        assert all(row.S == "/TR" for row in rows) and len(wide) == 1
        assert {str(cell.A.Scope) for cell in kids(rows[0])} == {"/Column"}
        for row in rows[1:]:
            name, *cells = kids(row)
            assert name.S == "/TH" and name.A.Scope == "/Row"
            assert all(cell.S == "/TD" for cell in cells)


def test_a_link_says_where_it_leads(memo: tuple[str, pikepdf.Pdf]) -> None:
    """Its annotation is its element's, and is found from it."""
    _, pdf = memo
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    owner = {int(parents[n]): parents[n + 1] for n in range(0, len(parents), 2)}
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert len(notes) > 300
    for note in notes:
        element = owner[int(note.StructParent)]
        assert element.S == "/Link" and str(note.Contents)
        assert any(
            isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == note for kid in kids(element)
        )


def test_the_head_of_a_table_is_said_once(memo: tuple[str, pikepdf.Pdf]) -> None:
    """However many pages it stands on; and every stretch of a page is somebody's."""
    _, pdf = memo
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    owner = {int(parents[n]): parents[n + 1] for n in range(0, len(parents), 2)}
    seen = 0
    for page in pdf.pages:
        open_, numbers = [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                open_.append(str(operands[0]))
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    numbers.append(int(operands[1].MCID))
            elif str(operator) == "EMC":
                open_.pop()
            elif str(operator) in ("Tj", "TJ", "f", "S", "B"):
                assert open_, (page.label, operator)
        assert numbers == list(range(len(owner[int(page.StructParents)]))) and not open_
        seen += len(numbers)
    marked = [
        kid
        for each in walk(pdf.Root.StructTreeRoot.K)
        for kid in kids(each)
        if isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid)
    ]
    assert len(marked) == seen
    heads = [each for each in walk(pdf.Root.StructTreeRoot.K)
             if each.S == "/TH" and each.A.Scope == "/Column"]  # fmt: skip
    assert all(len(kids(head)) <= 1 for head in heads)


@pytest.mark.skipif(not POPPLER, reason="poppler-utils isn't installed")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "names",
    [
        (*SHORT, "conditions", "square", "limitations"),
        pytest.param(list(SECTIONS), marks=pytest.mark.long),
    ],
    ids=["some", "all"],
)
def test_it_is_read_aloud_in_the_order_of_the_document(
    lang: str, names: list[str], tmp_path: Path
) -> None:
    """Every text once, words apart at the ends of lines, as Poppler follows the structure."""
    asked = {"digest": "d", "today": DAY, "sections": names}
    data, _ = memo_bytes(CASES[lang], lang, **asked)
    path = tmp_path / "memo.pdf"
    path.write_bytes(data)
    told = tool("pdfinfo", "-struct-text", str(path)).decode("utf-8")
    told = re.sub(r"^( *)Figure\b.*\n(?:\1 +.*\n)*", "", told, flags=re.MULTILINE)
    said = "".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE))
    document = memo_document(CASES[lang], lang, **asked)
    meant = list(texts(node for node in flat(document.parts) if not isinstance(node, FIGURE)))
    assert letters(said) == letters("".join(meant))
    if lang == "en":
        long = max(meant, key=len)
        assert re.sub(r"\s+", " ", long).strip() in said


@pytest.mark.skipif(not POPPLER, reason="poppler-utils isn't installed")
def test_words_stay_apart_where_a_line_was_ended(tmp_path: Path) -> None:
    """By whoever typed it."""
    path = tmp_path / "memo.pdf"
    data, _ = memo_bytes(case_of("One line.\nAnother"), "en", digest="d", today=DAY)
    path.write_bytes(data)
    assert "One line. Another" in tool("pdfinfo", "-struct-text", str(path)).decode("utf-8")


@pytest.mark.skipif(not POPPLER, reason="poppler-utils isn't installed")
def test_words_of_another_language_say_so(tmp_path: Path) -> None:
    """Chinese in an English memo, Arabic in either."""
    case = case_of("外交 diplomacy", "العربية")
    data, _ = memo_bytes(case, "en", digest="d", today=DAY)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoken = {
            str(operands[1].Lang)
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/Lang" in operands[1]
        }
    assert spoken == {"zh-Hant", "ar"}


def heard_in(pdf: pikepdf.Pdf) -> set[str]:
    """What is heard instead of what is drawn, on any page."""
    return {
        str(operands[1].Alt)
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/Alt" in operands[1]
    }


def test_a_mark_alone_is_heard_as_its_words(memo: tuple[str, pikepdf.Pdf]) -> None:
    """Who acted, of which class, and that there is nothing; on paper and on the page."""
    lang, pdf = memo
    named, group = {
        "en": ("France, aimed at United States", "institutional: "),
        "zh-Hant": ("法國，針對美國", "制度式："),
    }[lang]
    none = {"en": "none", "zh-Hant": "無"}[lang]
    assert {named, group, none} <= heard_in(pdf)
    annex, _ = memo_bytes(CASES[lang], lang, digest="d", today=DAY, sections=["coding"])
    with pikepdf.open(io.BytesIO(annex)) as coding:
        assert group in heard_in(coding)
    arrows = {"en": {"gives", "towards"}, "zh-Hant": {"即為", "對"}}[lang]
    names = ["masthead", "conditions", "method"]
    sections, _ = memo_bytes(CASES[lang], lang, digest="d", today=DAY, sections=names)
    with pikepdf.open(io.BytesIO(sections)) as other:
        # A mark beside its own word is silent.
        assert {*arrows, " "} <= heard_in(other)
    page = memo_html(CASES[lang], lang, today=DAY)
    assert f'role="img" aria-label="{named}">→</span>' in page
    assert f'role="img" aria-label="{none}">–</span>' in page
    assert '<span aria-hidden="true">◇</span>' in page


def test_the_structure_takes_little_room(memo: tuple[str, pikepdf.Pdf]) -> None:
    """The file is at most 1.3 times what ReportLab would write without it, object by object."""
    lang, _ = memo
    data, _ = memo_bytes(CASES[lang], lang, digest="d", today=DAY)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in ("StructTreeRoot", "MarkInfo", "Metadata"):
            del pdf.Root[f"/{name}"]
        for page in pdf.pages:
            kept = [
                (operands, operator)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) not in ("BDC", "BMC", "EMC")
            ]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
            for note in page.get("/Annots", []):
                del note["/Contents"], note["/StructParent"]
        bare = io.BytesIO()
        pdf.save(bare, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert len(data) <= 1.3 * len(bare.getvalue()), len(data) / len(bare.getvalue())


@pytest.mark.long
def test_a_footnote_is_one(tmp_path: Path) -> None:
    """Each under a name of its own, as the standard asks; in the page's roles too."""
    said = "Kept as it was coded"
    ruled = Overruling(verdict="contested", reason=said, coder="Lin")
    events = {"ev-1": Event(id="ev-1", date="2003-02-14", title="T", overruled=ruled)}
    case = Case("c", CaseInfo(title="C", balancer="A", target="B"), events=events)
    asked = {"digest": "d", "today": DAY}
    for data in (
        memo_bytes(case, "en", **asked)[0],
        event_bytes(case, events["ev-1"], "en", **asked)[0],
    ):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            elements = list(walk(pdf.Root.StructTreeRoot.K))
            notes = [str(each.ID) for each in elements if each.S == "/Note"]
            assert notes and len(notes) == len(set(notes))
        if not absent():
            valid(data, tmp_path)
    assert re.search(
        f'<p class="footnote" role="note"[^>]*>.*{said}', memo_html(case, "en", today=DAY)
    )


def test_small_objects_are_written_together(memo: tuple[str, pikepdf.Pdf]) -> None:
    """The structure costs less than links did; and whose file it is can be read from outside."""
    lang, pdf = memo
    data, _ = memo_bytes(CASES[lang], lang, digest="5" * 64, today=DAY)
    assert data.count(b" obj\n") < len(pdf.objects) / 20
    assert re.search(rb"sha256:5{64}", data)
    [table] = re.findall(rb"/Type/XRef/Size (\d+).*?/Length (\d+)", data)
    assert int(table[1]) < int(table[0]), "a byte for each object says where it is"
