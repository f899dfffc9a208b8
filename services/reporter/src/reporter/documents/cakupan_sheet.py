"""The sheet of units: who reported, when, and which revision was used."""

from typing import Final

from lapkin_contracts.rekap import RekapCompleted
from lapkin_ui.formats import waktu
from reporter.documents.workbook import FIRST_ROW, Book, Column, span

COLUMNS: Final = (
    Column("No.", 5),
    Column("Unit", 46),
    Column("Keterangan", 16),
    Column("Terlambat (hari kerja)", 12),
    Column("Keadaan", 16),
    Column("Revisi", 10),
    Column("Diterima", 36),
    Column("Rata-rata capaian (%)", 14),
    Column("Serapan (%)", 12),
    Column("Laporan progres bulanan", 40),
    Column("Tanda terima", 14),
)
(NOMOR, UNIT, KETERANGAN, TERLAMBAT, KEADAAN, REVISI, DITERIMA, RATA_RATA) = range(8)
(SERAPAN, PROGRES, TANDA_TERIMA) = range(8, 11)
MASUK: Final = "Masuk"
BELUM: Final = "Belum masuk"


def write_cakupan(book: Book) -> None:
    rekap = book.snapshot.rekap
    sheet = book.add_sheet("Cakupan", COLUMNS, frozen_columns=UNIT + 1)
    for nomor, unit in enumerate(rekap.units, 1):
        place = FIRST_ROW + nomor - 1
        sheet.number(place, NOMOR, nomor)
        sheet.text(place, UNIT, unit.nama)
        sheet.text(place, KETERANGAN, MASUK if unit.masuk else BELUM)
        sheet.number(place, TERLAMBAT, unit.terlambat_hari)
        sheet.text(place, KEADAAN, unit.keadaan.replace("_", " "))
        sheet.number(place, REVISI, unit.revision)
        sheet.text(place, DITERIMA, waktu(unit.submitted_at) if unit.submitted_at else "")
        decimals = rekap.kebijakan.desimal
        sheet.number(place, RATA_RATA, unit.rata_rata_capaian, decimals=decimals)
        sheet.number(place, SERAPAN, unit.serapan_persen, decimals=decimals)
        sheet.text(place, PROGRES, ", ".join(bulan.title for bulan in unit.progres))
        sheet.number(place, TANDA_TERIMA, unit.nomor_tanda_terima)


def keterangan_span(rekap: RekapCompleted) -> str:
    return f"Cakupan!{span(FIRST_ROW, FIRST_ROW + max(len(rekap.units), 1) - 1, KETERANGAN)}"
