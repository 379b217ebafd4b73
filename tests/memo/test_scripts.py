"""Every script on paper as a reader that had no part in it finds it again."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import ImageFont, features
from pypdf import PdfReader

import workbench.memo
from workbench.case import Case, CaseInfo, Event, Source
from workbench.memo import memo_bytes, memo_docx, memo_html, memo_markdown

from .readers import POPPLER, tool

DAY = date(2026, 11, 23)
SAID = {
    "Hindi": "फ़्रांस ने हर क्षेत्र में बल प्रयोग की अनुमति का विरोध किया",
    "Bengali": "বাংলাদেশের ক্ষমতার ভারসাম্য",
    "Punjabi": "ਸ਼ਕਤੀ ਸੰਤੁਲਨ ਦੀ ਨੀਤੀ",
    "Gujarati": "સત્તાનું સંતુલન અને ક્ષેત્ર",
    "Tamil": "வெளியுறவுக் கொள்கை அறிவிப்பு",
    "Telugu": "విదేశాంగ ప్రభుత్వం క్షేత్రం",
    "Kannada": "ವಿದೇಶಾಂಗ ಕ್ಷೇತ್ರ ಶಕ್ತಿ",
    "Malayalam": "വിദേശ നയം പ്രഖ്യാപിച്ചു",
    "Sinhala": "විදේශ ප්‍රතිපත්තිය ප්‍රකාශ කළේය",
    "Thai": "ผู้นำไทย ประกาศนโยบายที่ ต่างประเทศมุ่งเน้นสันติภาพ",
    "Lao": "ນະໂຍບາຍຕ່າງປະເທດຂອງລາວ ທີ່ສຳຄັນ",
    "Khmer": "គោលនយោបាយការបរទេសកម្ពុជា ព្រះរាជាណាចក្រ",
    "Burmese": "နိုင်ငံခြားရေးမူဝါဒ ကြေညာချက်",
    "Amharic": "የውጭ ጉዳይ ፖሊሲ",
    "Armenian": "Արտաքին քաղաքականություն",
    "Georgian": "საგარეო პოლიტიკა",
    "Yoruba": "ìbánidọ́rẹ̀ẹ́ òkè-òkun",
    "Vietnamese": "Chính sách đối ngoại",
}
FROM_THE_RIGHT = {
    "Arabic": "أعلنت فرنسا سلام القوة",
    "Persian": "سیاست خارجی پگچژ",
    "Urdu": "خارجہ پالیسی ٹڈڑ",
    "Hebrew": "צרפת הודיעה",
}
FONTS = Path(workbench.memo.__file__).with_name("fonts")
SIZE = 7.6
"""Of the event table's text, in points."""
BEYOND = "𠀋𠮷𡈽 𐞀𝼀"
"""Characters beyond the Basic Multilingual Plane that the fonts have."""


def case_of(*titles: str, date: str = "2003-02-14") -> Case:
    events = {
        f"ev-{n}": Event(id=f"ev-{n}", date=date, title=title) for n, title in enumerate(titles)
    }
    return Case("scripts", CaseInfo(title="Scripts", balancer="A", target="B"), events=events)


def read_by_all(data: bytes, folder: Path) -> dict[str, str]:
    """The memo as PDFium, pypdf and Poppler read it, a space for whatever parts two words."""
    with pypdfium2.PdfDocument(data) as pdf:
        found = {"PDFium": "\n".join(page.get_textpage().get_text_bounded() for page in pdf)}
    found["pypdf"] = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if POPPLER:
        path = folder / "memo.pdf"
        path.write_bytes(data)
        found["Poppler"] = tool("pdftotext", "-raw", str(path), "-").decode("utf-8")
    return found


