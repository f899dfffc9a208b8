"""How figures, names and remarks are put into an Indonesian sentence."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from lapkin_contracts.printed import PERCENT, besaran, format_figure

LISTED_AT_MOST: Final = 6


def selisih(value: Decimal, satuan: str) -> str:
    """A difference: between two percentages it is counted in points."""
    if satuan.strip().lower() in PERCENT:
        return f"{format_figure(value)} poin persentase"
    return besaran(value, satuan)


def direction(change: Decimal) -> str:
    """How a percentage moved."""
    if not change:
        return "tidak berubah"
    verb = "naik" if change > 0 else "turun"
    return f"{verb} {format_figure(abs(change))} poin persentase"


def listed(names: Sequence[str], noun: str = "lainnya") -> str:
    """`A`, `A dan B`, `A, B, dan C`; a long list ends in `dan 12 indikator lainnya`."""
    if len(names) > LISTED_AT_MOST:
        rest = len(names) - LISTED_AT_MOST + 1
        names = [*names[: LISTED_AT_MOST - 1], f"{rest} {noun}"]
    if len(names) <= 2:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def sentence(remark: str) -> str:
    """A unit's own words on one line, ending in a full stop."""
    line = " ".join(remark.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."
