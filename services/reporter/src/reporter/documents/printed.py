"""A snapshot as text, laid out in the order of the page. The template only places it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.organisasi import Kop, Pejabat
from lapkin_contracts.rekap import BarisAnggaran, BarisRekap, RekapCompleted
from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_ui.formats import tanggal
from reporter.documents.chart import Chart, capaian_charts
from reporter.documents.rows import STATE_WORDS, NumberedRow, numbered_rows
from reporter.documents.wording import decimals_of, format_figure

EMPTY: Final = "–"
PADDED_DECIMALS: Final = 2
"""Target and realisasi of a row end alike up to here: 82,50 beside 80,75."""


class IndikatorLine(BaseModel):
    nomor: int
    nama: str
    satuan: str
    target: str
    realisasi: str
    capaian: str
    predikat: str
    keadaan: str
    """Why there is no capaian; empty if there is one."""


class IndikatorGroup(BaseModel):
    unit: str
    rata_rata: str
    baris: list[IndikatorLine]


class Uraian(BaseModel):
    nomor: int
    nama: str
    teks: list[str]


class AnggaranLine(BaseModel):
    kode: str
    uraian: str
    pagu: str
    realisasi: str
    serapan: str
    sisa: str


class AnggaranGroup(BaseModel):
    unit: str
    baris: list[AnggaranLine]


class KendalaLine(BaseModel):
    nomor: int
    nama: str
    unit: str
    kendala: str
    solusi: str
    tindak_lanjut: str


class KoreksiLine(BaseModel):
    nomor: int
    bagian: str
    uraian: str
    jawaban: str


class PrintedLaporan(BaseModel):
    judul: str
    nomor: str
    edisi: int
    instansi: str
    period: str
    tempat_tanggal: str
    date: tuple[int, int, int]
    kop: Kop
    penanda_tangan: Pejabat
    contoh: bool
    sumber: str
    narasi: dict[str, list[str]]
    capaian: list[IndikatorGroup]
    uraian: list[Uraian]
    charts: list[Chart]
    anggaran: list[AnggaranGroup]
    jumlah: AnggaranLine
    kendala: list[KendalaLine]
    belum: list[str]
    koreksi: list[KoreksiLine]


def printed(snapshot: Snapshot) -> PrintedLaporan:
    rekap, day = snapshot.rekap, snapshot.tanggal
    rows = numbered_rows(rekap)
    narasi = {one.bagian: one.teks.split("\n\n") for one in snapshot.narasi}
    return PrintedLaporan(
        judul=snapshot.judul,
        nomor=snapshot.nomor,
        edisi=snapshot.edisi,
        instansi=snapshot.nama_instansi,
        period=rekap.period.title,
        tempat_tanggal=f"{snapshot.tempat}, {tanggal(day)}",
        date=(day.year, day.month, day.day),
        kop=snapshot.kop,
        penanda_tangan=snapshot.penanda_tangan,
        contoh=snapshot.contoh,
        sumber=snapshot.sumber,
        narasi=narasi,
        capaian=list(_capaian(rows)),
        uraian=list(_uraian(rows, narasi)),
        charts=list(capaian_charts(rekap)),
        anggaran=list(_anggaran(rekap)),
        jumlah=_jumlah(rekap),
        kendala=list(_kendala(rows)),
        belum=list(rekap.cakupan.belum),
        koreksi=[KoreksiLine.model_validate(one.model_dump()) for one in snapshot.koreksi],
    )


def _capaian(rows: Iterable[NumberedRow]) -> Iterator[IndikatorGroup]:
    for unit, members in groupby(rows, key=lambda row: row.unit):
        yield IndikatorGroup(
            unit=unit.nama,
            rata_rata=_percent_figure(unit.rata_rata_capaian),
            baris=[_indikator_line(row.nomor, row.baris) for row in members],
        )


def _indikator_line(nomor: int, baris: BarisRekap) -> IndikatorLine:
    figures = [figure for figure in (baris.target, baris.realisasi) if figure is not None]
    decimals = min(max(map(decimals_of, figures), default=0), PADDED_DECIMALS)
    return IndikatorLine(
        nomor=nomor,
        nama=baris.nama,
        satuan=baris.satuan,
        target=_figure(baris.target, decimals),
        realisasi=_figure(baris.realisasi, decimals),
        capaian=_percent_figure(baris.capaian_persen),
        predikat=baris.predikat or EMPTY,
        keadaan=STATE_WORDS.get(baris.state, ""),
    )


def _figure(value: Decimal | None, decimals: int) -> str:
    return EMPTY if value is None else format_figure(value, decimals)


def _percent_figure(value: Decimal | None) -> str:
    """Two decimals in every row of a column, so that the commas stand under each other."""
    return EMPTY if value is None else format_indonesian(value, 2)


def _uraian(rows: Iterable[NumberedRow], narasi: dict[str, list[str]]) -> Iterator[Uraian]:
    for row in rows:
        if teks := narasi.get(row.bagian):
            yield Uraian(nomor=row.nomor, nama=row.baris.nama, teks=teks)


def _anggaran(rekap: RekapCompleted) -> Iterator[AnggaranGroup]:
    for unit in rekap.units:
        lines = [_anggaran_line(line) for line in rekap.anggaran if line.unit == unit.unit]
        if lines:
            yield AnggaranGroup(unit=unit.nama, baris=lines)


def _anggaran_line(line: BarisAnggaran) -> AnggaranLine:
    return AnggaranLine(
        kode=line.kode,
        uraian=line.uraian,
        pagu=format_indonesian(line.pagu),
        realisasi="belum dilaporkan" if line.realisasi is None else _rupiah(line.realisasi),
        serapan=_percent_figure(line.serapan_persen),
        sisa=_rupiah(line.sisa),
    )


def _jumlah(rekap: RekapCompleted) -> AnggaranLine:
    ringkasan = rekap.ringkasan
    return AnggaranLine(
        kode="",
        uraian="Jumlah",
        pagu=_rupiah(ringkasan.pagu),
        realisasi=_rupiah(ringkasan.realisasi_anggaran),
        serapan=_percent_figure(ringkasan.serapan_persen),
        sisa=_rupiah(ringkasan.pagu - ringkasan.realisasi_anggaran),
    )


def _rupiah(value: Decimal | None) -> str:
    return EMPTY if value is None else format_indonesian(value)


def _kendala(rows: Iterable[NumberedRow]) -> Iterator[KendalaLine]:
    for row in rows:
        baris = row.baris
        if baris.kendala or baris.solusi or baris.rencana_tindak_lanjut:
            yield KendalaLine(
                nomor=row.nomor,
                nama=baris.nama,
                unit=row.unit.nama,
                kendala=baris.kendala or EMPTY,
                solusi=baris.solusi or EMPTY,
                tindak_lanjut="\n".join(_tindak_lanjut(baris)) or EMPTY,
            )


def _tindak_lanjut(baris: BarisRekap) -> Iterator[str]:
    if baris.rencana_tindak_lanjut:
        yield baris.rencana_tindak_lanjut
    if baris.penanggung_jawab:
        yield f"Penanggung jawab: {baris.penanggung_jawab}"
    if baris.batas_waktu:
        yield f"Batas waktu: {tanggal(baris.batas_waktu)}"