def test_scripts_that_are_shaped_are_read_back(tmp_path: Path) -> None:
    """Letters joined and marks in place on paper are the letters that were typed in the text."""
    data, warnings = memo_bytes(case_of(*SAID.values()), "en", digest="d", today=DAY,
                                sections=["events"])  # fmt: skip
    assert not warnings
    for reader, text in read_by_all(data, tmp_path).items():
        for language, said in SAID.items():
            for word in unicodedata.normalize("NFC", said).split():
                assert word in re.sub(r"\s", "", text), (reader, language, word)


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow was built without Raqm")
@pytest.mark.parametrize(
    "language", ["Hindi", "Bengali", "Tamil", "Khmer", "Thai", "Burmese", "Arabic"]
)
def test_letters_take_their_forms_on_paper(language: str) -> None:
    """A word is as wide as another library sets it: letters joined, marks taking no room."""
    words = sorted((SAID | FROM_THE_RIGHT)[language].split(), key=len)
    said = words[len(words) // 2]
    script = {"Hindi": "", "Burmese": "Myanmar"}.get(language, language)
    font = ImageFont.truetype(
        FONTS / f"NotoSans{script}_400Regular.ttf", 1000, layout_engine=ImageFont.Layout.RAQM
    )
    data, _ = memo_bytes(case_of(said), "en", digest="d", today=DAY, sections=["events"])
    with pypdfium2.PdfDocument(data) as pdf:
        [page] = pdf
        text = page.get_textpage()
        boxes = [
            text.get_charbox(n, loose=True)
            for n in range(text.count_chars())
            if re.match("[\u0600-\u17ff]", text.get_text_range(n, 1))
        ]
    wide = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    assert abs(wide - font.getlength(said) / 1000 * SIZE) < 0.3


def test_arabic_is_read_back_as_its_letters(tmp_path: Path) -> None:
    """Not as the forms that they take, and in their order."""
    case = case_of(*FROM_THE_RIGHT.values())
    data, warnings = memo_bytes(case, "en", digest="d", today=DAY, sections=["events"])
    assert not warnings
    for reader, text in read_by_all(data, tmp_path).items():
        assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", text), reader
        for said in FROM_THE_RIGHT.values():
            assert all(word in text for word in said.split()), (reader, said)


def test_characters_beyond_the_first_plane_are_read_back(tmp_path: Path) -> None:
    """As themselves: two halves of a pair in the file's table of them."""
    case = case_of(*BEYOND.split())
    data, warnings = memo_bytes(case, "zh-Hant", digest="d", today=DAY, sections=["events"])
    assert not warnings
    for reader, text in read_by_all(data, tmp_path).items():
        for part in BEYOND.split():
            assert part in text, (reader, part)


@pytest.mark.parametrize("unseen", [*"\u200b\u200c\u2060\ufeff\ufe0f\u034f\u00ad\u115f\u180e\u3164",
                                    "\U000e0101", "\ufff9", "\u206a"])  # fmt: skip
def test_what_is_not_seen_prints_nothing(unseen: str, tmp_path: Path) -> None:
    """No box, and no warning of one."""
    case = case_of(f"alpha{unseen}beta")
    data, warnings = memo_bytes(case, "en", digest="d", today=DAY, sections=["events"])
    assert not warnings
    for text in read_by_all(data, tmp_path).values():
        assert "alphabeta" in text and "□" not in text


def test_what_no_font_has_is_named_and_read_as_itself(tmp_path: Path) -> None:
    """A box is shown, and told of; a reader hears what was typed, whoever's plane it is of."""
    typed = ("བོད", "a 😀 b", "\U000f0000\U000e1234")
    data, warnings = memo_bytes(case_of(*typed), "en", digest="d", today=DAY)
    assert len(warnings) == 1 and "U+0F56" in warnings[0] and "□" in warnings[0]
    for text in read_by_all(data, tmp_path).values():
        assert all(said in text for said in typed) and "□" not in text


def test_a_warning_that_names_some_says_how_many_more() -> None:
    """In both languages."""
    typed = "".join(map(chr, range(0x0F40, 0x0F47))) + "".join(map(chr, range(0x1F600, 0x1F612)))
    for lang, more in (("en", "… and 5 more"), ("zh-Hant", "還有 5 項")):
        _, [warning] = memo_bytes(case_of(typed), lang, digest="d", today=DAY, sections=["events"])
        assert warning.count("U+") == 20 and warning.endswith(more)


def test_what_is_no_character_is_a_box_to_whoever_reads() -> None:
    """The standard lets no glyph stand for it."""
    data, warnings = memo_bytes(case_of("a\ufffeb\uffff"), "en", digest="d", today=DAY)
    assert len(warnings) == 1 and "U+FFFE U+FFFF" in warnings[0]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "a□b□" in text


def test_a_memo_in_many_scripts_is_the_same_twice() -> None:
    """Whatever the process has set before."""
    case = case_of(*SAID.values(), *FROM_THE_RIGHT.values())
    first, _ = memo_bytes(case, "en", digest="d", today=DAY)
    memo_bytes(case_of("ប្រទេស", "ผู้ใหญ่บ้าน", "قبل"), "en", digest="d", today=DAY)
    assert memo_bytes(case, "en", digest="d", today=DAY)[0] == first


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("HTTPS://例え.jp/方針?q=ü", "https://xn--r8jz45g.jp/%E6%96%B9%E9%87%9D?q=%C3%BC"),
        ("Http://example.org/a%20b#c", "http://example.org/a%20b#c"),
        ("https://example.org/سلام", "https://example.org/%D8%B3%D9%84%D8%A7%D9%85"),
    ],
)
def test_an_address_in_any_script_leads_there(typed: str, leads: str) -> None:
    """On paper, in Word and on the page."""
    source = Source(id="so-0", title="T", author="A", url=typed)
    case = Case("s", CaseInfo(title="T", balancer="A", target="B"), sources={"so-0": source})
    data, _ = memo_bytes(case, "en", digest="d", today=DAY, sections=["sources"])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a]
    assert found and set(found) == {leads}
    word = Document(io.BytesIO(memo_docx(case, "en", digest="d", today=DAY)))
    assert leads in [
        rel.target_ref
        for rel in word.part.rels.values()
        if rel.reltype == RELATIONSHIP_TYPE.HYPERLINK
    ]
    assert f'href="{leads}"' in memo_html(case, "en", today=DAY)


