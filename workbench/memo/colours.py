"""The colours of the memo by name, in hexadecimal; what is said in them is said by shape too."""

COLOURS = {
    "ink": "1B2430",
    "label": "1F2933",
    "navy": "12355B",
    "grey": "4A5563",
    "link": "0B4F9E",
    "hair": "C3CBD6",
    "pale": "EEF2F7",
    "lane": "F4F6FA",
    "rail": "F0F3F8",
    "white": "FFFFFF",
    "paper": "FFFFFF",
    "offsetting": "0072B2",
    "weakening": "D55E00",
    "institutional": "009E73",
    "hard": "222222",
    "uncoded": "5F6B7A",
    "balancing": "BFD3E8",
    "contested": "E3EAF2",
    "not-balancing": "F6F8FB",
}


_TINT = 0.72
"""How much of a tint is paper."""


def named(name: str) -> str:
    """The colour of that name, or its `-tint`; a class that came later has that of none."""
    colour, tint, _ = name.partition("-tint")
    found = COLOURS.get(colour, COLOURS["uncoded"])
    if not tint:
        return found
    parts = (int(found[n : n + 2], 16) for n in (0, 2, 4))
    return "".join(f"{round(part + (255 - part) * _TINT):02X}" for part in parts)
