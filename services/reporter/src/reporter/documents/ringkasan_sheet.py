"""The first sheet: what a reader wants to know, counted from the other sheets."""

from decimal import Decimal
from typing import Final, NamedTuple

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rekap import RekapCompleted
from lapkin_ui.formats import tanggal, waktu
from reporter.documents import anggaran_sheet
from reporter.documents.cakupan_sheet import MASUK, keterangan_span
from reporter.documents.capaian_sheet import CAPAIAN, FULL, NAMA, TERCAPAI, capaian_span
from reporter.documents.workbook import FIRST_ROW, Book, Column, cell

COLUMNS: Final = (Column("Uraian", 46), Column("Isi", 40))
URAIAN, ISI = range(2)


class Counted(NamedTuple):
    uraian: str
    value: Decimal | int | None
    formula: str
    decimals: int | None = None


def write_ringkasan(book: Book) -> None:
    sheet = book.add_sheet("Ringkasan", COLUMNS)
    place = FIRST_ROW
    for uraian, isi in _facts(book):
        sheet.text(place, URAIAN, uraian)
        sheet.text(place, ISI, isi)
        place += 1
    for counted in (*_counts(book.snapshot.rekap), *_budget(book.snapshot.rekap)):
        sheet.text(place, URAIAN, counted.uraian)
        sheet.number(place, ISI, counted.value, formula=counted.formula, decimals=counted.decimals)
        place += 1


def _facts(book: Book) -> tuple[tuple[str, str], ...]:
    snapshot, rekap = book.snapshot, book.snapshot.rekap
    return (
        ("Periode", rekap.period.title),
        ("Nomor", snapshot.nomor),
        ("Edisi", str(snapshot.edisi)),
        ("Tanggal", f"{snapshot.tempat}, {tanggal(snapshot.tanggal)}"),
        ("Penandatangan", _signer(snapshot)),
        *_persetujuan(snapshot),
        ("Data terakhir diterima", waktu(rekap.collected_at)),
        ("Kebijakan perhitungan", rekap.kebijakan.versi),
        ("Predikat rata-rata capaian", rekap.ringkasan.predikat or "belum ada angka"),
    )


def _signer(snapshot: Snapshot) -> str:
    pejabat = snapshot.penanda_tangan
    return ", ".join(filter(None, (pejabat.nama, pejabat.sebutan_lengkap, pejabat.dasar)))


def _persetujuan(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    ya = snapshot.persetujuan
    if ya is None:
        return ()
    return (("Disetujui oleh", ", ".join(filter(None, (ya.nama, ya.jabatan, ya.dasar)))),)


def _counts(rekap: RekapCompleted) -> tuple[Counted, ...]:
    ringkasan, decimals = rekap.ringkasan, rekap.kebijakan.desimal
    names, persen, full, met = (
        capaian_span(rekap, column) for column in (NAMA, CAPAIAN, FULL, TERCAPAI)
    )
    units = keterangan_span(rekap)
    average = f"=ROUND(AVERAGE({full}),{decimals})"
    return (
        Counted("Jumlah indikator", ringkasan.indikator, f"=COUNTA({names})"),
        Counted("Indikator yang dihitung capaiannya", ringkasan.terhitung, f"=COUNT({persen})"),
        Counted("Indikator yang mencapai target", ringkasan.tercapai, f'=COUNTIF({met},"Ya")'),
        Counted("Rata-rata capaian (%)", ringkasan.rata_rata_capaian, average, decimals),
        Counted("Unit yang wajib melapor", rekap.cakupan.wajib, f"=COUNTA({units})"),
        Counted("Unit yang melapor", rekap.cakupan.masuk, f'=COUNTIF({units},"{MASUK}")'),
    )


def _budget(rekap: RekapCompleted) -> tuple[Counted, ...]:
    if not rekap.anggaran:
        return ()
    ringkasan, decimals = rekap.ringkasan, rekap.kebijakan.desimal
    total = anggaran_sheet.total_row(rekap)
    pagu, realisasi, serapan = (
        f"=Anggaran!{cell(total, column)}"
        for column in (anggaran_sheet.PAGU, anggaran_sheet.REALISASI, anggaran_sheet.SERAPAN)
    )
    return (
        Counted("Pagu (Rp)", ringkasan.pagu, pagu),
        Counted("Realisasi anggaran (Rp)", ringkasan.realisasi_anggaran, realisasi),
        Counted("Serapan anggaran (%)", ringkasan.serapan_persen, serapan, decimals),
    )
