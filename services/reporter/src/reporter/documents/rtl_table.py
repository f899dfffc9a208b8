"""Follow-ups promised before, kept or broken."""

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.pengumpulan import StatusRtl
from lapkin_contracts.rekap import BarisRtl, RekapCompleted
from lapkin_ui.formats import tanggal
from reporter.documents.capaian_table import EMPTY

STATUS_WORDS: Final = {
    StatusRtl.SELESAI: "selesai",
    StatusRtl.BELUM: "belum selesai",
    StatusRtl.BATAL: "batal",
    None: "belum dijawab",
}


class RtlLine(BaseModel):
    nomor: int
    indikator: str
    unit: str
    janji: str
    dari: str
    status: str
    keterangan: str


def rtl_lines(rekap: RekapCompleted) -> Iterator[RtlLine]:
    """What was promised in the triwulan before, and what became of it."""
    units = {unit.unit: unit.nama for unit in rekap.units}
    names = {(baris.unit, baris.indikator): baris.nama for baris in rekap.baris}
    for nomor, rtl in enumerate(rekap.rtl, 1):
        yield RtlLine(
            nomor=nomor,
            indikator=names.get((rtl.unit, rtl.indikator), rtl.indikator),
            unit=units.get(rtl.unit, rtl.unit),
            janji="\n".join(_kept_by(rtl)),
            dari=rtl.dari.title,
            status=STATUS_WORDS[rtl.status],
            keterangan=rtl.keterangan or EMPTY,
        )


def _kept_by(rtl: BarisRtl) -> Iterator[str]:
    yield rtl.janji
    if rtl.penanggung_jawab:
        yield f"Penanggung jawab: {rtl.penanggung_jawab}"
    if rtl.batas_waktu:
        yield f"Batas waktu: {tanggal(rtl.batas_waktu)}"
