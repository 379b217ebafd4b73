"""Finding events by words, fields and spans of time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.case import Case, CaseInfo, Event, Problem, Tag
from workbench.casebook import Search, Workspace, copy_worked_case
from workbench.codebook import codebook
from workbench.judgement import Findings, judge_case
from workbench.locale import words


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    place = Workspace(tmp_path_factory.mktemp("work"))
    return judge_case(copy_worked_case(place, "france-us-iraq-2003").case)


@pytest.fixture(scope="module")
def search(findings: Findings) -> Search:
    return Search(findings, codebook())


def test_fields_say_what_the_case_says(search: Search, findings: Findings) -> None:
    """Each field against the case itself."""
    book, found = codebook(), findings.events

    def ids(text: str) -> set[str]:
        return {event.id for event in search.events(text)}

    assert ids("lens:differs") == {f.event.id for f in found if f.differs} != set()
    assert ids("art:balancing") == {
        f.event.id for f in found if f.verdicts["art"].verdict == "balancing"
    }
    assert ids("class:weakening") == {
        f.event.id
        for f in found
        if any(book.strategy(t.strategy).class_ == "weakening" for t in f.event.tags)
    }
    assert ids("actor:Germany") == {
        f.event.id
        for f in found
        if "Germany" in (f.event.initiator, f.event.target, *f.event.partners)
    }
    assert ids("2003-02..2003-03") == {
        f.event.id for f in found if f.event.date[:7] in ("2003-02", "2003-03")
        or f.event.date.startswith("2003-01-30/")
    }  # fmt: skip
    assert ids("-uncoded") == {f.event.id for f in found if f.event.coded}
    assert ids("證據：兩側") == ids("evidence:both") != set()


@pytest.mark.parametrize("typed", ["France", "法國", "ＦＲＡＮＣＥ", "法"])
def test_an_actor_is_found_under_every_name(typed: str) -> None:
    """By an alias, in any width, and where an event names nobody."""
    info = CaseInfo(title="T", balancer="France", target="Spain", aliases={"France": ("法國",)})
    actors = {"a": "France", "b": "法國", "c": "", "d": "Turkey", "e": "Spain"}
    events = {id_: Event(id=id_, title="t", initiator=who) for id_, who in actors.items()}
    events["d"] = events["d"].model_copy(update={"target": "Iraq"})
    found = Search(judge_case(Case("c", info, events=events)), codebook())
    assert {e.id for e in found.events(f"actor:{typed}")} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("class:weakening", "類型：弱化式"),
        ("lens:differs", "判準:不一"),
        ("art:not-balancing", "阿特:非平衡"),
        ("domain:military", "領域:軍事"),
        ("2003-02..2003-03", "2003年2月..2003年3月"),
        ("uncoded", "未編碼"),
    ],
)
def test_both_languages_find_the_same(search: Search, english: str, chinese: str) -> None:
    """Whichever one types."""
    assert search.events(english) == search.events(chinese)


def test_words_phrases_and_not(search: Search) -> None:
    """Everything has to fit; a minus turns one of them round."""
    both, phrase = search.events("council security"), search.events('"security council"')
    assert phrase and {e.id for e in phrase} <= {e.id for e in both}
    rest = search.events('-"security council"')
    assert len(rest) + len(phrase) == len(search.events(""))
    assert not search.events("class:weakening -class:weakening")


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("-0044..0431", "bc"), ("-0430..-0420", "a"), ("-0044", "b"), ("-0044-03", "b"),
        ("-0430/-0429", "a"), ("-0431..", "abcd"), ("..-0044", "ab"), ("--0044..0431", "ad"),
        ('-"-0044"', "acd"), ('-"0400..2003"', "ab"), ('"2003..2004"', "d"), ("-..0431", "d"),
        ('-"2003"', "abc"),
    ],
)  # fmt: skip
def test_a_year_with_a_sign_is_a_year(typed: str, fit: str) -> None:
    """Before the common era; a second minus, or quotes behind it, takes away."""
    dates = {"a": "-0429", "b": "-0044-03-15", "c": "0431", "d": "2003-03"}
    events = {id_: Event(id=id_, title="t", date=date) for id_, date in dates.items()}
    info = CaseInfo(title="T", balancer="France", target="Spain")
    found = Search(judge_case(Case("c", info, events=events)), codebook())
    assert {e.id for e in found.events(typed)} == set(fit)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("clas:weakening", "is no field"),
        ("class:soft", "nothing that class: can be"),
        ("2003-02..soon", "can't be read"),
        ("art:perhaps", "insufficient"),
        ("-a " * 400, "at most 1000 characters"),
    ],
)
def test_a_bad_filter_is_one_sentence(search: Search, text: str, why: str) -> None:
    """Which says what there is instead."""
    with pytest.raises(Problem, match=why):
        search.events(text)


@pytest.mark.parametrize(
    ("date", "typed"),
    [
        ("2003-21", "spring"), ("2003-21", "春"), ("2003-24", '"winter 2003"'),
        ("-0043", "BCE"), ("-0043", "西元前"), ("-0043", "公元前"),
        ("2003-03-01", "march"), ("2003-03-01", "3月1日"),
        ("200X", "2000s"), ("2003~", "approximate"),
    ],
)  # fmt: skip
def test_a_date_is_found_as_it_is_said(date: str, typed: str) -> None:
    """In either language, whichever the screen speaks."""
    days = {"a": date, "b": "1914-08"}
    events = {id_: Event(id=id_, title="t", date=day) for id_, day in days.items()}
    info = CaseInfo(title="T", balancer="A", target="B")
    found = Search(judge_case(Case("c", info, events=events)), codebook()).events(typed)
    assert [each.id for each in found] == ["a"]


def test_what_can_follow_is_suggested(search: Search) -> None:
    """Fields, then their values, in the words of the interface; values with spaces quoted."""

    def first(text: str, lang: str = "en") -> str:
        return search.suggestions(text, words(lang))[0].text

    assert first("cl") == "class:"
    assert first("uncoded class:w") == "uncoded class:weakening"
    assert first("-lens:d") == "-lens:differs"
    assert first('actor:"uni') == 'actor:"United Kingdom"'
    assert first("類型:弱", "zh-Hant") == "類型:弱化式"
    assert search.events(first("strategy:b"))
    assert not search.suggestions("", words("en"))


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_an_answer_or_a_sentence(search: Search, text: str) -> None:
    """Never a traceback."""
    search.suggestions(text, words("zh-Hant"))
    try:
        search.events(text)
    except Problem as problem:
        assert problem.said(words("zh-Hant"))


PROPOSERS = """
華特=Walt 派普=Pape 薩茲曼=Saltzman 賀凱=He 馮惠雲=Feng 凱莉=Kelley 保羅=Paul 佛里米斯=Flemes
吉爾=Gill 匹茲庫諾娃=Piskunova 亞索塔=Yesiltas 謝林=Schelling
""".split()  # noqa: SIM905


@pytest.mark.parametrize("names", PROPOSERS)
def test_a_strategy_is_found_by_who_proposed_it_in_either_language(names: str) -> None:
    """Every event that carries one of theirs, and no other; so does whose concept it is."""
    book, info = codebook(), CaseInfo(title="T", balancer="A", target="B")
    chinese, english = names.split("=")
    events = {s.id: Event(id=s.id, title="t", tags=(Tag(strategy=s.id),)) for s in book.strategies}
    search = Search(judge_case(Case("c", info, events=events)), book)
    wanted = {
        s.id
        for s in book.strategies
        if english in " ".join((*s.proposers, *s.after)).replace("&", " ").split()
    }
    assert wanted
    for typed in (f"策略:{chinese}", f"策略：{chinese}", f"strategy:{chinese}"):
        assert {event.id for event in search.events(typed)} == wanted
    if english != "He":
        assert {event.id for event in search.events(f"strategy:{english}")} == wanted
    assert all(chinese in book.proposed_by(book.strategy(id_), "zh-Hant") for id_ in wanted)


def test_the_words_that_a_filter_offers_are_in_its_language(search: Search) -> None:
    """Strategies by id in English, by name in Chinese."""
    offered = {
        lang: {each.shown for each in search.suggestions(typed, words(lang), 40)}
        for lang, typed in (("en", "strategy:b"), ("zh-Hant", "策略:約"))
    }
    assert offered == {"en": {"balking", "binding", "blackmail"}, "zh-Hant": {"約束"}}
