"""A case larger than anybody's: what the memo has to lay out however long it is."""

from __future__ import annotations

from workbench.case import (
    Alternative,
    Assessment,
    Bearing,
    Case,
    CaseInfo,
    Event,
    Evidence,
    KeyJudgement,
    Overruling,
    Rating,
    Source,
    Tag,
    own_strategy,
)

WORDS = {"en": "the talks went on in spite of the threat ", "zh-Hant": "談判在壓力之下仍持續進行，"}
END = "THEEND"
CLASSES = (("offsetting", "external"), ("weakening", "refusal"), ("institutional", "binding"))


def long_text(lang: str, length: int) -> str:
    """`length` characters, the last of which can be found again."""
    said = WORDS[lang]
    return (said * (length // len(said) + 1))[: length - len(END)] + END


def extreme(lang: str, *, strategies: int, title: int, text: int, events: int) -> Case:
    """Every field that a memo prints at its longest, and as many of everything.

    One event carries all `strategies`, has most of the evidence, and each lens decides on it;
    the others are short, and stand on the same days.
    """
    long, name = long_text(lang, text), long_text(lang, title)
    last = strategies - 1
    own = {
        f"own-{n}": own_strategy(
            id=f"own-{n}",
            kind="added",
            name_en=name if n == last else f"Own-{n}",
            meaning=long if n == last else "m",
            strategy_class=CLASSES[n % 3][0],
            route=CLASSES[n % 3][1],
            citation=long if n == last else "A 2003",
        )
        for n in range(strategies)
    }
    tags = tuple(Tag(strategy=id, rationale=long if n == 0 else "") for n, id in enumerate(own))
    first = Event(
        id="ev-0", key="first", date="2003-01-01/2003-09-01", title=name, description=long,
        partners=(name, name), tags=tags, coder=name,
        overruled=Overruling(verdict="contested", reason=long, coder=name),
    )  # fmt: skip
    made = {"ev-0": first}
    for n in range(1, events):
        date = f"2003-{n % 12 + 1:02}-{n % 28 + 1:02}"
        by = ("", "B")[n % 2]
        made[f"ev-{n}"] = Event(id=f"ev-{n}", date=date, title=f"Event {n}",
                                initiator=by, tags=tags[n % 7 : n % 7 + 1])  # fmt: skip
    sides = [
        Evidence(id=f"in-{n}", event="ev-0" if n < 40 else f"ev-{n}", side="intent",
                 finding=long if n == 0 else "f",
                 bearings=(Bearing(motive="balancing", says="supports"),), source="so-0",
                 locator=name if n == 0 else "", grade="A1")
        for n in range(max(events // 8, 2))
    ]  # fmt: skip
    sides += [
        Evidence(id=f"ef-{n}", event=f"ev-{n}", side="effect", finding=long if n == 0 else "f",
                 kind="raises-cost", status="absent", source="so-0",
                 refuted_by=long if n == 0 else "")
        for n in range(max(events // 8, 2))
    ]  # fmt: skip
    judgements = tuple(
        KeyJudgement(text=long, likelihood="likely", confidence="high", confidence_reason=long,
                     events=tuple(e.name for e in made.values()),
                     evidence=tuple(piece.id for piece in sides))
        for _ in range(2)
    )  # fmt: skip
    return Case(
        "extreme",
        CaseInfo(title=name, balancer="A" * 200, target="B", question=long, author=name,
                 language="zh-Hant" if lang == "zh-Hant" else "en"),
        {"threat": Rating(id="threat", value="latent", note=long, sources=("so-0",))},
        Assessment(bottom_line=long, judgements=judgements, limitations=long, watch=long,
                   alternatives=(Alternative(title=name, text=long),)),
        {f"so-{n}": Source(id=f"so-{n}", title=name if n == 0 else f"Source {n}", author=name)
         for n in range(max(events // 30, 2))},
        made,
        {piece.id: piece for piece in sides},
        own,
    )  # fmt: skip
