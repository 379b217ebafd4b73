"""The codebook against the table of THEORY §2, whose values are written out here."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from workbench.codebook import Text, codebook

TABLE = """
territorial-denial | territorial denial | 領土拒絕 | Pape | weakening | refusal | named
entangling-diplomacy | entangling diplomacy | 糾纏外交 | Pape | weakening | pressure | named
signals-of-resolve | signals of resolve to balance | 抗衡訊號 | Pape | offsetting | external | named
economic-strengthening | economic strengthening | 經濟強化 | Pape, Flemes | offsetting | external | named
balking | balking | 故意阻礙 | Walt | weakening | refusal | named
internal-balancing | internal balancing | 內部平衡 | Walt | offsetting | internal | named
blackmail | blackmail | 訛詐 | Walt | weakening | pressure | named
binding | binding | 約束 | Walt | institutional | binding | named
delegitimation | delegitimation | 去合法性 | Walt, Flemes | weakening | pressure | named
diplomatic-coordination | coordination of diplomatic action | 外交協調 | Walt, Saltzman, Paul | offsetting | external | named
economic-statecraft | economic statecraft | 經濟方略 | Saltzman | weakening | pressure | named
international-institutions | international institutions | 國際機制 | Saltzman, Paul | institutional | binding | named
strategic-non-cooperation | strategic non-cooperation | 戰略性不合作 | He & Feng, Kelley, Saltzman | weakening | refusal | named
arming-the-enemys-enemy | arms sales to the enemy of the enemy | 武裝敵人之敵 | He & Feng | weakening | pressure | named
arms-control-targeting | arms control efforts targeting the enemy | 軍控約束 | He & Feng | institutional | binding | named
economic-sanctions | economic sanctions and embargo | 經濟制裁與禁運 | He & Feng | weakening | pressure | inferred
limited-arms-buildup | limited arms build-up | 有限的軍備建設 | Paul | offsetting | internal | named
security-consultations | informal or ad hoc security consultations | 非正式或專案性安全磋商 | Paul | offsetting | external | named
institutional-balancing | institutional balancing | 制度平衡 | He | institutional | exclusion | named
resource-investment | resource investment | 資源投資 | Gill | offsetting | external | named
energy-tools | energy tools | 能源工具 | Piskunova | offsetting | external | named
salami-tactic | salami tactic | 香腸策略 | Yesiltas | offsetting | internal | inferred
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]
OVERLAPS_OF_THE_PAPER = {
    frozenset({"strategic-non-cooperation", "territorial-denial"}),
    frozenset({"strategic-non-cooperation", "balking"}),
    frozenset({"international-institutions", "binding"}),
}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_strategy_is_as_the_table_has_it(row: tuple[str, ...]) -> None:
    """Id, names, proposers, class, route, placement."""
    strategy = codebook().strategy(row[0])
    assert (
        strategy.id,
        strategy.name.en,
        strategy.name.zh_hant,
        ", ".join(strategy.proposers),
        strategy.class_,
        strategy.route,
        strategy.placed,
    ) == row
    for name in (strategy.id.upper(), f" {strategy.name.en.title()} ", strategy.name.zh_hant):
        assert codebook().find_strategy(name) is strategy


def test_there_are_22_and_two_of_them_inferred() -> None:
    """No more, no fewer, in no other class."""
    book = codebook()
    assert [s.id for s in book.strategies] == [row[0] for row in ROWS]
    assert len(ROWS) == 22
    inferred = {s.id for s in book.strategies if s.placed == "inferred"}
    assert inferred == {"economic-sanctions", "salami-tactic"}
    assert all(s.placement_note for s in book.strategies if s.id in inferred)


def test_overlaps_tell_the_paper_from_the_reading() -> None:
    """Those of §肆.一 are the paper's; each goes both ways or names a strategy that exists."""
    book = codebook()
    said = {
        frozenset({s.id, o.strategy})
        for s in book.strategies
        for o in s.overlaps
        if o.standing == "paper"
    }
    assert said == OVERLAPS_OF_THE_PAPER
    assert all(book.strategy(o.strategy) for s in book.strategies for o in s.overlaps)


def test_motives_effects_lenses_conditions() -> None:
    """The ids that sheets and outputs use."""
    book = codebook()
    assert [m.id for m in book.motives if m.rival] == [
        "economic-gain",
        "regional-issue",
        "policy-objection",
        "domestic-politics",
    ]
    assert [e.id for e in book.effects if not e.advantage] == ["issue-outcome-only"]
    assert {lens.id: len(lens.rules) for lens in book.lenses} == {
        "art": 5,
        "intent": 4,
        "motives": 5,
        "two-level": 4,
    }
    assert [c.standing for c in book.conditions] == [
        "necessary",
        "accepted",
        "contested",
        "proposed",
        "contested",
    ]


def texts(value: object) -> list[Text]:
    """Every bilingual text in the codebook."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, BaseModel):
        return [t for name in type(value).model_fields for t in texts(getattr(value, name))]
    if isinstance(value, dict):
        return [t for part in value.values() for t in texts(part)]
    return [t for part in value for t in texts(part)] if isinstance(value, list) else []


def test_both_languages_are_there_and_chinese_is_traditional() -> None:
    """No text is empty; none has a character that only Simplified Chinese uses."""
    everything = texts(codebook())
    assert len(everything) > 200
    simplified = set("为国对战约务资经济责权动势确认这项实现专门问题类间关态观测")
    for text in everything:
        assert text.en.strip()
        assert text.zh_hant.strip()
        assert not simplified & set(text.zh_hant), text.zh_hant


def test_every_citation_is_in_the_bibliography() -> None:
    """Strategies and lenses cite works that are listed."""
    book = codebook()
    listed = {reference.id for reference in book.bibliography}
    cited = {c for s in book.strategies for c in s.citations} | {x.citation for x in book.lenses}
    assert cited <= listed


def test_every_proposer_and_author_has_a_name_in_chinese() -> None:
    """As the paper writes it; a name that a case gives stays as it is."""
    book = codebook()
    named = {name for s in book.strategies for name in (*s.proposers, *s.after)}
    named |= {name for lens in book.lenses for name in lens.authors}
    assert named <= {person.id for person in book.people}
    salami = book.strategy("salami-tactic")
    assert book.proposed_by(salami, "zh-Hant") == "亞索塔，概念出自謝林"
    assert book.proposed_by(salami, "en") == "Yesiltas, after Schelling"
    assert book.people_named(["He & Feng", "Doe"], "zh-Hant") == "賀凱、馮惠雲、Doe"
