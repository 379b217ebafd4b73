"""How far a round is, and each step on: in order, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from workbench.case import Problem
from workbench.store import CaseFile

from ..reader import reader
from .layers import Layer, Round, Seal, Step, same_coder
from .roundfiles import RoundFiles
from .takenback import taken_back

State = Literal["open", "closed", "sealed", "settled"]
OfCoder = Literal["left", "sealed", "coded", "nothing"]


@dataclass(frozen=True)
class Standing:
    """A round with the seals and layers that are here."""

    files: RoundFiles
    round: Round
    seals: Mapping[str, Seal] = field(default_factory=dict)
    void: tuple[Step, ...] = ()
    """Steps by which a coder is said to have left who sealed: what is sealed counts."""

    @classmethod
    def of(cls, case: Path, name: str) -> Standing:
        """The round of this name of the case whose file is `case`; raises `Problem`."""
        files = RoundFiles(case)
        round_ = files.round(name)
        found = {coder: files.seal(name, round_.number(coder)) for coder in round_.frozen.coders}
        seals = {coder: seal for coder, seal in found.items() if seal}
        void = tuple(s for s in round_.steps if s.step == "dropped" and s.coder in seals)
        steps = tuple(step for step in round_.steps if step not in void)
        return cls(files, round_.model_copy(update={"steps": steps}), seals, void)

    @property
    def name(self) -> str:
        """What the round is called."""
        return self.round.name

    @property
    def waiting(self) -> list[str]:
        """The coders who haven't sealed yet."""
        return [coder for coder in self.round.coders if coder not in self.seals]

    @property
    def open(self) -> bool:
        """Whether it is coded still: until then its coders see no codes."""
        return bool(self.waiting) and self.round.last("closed") is None

    @property
    def state(self) -> State:
        """How far it is."""
        if self.round.last("closed"):
            return "closed"
        if self.open:
            return "open"
        return "settled" if self.settled else "sealed"

    @cached_property
    def settled(self) -> Step | None:
        """The last settlement that stands; None where there is none, or all were taken back."""
        return next((step for step in self._settlements if step not in self.undone), None)

    @cached_property
    def undone(self) -> tuple[Step, ...]:
        """The settlements that undo took back, the last first."""
        return tuple(step for step in self._settlements if taken_back(self.files.case, step))

    @property
    def _settlements(self) -> list[Step]:
        return [step for step in reversed(self.round.steps) if step.step == "settled"]

    def of_coder(self, coder: str) -> OfCoder:
        """How far a coder is; raises `Problem` for a damaged layer."""
        if coder in self.round.dropped:
            return "left"
        if coder in self.seals:
            return "sealed"
        return "coded" if self.layer(coder) else "nothing"

    @property
    def sealed(self) -> datetime:
        """When the last seal came; of a round that has one."""
        return max(seal.at for seal in self.seals.values())

    def layer(self, coder: str) -> Layer | None:
        """A coder's answers, where they are here; raises `Problem`."""
        return self.files.layer(self.name, self.round.number(coder))

    def coder(self, name: str) -> str:
        """The coder of this name, as the round writes it; raises `Problem`."""
        for coder in self.round.frozen.coders:
            if same_coder(coder, name):
                if coder in self.round.dropped:
                    raise Problem("{coder} left the round {round}", coder=coder, round=self.name)
                return coder
        raise Problem(
            "{coder} is no coder of the round {round}, which has {coders}",
            coder=name,
            round=self.name,
            coders=tuple(self.round.coders),
        )

    def check_open(self) -> None:
        """Raise `Problem` where the round is coded no more."""
        self._check_given_up()
        if not self.open:
            raise Problem(
                "all have sealed the round {round}: its coding is over, and what follows is "
                "comparing and settling",
                round=self.name,
            )

    def _check_given_up(self) -> None:
        if closed := self.round.last("closed"):
            raise Problem(
                "the round {round} was given up by {who}: {why}",
                round=self.name, who=closed.by or "—", why=closed.why,
            )  # fmt: skip

    def check_unsealed(self, coder: str) -> None:
        """Raise `Problem` where a coder's layer can't be changed any more."""
        self._check_given_up()
        if seal := self.seals.get(coder):
            raise Problem(
                "{coder} sealed the round {round} on {day}: what is sealed isn't changed",
                coder=coder, round=self.name, day=f"{seal.at:%Y-%m-%d}",
            )  # fmt: skip

    def seal(self, coder: str, by: str) -> Path:
        """Seal a coder's layer; raises `Problem` where there is none, or one is sealed."""
        with self._held() as standing:
            return standing._seal(coder, by)

    def _seal(self, coder: str, by: str) -> Path:
        self.check_unsealed(coder)
        layer = self.layer(coder)
        if layer is None or not (layer.events or layer.evidence):
            raise Problem(
                "{coder} has coded nothing in the round {round} yet: workbench round import reads "
                "a filled sheet",
                coder=coder, round=self.name,
            )  # fmt: skip
        seal = Seal(
            round=self.name, coder=coder, codebook=layer.codebook,
            seal=layer.sealed(self.round.hash), by=by, at=now(),
            before=self.files.standing(self.name),
        )  # fmt: skip
        seal = seal.model_copy(update={"witness": layer.witnessed(seal)})
        return self.files.write(seal, self.round.number(coder))

    def put(self, layer: Layer) -> tuple[list[str], Path]:
        """Keep a coder's answers in the place of those that are there; raises `Problem` where they
        are sealed.

        Gives the ids of units that lose their answers by it, and where these are kept then.
        """
        with self._held() as standing:
            standing.check_unsealed(layer.coder)
            before, number = standing.layer(layer.coder), self.round.number(layer.coder)
            given = {**before.events, **before.evidence} if before else {}
            lost = [id_ for id_ in given if not (layer.events.get(id_) or layer.evidence.get(id_))]
            aside = self.files.set_aside(self.name, number, copy=bool(lost))
            standing.keep(layer)
            return lost, aside

    def keep(self, layer: Layer) -> Path:
        """Keep a coder's answers, the case's lock being held and nothing sealed."""
        return self.files.write(layer, self.round.number(layer.coder))

    @contextmanager
    def _held(self) -> Iterator[Standing]:
        """The round as it is by now, while no other program writes any of it."""
        with CaseFile(self.files.case).held():
            yield Standing.of(self.files.case, self.name)

    def drop(self, coder: str, why: str, by: str) -> None:
        """A coder leaves; raises `Problem` where that one has sealed, or fewer than two stay."""
        self.check_open()
        self.check_unsealed(coder)
        self.check_three()
        self.take(Step(step="dropped", by=by, at=now(), coder=coder, why=said(why)))

    def check_three(self) -> None:
        """Raise `Problem` where nobody may leave."""
        if len(self.round.coders) < 3:
            raise Problem(
                "at least two coders stay in a round: give {round} up (workbench round close), or "
                "begin another",
                round=self.name,
            )

    def close(self, why: str, by: str) -> None:
        """Give the round up; raises `Problem` where it is done, or given up already."""
        self.check_open()
        self.take(Step(step="closed", by=by, at=now(), why=said(why)))

    def take(self, step: Step) -> None:
        """Write a step down."""
        before = self.files.standing(self.name)
        self.files.take(self.name, step.model_copy(update={"before": before}))

    @cached_property
    def layers(self) -> dict[str, Layer]:
        """The sealed layers of all coders, the one way to them.

        Raises `Problem` while an open round hides codes from whoever reads here, before all have
        sealed, where a layer isn't here, and where something isn't as it was sealed.
        """
        self._check_given_up()
        if self.waiting:
            raise Problem(
                "not all have sealed the round {round}: {names}",
                round=self.name, names=tuple(self.waiting),
            )  # fmt: skip
        if closed := hidden_from(self.files.case, reader):
            raise closed
        if len(self.round.coders) < 2:
            raise Problem(
                "fewer than two coders are left in the round {round}: there is nothing to compare",
                round=self.name,
            )
        for altered in self.altered():
            raise altered
        found = {}
        for coder, seal in self.seals.items():
            layer, number = self.layer(coder), self.round.number(coder)
            path = self.files.path(self.name, number)
            if layer is None:
                raise missing(path, coder)
            if wrong := broken(self.round, coder, layer, seal, path):
                raise wrong
            found[coder] = layer
        return found

    def altered(self) -> list[Problem]:
        """What isn't as it stood when a seal or a step came after it; raises `Problem`."""
        now_, found = self.files.standing(self.name), dict[str, Problem]()
        records: tuple[Seal | Step, ...] = (*self.seals.values(), *self.round.steps, *self.void)
        for record in records:
            for name, was in record.before.items():
                if now_.get(name) != was:
                    found[name] = Problem(
                        "{path} isn't as it was on {day}, when {who} went on from it: put it "
                        "back, from a copy or from git",
                        path=str(self.files.folder / name), day=f"{record.at:%Y-%m-%d}",
                        who=record.by or "—",
                    )  # fmt: skip
        return list(found.values())

    def voided(self) -> list[Problem]:
        """Who is said to have left and has sealed."""
        return [
            Problem(
                "{who} wrote that {coder} left the round {round}, but {coder} sealed it: the seal "
                "counts",
                who=step.by or "—",
                coder=step.coder,
                round=self.name,
            )
            for step in self.void
        ]


