"""Questions about what was promised. The newest version of a year's plan stands."""

import sqlalchemy as sa
from sqlmodel import Session

from aggregator.perencanaan.domain import POLARITAS, Rencana, RencanaIndikator
from aggregator.perencanaan.models import (
    Indikator,
    PerjanjianKinerja,
    RencanaAksi,
    TargetTriwulan,
)
from aggregator.tables import columns_of
from lapkin_contracts.rules.periods import Periode

indikator = columns_of(Indikator)
perjanjian_kinerja = columns_of(PerjanjianKinerja)
rencana_aksi = columns_of(RencanaAksi)
target_triwulan = columns_of(TargetTriwulan)


def rencana(session: Session, unit: str, triwulan: Periode) -> Rencana:
    """What a unit's figures of a triwulan are measured against."""
    versi = _newest(session, perjanjian_kinerja, unit, triwulan.tahun)
    planned = sa.and_(
        target_triwulan.c.unit == unit,
        target_triwulan.c.tahun == triwulan.tahun,
        target_triwulan.c.versi == _newest(session, rencana_aksi, unit, triwulan.tahun),
        target_triwulan.c.triwulan == triwulan.nomor,
        target_triwulan.c.indikator == indikator.c.kode,
    )
    statement = (
        sa.select(
            indikator.c.kode, indikator.c.satuan, indikator.c.polaritas, target_triwulan.c.target
        )
        .select_from(indikator)
        .outerjoin(target_triwulan, planned)
        .where(indikator.c.unit == unit, indikator.c.tahun == triwulan.tahun)
        .where(indikator.c.versi == versi)
        .order_by(indikator.c.urutan)
    )
    lines = session.connection().execute(statement)
    return Rencana(
        versi,
        tuple(
            RencanaIndikator(kode, satuan, POLARITAS[polaritas], target)
            for kode, satuan, polaritas, target in lines
        ),
    )


def was_promised(session: Session, unit: str, tahun: int, kode: str) -> bool:
    """Whether any version of the year's plan holds the indikator."""
    statement = sa.select(indikator.c.kode).where(
        indikator.c.unit == unit, indikator.c.tahun == tahun, indikator.c.kode == kode
    )
    return session.connection().scalar(statement) is not None


def _newest(session: Session, plan: sa.Table, unit: str, tahun: int) -> int:
    statement = sa.select(sa.func.max(plan.c.versi)).where(
        plan.c.unit == unit, plan.c.tahun == tahun
    )
    return session.connection().scalar(statement) or 0
