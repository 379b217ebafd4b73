"""One golden entry for each kind of source and language."""

import pytest

from workbench.case import Source
from workbench.citation import entry, label, plain

# Forms checked against the Chicago Manual of Style, 17th ed., ch. 15, as the library guides of the
# University of Queensland (books, chapters, articles, newspapers, web pages, theses; 17th and 18th
# ed.) and Valley Forge (lectures) give them, and against the «Chicago-Style Citation Quick Guide
# for Government Documents» (treaties, international documents). Chinese: the house style of
# 問題與研究 and its neighbours: 《》 for what stands alone, 〈〉 for what stands in it.
CASES = [
    (
        "book",
        {"title": "Rogue States", "author": "Litwak, Robert S.", "published": "2000",
         "publisher": "Woodrow Wilson Center Press", "place": "Washington, DC"},
        "Litwak, Robert S. 2000. Rogue States. "
        "Washington, DC: Woodrow Wilson Center Press.",
    ),
    (
        "book",
        {"title": "Who Governs?", "author": "Dahl, Robert A.", "published": "2005",
         "edition": "2", "place": "New Haven, CT", "publisher": "Yale University Press"},
        "Dahl, Robert A. 2005. Who Governs? 2nd ed. New Haven, CT: Yale University Press.",
    ),
    (
        "chapter",
        {"title": "Keeping the World “Off-Balance”", "author": "Joffe, Josef",
         "published": "2002", "container": "America Unrivaled", "pages": "155–80",
         "place": "Ithaca, NY", "publisher": "Cornell University Press"},
        "Joffe, Josef. 2002. “Keeping the World ‘Off-Balance.’” In America Unrivaled, 155–80. "
        "Ithaca, NY: Cornell University Press.",
    ),
    (
        "article-journal",
        {"title": "Soft Balancing against the United States", "author": "Robert A. Pape",
         "published": "2005", "container": "International Security", "volume": "30",
         "issue": "1", "pages": "7–45", "doi": "10.1162/0162288054894607"},
        "Pape, Robert A. 2005. “Soft Balancing against the United States.” International Security "
        "30 (1): 7–45. https://doi.org/10.1162/0162288054894607.",
    ),
    (
        "article-journal",
        {"title": "Hard Times", "author": "Brooks, Stephen G.; Wohlforth, William C.",
         "published": "2005-07", "container": "International Security", "volume": "30",
         "issue": "1", "pages": "72–108"},
        "Brooks, Stephen G., and William C. Wohlforth. 2005. “Hard Times.” "
        "International Security 30 (1): 72–108.",
    ),
    (
        "article-newspaper",
        {"title": "France Says No", "published": "2003-03-11", "container": "The New York Times"},
        "The New York Times. 2003. “France Says No.” March 11.",
    ),
    (
        "article-newspaper",
        {"title": "A Veto, or Not?", "author": "Sciolino, Elaine", "published": "2003-03-11",
         "container": "New York Times", "url": "https://example.org/n"},
        "Sciolino, Elaine. 2003. “A Veto, or Not?” New York Times, March 11. "
        "https://example.org/n.",
    ),
    (
        "webpage",
        {"title": "Statement", "author": "Ministry of Foreign Affairs",
         "published": "2003-02-10", "url": "https://example.org/a", "accessed": "2004-05-06"},
        "Ministry of Foreign Affairs. 2003. “Statement.” February 10. Accessed May 6, 2004. "
        "https://example.org/a.",
    ),
    (
        "legislation",
        {"title": "Resolution 1441 (2002)", "author": "United Nations Security Council",
         "published": "2002-11-08", "number": "S/RES/1441"},
        "United Nations Security Council. 2002. “Resolution 1441 (2002).” S/RES/1441, November 8.",
    ),
    (
        "treaty",
        {"title": "North Atlantic Treaty", "published": "1949-04-04", "volume": "34",
         "container": "UNTS", "pages": "243"},
        "“North Atlantic Treaty.” 1949. April 4, 34 UNTS 243.",
    ),
    (
        "report",
        {"title": "The Report of the Iraq Inquiry.", "author": "Iraq Inquiry",
         "published": "2016-07-06", "number": "HC 265", "place": "London", "publisher": "HMSO"},
        "Iraq Inquiry. 2016. The Report of the Iraq Inquiry. HC 265. London: HMSO. July 6.",
    ),
    (
        "thesis",
        {"title": "Balancing Softly", "author": "Kelley, Judith", "published": "2001",
         "source_type": "PhD diss.", "publisher": "Harvard University"},
        "Kelley, Judith. 2001. “Balancing Softly.” PhD diss., Harvard University.",
    ),
    (
        "speech",
        {"title": "Address on Iraq", "author": "Villepin, Dominique de",
         "published": "2003-02-14", "source_type": "speech",
         "container": "UN Security Council", "place": "New York"},
        "Villepin, Dominique de. 2003. “Address on Iraq.” Speech, UN Security Council, New York, "
        "February 14.",
    ),
    (
        "book",
        {"title": "權力與規範", "author": "吳玉山", "published": "2011", "edition": "2",
         "place": "臺北", "publisher": "五南"},
        "吳玉山，2011，《權力與規範》，第2版，臺北：五南。",
    ),
    (
        "chapter",
        {"title": "權力平衡的轉變", "author": "王甲", "published": "2009",
         "container": "國際關係理論", "pages": "31–58", "place": "臺北", "publisher": "揚智"},
        "王甲，2009，〈權力平衡的轉變〉，《國際關係理論》，臺北：揚智，頁31–58。",
    ),
    (
        "article-journal",
        {"title": "軟性制衡", "author": "王甲；李乙", "published": "2010",
         "container": "問題與研究", "volume": "49", "issue": "1", "pages": "1–28"},
        "王甲、李乙，2010，〈軟性制衡〉，《問題與研究》，第49卷，第1期，頁1–28。",
    ),
    (
        "article-newspaper",
        {"title": "法國反對動武", "published": "2003-03-11", "container": "聯合報"},
        "〈法國反對動武〉，2003，《聯合報》，3月11日。",
    ),
    (
        "webpage",
        {"title": "外交部聲明", "author": "外交部", "published": "2003-02-10",
         "url": "https://example.org/b", "accessed": "2004-05-06"},
        "外交部，2003，〈外交部聲明〉，2月10日，檢索日期：2004年5月6日，https://example.org/b。",
    ),
    (
        "legislation",
        {"title": "第1441號決議", "author": "聯合國安全理事會", "published": "2002-11-08",
         "number": "S/RES/1441"},
        "聯合國安全理事會，2002，《第1441號決議》，S/RES/1441，11月8日。",
    ),
    (
        "treaty",
        {"title": "北大西洋公約", "published": "1949-04-04"},
        "《北大西洋公約》，1949，4月4日。",
    ),
    (
        "report",
        {"title": "國防報告書", "author": "國防部", "published": "2013", "place": "臺北",
         "publisher": "國防部"},
        "國防部，2013，《國防報告書》，臺北：國防部。",
    ),
    (
        "thesis",
        {"title": "柔性平衡之研究", "author": "李乙", "published": "2012",
         "source_type": "博士論文", "publisher": "國立政治大學外交學系"},
        "李乙，2012，《柔性平衡之研究》，國立政治大學外交學系博士論文。",
    ),
    (
        "speech",
        {"title": "就職演說", "author": "王甲", "published": "2008-05-20", "source_type": "演說",
         "place": "臺北"},
        "王甲，2008，〈就職演說〉，演說，臺北，5月20日。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "said"), CASES)
def test_golden(kind: str, fields: dict[str, str], said: str) -> None:
    source = Source(id="so1", csl_type=kind, **fields)
    assert plain(entry(source, "en")) == said


@pytest.mark.parametrize(
    ("author", "published", "said"),
    [
        ("Pape, Robert A.", "2005", "Pape 2005"),
        ("Deutsche Welle", "2003-02-01", "Deutsche Welle 2003"),
        ("Brooks, S.; Wohlforth, W.", "2005", "Brooks and Wohlforth 2005"),
        ("Ministry of Defence, France", "", "Ministry of Defence, France n.d."),
        ("吳, 玉山", "2011", "吳玉山 2011"),
        ("", "2003", "“[bold]T” 2003"),
        ("Moreau, Lise; et al.", "1985~", "Moreau et al. 1985"),
        ("Stephen G. Brooks and William C. Wohlforth", "2005", "Brooks and Wohlforth 2005"),
        ("{Dupont, Lyon}; Salo, L.", "Sep", "Dupont, Lyon and Salo n.d."),
        ("Harbour Group,", "forthcoming", "Harbour Group forthcoming"),
    ],
)
def test_label(author: str, published: str, said: str) -> None:
    assert label(Source(id="s", title="[bold]T", author=author, published=published), "en") == said


def test_italics_mark_the_container() -> None:
    source = Source(id="s", title="T", csl_type="article-journal", container="World Politics")
    assert [run.text for run in entry(source, "en") if run.italic] == ["World Politics"]


def test_no_date_ends_in_one_stop() -> None:
    source = Source(id="s", title="T", author="Wikimili", source_type="web page")
    assert plain(entry(source, "en")) == "Wikimili. n.d. “T.”"


PRINTED = [
    (
        {"author": "Moreau, Lise", "published": "Sep", "csl_type": "article-journal"},
        "Moreau, Lise. n.d. “T.” Inv 3 (2): 1–5.",
    ),
    (
        {"author": "Stephen G. Brooks and William C. Wohlforth; et al.", "published": "2005"},
        "Brooks, Stephen G., William C. Wohlforth, et al. 2005. “T.” Inv.",
    ),
    (
        {"author": "{Dupont, Lyon}; Salo, Lena", "published": "in press"},
        "Dupont, Lyon and Lena Salo. in press. “T.” Inv.",
    ),
    (
        {"published": "2003-03-04/2003-03-10", "csl_type": "article-newspaper"},
        "Inv. 2003. “T.” March 4–10, 1–5.",
    ),
    (
        {"title": "論平衡", "author": "張三; et al.", "published": "2015-06",
         "csl_type": "article-journal", "volume": "3卷", "issue": "2期"},
        "張三等，2015，〈論平衡〉，《Inv》，第3卷，第2期，頁1–5。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), PRINTED)
def test_groups_more_authors_and_dates_without_a_year(fields: dict[str, str], said: str) -> None:
    """A group stays whole, a month is no year, and what stands in its place isn't said twice."""
    whole = {"title": "T", "container": "Inv", "volume": "3", "issue": "2", "pages": "1–5"}
    assert plain(entry(Source(id="s", **{**whole, **fields}), "en")) == said


@pytest.mark.parametrize(
    ("published", "en", "zh"),
    [
        ("-0430", "431 BCE", "西元前431"),
        ("-0430-03", "431 BCE", "西元前431"),
        ("c. -0430", "431 BCE", "西元前431"),
        ("0430", "0430", "0430"),
        ("10-2003", "2003", "2003"),
        ("2003-2004", "2003", "2003"),
    ],
)
def test_a_year_keeps_its_sign(published: str, en: str, zh: str) -> None:
    """Counted as in the dates of events: the year 0 is 1 BCE."""
    source = Source(id="s", title="Histories", author="Thucydides", published=published)
    assert label(source, "en") == f"Thucydides {en}"
    assert label(source, "zh-Hant") == f"Thucydides {zh}"
    assert f"Thucydides. {en}. “Histories.”" in plain(entry(source, "en"))
