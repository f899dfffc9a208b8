"""The sheet of indikator: realisasi, capaian and tercapai are formulas over the cells beside them."""

from decimal import Decimal
from typing import Final

from lapkin_contracts.printed import STATE_WORDS
from lapkin_contracts.rekap import BarisRekap, RekapCompleted
from lapkin_contracts.rules.capaian import compute_capaian
from lapkin_contracts.rules.policy import Kebijakan
from reporter.documents.capaian_table import footnotes_of
from reporter.documents.formulas import capaian_formula, ratio_formula, tercapai_formula
from reporter.documents.rows import NumberedRow, numbered_rows
from reporter.documents.workbook import FIRST_ROW, Book, Column, Sheet, cell, span

COLUMNS: Final = (
    Column("No.", 5),
    Column("Unit", 24),
    Column("Indikator", 44),
    Column("Satuan", 11),
    Column("Polaritas", 10),
    Column("Target", 13),
    Column("Target atas", 13),
    Column("Pembilang", 12),
    Column("Penyebut", 12),
    Column("Realisasi", 13),
    Column("Tingkat target", 14),
    Column("Tingkat realisasi", 14),
    Column("Capaian (%)", 12),
    Column("Capaian sebelum pembulatan (%)", 16),
    Column("Tercapai", 10),
    Column("Predikat", 14),
    Column("Target tahun", 13),
    Column("Target tahun atas", 13),
    Column("Capaian terhadap target tahun (%)", 16),
    Column("Keadaan", 14),
    Column("Alasan", 24),
    Column("Kendala", 34),
    Column("Solusi", 34),
    Column("Rencana tindak lanjut", 34),
    Column("Penanggung jawab", 20),
    Column("Batas waktu", 18),
    Column("Catatan", 40),
    Column("Sasaran", 40),
    Column("Kode", 12),
    Column("Versi PK", 10),
    Column("Bukti", 40),
)
(NOMOR, UNIT, NAMA, SATUAN, POLARITAS, TARGET, TARGET_ATAS, PEMBILANG, PENYEBUT) = range(9)
(REALISASI, TINGKAT_TARGET, TINGKAT, CAPAIAN, FULL, TERCAPAI, PREDIKAT) = range(9, 16)
(TARGET_TAHUN, TARGET_TAHUN_ATAS, CAPAIAN_TAHUN, KEADAAN, ALASAN, KENDALA) = range(16, 22)
(SOLUSI, TINDAK_LANJUT, PENANGGUNG_JAWAB, BATAS_WAKTU, CATATAN) = range(22, 27)
(SASARAN, KODE, VERSI, BUKTI) = range(27, 31)
SHOWN_DECIMALS: Final = 6


def write_capaian(book: Book) -> None:
    rekap = book.snapshot.rekap
    sheet = book.add_sheet("Capaian", COLUMNS, frozen_columns=NAMA + 1)
    for place, numbered in enumerate(numbered_rows(rekap), FIRST_ROW):
        _write_names(sheet, place, numbered)
        _write_inputs(sheet, place, numbered.baris)
        _write_capaian(sheet, place, numbered.baris, rekap.kebijakan)
        _write_year(sheet, place, numbered.baris, rekap.kebijakan)
        _write_remarks(sheet, place, numbered.baris)
        _write_origin(sheet, place, numbered.baris)


def capaian_span(rekap: RekapCompleted, column: int) -> str:
    """The cells of a column, as another sheet refers to them."""
    return f"Capaian!{span(FIRST_ROW, FIRST_ROW + max(len(rekap.baris), 1) - 1, column)}"


def _write_names(sheet: Sheet, place: int, numbered: NumberedRow) -> None:
    baris = numbered.baris
    sheet.number(place, NOMOR, numbered.nomor)
    sheet.text(place, UNIT, numbered.unit.nama)
    sheet.text(place, NAMA, baris.nama)
    sheet.text(place, SATUAN, baris.satuan)
    sheet.text(place, POLARITAS, baris.polaritas.value)


