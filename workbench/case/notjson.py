"""Why a text is no JSON (RFC 8259), whatever words the parser has for it."""

from __future__ import annotations

from json import JSONDecodeError

from workbench.locale import N_

_WHY = {
    "Expecting property name": N_("a name in double quotes is expected"),
    "Expecting ':'": N_("a colon is expected"),
    "Expecting ','": N_("a comma or the closing bracket is expected"),
    "Expecting value": N_("a value is expected"),
    "Illegal trailing comma": N_("a value is expected"),
    "Invalid control character": N_("a line break or another control character stands in a text"),
    "Invalid \\": N_("what follows a backslash is none of its escapes"),
    "Unterminated string": N_("a quotation mark isn't closed"),
    "Extra data": N_("something stands after the end"),
}


def why_no_json(error: JSONDecodeError) -> str:
    """What is wrong at the place of the error, as a message id."""
    if error.pos >= len(error.doc.rstrip()):
        return N_("the text ends in the middle")
    if error.pos == 0 and error.doc.startswith("\ufeff"):
        return N_("a byte order mark stands before it; save it as UTF-8 without one")
    own = next((why for begins, why in _WHY.items() if error.msg.startswith(begins)), "")
    # Whoever looks for more than JSON alone says it in a sentence of the catalogue.
    return own or error.msg
