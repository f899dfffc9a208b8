"""The numbered rows of a report: table, chart and workbook give an indikator the same number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lapkin_contracts.rekap import BarisRekap, RekapCompleted, RekapUnit
from lapkin_contracts.rules.capaian import State
from lapkin_contracts.rules.numbers import format_indonesian, format_percent
from reporter.documents.wording import besaran, format_figure

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


@dataclass(frozen=True, slots=True)
class NumberedRow:
    nomor: int
    unit: RekapUnit
    baris: BarisRekap

    @property
    def bagian(self) -> str:
        """Key of its paragraph in the narrative."""
        return f"{self.baris.unit}/{self.baris.indikator}"


def numbered_rows(rekap: RekapCompleted) -> tuple[NumberedRow, ...]:
    """Rows grouped by unit, in the order of the units."""
    in_order = ((unit, baris) for unit in rekap.units for baris in _of_unit(rekap, unit))
    return tuple(NumberedRow(i, unit, baris) for i, (unit, baris) in enumerate(in_order, 1))


def _of_unit(rekap: RekapCompleted, unit: RekapUnit) -> Iterator[BarisRekap]:
    return (baris for baris in rekap.baris if baris.unit == unit.unit)
