"""A figure as it is printed, on page and paper alike."""

import re
from decimal import Decimal
from typing import Final

from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.capaian import State
from lapkin_contracts.rules.numbers import (
    MAX_DECIMALS,
    format_indonesian,
    format_percent,
    format_rupiah,
)

PERCENT: Final = frozenset({"%", "persen", "persentase"})
RUPIAH: Final = frozenset({"rp", "rupiah"})
RUPIAH_SCALE: Final = re.compile(r"rp\.? *(ribu|juta|miliar|triliun)")
BARE: Final = frozenset({"nilai", "indeks", "skor", "angka", "poin", "rasio"})
"""Kinds of figure, not things that are counted: "80,75", not "80,75 nilai"."""
BEFORE: Final = frozenset({"level", "tingkat", "peringkat"})
STATE_WORDS: Final = {
    State.BELUM_DIISI: "belum diisi",
    State.TIDAK_DIUKUR: "tidak diukur",
    State.TARGET_NOL: "target nol",
    State.TANPA_TARGET: "tanpa target",
}
"""Stands where the figure would stand."""


def capaian_text(baris: BarisRekap) -> str:
    """`93,75%` or `100%`; 99,996 is `100,00%`, so that its zeros tell it was rounded."""
    persen = baris.capaian_persen
    if persen is None:
        return f"belum ada angka ({STATE_WORDS[baris.state]})"
    if persen == persen.to_integral_value() and persen != baris.capaian:
        return f"{format_indonesian(persen, 2)}%"
    return format_percent(persen)


def target_text(baris: BarisRekap) -> str:
    """`82,5%`, `WTP`, `80 sampai dengan 90 hari`; empty where the plan gives no number."""
    if baris.target_label or baris.target is None:
        return baris.target_label
    if baris.target_atas is None:
        return besaran(baris.target, baris.satuan)
    return (
        f"{format_figure(baris.target)} sampai dengan {besaran(baris.target_atas, baris.satuan)}"
    )


def realisasi_text(baris: BarisRekap) -> str:
    """The figure with its satuan, or the level reached; empty where there is none."""
    if baris.label or baris.realisasi is None:
        return baris.label
    return besaran(baris.realisasi, baris.satuan)


def besaran(value: Decimal, satuan: str) -> str:
    """`87,2%`, `Rp1.500.000`, `Rp4,8 triliun`, `level 3`, `80,75`, `12 dokumen`"""
    kind = satuan.strip().lower()
    if kind in RUPIAH:
        return format_rupiah(value)
    if scale := RUPIAH_SCALE.fullmatch(kind):
        return f"{'-' if value < 0 else ''}Rp{format_figure(abs(value))} {scale[1]}"
    figure = format_figure(value)
    if kind in PERCENT:
        return f"{figure}%"
    if kind in BARE:
        return figure
    if kind in BEFORE:
        return f"{kind} {figure}"
    return f"{figure} {_in_sentence(satuan)}"


def format_figure(value: Decimal, least_decimals: int = 0) -> str:
    """All decimals that were reported; a quotient that does not end is shown with two."""
    decimals = decimals_of(value)
    return format_indonesian(value, max(decimals, least_decimals))


def decimals_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -int(exponent))
    return decimals if decimals <= MAX_DECIMALS else 2


def _in_sentence(satuan: str) -> str:
    """`Dokumen` loses its capital, `LHP` keeps them."""
    return satuan.strip().lower() if satuan.strip().istitle() else satuan.strip()
