"""Lines of Chinese and mixed text, at many widths; fonts; what stays data."""

from __future__ import annotations

import io
import re
import unicodedata
from time import process_time

import pypdfium2
import pytest
from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from workbench.locale.breaking import NO_END, NO_START, cuts, pieces
from workbench.memo.document import web_address
from workbench.memo.pdf.typesetting import Prose, ProseStyle, fonts
from workbench.memo.pdf.typesetting.direction import levels, ordered
from workbench.memo.pdf.typesetting.text import clean

TEXT = (
    "法國外長德維勒班（Dominique de Villepin）於2003年2月14日在安全理事會表示：「使用武力今日並無"
    "正當理由。」他主張——在第1441號決議的框架內——延長武檢；美國則稱「時間不多了」，並提出新決議草案（S/2003/215）。"
    "據《問題與研究》所載，此類作為包含「約束」、「外交協調」等策略，其效果（43%以上？）仍有爭議……"
    "NATO’s planning for Turkey（“prudent planning”）遭三國阻擋！"
) * 3


@pytest.fixture(scope="module", autouse=True)
def registered() -> None:
    """The fonts, once."""
    fonts.register()


@pytest.mark.parametrize("size", [8.4, 10.4])
def test_no_line_starts_or_ends_badly_or_overflows(size: float) -> None:
    """0 bad starts, 0 bad ends, 0 overflows over many widths, and no character lost."""
    for width in range(90, 500, 7):
        prose = Prose(TEXT, ProseStyle(face="serif", size=size, leading=size * 1.5))
        prose.wrap(width, 10_000)
        lines = ["".join(run.text for run in line.runs) for line in prose._lines or []]
        assert len(lines) > 3
        for line, laid in zip(lines, prose._lines or [], strict=True):
            assert line[0] not in NO_START - set("—"), (width, line)
            assert line[-1] not in NO_END, (width, line)
            assert laid.width <= width + 0.01, (width, line)
        assert "".join(lines).replace(" ", "") == TEXT.replace(" ", "")


@pytest.mark.parametrize("end", ["動。」", "（一）。", "6。"])
@pytest.mark.parametrize("size", [8.4, 10.4])
def test_no_chinese_character_stands_alone_on_the_last_line(size: float, end: str) -> None:
    """At any width, whatever marks stand with it; and nothing is lost."""
    alone = 0
    for length in range(60, 160):
        said = TEXT[:length] + end
        prose = Prose(said, ProseStyle(face="serif", size=size, leading=size * 1.5))
        for width in (200, 261, 300, 495):
            prose.wrap(width, 10_000)
            lines = ["".join(run.text for run in line.runs) for line in prose._lines or []]
            assert "".join(lines).replace(" ", "") == said.replace(" ", "")
            assert len(lines[-1]) > len(end), (width, lines[-2:])
            alone += len(lines[-1]) == len(end) + 1
            assert lines[-1][0] not in NO_START
            assert not lines[:-1] or lines[-2][-1] not in NO_END
    assert alone


def test_what_keeps_a_character_company_keeps_its_space() -> None:
    """A number and its measure word stay apart on the last line."""
    ends = set()
    for length in range(30, 90):
        said = f"{TEXT[:length]}未設 2 筆。"
        prose = Prose(said, ProseStyle(face="sans", size=8.4, leading=11))
        prose.wrap(200, 10_000)
        lines = ["".join(run.text for run in line.runs) for line in prose._lines or []]
        ends.add(lines[-1])
        assert not lines[-1].endswith("2筆。")
    assert "2 筆。" in ends


@pytest.mark.parametrize("end", ["unset: 2.", "vote no"])
def test_no_number_or_short_word_stands_alone_on_the_last_line(end: str) -> None:
    """At any width; the word before it comes along."""
    ends = set()
    for width in range(60, 130):
        prose = Prose(f"Rests on 3 pieces, 3 origins; {end}", ProseStyle(face="sans", size=8))
        prose.wrap(width, 10_000)
        ends.add("".join(run.text for run in (prose._lines or [])[-1].runs))
    assert end in ends and all(len(said) >= len(end) for said in ends)


