"""Text that the embedded fonts can draw.

PDF/A refuses a character without a glyph, and one emoji in a unit's remark must not keep a report
from being issued: such a character is printed as its code point, so nothing is left out silently.
"""

import re
import unicodedata
from typing import Final

_without_glyph: Final = re.compile(
    "[^\n\x20-\x7e\u00a0-\u0484\u0487-\u04ff\u0600-\u06ff\u1e00-\u1eff"
    "\u2000-\u2040\u2044-\u2052\u2054-\u211e\u2190-\u25ff\ua980-\ua9df]"
)
"""What Libertinus Serif, New Computer Modern and DejaVu Sans Mono of Typst 0.15 do not cover."""
_layout_only: Final = frozenset("\t\v\f\r\x85\u2028\u2029")
_joiners: Final = re.compile("[\ufe00-\ufe0f\u200d\ufeff]")


def printable(text: str) -> str:
    return _without_glyph.sub(_code_point, _joiners.sub("", text))


def _code_point(match: re.Match[str]) -> str:
    character = match[0]
    if character in _layout_only:
        return " "
    if unicodedata.category(character) == "Cc":
        return ""
    return f"[U+{ord(character):04X}]"
