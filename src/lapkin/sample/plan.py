"""Perjanjian Kinerja and Rencana Aksi of the sample units."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from lapkin.sample.kasus import PerjanjianPerubahan
from lapkin.sample.published import PublishedIndikator, UnitTables
from lapkin.sample.site import PerjanjianKinerja, RencanaAksi, Unit
from lapkin.sample.split import TARGETS
from lapkin.sample.teks import Teks
from lapkin_contracts.perencanaan import Anggaran, Indikator, TargetTriwulan
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.periods import ROMAN, Periode

SIGNED_ON: Final = (1, 2)
"""Month and day, illustrative: the first day after the New Year holiday."""


def revised(
    published: Sequence[PerjanjianKinerja], perubahan: PerjanjianPerubahan
) -> tuple[PerjanjianKinerja, ...]:
    """Every unit's plan; the one that is revised first as it was before."""
    return tuple(
        version
        for plan in published
        for version in (_versions(plan, perubahan) if plan.unit == perubahan.unit else (plan,))
    )


def _versions(
    plan: PerjanjianKinerja, perubahan: PerjanjianPerubahan
) -> tuple[PerjanjianKinerja, PerjanjianKinerja]:
    before = plan.model_copy(
        update={
            "indikator": tuple(
                one.model_copy(update={"target": perubahan.target.get(one.kode, one.target)})
                for one in plan.indikator
            ),
            "anggaran": tuple(
                one.model_copy(update={"pagu": perubahan.pagu.get(one.kode, one.pagu)})
                for one in plan.anggaran
            ),
        }
    )
    since = perubahan.berlaku_sejak
    after = plan.model_copy(
        update={
            "nomor": plan.nomor.replace("PK/", "PK-P/"),
            "tanggal": since,
            "berlaku_sejak": since,
            "alasan": perubahan.alasan,
        }
    )
    return before, after


def revised_aksi(
    published: Sequence[RencanaAksi], tables: UnitTables, perubahan: PerjanjianPerubahan
) -> tuple[RencanaAksi, ...]:
    """The same for the plans by quarter; `tables` are the revised unit's."""
    rows = {row.row_id: row for row in tables.indikator}
    plans: list[RencanaAksi] = []
    for plan in published:
        if plan.unit != perubahan.unit:
            plans.append(plan)
            continue
        target = tuple(
            one.model_copy(
                update={
                    "target": TARGETS[rows[one.indikator].mode](perubahan.target[one.indikator])
                }
            )
            if one.indikator in perubahan.target
            else one
            for one in plan.target
        )
        after = plan.model_copy(update={"berlaku_sejak": perubahan.berlaku_sejak})
        plans += [plan.model_copy(update={"target": target}), after]
    return tuple(plans)


def perjanjian_kinerja(tables: UnitTables, tahun: Periode, teks: Teks) -> PerjanjianKinerja:
    unit = tables.unit
    signed_on = date(tahun.tahun, *SIGNED_ON)
    return PerjanjianKinerja(
        unit=unit.kode,
        period=tahun,
        nomor=f"PK/{unit.kode.upper()}/{tahun} (contoh)",
        tanggal=signed_on,
        berlaku_sejak=signed_on,
        indikator=tuple(_indikator(unit, row, teks) for row in tables.indikator),
        anggaran=tuple(
            Anggaran(kode=row.row_id, uraian=row.uraian, pagu=row.pagu) for row in tables.program
        ),
    )


def rencana_aksi(tables: UnitTables, tahun: Periode, teks: Teks) -> RencanaAksi:
    kegiatan = zip(ROMAN, teks.kegiatan[tables.unit.kode], strict=True)
    aksi = "; ".join(f"Triwulan {roman}: {uraian}" for roman, uraian in kegiatan)
    return RencanaAksi(
        unit=tables.unit.kode,
        period=tahun,
        target=tuple(
            TargetTriwulan(indikator=row.row_id, target=TARGETS[row.mode](row.target), aksi=aksi)
            for row in tables.indikator
        ),
    )


def _indikator(unit: Unit, row: PublishedIndikator, teks: Teks) -> Indikator:
    return Indikator(
        kode=row.row_id,
        sasaran=teks.sasaran.format(unit=unit.nama),
        nama=row.indikator,
        satuan=row.satuan,
        polaritas=row.polaritas,
        mode=row.mode,
        target=row.target,
        frekuensi="tahun" if row.mode is Mode.TAHUNAN else "triwulan",
        penanggung_jawab=teks.penanggung_jawab.format(unit=unit.nama),
        mekanisme_perhitungan=teks.mekanisme[row.mode],
        media=teks.media,
        sumber=f"{row.source_title}, baris {row.row_id}",
    )
