"""Questions about the material of a rekap, and about those announced."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from aggregator.organisasi.models import Unit
from aggregator.pengumpulan.domain import BUKTI
from aggregator.pengumpulan.models import AnggaranRealisasi, Baris, Kewajiban, Progres
from aggregator.perencanaan.models import AnggaranPagu, Indikator, PerjanjianKinerja
from aggregator.rekap.domain import PaguUnit, triwulan_until
from aggregator.rekap.models import LaporanTerbit, Rekap
from aggregator.tables import columns_of
from lapkin_contracts.rekap import BarisRekap, RekapCompleted, RekapUnit
from lapkin_contracts.rules.periods import Bulan, Periode

baris = columns_of(Baris)
planned = columns_of(Indikator)
kewajiban = columns_of(Kewajiban)
anggaran_pagu = columns_of(AnggaranPagu)
anggaran_realisasi = columns_of(AnggaranRealisasi)
perjanjian_kinerja = columns_of(PerjanjianKinerja)

rekap = columns_of(Rekap)

PLANNED = ("sasaran", "nama", "satuan", "polaritas", "mode", "target_tahun")
"""Columns of a line that stay with the plan it was computed with."""


class Revision(NamedTuple):
    period: str
    revision: int
    completed_at: datetime
    newest: int
    """Revision of the period that stands."""


def year_so_far(
    session: Session, period: Periode, *, unit: str | None = None, indikator: str | None = None
) -> list[tuple[Periode, BarisRekap]]:
    """Processed lines of the triwulan of a year up to `period`, by triwulan, unit and plan."""
    statement = (
        sa.select(*baris.c, *(planned.c[name] for name in PLANNED))
        .select_from(baris)
        .join(
            planned,
            sa.and_(
                planned.c.unit == baris.c.unit,
                planned.c.tahun == period.tahun,
                planned.c.versi == baris.c.versi,
                planned.c.kode == baris.c.indikator,
            ),
        )
        .join(
            kewajiban,
            sa.and_(kewajiban.c.period == baris.c.period, kewajiban.c.unit == baris.c.unit),
        )
        .where(baris.c.period.in_(triwulan_until(period)))
        .order_by(baris.c.period, kewajiban.c.urutan, baris.c.urutan)
    )
    if unit is not None:
        statement = statement.where(baris.c.unit == unit)
    if indikator is not None:
        statement = statement.where(baris.c.indikator == indikator)
    return [_line(row) for row in session.connection().execute(statement).mappings()]


def _line(row: sa.RowMapping) -> tuple[Periode, BarisRekap]:
    whole = {**row, "bukti": BUKTI.validate_json(row["bukti"]), "capaian_tahun_persen": None}
    return Periode(row["period"]), BarisRekap.model_validate(whole)


def units(session: Session, period: Periode) -> list[RekapUnit]:
    """The units that owe figures and how far they are; averages are left open."""
    progres = _progres(session, period)
    statement = (
        select(Kewajiban, Unit.nama)
        .outerjoin(Unit, col(Unit.kode) == col(Kewajiban.unit))
        .where(col(Kewajiban.period) == period)
        .order_by(col(Kewajiban.urutan))
    )
    return [
        RekapUnit(
            unit=one.unit,
            nama=nama or one.unit,
            masuk=one.masuk,
            revision=one.revision or None,
            submitted_at=one.submitted_at,
            rata_rata_capaian=None,
            serapan_persen=None,
            progres=tuple(progres[one.unit]),
        )
        for one, nama in session.exec(statement)
    ]


def _progres(session: Session, period: Periode) -> dict[str, list[Bulan]]:
    statement = (
        select(Progres.unit, Progres.bulan)
        .where(col(Progres.period) == period)
        .order_by(col(Progres.bulan))
    )
    months: dict[str, list[Bulan]] = defaultdict(list)
    for unit, bulan in session.exec(statement):
        months[unit].append(Bulan(bulan))
    return months


def pagu(session: Session, period: Periode) -> list[PaguUnit]:
    """Program lines of the units that owe figures, by the newest plan."""
    newest = (
        sa.select(sa.func.max(perjanjian_kinerja.c.versi))
        .where(
            perjanjian_kinerja.c.unit == anggaran_pagu.c.unit,
            perjanjian_kinerja.c.tahun == anggaran_pagu.c.tahun,
        )
        .scalar_subquery()
    )
    spent = sa.and_(
        anggaran_realisasi.c.period == period,
        anggaran_realisasi.c.unit == anggaran_pagu.c.unit,
        anggaran_realisasi.c.kode == anggaran_pagu.c.kode,
    )
    statement = (
        sa.select(
            anggaran_pagu.c.unit,
            anggaran_pagu.c.kode,
            anggaran_pagu.c.uraian,
            anggaran_pagu.c.pagu,
            anggaran_realisasi.c.realisasi,
        )
        .select_from(anggaran_pagu)
        .join(kewajiban, kewajiban.c.unit == anggaran_pagu.c.unit)
        .outerjoin(anggaran_realisasi, spent)
        .where(kewajiban.c.period == period, anggaran_pagu.c.tahun == period.tahun)
        .where(anggaran_pagu.c.versi == newest)
        .order_by(kewajiban.c.urutan, anggaran_pagu.c.urutan)
    )
    return [PaguUnit(*row) for row in session.connection().execute(statement)]


def newest_revision(session: Session, period: Periode) -> int:
    """0 as long as the period has no rekap."""
    statement = select(sa.func.max(Rekap.revision)).where(col(Rekap.period) == period)
    return session.exec(statement).one() or 0


def find(session: Session, period: Periode, revision: int | None = None) -> Rekap | None:
    """A revision of a rekap, the newest if not said otherwise."""
    statement = select(Rekap).where(col(Rekap.period) == period)
    if revision is not None:
        statement = statement.where(col(Rekap.revision) == revision)
    return session.exec(statement.order_by(col(Rekap.revision).desc())).first()


def all_revisions(session: Session) -> Sequence[Revision]:
    """Every rekap, the last completed first."""
    newest = sa.func.max(rekap.c.revision).over(partition_by=rekap.c.period)
    statement = sa.select(rekap.c.period, rekap.c.revision, rekap.c.completed_at, newest).order_by(
        rekap.c.completed_at.desc(), rekap.c.period, rekap.c.revision.desc()
    )
    return [Revision(*row) for row in session.connection().execute(statement)]


def newest_edition(session: Session, period: Periode) -> LaporanTerbit | None:
    statement = (
        select(LaporanTerbit)
        .where(col(LaporanTerbit.period) == period)
        .order_by(col(LaporanTerbit.edisi).desc())
    )
    return session.exec(statement).first()


def content(one: Rekap) -> RekapCompleted:
    return RekapCompleted.model_validate_json(one.body)