@given(st.text(max_size=80))
def test_pieces_joined_are_the_text(text: str) -> None:
    """Breaking loses nothing."""
    assert "".join(pieces(text)) == text
    assert "".join(cuts(f"http://{text}")) == f"http://{text}"


def test_where_a_line_may_end_within_a_piece() -> None:
    """An address between its parts; never between a mark and its word."""
    address = "https://example.org/a-b/c.html?d=1"
    assert cuts(address) == ["https://", "example", ".org/", "a", "-b/", "c", ".html", "?d", "=1"]
    assert cuts("https://example.org/us-media.")[-1] == "-media."
    assert pieces("▲\u00a0抵銷式\u00a012、") == ["▲\u00a0抵", "銷", "式\u00a012、"]


@given(st.text(max_size=200))
def test_any_text_can_be_set(text: str) -> None:
    """Controls, surrogates, emoji, right-to-left: a paragraph, never a traceback."""
    prose = Prose(text, ProseStyle())
    assert prose.wrap(200, 10_000) >= 14


@given(st.text(alphabet=st.characters(min_codepoint=0x590, max_codepoint=0x8FF), max_size=40))
def test_any_right_to_left_text_can_be_set(text: str) -> None:
    """Letters newer than a table of them, marks without a letter: no traceback."""
    assert Prose(text, ProseStyle()).wrap(200, 10_000) >= 14


def test_arabic_is_joined() -> None:
    """A letter's form is its neighbours'; a non-joiner keeps two of them apart; vowels stay."""
    face = fonts.face_of("Arabic")
    assert fonts.missing("العربية سلام الله ﷺ پگچژ ٠١٢") == set()
    assert len({face.shaped(said) for said in ("س", "سم", "سمس")}) == 3
    assert face.shaped("می\u200cخ") != face.shaped("میخ")
    assert len(face.shaped("مدّ")) == len(face.shaped("مد"))
    assert face.shaped("مدّ") != face.shaped("مد")


@pytest.mark.parametrize(
    "said",
    ["ประเทศไทยกำลังที่ผู้นำเพื่อนบ้าน", "अनुमति\u200dप्रस्तावक्षेत्र", "ẹ́ọ̀", "ప్రభుత్వం"],
)
def test_what_belongs_together_is_never_cut(said: str) -> None:
    """A mark follows its letter, joined letters stay joined, a leading vowel stands before one."""
    parts = cuts(said)
    assert "".join(parts) == said and len(parts) > 1
    for part in parts:
        assert unicodedata.category(part[0])[0] != "M" and part[-1] not in "เแโใไ\u200d"
        assert unicodedata.combining(part[-1]) != 9


@given(st.text(alphabet="abאבשسلم 12٢۳٪٬٫،.,%-()[]«»!中「」", max_size=12))
def test_the_order_of_reading_is_that_of_the_standard(text: str) -> None:
    """UAX #9, against another implementation of it, which leaves brackets unmirrored."""
    ways = levels(text)
    read = "".join(text[n] for n in ordered(range(len(text)), ways.__getitem__))
    assert read.strip() == str(get_display(text)).strip()


@given(st.text(alphabet="abאבء 12٢٠۳۱٪٬٫،.,%-!", max_size=12))
@example("ء ٢٠٠٣")
@example("a ١٬٢٣٤٫٥ b ۱۳۸۲ ٥٠٪")
def test_what_stands_on_paper_has_the_order_of_reading(text: str) -> None:
    """Numbers read from left to right in whatever digits; no letter here has forms."""
    prose = Prose(text, ProseStyle())
    prose.wrap(1000, 100)
    [line] = prose._lines or []
    read = "".join(
        fonts.on_paper(run.text, run.font, leftward=run.level % 2 == 1) for run in line.runs
    )
    assert read.strip() == str(get_display(text)).strip()


