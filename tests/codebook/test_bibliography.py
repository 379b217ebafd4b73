"""The bibliography: every work of the paper, in the style of its language, with its slips put right."""

from __future__ import annotations

import re

import pytest

from workbench.codebook import Reference, codebook, guide_page

WORKS = codebook().bibliography
CHINESE = [work for work in WORKS if work.lang == "zh-Hant"]
WESTERN = [work for work in WORKS if work.lang == "en"]
OF_THE_PAPER = """
art-2005 brooks-wohlforth-2005 claude-1962 flemes-2007 foot-2003 gill-2012 haas-1953 he-2009
he-feng-2008 ikenberry-2003 kegley-raymond-2010 kelley-2005 khanna-2011 layne-2004 lee-2012
lieber-alexander-2005 morgenthau-1993 nye-1991 nye-2004 gazette-2014 olson-zeckhauser-1966
pape-2004 pape-2005 paul-2004 paul-2005 piskunova-2008 pitcairn-2012 riker-1962 saltzman-2012
snyder-1991 snyder-1997 sohn-2010 walt-1987 walt-2002 walt-2004 walt-2005 waltz-1979 waltz-2002
whitaker-2010 yesiltas-2009
schelling-2007 president-2012 gan-2008 meng-2010 lin-2012 sun-2012 zhang-2005 chang-tengchi-2012
xinhua-2011 yang-lin-2011 liu-hong-2011 cheng-2011
""".split()  # noqa: SIM905
"""Forty Western and twelve Chinese works: of the list, and of the notes alone."""


def test_every_work_of_the_paper_is_there_and_cited_somewhere() -> None:
    """Fifty-two of them, and the paper; each with the sections that cite it."""
    assert len(OF_THE_PAPER) == 52
    assert sorted(work.id for work in WORKS) == sorted([*OF_THE_PAPER, "chang-2015"])
    assert len({work.label for work in WORKS}) == len(WORKS)
    for work in WORKS:
        assert bool(work.cited) == (work.id != "chang-2015"), work.id
        assert all(re.fullmatch(r"§[壹貳參肆伍陸](\.[一二三四])?", c.section) for c in work.cited)


@pytest.mark.parametrize("work", WESTERN, ids=lambda work: work.id)
def test_a_western_work_is_in_the_author_date_style(work: Reference) -> None:
    """Author, year, title; the year follows the authors, and nothing is numbered in Chinese."""
    authors, year, _ = re.split(rf"(?<=\.|,) ({re.escape(work.year)})\. ", work.text, maxsplit=1)
    assert year == work.year and work.authors[0].rstrip(".") in authors
    assert work.text.endswith(".") and not re.search(r"[，。〈《]|Vol\.|pp\.", work.text)
    assert work.italic in work.text
    assert work.italic or not re.search(r"\d+, nos?\. \d", work.text)
    assert work.label.endswith(f" {work.year}")


@pytest.mark.parametrize("work", CHINESE, ids=lambda work: work.id)
def test_a_chinese_work_is_in_the_style_of_the_footnotes(work: Reference) -> None:
    """作者，〈篇名〉，《刊名》，卷期（年月），頁; a book with place and publisher in brackets."""
    assert work.text.endswith("。") and "”" not in work.text and ", " not in work.text
    article = r"[^，〈]+，〈.+〉，《[^》]+》，(第\d+卷第\d+期|第\d+期|\d{4}年第\d+期)(（.+）)?(，頁\d.*)?。"
    chapter = r"[^，]+，〈.+〉，收錄於.+，《.+》（.+：.+，\d{4}年），頁\d.*。"
    book = r"[^《]+，《.+》（.+：.+，\d{4}年）。"
    document = r"[^，]+，〈.+〉，\d{4}年\d+月\d+日，http\S+（瀏覽日期：.+）。"
    fits = [re.fullmatch(each, work.text) for each in (article, chapter, book, document)]
    assert sum(map(bool, fits)) == 1, work.text


def test_what_the_paper_cites_by_page_is_not_the_works_own_pages() -> None:
    """The two stand apart; pages that are cited lie within the work's own."""
    cited = {work.id: {c.pages for c in work.cited if c.pages} for work in WORKS}
    assert cited["art-2005"] == {"178–180, 183–184", "178–180"}
    assert "178" not in codebook().work("art-2005").text
    assert cited["he-2009"] == {"9–10"} and cited["walt-2005"] == {"126–132", "126", "126–216"}
    for work in WORKS:
        own = re.search(r"(?:: |頁|, )(\d+)–(\d+)(?:\.(?: |$)|。)", work.text)
        for pages in cited[work.id] if own else ():
            found = [int(each) for each in re.findall(r"\d+", pages)]
            assert own and int(own[1]) <= min(found) <= max(found) <= int(own[2]), work.id


def test_the_slips_of_the_paper_are_put_right_and_said() -> None:
    """Place and publisher, names, volumes; in both languages."""
    book = codebook()
    for id_, right, wrong in (
        ("walt-1987", "Ithaca, NY: Cornell University Press", "New York"),
        ("riker-1962", "Political Coalitions", "Coalition "),
        ("gan-2008", "第47卷第2期", "第47期"),
        ("flemes-2007", "Middle Powers’", "Flesmes"),
        ("ikenberry-2003", "Ikenberry, G. John", "July 23"),
        ("walt-2002", "G. John Ikenberry", "John G."),
        ("yesiltas-2009", "nos. 1–2", "no. 1:"),
        ("sun-2012", "孫現朴", "孫維朴"),
    ):
        work = book.work(id_)
        assert right in work.text and wrong not in work.text
        assert work.note and work.note.en and work.note.zh_hant
    assert {w.id for w in WORKS if w.group == "application"} >= {
        "khanna-2011", "lee-2012", "sohn-2010", "whitaker-2010", "gan-2008", "yang-lin-2011",
        "schelling-2007",
    }  # fmt: skip


def test_what_was_not_found_elsewhere_says_so() -> None:
    """On the page of the works, in both languages."""
    for lang, said in (("en", "As the paper gives it."), ("zh-Hant", "照論文所載。")):
        parts = guide_page("works", lang).split("\n### ")[1:]
        assert len(parts) == 53
        by_label = {part.split("\n")[0]: part for part in parts}
        for work in WORKS:
            assert (said in by_label[work.label]) == (not work.verified)
