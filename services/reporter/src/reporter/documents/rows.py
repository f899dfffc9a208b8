"""The numbered rows of a report: table, chart and workbook give an indikator the same number."""

from collections.abc import Iterator
from dataclasses import dataclass

from lapkin_contracts.rekap import BarisRekap, RekapCompleted, RekapUnit


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
