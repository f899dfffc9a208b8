"""What the sample units send in each quarter of the year."""

from datetime import date, timedelta
from decimal import Decimal

from lapkin.sample.published import PublishedIndikator, UnitTables
from lapkin.sample.site import Kiriman, Unit
from lapkin.sample.split import REALISASI, SPENT, TARGETS, running
from lapkin.sample.teks import Teks
from lapkin_contracts.pengumpulan import Nilai, RealisasiAnggaran, StatusNilai
from lapkin_contracts.rules.capaian import compute_capaian
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN


def kiriman(tables: UnitTables, triwulan: Periode, teks: Teks) -> Kiriman:
    """A unit's figures, spending and progress reports of one quarter."""
    unit, at = tables.unit, _position(triwulan)
    return Kiriman(
        nilai=tuple(_nilai(unit, triwulan, row, teks) for row in tables.indikator),
        anggaran=tuple(
            RealisasiAnggaran(kode=row.row_id, realisasi=running(row.realisasi, SPENT)[at])
            for row in tables.program
        ),
        progres=_progres(unit, triwulan, teks),
    )


def _nilai(unit: Unit, triwulan: Periode, row: PublishedIndikator, teks: Teks) -> Nilai:
    at = _position(triwulan)
    target, realisasi = TARGETS[row.mode](row.target)[at], REALISASI[row.mode](row.realisasi)[at]
    if realisasi is None:
        return Nilai(
            indikator=row.row_id, status=StatusNilai.TIDAK_TERSEDIA, alasan=teks.belum_dinilai
        )
    if compute_capaian(target, realisasi, row.polaritas, KEBIJAKAN_BAWAAN).tercapai is False:
        return _below_target(unit, triwulan, row, realisasi, teks)
    return Nilai(indikator=row.row_id, realisasi=realisasi)


def _below_target(
    unit: Unit, triwulan: Periode, row: PublishedIndikator, realisasi: Decimal, teks: Teks
) -> Nilai:
    tindak_lanjut = teks.kendala.get(row.row_id, teks.kendala_umum[row.mode])
    return Nilai(
        indikator=row.row_id,
        realisasi=realisasi,
        kendala=tindak_lanjut.kendala,
        solusi=tindak_lanjut.solusi,
        rencana_tindak_lanjut=tindak_lanjut.rencana_tindak_lanjut,
        penanggung_jawab=teks.penanggung_jawab.format(unit=unit.nama),
        batas_waktu=_end_of_next(triwulan),
    )


def _progres(unit: Unit, triwulan: Periode, teks: Teks) -> tuple[str, str, str]:
    kegiatan = teks.kegiatan[unit.kode][_position(triwulan)]
    first, second, third = (
        text.format(kegiatan=kegiatan, triwulan=triwulan.title) for text in teks.progres
    )
    return first, second, third


def _end_of_next(triwulan: Periode) -> date:
    return Periode.triwulan_of(triwulan.ends_on + timedelta(days=1)).ends_on


def _position(triwulan: Periode) -> int:
    return Periode(str(triwulan.tahun)).triwulan.index(triwulan)
