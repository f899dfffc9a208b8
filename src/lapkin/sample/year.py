"""What the sample units send in each quarter of the year."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from lapkin.sample.kasus import PerjanjianPerubahan
from lapkin.sample.published import PublishedIndikator, UnitTables
from lapkin.sample.site import Kiriman, Progres, Unit
from lapkin.sample.split import REALISASI, SPENT, TARGETS, running
from lapkin.sample.teks import Teks
from lapkin_contracts.pengumpulan import (
    JawabanRtl,
    Nilai,
    ProgresIndikator,
    RealisasiAnggaran,
    StatusNilai,
    StatusRtl,
)
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas, compute_capaian
from lapkin_contracts.rules.checked import NilaiDiperiksa
from lapkin_contracts.rules.checks import temuan_nilai
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN


class Patokan(NamedTuple):
    """What one indikator's figure of one quarter is measured against."""

    row: PublishedIndikator
    target_tahun: Decimal
    target: Decimal | None
    realisasi: Decimal | None
    jenis: JenisIndikator = JenisIndikator.ANGKA
    target_atas: Decimal | None = None

    @property
    def mode(self) -> Mode:
        return self.row.mode

    @property
    def polaritas(self) -> Polaritas:
        return self.row.polaritas

    @property
    def falls_short(self) -> bool:
        capaian = compute_capaian(
            self.target, self.realisasi, self.row.polaritas, KEBIJAKAN_BAWAAN
        )
        return capaian.tercapai is False


class Bahan(NamedTuple):
    """One unit of the sample: its published tables, its words, and its plan before the revision."""

    tables: UnitTables
    teks: Teks
    perubahan: PerjanjianPerubahan

    @property
    def unit(self) -> Unit:
        return self.tables.unit


def kiriman(bahan: Bahan, triwulan: Periode) -> Kiriman:
    """A unit's figures, spending and progress reports of one quarter."""
    at = _position(triwulan)
    nilai = _nilai_of(bahan, triwulan)
    before = _nilai_of(bahan, triwulan.sebelumnya) if at > 0 else {}
    return Kiriman(
        nilai=tuple(nilai.values()),
        anggaran=tuple(
            RealisasiAnggaran(kode=row.row_id, realisasi=running(row.realisasi, SPENT)[at])
            for row in bahan.tables.program
        ),
        rtl=tuple(
            _answer(promised, nilai[kode], bahan.teks)
            for kode, promised in before.items()
            if promised.rencana_tindak_lanjut
        ),
        progres=_progres(bahan, triwulan, nilai),
    )


def patokan(bahan: Bahan, triwulan: Periode, row: PublishedIndikator) -> Patokan:
    """Target and realisasi of a quarter, by the plan in force on its last day."""
    at, perubahan = _position(triwulan), bahan.perubahan
    is_before = bahan.unit.kode == perubahan.unit and triwulan.ends_on < perubahan.berlaku_sejak
    target = perubahan.target.get(row.row_id, row.target) if is_before else row.target
    return Patokan(
        row, target, TARGETS[row.mode](target)[at], REALISASI[row.mode](row.realisasi)[at]
    )


def _nilai_of(bahan: Bahan, triwulan: Periode) -> Mapping[str, Nilai]:
    return {row.row_id: _nilai(bahan, triwulan, row) for row in bahan.tables.indikator}


def _nilai(bahan: Bahan, triwulan: Periode, row: PublishedIndikator) -> Nilai:
    measured, teks = patokan(bahan, triwulan, row), bahan.teks
    if measured.realisasi is None:
        return Nilai(
            indikator=row.row_id, status=StatusNilai.TIDAK_TERSEDIA, alasan=teks.belum_dinilai
        )
    nilai = Nilai(
        indikator=row.row_id,
        realisasi=measured.realisasi,
        alasan=_alasan(bahan, triwulan, measured, measured.realisasi),
    )
    return _below_target(nilai, bahan, triwulan, row) if measured.falls_short else nilai


def _alasan(bahan: Bahan, triwulan: Periode, measured: Patokan, realisasi: Decimal) -> str:
    """What the unit writes where a check finds its figure unusual."""
    has_before = _position(triwulan) > 0
    before = patokan(bahan, triwulan.sebelumnya, measured.row) if has_before else None
    diperiksa = NilaiDiperiksa(
        measured, realisasi, before.realisasi if before else None, setahun=has_before
    )
    codes = dict.fromkeys(found.code for found in temuan_nilai(diperiksa))
    return " ".join(bahan.teks.alasan[code] for code in codes)


def _below_target(nilai: Nilai, bahan: Bahan, triwulan: Periode, row: PublishedIndikator) -> Nilai:
    teks = bahan.teks
    tindak_lanjut = teks.kendala.get(row.row_id, teks.kendala_umum[row.mode])
    return nilai.model_copy(
        update={
            **dict(tindak_lanjut),
            "penanggung_jawab": teks.penanggung_jawab.format(unit=bahan.unit.nama),
            "batas_waktu": _end_of_next(triwulan),
        }
    )


def _answer(promised: Nilai, now: Nilai, teks: Teks) -> JawabanRtl:
    """What is still below target goes on; anything else was done."""
    status = StatusRtl.BELUM if now.rencana_tindak_lanjut else StatusRtl.SELESAI
    janji = promised.rencana_tindak_lanjut
    return JawabanRtl(
        indikator=promised.indikator,
        status=status,
        keterangan=teks.rtl[status].format(janji=f"{janji[:1].lower()}{janji[1:]}"),
    )


def _progres(
    bahan: Bahan, triwulan: Periode, nilai: Mapping[str, Nilai]
) -> tuple[Progres, Progres, Progres]:
    """Three months in words; the last one by indikator too."""
    teks = bahan.teks
    kegiatan = teks.kegiatan[bahan.unit.kode][_position(triwulan)]
    first, second, third = (
        text.format(kegiatan=kegiatan, triwulan=triwulan.title) for text in teks.progres
    )
    measured = tuple(
        ProgresIndikator(
            indikator=kode,
            realisasi=one.realisasi,
            kendala=one.kendala,
            solusi=one.solusi,
            faktor_pendorong="" if one.kendala else teks.faktor_pendorong,
        )
        for kode, one in nilai.items()
        if one.realisasi is not None
    )
    return Progres(uraian=first), Progres(uraian=second), Progres(uraian=third, indikator=measured)


def _end_of_next(triwulan: Periode) -> date:
    return Periode.triwulan_of(triwulan.ends_on + timedelta(days=1)).ends_on


def _position(triwulan: Periode) -> int:
    return Periode(str(triwulan.tahun)).triwulan.index(triwulan)
