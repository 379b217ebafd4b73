"""The months by the names that people, programs and databases write, accents and case left out."""

from __future__ import annotations

_NAMES = (
    "jan januar january janvier enero ene gennaio gen janeiro januari",
    "feb februar february fevrier fev febrero febbraio fevereiro februari",
    "mar mrz marz maerz march mars marzo marco maart",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "jun june juni juin junio giugno giu junho",
    "jul july juli juillet juil julio luglio lug julho",
    "aug august aout agosto ago augustus",
    "sep sept september septembre septiembre settembre set setembro",
    "oct okt october oktober octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec dez dic december dezember decembre diciembre dicembre dezembro",
)
MONTH = {name: n for n, names in enumerate(_NAMES, 1) for name in names.split()}
"""Name → number."""
