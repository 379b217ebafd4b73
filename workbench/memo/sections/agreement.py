"""How far coders of a round agree, what they differ on, and how that was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.case.dates.printed import day
from workbench.locale import N_
from workbench.memo.document import Heading, Node, Span

from .building import Told, event_spans, grid, heading, para
from .context import Memo

if TYPE_CHECKING:
    from workbench.casebook.rounds import Agreement, Round, Row, ToldRound

_MEASURES = {"nominal": N_("nominal"), "ordinal": N_("ordinal"), "sets": N_("sets (MASI)")}


def agreement(memo: Memo) -> list[Node]:
    """Each round: who coded what, its hashes, agreement by variable, and what was settled.

    A case without rounds has no such section.
    """
    if not memo.rounds:
        return []
    found = heading(memo.t("Agreement between coders"))
    for each in memo.rounds:
        found.append(Heading((Span(memo.t("Round {name}", name=each.name)),), 2))
        found += _round(memo, each)
    if any(each.agreement for each in memo.rounds):
        found.append(para(_method(memo), "note"))
    return found


def _round(memo: Memo, told: ToldRound) -> list[Node]:
    round_ = told.round
    if round_ is None:
        return [para(_uncompared(memo, told))]
    found: list[Node] = [para(memo.say.gap.join(_facts(memo, told, round_)))]
    found.append(para(_hashes(memo, told, round_), "note"))
    if told.agreement is None:
        return [*found, para(_uncompared(memo, told))]
    found += [_table(memo, told.agreement), *_strategies(memo, told.agreement)]
    return [*found, *_settled(memo, told), *_hanging(memo, told, round_)]


def _facts(memo: Memo, told: ToldRound, round_: Round) -> Iterator[str]:
    t, tn, frozen = memo.t, memo.say.tn, round_.frozen
    yield t("Coders: {names}.", names=memo.say.listed(round_.coders))
    if round_.dropped:
        yield t("Left before it was done: {names}.", names=memo.say.listed(round_.dropped))
    pieces = sum(len(unit.evidence) for unit in frozen.units)
    asked = tn("{n} event", "{n} events", len(frozen.units))
    given = tn("{n} piece of evidence", "{n} pieces of evidence", pieces)
    if frozen.share is not None:
        how = t("a share of {share} %, drawn with the seed {seed}",
                share=f"{100 * frozen.share:g}", seed=frozen.seed)  # fmt: skip
    elif len(frozen.units) == len(memo.case.events):
        how = t("every event of the case")
    else:
        how = t("events that were named")
    yield t("Given to each of them apart: {events}, {pieces} ({how}).",
            events=asked, pieces=given, how=how)  # fmt: skip
    if told.agreement:
        yield _share(memo, told)
    if told.pilot:
        yield t("A pilot round, for training: its codes aren’t settled into the case.")
    yield t("Begun on {day}.", day=day(round_.steps[0].at.date(), memo.lang))


def _share(memo: Memo, told: ToldRound) -> str:
    n, of = told.double_coded, len(memo.case.events)
    return memo.t("Coded by two or more: {n} of the {of} events of the case ({share} %).",
                  n=n, of=of, share=_percent(n, of))  # fmt: skip


def _hashes(memo: Memo, told: ToldRound, round_: Round) -> str:
    return memo.t(
        "SHA-256 of the round {round}; codebook {version}, with the case’s own strategies {book}.",
        round=round_.hash, version=round_.frozen.codebook, book=told.codebook_hash,
    )  # fmt: skip


def _uncompared(memo: Memo, told: ToldRound) -> str:
    """Why a round says nothing of agreement."""
    t, name, standing = memo.t, told.name, told.standing
    if told.why:
        return t(told.why, round=name)
    if standing and standing.open:
        return t("The round {round} is still open: it measures no agreement yet.", round=name)
    return t("The round {round} was given up: it measures no agreement.", round=name)


def _table(memo: Memo, found: Agreement) -> Node:
    from workbench.casebook.rounds import variable_name

    t = memo.t
    head = [t("Variable"), t("Measure"), t("Units"), t("Agreement"), t("α"), t("95 % interval"),
            t("Modal share")]  # fmt: skip
    rows: list[list[Told]] = []
    for row in found.rows:
        name = variable_name(row.id, memo.book, memo.say)
        measure = t(_MEASURES[row.column.variable.measure])
        rows.append([name, measure, str(row.units), _decimal(row.agreement), _alpha(memo, row),
                     _interval(memo, row), _decimal(row.modal_share)])  # fmt: skip
    return grid(head, rows, (118, 52, 34, 56, 0, 66, 50), look="tight", right=(2, 3, 6))


def _strategies(memo: Memo, found: Agreement) -> list[Node]:
    """Strategy by strategy who used it alone; of two coders, and of what either used."""
    t, given = memo.t, [each for each in found.strategies if each.both or any(each.only)]
    if not given:
        return []
    head = [t("Strategy"), t("by both"), *(t("{coder} alone", coder=who) for who in found.coders),
            t("neither"), t("Positive agreement")]  # fmt: skip
    rows: list[list[Told]] = [
        [memo.strategy(each.strategy), str(each.both), *map(str, each.only), str(each.neither),
         _decimal(each.positive_agreement)]
        for each in given
    ]  # fmt: skip
    said = t(
        "Strategy by strategy, over the events that both coders coded; positive agreement is "
        "2a / (2a + b + c), where both used it a times, and one of them alone b and c:"
    )
    return [para(said), grid(head, rows, (0, 40, 78, 78, 48, 78), look="tight", right=range(1, 6))]


def _alpha(memo: Memo, row: Row) -> str:
    return row.why.said(memo.say) if row.why else _decimal(row.alpha)


def _interval(memo: Memo, row: Row) -> str:
    between = row.interval
    if between is None:
        return "–"
    said = f"{_decimal(between.low)} – {_decimal(between.high)}"
    return said + memo.say.bracketed(memo.t("rough")) if row.rough else said


def _decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _percent(n: int, of: int) -> str:
    return f"{100 * n / of:.0f}" if of else "0"


def _settled(memo: Memo, told: ToldRound) -> list[Node]:
    """How many disagreements there were, and how they were settled."""
    t, tn = memo.t, memo.say.tn
    said = [tn("The coders differ on {n} answer.", "The coders differ on {n} answers.",
               told.differ)]  # fmt: skip
    step, undone = (told.standing.settled, told.standing.undone) if told.standing else (None, ())
    if step is None:
        said.append("" if told.pilot else t("They aren’t settled."))
        said += [
            t("A settlement by {who} on {day} was taken back.",
              who=each.by, day=day(each.at.date(), memo.lang))
            for each in undone[:1]
        ]  # fmt: skip
    else:
        settled = tn(
            "{n} was settled by {who} on {day}", "{n} were settled by {who} on {day}",
            len(told.decided), who=step.by, day=day(step.at.date(), memo.lang),
        )  # fmt: skip
        hows = memo.say.listed(_hows(memo, told))
        said.append(t("{settled}: {how}.", settled=settled, how=hows) if hows
                    else t("{settled}.", settled=settled))  # fmt: skip
        if moved := len(told.decided) - told.stand(memo.case):
            said.append(tn("{n} of them stands in the case otherwise by now.",
                           "{n} of them stand in the case otherwise by now.", moved))  # fmt: skip
        if left := told.left(memo.case):
            said.append(tn(
                "{n} answer that all coders gave alike stands in the case otherwise by now.",
                "{n} answers that all coders gave alike stand in the case otherwise by now.", left,
            ))  # fmt: skip
    return [para(memo.say.gap.join(filter(None, said)))]


def _hows(memo: Memo, told: ToldRound) -> Iterator[str]:
    from workbench.casebook.rounds import BOTH, OTHER

    words = {BOTH: memo.t("both taken together"), OTHER: memo.t("neither’s answer")}
    coders = told.round.coders if told.round else ()
    for key in (*coders, BOTH, OTHER):
        if n := told.how.get(key):
            name = words.get(key) or memo.t("as {coder} had it", coder=key)
            yield memo.t("{name} {n}", name=name, n=n)


def _hanging(memo: Memo, told: ToldRound, round_: Round) -> list[Node]:
    """The verdicts that hang on whose codes one takes, with what the case says now."""
    t, tn = memo.t, memo.say.tn
    if not told.hanging:
        return [para(t("No verdict differs between the coders’ own answers."))]
    events = len({each.event for each in told.hanging})
    said = tn("On {n} event a verdict hangs on the coder:",
              "On {n} events a verdict hangs on the coder:", events)  # fmt: skip
    head = [t("#"), t("Event"), t("Criterion"), *round_.coders, t("In the case")]
    rows: list[list[Told]] = []
    for each in told.hanging:
        event = memo.case.events.get(each.event)
        now = memo.findings.by_id[each.event].verdicts[each.lens].verdict if event else ""
        rows.append([
            event_spans(memo, [each.event]),
            event.title if event else t("no more in the case"),
            memo.lens(each.lens, short=True),
            *(memo.word("verdict", v) if v else "–" for v in each.verdicts),
            memo.word("verdict", now) if now else "–",
        ])  # fmt: skip
    room = min(62, 200 / max(len(round_.coders), 1))
    widths = (20, 0, 84, *(room for _ in round_.coders), 62)
    return [para(said), grid(head, rows, widths, look="tight")]


def _method(memo: Memo) -> str:
    return memo.t(
        "α is Krippendorff’s (2011), sets by their MASI distance (Passonneau 2006), the interval a "
        "percentile bootstrap over events with their pieces; all from the sealed answers, never "
        "from what was settled. Modal share: the share of the commonest answer. {untested}",
        untested=_untested(memo),
    )


def _untested(memo: Memo) -> str:
    return memo.t(
        "How the case was cut into events and pieces, and the side of each piece, was given to the "
        "coders and isn’t tested."
    )


def tested(memo: Memo) -> list[str]:
    """What the case's rounds say of its coding, as limits; in the short form the last round that
    tests it, for there is room for one.
    """
    told: Sequence[ToldRound] = memo.rounds
    if memo.brief:
        told = ([each for each in told if each.agreement and not each.pilot] or [*told])[-1:]
    untested = [_untested(memo)] if any(each.agreement for each in told) else []
    return [*(_tested(memo, each) for each in told), *untested]


def _tested(memo: Memo, told: ToldRound) -> str:
    t = memo.t
    if told.agreement is None:
        return _uncompared(memo, told)
    row = next(row for row in told.agreement.rows if row.id == "strategies")
    n, of, who = told.double_coded, len(memo.case.events), len(told.agreement.coders)
    coders = t("two coders") if who == 2 else t("{n} coders", n=who)
    fields = {"round": told.name, "n": n, "of": of, "share": _percent(n, of), "coders": coders}
    if told.pilot:
        return t("In the pilot round {round}, for training, {coders} coded {n} of {of} events "
                 "({share} %) apart; it doesn’t test the codes of the case.",
                 **fields)  # fmt: skip
    if row.alpha is None:
        measured = t("strategies: agreement {share}, no α", share=_decimal(row.agreement))
    else:
        measured = t("strategies: α {alpha}", alpha=_decimal(row.alpha))
    left = len(told.decided) if told.settled else 0
    standing = t("settled: {n} of {of} disagreements", n=left, of=told.differ)
    if changed := left and left - told.stand(memo.case) + told.left(memo.case):
        standing = t("{settled}, with answers changed since: {n}", settled=standing, n=changed)
    return t("In the round {round} {coders} coded {n} of {of} events ({share} %) apart; "
             "{measured}; {settled}.",
             measured=measured, settled=standing, **fields)  # fmt: skip
