"""Keep every version of what was promised."""

import json

from sqlmodel import Session

from aggregator.perencanaan.domain import labels_of
from aggregator.perencanaan.models import (
    AnggaranPagu,
    Indikator,
    PerjanjianKinerja,
    RencanaAksi,
    TargetTriwulan,
)
from aggregator.tables import columns_of
from lapkin_chassis.tables import insert_rows
from lapkin_contracts import perencanaan as kontrak
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.perencanaan import PerjanjianKinerjaPublished, RencanaAksiPublished

NO_BOUNDS = (None, None, None, None)


def record_perjanjian_kinerja(
    session: Session, fact: Envelope[PerjanjianKinerjaPublished]
) -> None:
    plan = fact.data
    key: dict[str, object] = {"unit": plan.unit, "tahun": plan.period.tahun, "versi": plan.versi}
    heading = {
        **key,
        "nomor": plan.nomor,
        "berlaku_sejak": plan.berlaku_sejak,
        "tanggal": plan.tanggal,
        "alasan": plan.alasan.value if plan.alasan else "",
        "berkas": plan.berkas.model_dump_json() if plan.berkas else "",
    }
    insert_rows(session, columns_of(PerjanjianKinerja), [heading])
    lines = (
        {**key, "urutan": urutan, **_agreed(one)} for urutan, one in enumerate(plan.indikator, 1)
    )
    insert_rows(session, columns_of(Indikator), lines)
    insert_rows(
        session,
        columns_of(AnggaranPagu),
        (
            {**key, "kode": one.kode, "urutan": urutan, "uraian": one.uraian, "pagu": one.pagu}
            for urutan, one in enumerate(plan.anggaran, 1)
        ),
    )


def _agreed(one: kontrak.Indikator) -> dict[str, object]:
    return {
        "kode": one.kode,
        "sasaran": one.sasaran,
        "nama": one.nama,
        "satuan": one.satuan,
        "polaritas": one.polaritas.value,
        "mode": one.mode.value,
        "target_tahun": one.target,
        "target_tahun_atas": one.target_atas,
        "jenis": one.jenis.value,
        "tingkat": json.dumps(labels_of(one), ensure_ascii=False),
        "pendahulu": one.pendahulu,
    }


def record_rencana_aksi(session: Session, fact: Envelope[RencanaAksiPublished]) -> None:
    plan = fact.data
    key: dict[str, object] = {"unit": plan.unit, "tahun": plan.period.tahun, "versi": plan.versi}
    insert_rows(session, columns_of(RencanaAksi), [{**key, "berlaku_sejak": plan.berlaku_sejak}])
    insert_rows(
        session,
        columns_of(TargetTriwulan),
        (
            {
                **key,
                "triwulan": triwulan,
                "indikator": one.indikator,
                "target": target,
                "target_atas": atas,
            }
            for one in plan.target
            for triwulan, (target, atas) in enumerate(
                zip(one.target, one.target_atas or NO_BOUNDS, strict=True), 1
            )
        ),
    )
