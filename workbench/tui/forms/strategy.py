"""Forms of a case's own codebook: a strategy that it adds, a placement that it changes."""

from __future__ import annotations

from workbench.case import ROUTES, OwnStrategy, Problem, own_strategy
from workbench.casebook import Casebook, own_id, put_strategy
from workbench.codebook import Strategy
from workbench.locale import N_

from .fields import Field
from .form import Form


class _OwnForm(Form[str]):
    """An entry of the case's own codebook; answers with its id."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book

    def _class_and_route(self, strategy_class: str, route: str) -> list[Field]:
        w, codebook = self.w, self.theory.book
        classes = [(c.id, c.name.in_(self.theory.lang)) for c in codebook.classes]
        routes = [
            (r, self.theory.say("route", r) + w.bracketed(dict(classes)[group]))
            for group, names in ROUTES.items()
            for r in names
        ]
        return [
            Field("strategy_class", w.t("class"), strategy_class, "choice", tuple(classes)),
            Field("route", w.t("route"), route, "choice", tuple(routes)),
        ]

    async def _put(self, label: str, entry: OwnStrategy) -> str:
        await self.write(self.book, label, put_strategy(self.book.case, entry))
        return entry.id


class OwnStrategyForm(_OwnForm):
    """A strategy that the case adds."""

    def __init__(self, book: Casebook, entry: OwnStrategy | None = None) -> None:
        super().__init__(book)
        self.entry = entry

    @property
    def heading(self) -> str:
        """Whose it is."""
        return self.w.t("A strategy of the case’s own: shown as such wherever it appears")

    def fields(self) -> list[Field]:
        """Names, meaning, place and the work it rests on."""
        w, now = self.w, self.entry
        fallback = w.t("one of the two names is enough")
        return [
            Field("name_en", w.t("name in English"), now.name_en if now else "", hint=fallback),
            Field("name_zh", w.t("name in Chinese"), now.name_zh if now else "", hint=fallback),
            Field("meaning", w.t("meaning"), now.meaning if now else "", "text"),
            *self._class_and_route(now.strategy_class if now else "", now.route if now else ""),
            Field("proposer", w.t("proposer"), now.proposer if now else ""),
            Field("citation", w.t("citation"), now.citation if now else "",
                  hint=w.t("required: author, year, title")),
            Field("code_when", w.t("code when"), now.code_when if now else ""),
            Field("code_not_when", w.t("not when"), now.code_not_when if now else ""),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> str:
        """Add it or change it."""
        kept = self.entry.model_dump() if self.entry else {"coder": self.bench.coder}
        named = {name: " ".join(values[name].split()) for name in ("name_en", "name_zh")}
        id_ = self.entry.id if self.entry else own_id(self.book.case, values["name_en"])
        entry = own_strategy(**{**kept, **values, **named, "id": id_, "kind": "added"})
        return await self._put(N_("a strategy of the case’s own"), entry)


class PlacementForm(_OwnForm):
    """Another place for a strategy whose class the codebook inferred."""

    def __init__(self, book: Casebook, strategy: Strategy) -> None:
        super().__init__(book)
        self.strategy = strategy

    @property
    def heading(self) -> str:
        """Which strategy."""
        return self.w.t("Place “{name}” elsewhere", name=self.theory.strategy(self.strategy.id))

    def fields(self) -> list[Field]:
        """The place, why, and the work it rests on."""
        w, now = self.w, self.book.case.own.get(self.strategy.id)
        return [
            *self._class_and_route(self.strategy.class_, self.strategy.route),
            Field("reason", w.t("reason"), now.reason if now else "", "text"),
            Field("citation", w.t("citation"), now.citation if now else "",
                  hint=w.t("required: author, year, title")),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> str:
        """Place it."""
        if not values["strategy_class"]:
            raise Problem("choose a class and a route for the strategy")
        now = self.book.case.own.get(self.strategy.id)
        kept = now.model_dump() if now else {"coder": self.bench.coder}
        entry = own_strategy(**{**kept, **values, "id": self.strategy.id, "kind": "placed"})
        return await self._put(N_("the place of a strategy"), entry)
