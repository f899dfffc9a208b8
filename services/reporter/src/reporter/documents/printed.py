"""A snapshot as text, laid out in the order of the page. The template only places it."""

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.laporan import Persetujuan, Snapshot
from lapkin_contracts.rekap import KeadaanKewajiban, RekapCompleted, RekapUnit
from lapkin_contracts.rules.periods import ZONE
from lapkin_papers.sheet import Sheet
from lapkin_ui.formats import tanggal
from reporter.documents.anggaran_table import (
    AnggaranGroup,
    AnggaranLine,
    anggaran_groups,
    is_revised,
    jumlah_line,
)
from reporter.documents.capaian_table import Footnotes, IndikatorGroup, capaian_groups
from reporter.documents.chart import Chart, capaian_charts
from reporter.documents.perubahan_table import PerubahanGroup, perubahan_groups
from reporter.documents.rows import NumberedRow, numbered_rows
from reporter.documents.rtl_table import KendalaLine, RtlLine, kendala_lines, rtl_lines

KEADAAN_WORDS: Final = {
    KeadaanKewajiban.NIHIL: "nihil, dengan alasan",
    KeadaanKewajiban.BELUM: "belum menyampaikan data",
}


class Uraian(BaseModel):
    nomor: int
    nama: str
    teks: list[str]


class UnitLine(BaseModel):
    nomor: int
    unit: str
    keterangan: str


class KoreksiLine(BaseModel):
    nomor: int
    bagian: str
    uraian: str
    jawaban: str


class PenandaTangan(BaseModel):
    sebutan: str
    dasar: str
    nama: str
    pangkat: str
    nip: str


class Head(Sheet):
    """What stands above the first section and below the last."""

    nomor: str
    edisi: int
    menggantikan: int | None
    sebab: str
    period: str
    tempat_tanggal: str
    penanda_tangan: PenandaTangan
    persetujuan: list[str]


class PrintedLaporan(Head):
    narasi: dict[str, list[str]]
    perubahan: list[PerubahanGroup]
    capaian: list[IndikatorGroup]
    catatan_kaki: list[str]
    uraian: list[Uraian]
    charts: list[Chart]
    pagu_berubah: bool
    anggaran: list[AnggaranGroup]
    jumlah: AnggaranLine
    kendala: list[KendalaLine]
    rtl: list[RtlLine]
    cakupan: list[UnitLine]
    """Units that are missing, late or report nothing."""
    koreksi: list[KoreksiLine]


def printed(snapshot: Snapshot) -> PrintedLaporan:
    rekap = snapshot.rekap
    rows = numbered_rows(rekap)
    footnotes = Footnotes(rows)
    narasi = {one.bagian: one.teks.split("\n\n") for one in snapshot.narasi}
    return PrintedLaporan(
        **_head(snapshot).model_dump(),
        narasi=narasi,
        perubahan=list(
            perubahan_groups(snapshot.perubahan, {one.unit: one.nama for one in rekap.units})
        ),
        capaian=list(capaian_groups(rows, footnotes)),
        catatan_kaki=footnotes.printed,
        uraian=list(_uraian(rows, narasi)),
        charts=list(capaian_charts(rekap)),
        pagu_berubah=is_revised(rekap),
        anggaran=list(anggaran_groups(rekap)),
        jumlah=jumlah_line(rekap),
        kendala=list(kendala_lines(rows)),
        rtl=list(rtl_lines(rekap)),
        cakupan=list(_cakupan(rekap)),
        koreksi=[KoreksiLine.model_validate(one.model_dump()) for one in snapshot.koreksi],
    )


def _head(snapshot: Snapshot) -> Head:
    day = snapshot.tanggal
    return Head(
        judul=snapshot.judul,
        nomor=snapshot.nomor,
        edisi=snapshot.edisi,
        menggantikan=snapshot.menggantikan,
        sebab=next((one.sebab for one in snapshot.perubahan), ""),
        instansi=snapshot.nama_instansi,
        period=snapshot.rekap.period.title,
        tempat_tanggal=f"{snapshot.tempat}, {tanggal(day)}",
        date=(day.year, day.month, day.day),
        kop=snapshot.kop,
        penanda_tangan=_penanda_tangan(snapshot),
        persetujuan=list(_persetujuan(snapshot.persetujuan)),
        contoh=snapshot.contoh,
        sumber=snapshot.sumber,
    )


def _penanda_tangan(snapshot: Snapshot) -> PenandaTangan:
    pejabat = snapshot.penanda_tangan
    return PenandaTangan(
        sebutan=pejabat.sebutan_lengkap,
        dasar=pejabat.dasar,
        nama=pejabat.nama,
        pangkat=pejabat.pangkat,
        nip=pejabat.nip,
    )


def _persetujuan(persetujuan: Persetujuan | None) -> Iterator[str]:
    """Lines under "Disetujui oleh"."""
    if persetujuan is None:
        return
    yield persetujuan.jabatan
    yield persetujuan.nama
    if persetujuan.dasar:
        yield persetujuan.dasar
    yield tanggal(persetujuan.pada.astimezone(ZONE).date())


def _uraian(rows: Iterable[NumberedRow], narasi: dict[str, list[str]]) -> Iterator[Uraian]:
    for row in rows:
        if teks := narasi.get(row.bagian):
            yield Uraian(nomor=row.nomor, nama=row.baris.nama, teks=teks)


def _cakupan(rekap: RekapCompleted) -> Iterator[UnitLine]:
    standings = {unit.nama: _standing(unit) for unit in rekap.units}
    missing = dict.fromkeys(rekap.cakupan.belum, KEADAAN_WORDS[KeadaanKewajiban.BELUM])
    remarkable = {nama: words for nama, words in standings.items() if words}
    for nomor, (unit, keterangan) in enumerate({**remarkable, **missing}.items(), 1):
        yield UnitLine(nomor=nomor, unit=unit, keterangan=keterangan)


def _standing(unit: RekapUnit) -> str:
    """What is remarkable about how a unit reported; empty for on time."""
    if unit.masuk and unit.terlambat_hari:
        late = f"terlambat {unit.terlambat_hari} hari kerja"
        return f"{late}, nihil" if unit.keadaan is KeadaanKewajiban.NIHIL else late
    return KEADAAN_WORDS[KeadaanKewajiban.NIHIL] if unit.keadaan is KeadaanKewajiban.NIHIL else ""
