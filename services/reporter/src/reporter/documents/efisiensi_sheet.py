"""The sheet of efficiency: selisih and its name are formulas over capaian and serapan."""

from decimal import Decimal
from typing import Final

from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.budget import Sebutan, efisiensi
from lapkin_contracts.rules.numbers import canonical
from reporter.documents.efisiensi_table import SEBUTAN_WORDS
from reporter.documents.workbook import FIRST_ROW, Book, Column, Sheet, cell

COLUMNS: Final = (
    Column("Unit", 46),
    Column("Rata-rata capaian (%)", 16),
    Column("Serapan (%)", 14),
    Column("Selisih (poin)", 14),
    Column("Sebutan", 18),
)
(UNIT, CAPAIAN, SERAPAN, SELISIH, SEBUTAN) = range(5)


def write_efisiensi(book: Book) -> None:
    """Left out where there is no budget to compare with."""
    rekap = book.snapshot.rekap
    if not rekap.anggaran:
        return
    sheet = book.add_sheet("Efisiensi", COLUMNS, frozen_columns=UNIT + 1)
    figures = [(one.nama, one.rata_rata_capaian, one.serapan_persen) for one in rekap.units]
    ringkasan = rekap.ringkasan
    whole = ("Seluruh unit", ringkasan.rata_rata_capaian, ringkasan.serapan_persen)
    for place, (nama, capaian, serapan) in enumerate([*figures, whole], FIRST_ROW):
        sheet.text(place, UNIT, nama)
        sheet.number(place, CAPAIAN, capaian, decimals=rekap.kebijakan.desimal)
        sheet.number(place, SERAPAN, serapan, decimals=rekap.kebijakan.desimal)
        _write_compared(sheet, place, (capaian, serapan), rekap)


def _write_compared(
    sheet: Sheet,
    place: int,
    figures: tuple[Decimal | None, Decimal | None],
    rekap: RekapCompleted,
) -> None:
    kebijakan = rekap.kebijakan
    found = efisiensi(*figures, kebijakan)
    if found is None:
        sheet.number(place, SELISIH, None)
        sheet.text(place, SEBUTAN, "")
        return
    minus = f"ROUND({cell(place, CAPAIAN)}-{cell(place, SERAPAN)},{kebijakan.desimal})"
    ambang = canonical(kebijakan.ambang_efisiensi)
    words = {one: f'"{SEBUTAN_WORDS[one]}"' for one in Sebutan}
    name = (
        f"=IF({minus}>{ambang},{words[Sebutan.EFISIEN]},"
        f"IF({minus}>=-{ambang},{words[Sebutan.CUKUP]},{words[Sebutan.TIDAK]}))"
    )
    decimals = kebijakan.desimal
    sheet.number(place, SELISIH, found.selisih, formula=f"={minus}", decimals=decimals)
    sheet.text(place, SEBUTAN, SEBUTAN_WORDS[found.sebutan], formula=name)
