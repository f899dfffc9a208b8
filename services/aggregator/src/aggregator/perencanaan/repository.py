"""Questions about what was promised. The newest version of a year's plan stands."""

from sqlalchemy import Integer, String, and_, bindparam, func, select
from sqlmodel import Session

from aggregator.perencanaan.domain import RencanaIndikator
from aggregator.perencanaan.models import (
    Indikator,
    PerjanjianKinerja,
    RencanaAksi,
    TargetTriwulan,
)
from aggregator.tables import columns_of
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode

indikator = columns_of(Indikator)
perjanjian_kinerja = columns_of(PerjanjianKinerja)
rencana_aksi = columns_of(RencanaAksi)
target_triwulan = columns_of(TargetTriwulan)

UNIT, TAHUN = bindparam("of_unit", type_=String), bindparam("of_tahun", type_=Integer)


_newest_perjanjian = (
    select(func.max(perjanjian_kinerja.c.versi))
    .where(perjanjian_kinerja.c.unit == UNIT, perjanjian_kinerja.c.tahun == TAHUN)
    .scalar_subquery()
)
_newest_rencana = (
    select(func.max(rencana_aksi.c.versi))
    .where(rencana_aksi.c.unit == UNIT, rencana_aksi.c.tahun == TAHUN)
    .scalar_subquery()
)
_rencana = (
    select(
        indikator.c.kode,
        indikator.c.versi,
        indikator.c.urutan,
        indikator.c.satuan,
        indikator.c.polaritas,
        target_triwulan.c.target,
    )
    .select_from(indikator)
    .outerjoin(
        target_triwulan,
        and_(
            target_triwulan.c.unit == indikator.c.unit,
            target_triwulan.c.tahun == indikator.c.tahun,
            target_triwulan.c.versi == _newest_rencana,
            target_triwulan.c.triwulan == bindparam("of_triwulan", type_=Integer),
            target_triwulan.c.indikator == indikator.c.kode,
        ),
    )
    .where(
        indikator.c.unit == UNIT,
        indikator.c.tahun == TAHUN,
        indikator.c.versi == _newest_perjanjian,
    )
    .order_by(indikator.c.urutan)
)
"""Built once: putting a statement together costs more than running it."""


def rencana(session: Session, unit: str, triwulan: Periode) -> list[RencanaIndikator]:
    """The unit's indikator in the order of its plan, with the target of the triwulan."""
    key = {"of_unit": unit, "of_tahun": triwulan.tahun, "of_triwulan": triwulan.nomor}
    return [
        RencanaIndikator(kode, versi, urutan, satuan, Polaritas(polaritas), target)
        for kode, versi, urutan, satuan, polaritas, target in session.connection().execute(
            _rencana, key
        )
    ]


def was_promised(session: Session, unit: str, tahun: int, kode: str) -> bool:
    """Whether any version of the year's plan holds the indikator."""
    statement = select(indikator.c.kode).where(
        indikator.c.unit == unit, indikator.c.tahun == tahun, indikator.c.kode == kode
    )
    return session.connection().scalar(statement) is not None
