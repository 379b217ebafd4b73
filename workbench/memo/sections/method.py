"""The method note: whose readings the verdicts rest on, by which rules, under which settings."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.codebook import Lens, Reference
from workbench.memo.document import Node, Span, Text

from .building import Told, grey, grid, heading, line, marked, para, work_spans
from .context import Memo
from .wording import gap, listed


def method(memo: Memo) -> list[Node]:
    """What the rules are and whose; what counts in this memo; what the verdicts’ words mean."""
    t = memo.t
    head = [t("Criterion"), t("Reads"), t("Its rule, from the left: the first that fits decides")]
    rows = [_row(memo, lens) for lens in memo.book.lenses]
    labelled = [_labelled(memo, lead, said) for lead, said in _notes(memo)]
    return [
        *heading(t("Method")),
        para(_whose(memo), "small"),
        grid(head, rows, (118, 34, 0), look="tight"),
        *labelled,
    ]


def in_short(memo: Memo) -> Text:
    """The same on two lines, for the short form."""
    t = memo.t
    typology, *works = (named(memo, work) for work in memo.works)
    said = t(
        "computed by the program; criteria: the workbench’s reading of {works}; typology: "
        "{typology}. "
        "“{contested}”: what counts stands on both sides; “{insufficient}”: it decides nothing.",
        works=listed(works, memo.lang),
        typology=typology,
        contested=memo.word("verdict", "contested"),
        insufficient=memo.word("verdict", "insufficient"),
    )
    colon = memo.say.colon
    return para([Span(t("Method") + colon, bold=True), Span(said)], "aside")


def named(memo: Memo, work: Reference) -> str:
    """A work by its authors and year, as one cites it in a sentence."""
    authors = [name.partition(",")[0] for name in work.authors]
    if memo.works and work.id == memo.works[0].id:
        authors = [memo.book.source.author.in_(memo.lang)]
    return memo.t("{authors} ({year})", authors=" & ".join(authors), year=work.year)


def _whose(memo: Memo) -> list[Span]:
    t, typology = memo.t, memo.works[0]
    said = t(
        "The typology follows {typology} {work}. Each criterion is the workbench’s reading of the "
        "authors it names, written as a rule that asks the coded evidence alone; none of them has "
        "seen the rule or a verdict. Works marked M stand in the sources apart from the case’s "
        "evidence.",
        typology=named(memo, typology),
        work="\0",
    )
    before, after = said.split("\0")
    return [Span(before), *work_spans(memo, [typology.id]), Span(after)]


def _row(memo: Memo, lens: Lens) -> list[Told]:
    lang = memo.lang
    stop = memo.say.semicolon
    rule: list[Span] = []
    for row in lens.rows:
        rule += [Span(stop)] if rule else []
        rule += [
            *marked(memo, f"{row.fits.in_(lang)} →\u00a0"),
            Span(memo.word("verdict", row.verdict), bold=True),
        ]
    name = [Span(memo.lens(lens.id), bold=True), Span(" "), *work_spans(memo, [lens.citation])]
    return [[line(name)], memo.word("side", lens.side), [line(rule)]]


def _labelled(memo: Memo, lead: str, said: str) -> Text:
    colon = memo.say.colon
    return para([Span(lead + colon, bold=True), grey(said)], "note")


def _notes(memo: Memo) -> Iterable[tuple[str, str]]:
    """What decides whose act an event is, what counts, what a verdict may claim (THEORY §4, §5)."""
    t = memo.t
    yield (
        t("Whose act"),
        t(
            "An event is the balancer’s act where the balancer and not the target is among "
            "its initiator and partners, the target’s where the target is and not the "
            "balancer, joint where both are, else a third party’s. Where nobody is named as "
            "initiator it is the balancer. All that is said of the case is said of the "
            "balancer’s acts; joint acts stand apart, unless the case counts those that the "
            "balancer initiated."
        ),
    )
    yield t("What counts in this memo"), gap(memo.lang).join(_settings(memo))
    yield (
        t("Effects"),
        t(
            "An effect that is absent was looked for and not seen: it denies the claims that it "
            "names or, where it names nothing, the observed claims of its kind. A claim of what "
            "was only possible is denied by name alone."
        ),
    )
    yield (
        t("Rival motives"),
        t(
            "Where a criterion wants rivals tested, those that nobody tested are named beside "
            "the verdict; a rival is ruled out only by evidence against it, and all of them only "
            "where all are undermined."
        ),
    )
    yield t("The verdicts’ words"), _words(memo)


def _settings(memo: Memo) -> Iterable[str]:
    """Threshold, floor, interpretations and joint acts, as the memo was computed."""
    t, view = memo.t, memo.findings.view
    lens = memo.book.lens(memo.book.half["effect"]).called.in_(memo.lang)
    if view.threshold == "capable":
        yield t("Threshold: effects that an act can have count like observed ones, as {lens} has "
                "it.", lens=lens)  # fmt: skip
    else:
        yield t("Threshold: only observed effects count, which is stricter than {lens}.", lens=lens)
    if view.floor:
        yield t("Floor: evidence graded below {floor}, or not graded, is left out of every "
                "verdict.", floor=view.floor)  # fmt: skip
    else:
        yield t("Floor: none; evidence of every grade counts, and ungraded evidence too.")
    if view.interpretations == "counted":
        yield t("Interpretations: counted like records.")
    else:
        yield t("Interpretations: left out of every verdict.")
    if view.joint == "counted":
        yield t("Joint acts: counted where the balancer initiated them.")
    else:
        yield t("Joint acts: apart.")


def _words(memo: Memo) -> str:
    return memo.t(
        "“{contested}”: evidence that counts stands on both sides, and the program doesn’t weigh "
        "the one against the other. “{insufficient}”: what counts decides nothing under that "
        "criterion; it never says that the act was harmless.",
        contested=memo.word("verdict", "contested"),
        insufficient=memo.word("verdict", "insufficient"),
    )
