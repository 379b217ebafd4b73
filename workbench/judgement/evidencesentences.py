"""Evidence in words: what it tests, what rests on it, why it may not carry a key judgement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.case import Evidence, Motive, Source, answers
from workbench.codebook import Codebook
from workbench.locale import N_, Words

from .diagnosticity import Worth
from .doubts import Doubt
from .lenses import Judged
from .tracing import Ground, Test, named_test, named_tests

_FEW = {1: N_("one"), 2: N_("two"), 3: N_("three"), 4: N_("four"), 5: N_("five"), 6: N_("six")}


class EvidenceSentences:
    """What the program says of evidence, in one language."""

    def __init__(self, book: Codebook, say: Words) -> None:
        self.book = book
        self.say = say

    def _listed(self, parts: Iterable[str]) -> str:
        return self.say.listed(parts)

    def motives(self, motives: tuple[str, ...]) -> str:
        """Motives in a row."""
        return self._listed(self.book.motive(m).name.in_(self.say.lang) for m in motives)

    def untested(self, judged: Judged) -> str:
        """Which motives that the lens wants tested nobody tested; empty where there are none."""
        if not judged.untested:
            return ""
        t = self.say.t
        if judged.untested == self.book.rivals:
            n = len(judged.untested)
            return t("untested: all {n} rival motives", n=t(_FEW[n]) if n in _FEW else n)
        return t("untested: {motives}", motives=self.motives(judged.untested))

    def tests(self, counted: Mapping[Test, int]) -> str:
        """How many tests of which kind, in a row."""
        few = all(n in _FEW for n in counted.values())
        return self._listed(self._tests(test, n, few) for test, n in counted.items())

    def _tests(self, test: Test, n: int, few: bool) -> str:
        tn = self.say.tn
        number = self.say.t(_FEW[n]) if few else n
        if test == "failed-hoop" and n == 1:
            return self.say.t("the hoop failed")
        return {
            "doubly-decisive": tn(
                "{number} doubly decisive test", "{number} doubly decisive tests", n, number=number
            ),
            "smoking-gun": tn("{number} smoking gun", "{number} smoking guns", n, number=number),
            "hoop": tn("{number} hoop", "{number} hoops", n, number=number),
            "straw": tn(
                "{number} straw in the wind", "{number} straws in the wind", n, number=number
            ),
            "failed-doubly-decisive": tn(
                "{number} failed doubly decisive test",
                "{number} failed doubly decisive tests",
                n,
                number=number,
            ),
            "failed-hoop": tn("{number} failed hoop", "{number} failed hoops", n, number=number),
            "failed-smoking-gun": tn(
                "{number} failed smoking gun", "{number} failed smoking guns", n, number=number
            ),
            "straw-against": tn(
                "{number} straw against", "{number} straws against", n, number=number
            ),
        }[test]

    def ground(self, found: Ground) -> str:
        """What a verdict rests on: pieces, origins, tests, and how many were left unset."""
        if not found.pieces:
            return ""
        tn, t = self.say.tn, self.say.t
        origins = tn("{n} origin", "{n} origins", found.origins)
        pieces = tn("{n} piece", "{n} pieces", found.pieces)
        said = t("rests on {pieces}, {origins}", pieces=pieces, origins=origins)
        if found.tests:
            said += self.say.colon + self.tests(found.tests)
        if found.unset:
            said += self.say.semicolon + t("unset: {n}", n=found.unset)
        return said

    def lone(self, source: Source) -> str:
        """That one source carries a verdict alone."""
        return self.say.t("carried by one source alone: “{title}”", title=source.title)

    def test(self, test: Test, motive: str | None) -> str:
        """One test by name, and of which motive; what failed is said in a clause."""
        name = self.book.word("test", test, self.say.lang)
        if motive is None:
            return name
        return name + self.say.bracketed(self.book.motive(motive).name.in_(self.say.lang))

    def tested(self, piece: Evidence) -> str:
        """The tests of a piece in a row; empty while all are unset."""
        return self._listed(self.test(test, motive) for motive, test in named_tests(piece).items())

    def answered(self, piece: Evidence, motive: Motive | None) -> str:
        """The test that a piece is of a motive by name; until it has one, both answers."""
        if test := named_test(piece, motive):
            return self.test(test, motive)
        t, given = self.say.t, answers(piece, motive)
        words = {None: t("unset"), True: t("yes"), False: t("no")}
        said = t(
            "expected {expected}, surprising {surprising}",
            expected=words[given.expected],
            surprising=words[given.surprising],
        )
        if motive is None:
            return said
        return said + self.say.bracketed(self.book.motive(motive).name.in_(self.say.lang))

    def worth(self, worth: Worth) -> str:
        """What a piece of intent evidence does to the motives."""
        t = self.say.t
        return {
            "parts": t("tells them apart"),
            "one": t("bears on one only"),
            "points": t("speaks for several"),
            "rules-out": t("speaks against several"),
            "mixed": t("for and against alike"),
            "same": t("the same on all"),
            "nothing": t("says nothing"),
        }[worth]

    def doubt(self, doubt: Doubt) -> str:
        """Why the evidence of a key judgement may not carry it."""
        t, tn, n, of = self.say.t, self.say.tn, doubt.n, doubt.of
        if doubt.kind == "others" and of == 1:
            return t("its one event isn’t an act of the balancer’s that counts")
        if doubt.kind == "differ" and of == 1:
            return t("the lenses differ on its one act that counts")
        if doubt.kind == "others":
            return tn(
                "{n} of its {of} events isn’t an act of the balancer’s that counts",
                "{n} of its {of} events aren’t acts of the balancer’s that count",
                n,
                of=of,
            )
        if doubt.kind == "differ":
            return tn(
                "the lenses differ on {n} of its {of} acts that count",
                "the lenses differ on {n} of its {of} acts that count",
                n,
                of=of,
            )
        if doubt.kind == "gone":
            return tn(
                "{n} event or piece that it names is no longer in the case",
                "{n} events or pieces that it names are no longer in the case",
                n,
            )
        if doubt.kind == "below-floor":
            return tn(
                "{n} of its {of} pieces is below the floor",
                "{n} of its {of} pieces are below the floor",
                n,
                of=of,
            )
        if doubt.kind == "ungraded":
            return tn(
                "{n} of its {of} pieces has no grade",
                "{n} of its {of} pieces have no grade",
                n,
                of=of,
            )
        if doubt.kind == "no-source":
            return tn(
                "{n} of its {of} pieces names no source",
                "{n} of its {of} pieces name no source",
                n,
                of=of,
            )
        return {
            "no-event": t("no event is named that this judgement stands on"),
            "no-evidence": t("its events have no evidence"),
            "no-effect": t("it stands on no evidence of effect"),
            "one-source": t("all of its evidence comes from one source"),
            "one-coder": t("a single coder coded all of its evidence"),
            "no-likelihood": t("no likelihood is given"),
            "no-confidence": t("no confidence is given"),
        }[doubt.kind]
