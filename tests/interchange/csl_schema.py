"""What CSL-JSON allows of the fields that are written, as JSON Schema.

Restated from the data schema of CSL 1.0.2 (citation-style-language/schema,
schemas/input/csl-data.json, MIT licence) and never wider: what fits here fits there.
"""

from typing import Any

_TEXT = {"type": "string"}
_NAME = {
    "type": "object",
    "properties": {"family": _TEXT, "given": _TEXT, "literal": _TEXT},
    "additionalProperties": False,
}
_PARTS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _PARTS, "minItems": 1, "maxItems": 2},
        "literal": _TEXT,
        "circa": {"type": ["string", "number", "boolean"]},
    },
    "additionalProperties": False,
}
_TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic
collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
interview legal_case legislation manuscript map motion_picture musical_score pamphlet
paper-conference patent performance periodical personal_communication post post-weblog regulation
report review review-book software song speech standard thesis treaty webpage
"""
_TEXTS = """
archive citation-key container-title DOI edition genre id issue language note number page
publisher publisher-place title URL volume
"""
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **dict.fromkeys(_TEXTS.split(), _TEXT),
            "type": {"enum": _TYPES.split()},
            "author": {"type": "array", "items": _NAME},
            "issued": _DATE,
            "accessed": _DATE,
            "custom": {"type": "object"},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
