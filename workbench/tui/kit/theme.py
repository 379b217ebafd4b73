"""The workbench's own themes: neutral greys and one accent; one of the terminal's own colours."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from workbench.locale import N_

LIGHT = Theme(
    name="workbench-light",
    primary="#2F5D8A",
    secondary="#5A6472",
    accent="#2F5D8A",
    foreground="#1F2328",
    background="#FBFBFA",
    surface="#F3F3F1",
    panel="#E8E8E5",
    success="#2E7D4F",
    warning="#8A5A00",
    error="#B3261E",
    dark=False,
    variables={
        "footer-key-foreground": "#2F5D8A",
        "block-cursor-background": "#D2DDE6",
        "block-cursor-foreground": "#1F2328",
        "border": "#C9C9C4",
        "border-blurred": "#DCDCD8",
        "text-muted": "#565C63",
        "text-disabled": "#565C63",
        "verdict-balancing": "#BFD3E8",
        "verdict-contested": "#E3EAF2",
        "verdict-not-balancing": "#F1F2F4",
    },
)
DARK = Theme(
    name="workbench-dark",
    primary="#7FB0DE",
    secondary="#9AA4B0",
    accent="#7FB0DE",
    foreground="#DDE1E6",
    background="#15181C",
    surface="#1C2025",
    panel="#262B31",
    success="#6FBF8B",
    warning="#D9A441",
    error="#E5736B",
    dark=True,
    variables={
        "footer-key-foreground": "#7FB0DE",
        "block-cursor-background": "#303E4D",
        "block-cursor-foreground": "#FFFFFF",
        "input-selection-background": "#36506B",
        "input-selection-foreground": "#FFFFFF",
        "border": "#3A4149",
        "border-blurred": "#2C3238",
        "text-muted": "#A9B0B8",
        "text-disabled": "#A9B0B8",
        "verdict-balancing": "#27507A",
        "verdict-contested": "#263546",
        "verdict-not-balancing": "#1E242B",
    },
)
CONTRAST = Theme(
    name="workbench-contrast",
    primary="#FFD800",
    secondary="#FFFFFF",
    accent="#FFD800",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#303030",
    success="#7CFC9A",
    warning="#FFD800",
    error="#FF9A8C",
    dark=True,
    text_alpha=1.0,
    variables={
        "text-muted": "#E4E4E4",
        "text-disabled": "#C8C8C8",
        "footer-key-foreground": "#FFD800",
        "block-cursor-background": "#FFD800",
        "block-cursor-foreground": "#000000",
        "border": "#FFFFFF",
        "border-blurred": "#C8C8C8",
        "verdict-balancing": "#00558F",
        "verdict-contested": "#303030",
        "verdict-not-balancing": "#101010",
    },
)
TERMINAL = Theme(
    name="workbench-terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    dark=False,
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "bold",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "footer-key-foreground": "ansi_default",
        "button-color-foreground": "ansi_default",
        "button-focus-text-style": "reverse",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)

CLASS_COLOURS = {
    name: {"offsetting": "#58AEE6", "weakening": "#F08A43", "institutional": "#3CC49C"}
    for name in (DARK.name, CONTRAST.name)
}
"""The classes' colours where the ground is dark, by theme; elsewhere they are the codebook's."""
THEMES = {
    LIGHT.name: N_("light"),
    DARK.name: N_("dark"),
    CONTRAST.name: N_("high contrast"),
    TERMINAL.name: N_("the terminal's own colours"),
}
"""The themes that are offered, by what they are called."""


class Undimmed(LineFilter):
    """For the high contrast theme: what other themes say more softly is said plainly."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same text without faint letters."""
        plain = Style(dim=False)
        return [
            Segment(text, style + plain if style and style.dim else style, control)
            for text, style, control in segments
        ]
