"""The workbench's own themes: neutral greys and one accent."""

from textual.theme import Theme

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
    warning="#9A6700",
    error="#B3261E",
    dark=False,
    variables={
        "footer-key-foreground": "#2F5D8A",
        "border": "#C9C9C4",
        "border-blurred": "#DCDCD8",
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
        "border": "#3A4149",
        "border-blurred": "#2C3238",
    },
)
