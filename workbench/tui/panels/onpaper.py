"""One event on paper, from wherever it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from workbench.case import Event, Problem
from workbench.judgement import Findings

from ..kit.commands import Command
from .panel import Panel

if TYPE_CHECKING:
    from ..kit.bench import Bench


@dataclass(frozen=True)
class _Sheet:
    """What was asked for, as it stood when the key was pressed."""

    findings: Findings
    event: Event
    digest: str
    folder: Path
    today: date


class OnPaper(Panel):
    """A tab about one event, which can be written as a PDF of a page or two."""

    def paper_command(self) -> Command:
        """The command, of the palette and the help: footers have no room for it."""
        w = self.w
        said = w.t("Write the event as a PDF: evidence, verdicts, what would change them")
        return Command("p", "on_paper", w.t("on paper"), said, show=False)

    def action_on_paper(self) -> None:
        """Write it in the case's language, under the case's own view."""
        found = self.of.own_findings
        event = found.case.events.get(self.of.event.id) if self.of.event else None
        if event is None:
            self.bench.say(self.w.t("No events yet: log one in the first tab"))
            return
        try:
            self.book.check_memo()
        except Problem as problem:
            self.bench.refuse(problem)
            return
        exports, digest = self.bench.workspace.exports, self.book.file.digest()
        self._put_on_paper(self.bench, _Sheet(found, event, digest, exports, self.bench.today))

    @work(thread=True, group="memo")
    def _put_on_paper(self, bench: Bench, sheet: _Sheet) -> None:
        # ReportLab costs a fifth of a second: nobody waits for it before it is needed.
        from workbench.memo import event_file, write_event

        case = sheet.findings.case
        lang = case.info.language
        path = sheet.folder / event_file(case, sheet.event, lang)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            warned = write_event(
                case, sheet.event, lang, path,
                digest=sheet.digest, today=sheet.today, findings=sheet.findings,
            )  # fmt: skip
        except (Problem, OSError) as problem:
            bench.call_from_thread(bench.say, bench.sentence(problem), error=True)
            return
        said = "\n".join((bench.words.t("Written to {path}", path=str(path)), *warned))
        bench.call_from_thread(bench.say, said)
