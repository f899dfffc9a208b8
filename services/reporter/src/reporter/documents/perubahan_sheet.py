"""The sheets that not every report has: follow-ups promised before, and what a Ralat changed."""

from typing import Final

from lapkin_contracts.comparison import KOLOM_WORDS
from reporter.documents.rtl_table import rtl_lines
from reporter.documents.workbook import FIRST_ROW, Book, Column

RTL_COLUMNS: Final = (
    Column("No.", 5),
    Column("Unit", 28),
    Column("Indikator", 44),
    Column("Dijanjikan pada", 24),
    Column("Janji", 44),
    Column("Status", 16),
    Column("Keterangan", 40),
)
PERUBAHAN_COLUMNS: Final = (
    Column("No.", 5),
    Column("Unit", 28),
    Column("Kode", 14),
    Column("Uraian", 44),
    Column("Yang berubah", 16),
    Column("Semula", 24),
    Column("Menjadi", 24),
    Column("Sebab", 40),
    Column("Dampak", 50),
)


def write_tindak_lanjut(book: Book) -> None:
    rekap = book.snapshot.rekap
    if not rekap.rtl:
        return
    sheet = book.add_sheet("Tindak lanjut", RTL_COLUMNS, frozen_columns=3)
    for place, line in enumerate(rtl_lines(rekap), FIRST_ROW):
        sheet.number(place, 0, line.nomor)
        words = (line.unit, line.indikator, line.dari, line.janji, line.status, line.keterangan)
        for column, text in enumerate(words, 1):
            sheet.text(place, column, text)


def write_perubahan(book: Book) -> None:
    snapshot = book.snapshot
    if not snapshot.perubahan:
        return
    units = {unit.unit: unit.nama for unit in snapshot.rekap.units}
    sheet = book.add_sheet("Perubahan", PERUBAHAN_COLUMNS, frozen_columns=4)
    for nomor, one in enumerate(snapshot.perubahan, 1):
        place = FIRST_ROW + nomor - 1
        sheet.number(place, 0, nomor)
        words = (
            units.get(one.unit, one.unit),
            one.kode,
            one.nama,
            KOLOM_WORDS.get(one.kolom, one.kolom),
            one.semula,
            one.menjadi,
            one.sebab,
            " ".join(one.dampak),
        )
        for column, text in enumerate(words, 1):
            sheet.text(place, column, text)
