"""The keys of the log."""

from __future__ import annotations

from workbench.locale import Words

from ..kit.commands import Command


def log_commands(w: Words, on_paper: Command) -> list[Command]:
    """What can be done in the log; `on_paper` writes an event down."""
    return [
        Command("n", "new", w.t("new"), w.t("Log an event")),
        Command("e", "edit", w.t("edit"), w.t("Edit the event")),
        Command("t", "tag", w.t("tag"), w.t("Code the event's strategies")),
        Command("full_stop", "repeat", w.t("as the last"), shown_key=".", show=False,
                help=w.t("Code the event as the one that was coded last")),
        Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence")),
        Command("c", "duplicate", w.t("copy"), show=False,
                help=w.t("Log a new event in the same words; its coding isn't copied")),
        Command("d", "delete", w.t("delete"), w.t("Delete the event"), show=False),
        Command("slash", "filter", w.t("filter"),
                w.t("Words, class:weakening, lens:differs, uncoded, 2003-02..2003-03"),
                shown_key="/"),
        Command("escape", "unfilter", w.t("no filter"), w.t("Show every event again"),
                show=False),
        Command("s", "sort(1)", w.t("sort"), w.t("Sort by the next column")),
        Command("S", "reverse", w.t("reverse"), w.t("Sort the other way round"), show=False),
        Command("space", "mark", w.t("mark"), w.t("Mark the event, for what is done to many"),
                show=False),
        Command("shift+down", "extend(1)", w.t("mark"), w.t("Mark on downwards"), show=False),
        Command("shift+up", "extend(-1)", w.t("mark"), w.t("Mark on upwards"), show=False),
        Command("ctrl+a", "mark_all", w.t("mark all"), show=False,
                help=w.t("Mark every event that is shown, or none")),
        Command("z", "head", w.t("zipper or strip"), show=False,
                help=w.t("Effect against intent over the log, or the acts along time")),
        Command("Z", "below", w.t("lens below"), show=False,
                help=w.t("Another lens in the lower row of the zipper")),
        on_paper,
        Command("ctrl+down", "scroll_detail(3)", w.t("detail"), show=False,
                help=w.t("Scroll what is beside the log")),
        Command("ctrl+up", "scroll_detail(-3)", w.t("detail"), show=False,
                help=w.t("Scroll it back")),
    ]  # fmt: skip
