"""Appendices: how each unit reported, where each figure comes from, the evidence."""

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.rekap import KeadaanKewajiban, RekapCompleted, RekapUnit
from lapkin_ui.formats import waktu
from reporter.documents.capaian_table import EMPTY, percent_figure
from reporter.documents.rows import NumberedRow

KEADAAN_WORDS: Final = {
    KeadaanKewajiban.NIHIL: "nihil, dengan alasan",
    KeadaanKewajiban.BELUM: "belum menyampaikan data",
}


class UnitLine(BaseModel):
    nomor: int
    unit: str
    keterangan: str


class RekapUnitLine(BaseModel):
    unit: str
    indikator: int
    keterangan: str
    diterima: str
    capaian: str
    serapan: str


class AsalLine(BaseModel):
    """What a figure was taken from; `nomor` is the `#n` in the tables."""

    nomor: int
    indikator: str
    unit: str
    revisi: str
    tanda_terima: str
    diterima: str
    versi: str


class BuktiLine(BaseModel):
    nomor: int
    indikator: str
    nama: str
    sha256: str


def unit_lines(rekap: RekapCompleted) -> Iterator[UnitLine]:
    """Units that are missing, late or report nothing."""
    standings = {unit.nama: _standing(unit) for unit in rekap.units}
    missing = dict.fromkeys(rekap.cakupan.belum, KEADAAN_WORDS[KeadaanKewajiban.BELUM])
    remarkable = {nama: words for nama, words in standings.items() if words}
    for nomor, (unit, keterangan) in enumerate({**remarkable, **missing}.items(), 1):
        yield UnitLine(nomor=nomor, unit=unit, keterangan=keterangan)


def rekap_unit_lines(rekap: RekapCompleted) -> Iterator[RekapUnitLine]:
    for unit in rekap.units:
        yield RekapUnitLine(
            unit=unit.nama,
            indikator=sum(baris.unit == unit.unit for baris in rekap.baris),
            keterangan=_standing(unit) or ("tepat waktu" if unit.masuk else "belum masuk"),
            diterima=waktu(unit.submitted_at) if unit.submitted_at else EMPTY,
            capaian=percent_figure(unit.rata_rata_capaian),
            serapan=percent_figure(unit.serapan_persen),
        )


def asal_lines(rows: Iterable[NumberedRow]) -> Iterator[AsalLine]:
    for row in rows:
        unit = row.unit
        yield AsalLine(
            nomor=row.nomor,
            indikator=row.baris.indikator,
            unit=unit.nama,
            revisi=_or_empty(unit.revision),
            tanda_terima=_or_empty(unit.nomor_tanda_terima),
            diterima=waktu(unit.submitted_at) if unit.submitted_at else EMPTY,
            versi=str(row.baris.versi),
        )


def bukti_lines(rows: Iterable[NumberedRow]) -> Iterator[BuktiLine]:
    for row in rows:
        for bukti in row.baris.bukti:
            yield BuktiLine(
                nomor=row.nomor, indikator=row.baris.nama, nama=bukti.nama, sha256=bukti.sha256
            )


def _or_empty(number: int | None) -> str:
    return EMPTY if number is None else str(number)


def _standing(unit: RekapUnit) -> str:
    """What is remarkable about how a unit reported; empty for on time."""
    if unit.masuk and unit.terlambat_hari:
        late = f"terlambat {unit.terlambat_hari} hari kerja"
        return f"{late}, nihil" if unit.keadaan is KeadaanKewajiban.NIHIL else late
    return KEADAAN_WORDS[KeadaanKewajiban.NIHIL] if unit.keadaan is KeadaanKewajiban.NIHIL else ""
