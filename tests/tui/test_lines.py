"""Where lines end on the screen."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Static

from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.locale.breaking import NO_END, NO_START
from workbench.tui import WorkbenchApp
from workbench.tui.forms.editor import LongText
from workbench.tui.kit.linebreaks import line_ends

from .rest import settled

SAID = (
    "在首頁按 tab 移到「工作案例」，按 Enter 複製；可信度 1 至 3（見 AJP-2.1）。以 w 看「查無」。"
)


def cut(text: str, width: int) -> list[str]:
    ends = [0, *line_ends(text, width), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(ends)]


@given(st.text(st.sampled_from("中文，。「」（） ab1—…\u00a0é😀"), max_size=60), st.integers(8, 30))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = cut(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)


def test_no_line_starts_or_ends_wrongly() -> None:
    for width in range(12, 90):
        lines = [line.rstrip() for line in cut(SAID, width)]
        assert not any(line[0] in NO_START for line in lines[1:])
        assert not any(line[-1] in NO_END for line in lines[:-1])
        # A line is filled: Latin words don't drive the Chinese before them to the next.
        assert all(cell_len(line) >= width - 12 for line in lines[:-1])


async def test_every_text_of_the_program_is_broken_so(known: Workspace) -> None:
    app = WorkbenchApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        said = Static(SAID)
        said.styles.width = 20
        await app.screen.mount(said)
        await pilot.pause()
        shown = [said.render_line(y).text.rstrip() for y in range(said.size.height)]
        assert shown == [line.rstrip() for line in cut(SAID, 20)]


async def test_a_text_comes_to_rest_wherever_its_lines_break(known: Workspace) -> None:
    """Else the bar beside it, which takes room from the lines, comes and goes for ever."""
    save_settings(Settings(coder="CKM", language="zh-Hant"))
    copy_worked_case(known, "france-us-iraq-2003-zh")
    app = WorkbenchApp(known, "france-us-iraq-2003-zh")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await settled(pilot)
        fields = list(app.screen.query(LongText))
        assert len(fields) == 3
        for field in fields:
            lines = field.wrapped_document.height
            assert field.size.height == min(max(lines, 2), 8)
            assert field.show_vertical_scrollbar == (lines > 8)