def hidden_from(case: Path, reader: Callable[[], str]) -> Problem | None:
    """Why whoever `reader` names sees no codes of a case that has rounds; None where nothing
    hides them."""
    try:
        found = [standing for standing in standings(case) if standing.open]
    except Problem as problem:
        # Who codes can't be known: better nobody sees what somebody mustn't.
        return problem
    coder = reader() if found else ""
    for standing in found:
        if not coder.strip():
            return Problem(
                "the round {round} is open and it isn't said who codes here: until all have "
                "sealed, the case is shown without its codes, and isn't changed",
                round=standing.name,
            )
        if any(same_coder(coder, name) for name in standing.round.coders):
            return Problem(
                "{coder} codes in the open round {round}: until all have sealed, the case is shown "
                "without its codes, and isn't changed",
                coder=coder,
                round=standing.name,
            )
    return None


def missing(path: Path, coder: str) -> Problem:
    """That a layer isn't here which all have waited for."""
    return Problem(
        "{path} isn't here: now that all have sealed, {coder} shares it",
        path=str(path),
        coder=coder,
    )


def broken(round_: Round, coder: str, layer: Layer, seal: Seal, path: Path) -> Problem | None:
    """What is wrong where a layer isn't as it was sealed."""
    whose = {(each.round, each.coder) for each in (layer, seal)} == {(round_.name, coder)}
    if whose and (layer.sealed(round_.hash), layer.witnessed(seal)) == (seal.seal, seal.witness):
        return None
    return Problem(
        "{path} doesn't match its seal: the answers of {coder}, or the round, were changed since",
        path=str(path),
        coder=coder,
    )


def standings(case: Path) -> list[Standing]:
    """Every round of a case, by name; raises `Problem` for a damaged file."""
    return [Standing.of(case, name) for name in RoundFiles(case).names()]


def flaws_of_rounds(case: Path) -> list[Problem]:
    """What is wrong in a case's rounds: files that are damaged, missing, or were altered."""
    files, found = RoundFiles(case), list[Problem]()
    for name in files.names():
        try:
            standing = Standing.of(case, name)
            found += [*standing.altered(), *standing.voided()]
            for coder in standing.round.frozen.coders:
                number = standing.round.number(coder)
                layer, seal = files.layer(name, number), standing.seals.get(coder)
                path = files.path(name, number)
                if layer and seal:
                    wrong = broken(standing.round, coder, layer, seal, path)
                    found += [wrong] if wrong else []
                elif seal and not standing.waiting:
                    found.append(missing(path, coder))
        except Problem as problem:
            found.append(problem)
    found += [Problem("{path} belongs to no round", path=str(path)) for path in files.strays()]
    return found


def said(why: str) -> str:
    """A reason; raises `Problem` where none is given."""
    if not why.strip():
        raise Problem("say why")
    return why.strip()


def now() -> datetime:
    """The moment."""
    return datetime.now(UTC)