@pytest.mark.parametrize(("lang", "year"), [("en", "0431"), ("zh-Hant", "0431年")])
def test_an_early_year_is_written_alike_everywhere(lang: str, year: str) -> None:
    """With the four digits in which it was typed."""
    case = case_of("T", date="0431-05-03")
    said = memo_markdown(case, lang, digest="d", today=DAY)
    rows = [line for line in said.splitlines() if re.search(r"(?<!\d)0?431", line)]
    assert len(rows) >= 3
    assert all(re.search(r"(?<![\d])431", row) is None for row in rows), rows
    assert all(year in row for row in rows)


def test_an_axis_of_many_years_names_some_of_them() -> None:
    """Where not all have room, one in so many has."""
    ends = ("-9999-01-01", "9999-12-31")
    events = {when: Event(id=when, date=when, title="T") for when in ends}
    case = Case("c", CaseInfo(title="T", balancer="A", target="B"), events=events)
    data, _ = memo_bytes(case, "en", digest="d", today=DAY)
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "6001 BCE" in told and "3000" in told


MARKED = {
    "Latin": "a" + "\u0301" * 500,
    "Thai": "\u0e01" + "\u0e49" * 900,
    "joined": "a" + "\u200d\u0301a" * 900,
    "Tibetan": "\u0f40" + "\u0f90" * 900,
    "Khmer": "\u1780" + "\u17d2\u1780" * 900,
    "Arabic": "\u0628" + "\u064e" * 900,
}


@pytest.mark.parametrize("script", MARKED)
def test_hundreds_of_marks_on_one_letter(script: str) -> None:
    """They are drawn as far as a font can place them, and the rest of the memo is there."""
    case = case_of(f"Before {MARKED[script]} after")
    data, _ = memo_bytes(case, "en", digest="d", today=DAY, sections=["events"])
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Before" in told and "after" in told
