"""The page “The theory in brief”: its ideas in both languages, with sections and works."""

from __future__ import annotations

import re

import pytest

from workbench.codebook import brief, codebook
from workbench.locale import LANGUAGES

IDEAS = {
    "definition": ("limit its power or intentions", "限制其權力或意圖"),
    "stages": ("Adjustment", "調整"),
    "Walt and Pape share": ("11 September", "911事件後"),
    "Walt and Pape part": ("keeps it to diplomacy", "限於外交"),
    "two reasons": ("two reasons", "兩項理由"),
    "two advantages": ("seedbed for hard balancing", "溫床"),
    "Art on friction": ("best outcome on the issue", "對己最有利的結果"),
    "Art on balancing": ("offset or weaken the advantage", "抵銷或削弱別國"),
    "He and Feng on tactics": ("doesn't exclude a strategic one", "不排除其下另有戰略動機"),
    "He and Feng on friction": ("friction that keeps growing", "摩擦若不斷增加"),
    "any state, any system": ("any state may balance softly in any system", "任何國家在任何體系中"),
    "Saltzman's gaps": ("wasn't independent", "欠缺獨立性"),
    "Saltzman's differences": ("four differences", "四項差異"),
    "internal and external": ("inwardly, by adding", "對內增強自身，對外結盟"),
    "bandwagoning": ("扈從", "扈從"),
    "chosen": ("It is chosen", "出於選擇"),
    "tolerates imbalance": ("tolerates imbalance", "容許不平衡"),
    "why not hard": ("Hard balancing doesn't suit", "硬性平衡不適合"),
    "military means": ("reach into military matters", "觸及軍事領域"),
    "overlap": ("contents overlap", "內容重疊"),
    "the list grows": ("isn't closed", "清單並未封閉"),
    "flouting institutions": ("costs a state its image", "形象受損"),
    "the Council in 2003": ("failed to stop the war of 2003", "未能阻止2003年的戰爭"),
    "concealed intent": ("hide or deny", "掩飾、否認"),
    "the Philippines": ("Philippines", "菲律賓"),
    "sprawl": ("sprawl", "龐雜"),
    "Taiwan": ("Strait", "海峽對岸"),
    "soft power": ("soft power", "柔性權力"),
    "other names": ("軟平衡", "軟平衡"),
    "another name": ("柔性制衡", "柔性制衡"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_idea_is_on_the_page(lang: str) -> None:
    """In a sentence of its own part."""
    text = " ".join(each.text for part in brief(lang) for each in part.sentences)
    missing = [idea for idea, said in IDEAS.items() if said[LANGUAGES.index(lang)] not in text]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_each_sentence_one_comes_to_the_work_cited(lang: str) -> None:
    """A section behind it and at least one work; every work of the paper stands behind one."""
    cited = set()
    for part in brief(lang):
        assert part.sentences, part.title
        for each in part.sentences:
            assert re.search(r"[(（]§[壹貳參肆伍陸](\.[一二三四])?[；;]", each.text), each.text
            assert each.works, each.text
            cited |= set(each.works)
    assert cited == {work.id for work in codebook().bibliography}


def test_both_languages_say_the_same_of_the_same_works() -> None:
    """Part by part and sentence by sentence: section, works, and whether it is ours."""

    def facts(lang: str) -> list[list[tuple[str, tuple[str, ...], bool]]]:
        return [
            [(re.findall(r"§[\w.]+", s.text)[-1], s.works, s.text.startswith("≈"))
             for s in part.sentences]
            for part in brief(lang)
        ]  # fmt: skip

    assert facts("en") == facts("zh-Hant")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_cites_only_works_that_its_section_cites(lang: str) -> None:
    """As the paper's notes have it; the paper stands for itself."""
    book = codebook()
    for part in brief(lang):
        for each in part.sentences:
            section = re.findall(r"§[\w.]+", each.text)[-1]
            strangers = [
                id_ for id_ in each.works if id_ != "chang-2015"
                and section not in {c.section for c in book.work(id_).cited}
            ]  # fmt: skip
            assert strangers == [], each.text
