"""The rows of each sheet: what is shown, what is filled in, and the formulas beside it."""

from decimal import Decimal
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from collector.lembar_kerja.book import FIRST_ROW, LOCALE, Halaman
from collector.lembar_kerja.columns import STATUS_NILAI, STATUS_RTL, Isi
from collector.lembar_kerja.domain import Lembar, Values, locked_fields, values_of
from collector.lembar_kerja.formulas import capaian_formula, derived, serapan_formula
from collector.lembar_kerja.validation import add_validations, mark_alasan, mark_capaian
from collector.perencanaan.domain import Janji
from collector.submission.kinds import levels_of
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.perencanaan import Indikator, JenisIndikator
from lapkin_contracts.rules.capaian import compute_capaian
from lapkin_contracts.rules.checks import LEVELS
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

DATE: Final = f"{LOCALE}d mmmm yyyy"
MONEY: Final = f"{LOCALE}#,##0.00"
NO_SPANS: Final = ("", "")
WORDS: Final = {status: word for word, status in (*STATUS_NILAI.items(), *STATUS_RTL.items())}


def write_nilai(page: Halaman, lembar: Lembar) -> None:
    codes = [one.kode for one in lembar.indikator]
    for row, one in enumerate(lembar.indikator, FIRST_ROW):
        janji, stored = lembar.plan.indikator[one.kode], lembar.state.nilai.get(one.kode)
        _write_promise(page, row, one, janji)
        _write_last_time(page, row, lembar.past.nilai.get(one.kode), janji)
        _write_inputs(page, row, values_of(stored, page.bagian), janji)
        _write_computed(page, row, one.kode, stored)
    add_validations(page, codes)
    mark_capaian(page, len(codes))
    mark_alasan(page, len(codes))


def write_anggaran(page: Halaman, lembar: Lembar) -> None:
    for row, line in enumerate(lembar.anggaran, FIRST_ROW):
        _number(page, row, line.kode)
        page.text(row, "uraian", line.uraian)
        page.figure(row, "pagu", line.pagu, money=True)
        past, stored = lembar.past.anggaran.get(line.kode), lembar.state.anggaran.get(line.kode)
        before = past.realisasi if past and lembar.period.nomor != 1 else None
        page.figure(row, "sebelumnya", before, money=True)
        _write_inputs(page, row, values_of(stored, page.bagian))
        cells = _cells(page, row)
        share = _serapan(stored.realisasi, line.pagu) if stored else None
        page.formula(row, "serapan", serapan_formula(cells["realisasi"], cells["pagu"]), share)
    add_validations(page, [line.kode for line in lembar.anggaran])


def _serapan(spent: Decimal, pagu: Decimal) -> Decimal | None:
    return round_half_up(spent * 100 / pagu, 2) if pagu else None


def write_rtl(page: Halaman, lembar: Lembar) -> None:
    names = {one.kode: one.nama for one in lembar.indikator}
    for row, kode in enumerate(lembar.janji_rtl, FIRST_ROW):
        promise = lembar.past.nilai[kode]
        _number(page, row, kode)
        page.text(row, "nama", names.get(kode, kode))
        page.text(row, "rencana", promise.rencana_tindak_lanjut)
        page.text(row, "penanggung_jawab", promise.penanggung_jawab)
        page.day(row, "batas_waktu", promise.batas_waktu)
        _write_inputs(page, row, values_of(lembar.state.rtl.get(kode), page.bagian))
    add_validations(page, lembar.janji_rtl)


def _number(page: Halaman, row: int, kode: str) -> None:
    page.text(row, "kode", kode)
    page.text(row, "nomor", str(row - FIRST_ROW + 1))


def _write_promise(page: Halaman, row: int, one: Indikator, janji: Janji) -> None:
    _number(page, row, one.kode)
    page.text(row, "nama", one.nama)
    page.text(row, "satuan", one.satuan)
    by_skor = {skor: label for label, skor in levels_of(janji).items()}
    if janji.target in by_skor:
        page.level(row, "target", janji.target, by_skor[janji.target])
    else:
        page.figure(row, "target", janji.target, money=janji.jenis is JenisIndikator.UANG)
    page.figure(row, "target_atas", janji.target_atas)


def _write_last_time(page: Halaman, row: int, past: Nilai | None, janji: Janji) -> None:
    if past is None:
        page.text(row, "sebelumnya", "")
    elif past.status is not StatusNilai.TERISI:
        page.text(row, "sebelumnya", WORDS[past.status])
    elif janji.jenis in LEVELS:
        page.text(row, "sebelumnya", past.label)
    else:
        page.figure(row, "sebelumnya", past.realisasi)


def _write_inputs(page: Halaman, row: int, values: Values, janji: Janji | None = None) -> None:
    locked = locked_fields(janji) if janji else frozenset()
    for kolom in page.bagian.isian:
        value = values[kolom.nama]
        shown = WORDS.get(value, value)
        if kolom.nama in locked:
            page.locked_input(row, kolom.nama, shown)
        else:
            page.input(row, kolom.nama, shown, **_shape(kolom.isi, janji))


def _shape(isi: Isi | None, janji: Janji | None) -> dict[str, Any]:
    """How a yellow cell shows what is typed.

    Figures other than money stay General: a typed 85% then shows as a percent cell, which the
    reader can see, instead of silently becoming 0,85.
    """
    if isi is Isi.TANGGAL:
        return {"num_format": DATE, "align": "left"}
    if isi is Isi.ANGKA and (janji is None or janji.jenis is JenisIndikator.UANG):
        return {"num_format": MONEY}
    return {"num_format": "@"} if isi is Isi.TEKS else {}


def _write_computed(page: Halaman, row: int, kode: str, stored: Nilai | None) -> None:
    lembar = page.buku.lembar
    janji, cells = lembar.plan.indikator[kode], _cells(page, row)
    realisasi = stored.realisasi if stored else None
    formula = derived(janji, cells, page.buku.spans.get(f"label:{kode}", NO_SPANS))
    if formula:
        page.formula(row, "realisasi", formula, realisasi)
    page.formula(row, "capaian", capaian_formula(janji, cells), _capaian(janji, stored))


def _capaian(janji: Janji, stored: Nilai | None) -> Decimal | None:
    if stored is None or stored.status is not StatusNilai.TERISI:
        return None
    return compute_capaian(
        janji.target,
        stored.realisasi,
        janji.polaritas,
        KEBIJAKAN_BAWAAN,
        target_atas=janji.target_atas,
    ).persen


def _cells(page: Halaman, row: int) -> dict[str, str]:
    """Addresses of the row by column."""
    return {
        kolom.nama: str(xl_rowcol_to_cell(row, place))
        for place, kolom in enumerate(page.bagian.kolom)
    }
