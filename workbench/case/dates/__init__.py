"""Dates, all of them in EDTF: read, sorted, as people type them, and in words.

`edtf` reads and sorts, `typed` reads what a person writes, `inwords` says a date, `printed` says it
in the fewer words of a memo; `days` is the calendar beneath them, `months` the names in many
languages. How the cells of a sheet (`workbench/interchange/sheet/celldates.py`), event data and
references write dates stands there.
"""
