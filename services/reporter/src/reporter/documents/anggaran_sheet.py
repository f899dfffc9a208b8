"""The sheet of program lines: serapan, sisa and the totals are formulas."""

from typing import Final

from lapkin_contracts.rekap import BarisAnggaran, RekapCompleted, Ringkasan
from reporter.documents.anggaran_table import pagu_murni
from reporter.documents.workbook import FIRST_ROW, Book, Column, Sheet, cell, span

COLUMNS: Final = (
    Column("No.", 5),
    Column("Unit", 28),
    Column("Kode", 14),
    Column("Uraian", 50),
    Column("Pagu awal (Rp)", 20),
    Column("Pagu (Rp)", 20),
    Column("Realisasi (Rp)", 20),
    Column("Serapan (%)", 12),
    Column("Sisa (Rp)", 20),
)
(NOMOR, UNIT, KODE, URAIAN, PAGU_AWAL, PAGU, REALISASI, SERAPAN, SISA) = range(9)


def write_anggaran(book: Book) -> None:
    rekap = book.snapshot.rekap
    sheet = book.add_sheet("Anggaran", COLUMNS, frozen_columns=KODE + 1)
    names = {unit.unit: unit.nama for unit in rekap.units}
    lines = [line for unit in rekap.units for line in rekap.anggaran if line.unit == unit.unit]
    for nomor, line in enumerate(lines, 1):
        place = FIRST_ROW + nomor - 1
        sheet.number(place, NOMOR, nomor)
        sheet.text(place, UNIT, names[line.unit])
        _write_line(sheet, place, line, rekap.kebijakan.desimal)
    if lines:
        place = total_row(rekap)
        _write_total(sheet, place, rekap.ringkasan, rekap.kebijakan.desimal)
        awal = span(FIRST_ROW, place - 1, PAGU_AWAL)
        sheet.number(place, PAGU_AWAL, pagu_murni(rekap), formula=f"=SUM({awal})", bold=True)


def total_row(rekap: RekapCompleted) -> int:
    return FIRST_ROW + len(rekap.anggaran)


def _write_line(sheet: Sheet, place: int, line: BarisAnggaran, decimals: int) -> None:
    sheet.text(place, KODE, line.kode)
    sheet.text(place, URAIAN, line.uraian)
    sheet.number(place, PAGU_AWAL, line.pagu_awal)
    sheet.number(place, PAGU, line.pagu)
    if line.realisasi is None:
        sheet.text(place, REALISASI, "belum dilaporkan")
    else:
        sheet.number(place, REALISASI, line.realisasi)
    serapan = _serapan_formula(place, decimals)
    sheet.number(place, SERAPAN, line.serapan_persen, formula=serapan, decimals=decimals)
    sheet.number(place, SISA, line.sisa, formula=_sisa_formula(place))


def _write_total(sheet: Sheet, place: int, ringkasan: Ringkasan, decimals: int) -> None:
    pagu, realisasi = (span(FIRST_ROW, place - 1, column) for column in (PAGU, REALISASI))
    for column in (NOMOR, UNIT, KODE):
        sheet.text(place, column, "")
    sheet.text(place, URAIAN, "Jumlah", bold=True)
    sheet.number(place, PAGU, ringkasan.pagu, formula=f"=SUM({pagu})", bold=True)
    spent = ringkasan.realisasi_anggaran
    sheet.number(place, REALISASI, spent, formula=f"=SUM({realisasi})", bold=True)
    serapan = _serapan_formula(place, decimals)
    sheet.number(
        place, SERAPAN, ringkasan.serapan_persen, formula=serapan, decimals=decimals, bold=True
    )
    sisa = ringkasan.pagu - ringkasan.realisasi_anggaran
    sheet.number(place, SISA, sisa, formula=_sisa_formula(place), bold=True)


def _serapan_formula(place: int, decimals: int) -> str:
    return f"=ROUND({cell(place, REALISASI)}*100/{cell(place, PAGU)},{decimals})"


def _sisa_formula(place: int) -> str:
    return f"={cell(place, PAGU)}-{cell(place, REALISASI)}"
