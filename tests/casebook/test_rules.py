"""Rules that a researcher writes: they suggest, name themselves, and code nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from workbench.case import Candidate, CaseInfo, Problem, SuggestionRule, suggestion_rule
from workbench.casebook import Casebook, Workspace, put, put_rule, receive, speaking, suggestions


def candidate(**more: Any) -> Candidate:
    fields = {"id": "ca-1", "dataset": "gdelt", "row": "1", "title": "France → United States: 036"}
    return Candidate.model_validate({**fields, "codes": ("036", "03"), **more})


@pytest.fixture
def book(home: Path) -> Casebook:
    """Two candidates, one of which names the UN."""
    info = CaseInfo(title="T", balancer="France", target="United States",
                    aliases={"United Nations": ("UN", "聯合國")})  # fmt: skip
    made = Workspace(home).create("dyad", info)
    un = candidate(id="ca-un", record={"Actor2Name": "UNITED NATIONS", "Actor2Code": "IGOUNO"})
    other = candidate(id="ca-other", codes=("163",), description="Talks in the united capital")
    made.apply("c", receive(made.case, [un, other]))
    return made


def test_every_condition_must_hold_and_one_of_each_is_enough(book: Casebook) -> None:
    """Classes by their first digits, actors as whole words, words anywhere, a column alone."""
    case = book.case
    un, other = case.candidates["ca-un"], case.candidates["ca-other"]

    def speaks(to: Candidate, **asked: Any) -> bool:
        rule = suggestion_rule(id="ru-1", name="R", strategies=("binding",), reason="r", **asked)
        return speaking(case, rule)(to)

    assert speaks(un, classes=("16", "03")) and not speaks(other, classes=("03",))
    assert speaks(un, actors=("UN",)) and not speaks(other, actors=("UN",))
    assert speaks(un, actors=("聯合國",)) and speaks(un, actors=("igouno",))
    assert speaks(other, words=("TALKS",)) and not speaks(un, words=("talks",))
    assert speaks(un, words=("nations",), column="actor 2 name")
    assert not speaks(other, words=("talks",), column="Actor2Name")
    assert speaks(un, datasets=("GDELT",)) and not speaks(un, datasets=("icews",))
    assert not speaks(un, classes=("03",), datasets=("icews",))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "name"),
        ({"classes": ()}, "what the rule asks"),
        ({"column": "X"}, "column X"),
        ({"strategies": ()}, "suggests"),
        ({"reason": ""}, "why"),
        ({"domain": "nowhere"}, "domain"),
    ],
)
def test_what_a_rule_lacks_is_said(wrong: dict[str, Any], said: str) -> None:
    fields = {"id": "ru-1", "name": "R", "classes": ("03",), "strategies": ("binding",),
              "reason": "r"}  # fmt: skip
    with pytest.raises(Problem, match=said):
        suggestion_rule(**{**fields, **wrong})


def test_a_rule_by_command(book: Casebook, run: Run) -> None:
    """It counts, is listed beside a candidate, names itself in the tag, and is undone."""
    asked = ("--classes", "03", "--actors", "UN", "--domain", "institutional", "--strategies",
             "diplomatic-coordination; binding", "--reason", "It may [bind]")  # fmt: skip
    dry = run("inbox", "rule", "add", "dyad", "Through the UN", *asked, "--dry-run")
    assert dry.returncode == 0 and "1 of 2" in dry.stdout
    assert "no rules" in run("inbox", "rule", "list", "dyad").stdout
    assert run("inbox", "rule", "add", "dyad", "Through the UN", *asked).returncode == 0
    told = json.loads(run("inbox", "rule", "list", "dyad", "--json").stdout)
    (rule,) = told["rules"]
    assert (told["waiting"], rule["speaks_to"], rule["actors"]) == (2, 1, ["UN"])
    text = run("inbox", "rule", "list", "dyad").stdout
    assert "--actors “UN”" in text and "1 of 2" in text
    listed = run("inbox", "list", "dyad").stdout
    assert listed.count("Through the UN") == 2 and "It may [bind]" in listed
    case = book.file.load()
    assert not case.events and len(suggestions(case, [case.candidates["ca-un"]])) == 2
    # Of what a rule didn't suggest the tag says nothing.
    done = run("inbox", "accept", "dyad", "ca-un", "--tags", "binding; balking")
    case = Workspace(book.file.path.parent.parent).open("dyad").case
    tags = {tag.strategy: tag.rationale for tag in case.events[done.stdout.strip()].tags}
    assert tags == {
        "binding": "suggested by the rule “Through the UN”: It may [bind]", "balking": ""
    }  # fmt: skip
    again = run("inbox", "rule", "add", "dyad", "through the un", "--words", "x", "--strategies",
                "binding", "--reason", "r")  # fmt: skip
    assert again.returncode == 0
    (rule,) = json.loads(run("inbox", "rule", "list", "dyad", "--json").stdout)["rules"]
    assert rule["words"] == ["x"] and not rule["actors"]
    assert run("check", "dyad").returncode == 0
    assert run("inbox", "rule", "drop", "dyad", "Another").returncode == 2
    assert run("inbox", "rule", "drop", "dyad", "through the un").returncode == 0
    assert not Workspace(book.file.path.parent.parent).open("dyad").case.rules


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--classes", "03", "--strategies", "nonsense", "--reason", "r"), "nonsense"),
        (("--classes", "03", "--domain", "nowhere", "--reason", "r"), "domain"),
        (("--strategies", "binding", "--reason", "r"), "what the rule asks"),
    ],
)
def test_a_wrong_rule_writes_nothing(
    book: Casebook, run: Run, given: tuple[str, ...], said: str
) -> None:
    before = book.file.path.read_bytes()
    refused = run("inbox", "rule", "add", "dyad", "R", *given)
    assert refused.returncode == 2 and said in refused.stderr and len(refused.stderr) < 200
    assert book.file.path.read_bytes() == before


def test_two_rules_of_one_name_and_strategies_that_are_gone(book: Casebook) -> None:
    """A name is one rule's; a strategy that the codebook hasn't is suggested by none."""
    rule = SuggestionRule(id="ru-1", name="R", classes=("03",), strategies=("binding",), reason="r")
    book.apply("r", put_rule(book.case, rule))
    with pytest.raises(Problem, match="already"):
        put_rule(book.case, rule.model_copy(update={"id": "ru-2", "name": "r"}))
    with pytest.raises(Problem, match="gone"):
        put_rule(book.case, rule.model_copy(update={"strategies": ("gone",)}))
    kept = rule.model_copy(update={"strategies": ("gone",)})
    case = book.case.with_changes(put(book.case, kept))
    assert not suggestions(case, [case.candidates["ca-un"]])