def test_an_arrow_points_from_the_balancer_to_its_target() -> None:
    """Whatever the names' letters: the balancer stands left of it."""
    dyad = "Case · צרפת → ארהב · 2003"
    ways = levels(dyad)
    assert "".join(dyad[n] for n in ordered(range(len(dyad)), ways.__getitem__)) == (
        "Case · תפרצ → בהרא · 2003"
    )


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("\u2068צרפת\u2069 was seen (2003).", "תפרצ was seen (2003)."),
        ("\u2068צרפת\u2069 → \u2068ארהב\u2069", "תפרצ → בהרא"),
        ("\u2068צרפת, NATO\u2069: 3", "NATO ,תפרצ: 3"),
        ("צרפת \u2068NATO \u2068ארהב\u2069\u2069 צרפת", "תפרצ NATO בהרא תפרצ"),
        ("צרפת \u2068ארהב 12\u2069 צרפת", "תפרצ 12 בהרא תפרצ"),
    ],
)
def test_a_name_of_another_direction_does_not_turn_its_sentence(said: str, read: str) -> None:
    """UAX #9: an isolate is one neutral to what is around it, and has a direction of its own."""
    ways = levels(said)
    order = ordered(range(len(said)), ways.__getitem__)
    assert "".join(said[n] for n in order if said[n] not in "\u2068\u2069") == read
    prose = Prose(said, ProseStyle(size=11, leading=16))
    prose.wrap(400, 100)
    assert [line.leftward for line in prose._lines or []] == [said[0] == "צ"]


@given(st.text(alphabet="aא1 ,\u2068\u2069", max_size=12))
def test_isolates_of_whatever_kind_have_a_level_each(said: str) -> None:
    """Also those that nothing closes, or that close nothing; none of them is printed."""
    assert len(levels(said)) == len(said)
    prose = Prose(said, ProseStyle(size=11, leading=16))
    prose.wrap(400, 100)
    laid = "".join(run.text for line in prose._lines or [] for run in line.runs)
    assert not {"\u2068", "\u2069"} & set(laid)


ARABIC = "أعلنت فرنسا في 14 فبراير 2003 أنها ستعارض (مع ألمانيا) كل قرار يجيز استخدام القوة "
HEBREW = "צרפת הודיעה כי תתנגד לכל החלטה (של NATO) המתירה שימוש בכוח, ותאריך את הפיקוח "


@pytest.mark.parametrize(
    "said",
    [ARABIC * 4, HEBREW * 4, f"He said {HEBREW * 4} and left."],
    ids=["Arabic", "Hebrew", "within English"],
)
def test_right_to_left_is_read_from_the_first_line_down(said: str) -> None:
    """As PDFium reads the page: every line holds the words that come next, and stands right."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    prose = Prose(said, ProseStyle(size=11, leading=16))
    high = prose.wrap(300, 1000)
    prose.draw(canvas, 50, 100)
    canvas.save()
    assert high > 16 * 4
    [page] = pypdfium2.PdfDocument(stream.getvalue())
    text = page.get_textpage()
    rest = letters(said)
    for n in range(int(high / 16)):
        top = 100 + high - 16 * n
        line = letters(text.get_text_bounded(40, top - 11, 360, top - 7))
        assert line and sorted(rest[: len(line)]) == sorted(line)
        rest = rest[len(line) :]
    assert not rest
    right = max(text.get_charbox(n)[2] for n in range(text.count_chars()) if n < 5)
    assert (right > 345) == (not said.startswith("He"))


def letters(said: str) -> str:
    """The letters and digits alone, without their marks."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKD", said))


@pytest.mark.parametrize(("said", "ems"), [("ပြည်ထောင်စု ", 1.6), ("ភ្នំពេញ ", 1.45), ("Paris ", 1.2)])
def test_lines_of_high_letters_do_not_touch(said: str, ems: float) -> None:
    """As many ems apart as their letters and signs are high; a part of them too."""
    prose = Prose(said * 40, ProseStyle(size=10, leading=12))
    high = prose.wrap(200, 1000)
    apart = high / len(prose._lines or [])
    assert apart >= 10 * ems and (apart == 12 or ems > 1.2)
    assert sum(part.wrap(200, 1000) for part in prose.split(200, 3.5 * apart)) == pytest.approx(
        high
    )