def _write_inputs(sheet: Sheet, place: int, baris: BarisRekap) -> None:
    sheet.number(place, TARGET, baris.target)
    sheet.number(place, TARGET_ATAS, baris.target_atas)
    sheet.number(place, PEMBILANG, baris.pembilang)
    sheet.number(place, PENYEBUT, baris.penyebut)
    ratio = ratio_formula(cell(place, PEMBILANG), cell(place, PENYEBUT), baris)
    sheet.number(place, REALISASI, baris.realisasi, formula=ratio)
    sheet.text(place, TINGKAT_TARGET, baris.target_label)
    sheet.text(place, TINGKAT, baris.label)


def _write_capaian(sheet: Sheet, place: int, baris: BarisRekap, kebijakan: Kebijakan) -> None:
    bound = _bound_passed(baris)
    realisasi = cell(place, REALISASI)
    target = cell(place, TARGET_ATAS if bound == baris.target_atas else TARGET)
    # inside a range, and at a zero target that counts as 100, there is nothing to divide by
    is_live = bool(bound) and baris.capaian_persen is not None
    rounded = f"=ROUND({cell(place, FULL)},{kebijakan.desimal})"
    full = capaian_formula(target, realisasi, baris, kebijakan)
    is_met = tercapai_formula(cell(place, FULL))
    sheet.number(
        place,
        CAPAIAN,
        baris.capaian_persen,
        formula=rounded if is_live else None,
        decimals=kebijakan.desimal,
    )
    sheet.number(
        place,
        FULL,
        _capped(baris, kebijakan) if baris.capaian_persen is not None else None,
        formula=full if is_live else None,
        decimals=SHOWN_DECIMALS,
    )
    sheet.text(place, TERCAPAI, _is_met(baris), formula=is_met if is_live else None)
    sheet.text(place, PREDIKAT, baris.predikat or "")
    sheet.text(place, KEADAAN, STATE_WORDS.get(baris.state, "dihitung"))


def _bound_passed(baris: BarisRekap) -> Decimal | None:
    """The end of a range that realisasi lies beyond, none inside it; else the target."""
    if baris.target is None or baris.realisasi is None or baris.target_atas is None:
        return baris.target
    if baris.realisasi < baris.target:
        return baris.target
    return baris.target_atas if baris.realisasi > baris.target_atas else None


def _capped(baris: BarisRekap, kebijakan: Kebijakan) -> Decimal | None:
    return compute_capaian(
        baris.target,
        baris.realisasi,
        baris.polaritas,
        kebijakan,
        target_atas=baris.target_atas,
    ).capped


def _is_met(baris: BarisRekap) -> str:
    return "" if baris.tercapai is None else "Ya" if baris.tercapai else "Tidak"


def _write_remarks(sheet: Sheet, place: int, baris: BarisRekap) -> None:
    sheet.text(place, ALASAN, baris.alasan)
    sheet.text(place, KENDALA, baris.kendala)
    sheet.text(place, SOLUSI, baris.solusi)
    sheet.text(place, TINDAK_LANJUT, baris.rencana_tindak_lanjut)
    sheet.text(place, PENANGGUNG_JAWAB, baris.penanggung_jawab)
    sheet.date(place, BATAS_WAKTU, baris.batas_waktu)
    sheet.text(place, CATATAN, " ".join(footnotes_of(baris)))


def _write_year(sheet: Sheet, place: int, baris: BarisRekap, kebijakan: Kebijakan) -> None:
    """As the engine found it: the realisasi of the year is put together from its quarters."""
    sheet.number(place, TARGET_TAHUN, baris.target_tahun)
    sheet.number(place, TARGET_TAHUN_ATAS, baris.target_tahun_atas)
    persen = baris.capaian_tahun_persen
    sheet.number(place, CAPAIAN_TAHUN, persen, decimals=kebijakan.desimal)


def _write_origin(sheet: Sheet, place: int, baris: BarisRekap) -> None:
    sheet.text(place, SASARAN, baris.sasaran)
    sheet.text(place, KODE, baris.indikator)
    sheet.number(place, VERSI, baris.versi)
    sheet.text(place, BUKTI, "\n".join(f"{one.nama} {one.sha256}" for one in baris.bukti))
