"""A snapshot as text, laid out in the order of the page. The template only places it."""

from pydantic import BaseModel

from lapkin_contracts.laporan import Snapshot
from lapkin_ui.formats import waktu
from reporter.documents.anggaran_table import (
    AnggaranGroup,
    AnggaranLine,
    anggaran_groups,
    is_revised,
    jumlah_line,
)
from reporter.documents.capaian_table import Footnotes, IndikatorGroup, capaian_groups
from reporter.documents.chart import (
    Chart,
    capaian_charts,
    peta_charts,
    rata_rata_chart,
    serapan_charts,
)
from reporter.documents.efisiensi_table import EfisiensiLine, efisiensi_lines
from reporter.documents.head import Head, Mark, head_of
from reporter.documents.indikator_section import IndikatorSection, sections_of
from reporter.documents.lampiran import (
    AsalLine,
    BuktiLine,
    RekapUnitLine,
    UnitLine,
    asal_lines,
    bukti_lines,
    rekap_unit_lines,
    unit_lines,
)
from reporter.documents.narrative import title_of
from reporter.documents.perencanaan_table import JanjiGroup, janji_groups
from reporter.documents.perubahan_table import PerubahanGroup, perubahan_groups
from reporter.documents.rows import numbered_rows
from reporter.documents.rtl_table import RtlLine, rtl_lines

UNMARKED = Mark()


class KoreksiLine(BaseModel):
    nomor: int
    bagian: str
    uraian: str
    jawaban: str


class PrintedLaporan(Head):
    narasi: dict[str, list[str]]
    ditinjau_ulang: list[str]
    """Sections whose edit was overtaken by newer figures."""
    perubahan: list[PerubahanGroup]
    janji: list[JanjiGroup]
    capaian: list[IndikatorGroup]
    catatan_kaki: list[str]
    charts: list[Chart]
    """Of all indikator: against their targets, and by unit."""
    tren: Chart | None
    indikator: list[IndikatorSection]
    pagu_berubah: bool
    anggaran: list[AnggaranGroup]
    jumlah: AnggaranLine
    anggaran_charts: list[Chart]
    efisiensi: list[EfisiensiLine]
    rtl: list[RtlLine]
    cakupan: list[UnitLine]
    """Units that are missing, late or report nothing."""
    koreksi: list[KoreksiLine]
    unit: list[RekapUnitLine]
    asal: list[AsalLine]
    rekap: str
    """Which recap and which policy all figures come from."""
    bukti: list[BuktiLine]


def printed(snapshot: Snapshot, mark: Mark = UNMARKED) -> PrintedLaporan:
    rekap = snapshot.rekap
    rows = numbered_rows(rekap)
    footnotes = Footnotes(rows)
    narasi = {one.bagian: one.teks.split("\n\n") for one in snapshot.narasi}
    return PrintedLaporan(
        **head_of(snapshot, mark).model_dump(),
        narasi=narasi,
        ditinjau_ulang=[one.bagian for one in snapshot.narasi if one.ditinjau_ulang],
        perubahan=list(
            perubahan_groups(snapshot.perubahan, {one.unit: one.nama for one in rekap.units})
        ),
        janji=list(janji_groups(rows)),
        capaian=list(capaian_groups(rows, footnotes)),
        catatan_kaki=footnotes.printed,
        charts=[*peta_charts(rekap), *capaian_charts(rekap)],
        tren=rata_rata_chart(snapshot),
        indikator=list(sections_of(snapshot, rows, narasi)),
        pagu_berubah=is_revised(rekap),
        anggaran=list(anggaran_groups(rekap)),
        jumlah=jumlah_line(rekap),
        anggaran_charts=list(serapan_charts(rekap)),
        efisiensi=list(efisiensi_lines(rekap)),
        rtl=list(rtl_lines(rekap)),
        cakupan=list(unit_lines(rekap)),
        koreksi=[
            KoreksiLine(
                nomor=one.nomor,
                bagian=title_of(one.bagian, rows),
                uraian=one.uraian,
                jawaban=one.jawaban,
            )
            for one in snapshot.koreksi
        ],
        unit=list(rekap_unit_lines(rekap)),
        asal=list(asal_lines(rows)),
        rekap=_origin(snapshot),
        bukti=list(bukti_lines(rows)),
    )


def _origin(snapshot: Snapshot) -> str:
    rekap = snapshot.rekap
    return (
        f"Seluruh angka diambil dari rekap {rekap.period.title} revisi {rekap.revision}, dengan"
        f" data terakhir diterima {waktu(rekap.collected_at)} dan kebijakan perhitungan"
        f" {rekap.kebijakan.versi}."
    )