def test_a_split_loses_no_line() -> None:
    """Head and tail together are the paragraph."""
    prose = Prose(TEXT, ProseStyle(leading=14))
    prose.wrap(300, 10_000)
    whole = [line.runs for line in prose._lines or []]
    head, tail = prose.split(300, 14 * 5)
    parts = [line.runs for part in (head, tail) for line in part._lines or []]  # type: ignore[attr-defined]
    assert parts == whole


def test_each_character_comes_from_a_font_that_has_it() -> None:
    """Latin, Traditional, Simplified, Japanese, Korean, Hebrew, Arabic; else a visible mark."""
    found = {part: font for font, part in fonts.runs("A中", "serif")}
    assert found == {"A": "Serif", "中": "TC"}
    for text in ("制衡", "际", "한국", "שלום", "سلام"):
        assert not fonts.missing(text)
        assert "".join(part for _, part in fonts.runs(text, "sans")) == text
    [(font, code)] = fonts.runs("😀", "sans")
    glyphs = fonts.face_of(font).face.charToGlyph
    assert glyphs[ord(code)] == glyphs[ord(fonts.MISSING)]


def test_quotation_marks_follow_their_neighbours() -> None:
    """Between Latin letters they stay Latin."""
    assert [font for font, _ in fonts.runs("it’s “so”", "serif")] == ["Serif"]


def test_what_is_no_address_is_no_link() -> None:
    """http and https alone."""
    assert web_address("https://press.un.org/x?a=%20#b") == "https://press.un.org/x?a=%20#b"
    assert web_address(" HTTPS://例え.jp/方?q=ü ") == "https://xn--r8jz45g.jp/%E6%96%B9?q=%C3%BC"
    assert web_address("https://ü@é.fr:8080/") == "https://%C3%BC@xn--9ca.fr:8080/"
    assert web_address("https://a.org/My File.pdf?q=a|b") == "https://a.org/My%20File.pdf?q=a%7Cb"
    assert web_address('https://a.org/<x>"^`{}\\') == "https://a.org/%3Cx%3E%22%5E%60%7B%7D%5C"
    assert web_address("http://a.org/\u3000100%\u00a0%2f") == (
        "http://a.org/%E3%80%80100%25%C2%A0%2f"
    )
    assert web_address("https://[::1]:80/") == "https://[::1]:80/"
    for text in ("https://a.org (3 May)", "https://a.org/x; https://b.org/y", "https://a.org/\tb"):
        assert not web_address(text)
    for text in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", "ftp://x", "",
                 "https://", "https://x/\u200b", "https://x/\ud800", "https://é.org:8é/", "https://[::1",
                 "https://[::g]/", "https://a.org:8x", "https://a.org:99999/", "https://:80/", "https://a@/",
                 f"https://é{'a' * 70}.fr"):  # fmt: skip
        assert not web_address(text)


def test_cleaning_keeps_what_is_seen() -> None:
    """NFC, no controls, no marks that turn the text round; in the order of writing."""
    assert clean("a שלום") == "a שלום"
    assert clean("e\u0301\x1b[31m\u202e中\u200b") == "é[31m中"


@pytest.mark.parametrize(
    "many",
    [
        "a" + "\u0301" * 20_000,
        "א" + "(" * 10_000 + ")" * 10_000,
        "א" + "(" * 10_000 + "]" * 10_000,
        "\u0e40" * 40_000,
        "\u2068" * 5_000 + "א" + "\u2069" * 5_000,
    ],
    ids=["accents", "brackets", "closed by others", "Thai", "isolates"],
)
def test_what_no_text_has_so_many_of_is_set_at_once(many: str) -> None:
    """In a time that grows as the text does: marks on a letter, brackets."""
    start = process_time()
    Prose(many, ProseStyle()).wrap(400, 10_000)
    assert process_time() - start < 4
