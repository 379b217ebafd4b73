"""Whose acts are counted, and the others apart, by whose they are (THEORY §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.codebook import Lens
from workbench.judgement import Finding, classes_of
from workbench.memo.document import Node, Span

from .building import para
from .context import Memo
from .wording import gap, listed

Said = Sequence[Span]


@dataclass(frozen=True)
class Others:
    """The acts of one actor that stand apart."""

    name: str
    findings: tuple[Finding, ...]


def whose(memo: Memo) -> str:
    """Whose acts are counted, how many of the events, and how many stand apart."""
    sentences, found = memo.sentences, memo.findings
    said = [sentences.counted(found), sentences.apart(found)]
    return memo.say.parted(filter(None, said)) + memo.say.stop


def others(memo: Memo) -> tuple[Others, ...]:
    """The target's acts, the joint ones, and each third party's, by name."""
    t, found, info = memo.t, memo.findings, memo.case.info
    names = {
        "target": t("{name} (the target)", name=info.target),
        "joint": t("{one} and {other} together", one=info.balancer, other=info.target),
    }
    every = (f for acts in found.others.values() for f in acts)
    return tuple(
        Others(t("{name} (a third party)", name=name) if name else names[actor], acts)
        for (actor, name), acts in found.whose(every).items()
    )


def apart(
    memo: Memo, say: Callable[[tuple[Finding, ...]], Said | str], *, lead: str = ""
) -> list[Node]:
    """A line of what stands apart: what `say` has of each actor's acts; no line where it has none.

    `lead` is what the line begins with, where it isn't simply of the acts apart.
    """
    parts: list[Span] = []
    for group in others(memo):
        if said := say(group.findings):
            parts.append(Span(memo.say.semicolon) if parts else Span(memo.say.gap))
            parts.append(Span(group.name, bold=True))
            parts.append(Span(memo.say.colon))
            parts += [Span(said)] if isinstance(said, str) else said
    if not parts:
        return []
    first = Span(lead or memo.t("Apart, by whose they are:"))
    return [para([first, *parts, Span(memo.say.stop)], "small")]


def by_class(memo: Memo, findings: Sequence[Finding], *, every: bool = False) -> str:
    """How many of some acts carry each class, and how many are screened as hard.

    With `every`, what none of them is counts too, as 0.
    """
    seen = Counter(c for f in findings for c in classes_of(f.event, memo.book))
    said = [
        f"{group.symbol}\u00a0{group.name.in_(memo.lang)}\u00a0{seen[group.id]}"
        for group in memo.book.classes
        if every or seen[group.id]
    ]
    hard = sum(f.screening == "hard" for f in findings)
    if every or hard:
        said.append(memo.t("screened as hard {n}", n=hard))
    if none := sum(not f.event.tags and f.screening != "hard" for f in findings):
        said.append(memo.t("no strategy {n}", n=none))
    return listed(said, memo.lang)


def rivals(memo: Memo) -> str:
    """Whether the rival motives were tested where a lens that wants them tested says balancing."""
    lenses = (lens for lens in memo.book.lenses if lens.tests)
    return gap(memo.lang).join(said for lens in lenses for said in _rivals(memo, lens))


def _rivals(memo: Memo, lens: Lens) -> list[str]:
    judged = [f.verdicts[lens.id] for f in memo.findings.acts]
    called = [j for j in judged if j.verdict == "balancing"]
    whole, n, t, tn = sum(not j.untested for j in called), len(called), memo.t, memo.say.tn
    name = lens.called.in_(memo.lang)
    said: list[str] = []
    if called and whole == n:
        said.append(
            tn(
                "In the {n} act that {lens} calls balancing every rival motive that it weighs was "
                "tested.",
                "In each of the {n} acts that {lens} calls balancing every rival motive that it "
                "weighs was tested.",
                n,
                lens=name,
            )
        )
    elif called:
        missing = Counter(m for j in called for m in j.untested)
        weighed = memo.book.lens_rules[lens.id].tests
        names = {m: memo.book.motive(m).name.in_(memo.lang) for m in weighed}
        untested = listed(
            (t("{motive} in {n}", motive=names[m], n=missing[m]) for m in weighed if missing[m]),
            memo.lang,
        )
        if whole:
            said.append(
                t(
                    "Of the {n} acts that {lens} calls balancing, every rival motive that it "
                    "weighs was tested in {whole}; untested: {untested}.",
                    n=n,
                    lens=name,
                    whole=whole,
                    untested=untested,
                )
            )
        else:
            said.append(
                tn(
                    "In the {n} act that {lens} calls balancing not every rival motive that it "
                    "weighs was tested; untested: {untested}.",
                    "In none of the {n} acts that {lens} calls balancing was every rival motive "
                    "that it weighs tested; untested: {untested}.",
                    n,
                    lens=name,
                    untested=untested,
                )
            )
    wanting = {row.rule for row in lens.rows if row.untested}
    if n := sum(j.rule in wanting for j in judged):
        said.append(
            tn(
                "In {n} act balancing intent is supported, but no rival motive was tested: there "
                "{lens} says insufficient.",
                "In {n} acts balancing intent is supported, but no rival motive was tested: there "
                "{lens} says insufficient.",
                n,
                lens=name,
            )
        )
    return said
