"""How figures, names and remarks are put into an Indonesian sentence."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from lapkin_contracts.rules.numbers import MAX_DECIMALS, format_indonesian, format_rupiah

LISTED_AT_MOST: Final = 6
PERCENT: Final = frozenset({"%", "persen", "persentase"})
RUPIAH: Final = frozenset({"rp", "rupiah"})
BARE: Final = frozenset({"nilai", "indeks", "skor", "angka", "poin", "rasio"})
"""Kinds of figure, not things that are counted: "80,75", not "80,75 nilai"."""
BEFORE: Final = frozenset({"level", "tingkat", "peringkat"})


def besaran(value: Decimal, satuan: str) -> str:
    """`87,2%`, `Rp1.500.000`, `level 3`, `80,75`, `12 dokumen`"""
    kind = satuan.strip().lower()
    if kind in RUPIAH:
        return format_rupiah(value)
    figure = format_figure(value)
    if kind in PERCENT:
        return f"{figure}%"
    if kind in BARE:
        return figure
    if kind in BEFORE:
        return f"{kind} {figure}"
    return f"{figure} {_in_sentence(satuan)}"


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


def format_figure(value: Decimal, least_decimals: int = 0) -> str:
    """All decimals that were reported; a quotient that does not end is shown with two."""
    decimals = decimals_of(value)
    return format_indonesian(value, max(decimals, least_decimals))


def decimals_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -int(exponent))
    return decimals if decimals <= MAX_DECIMALS else 2


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


def _in_sentence(satuan: str) -> str:
    """`Dokumen` loses its capital, `LHP` keeps them."""
    return satuan.strip().lower() if satuan.strip().istitle() else satuan.strip()
