"""Questions about the material of a rekap, and about those announced."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from aggregator.organisasi.models import Unit
from aggregator.pengumpulan.domain import Line, unpack_anggaran, unpack_lines
from aggregator.pengumpulan.models import Kewajiban, Progres
from aggregator.perencanaan.models import AnggaranPagu, Indikator
from aggregator.rekap.domain import PaguUnit, triwulan_until
from aggregator.rekap.models import LaporanTerbit, Rekap
from aggregator.tables import columns_of
from lapkin_contracts.rekap import BarisRekap, RekapCompleted, RekapUnit
from lapkin_contracts.rules.periods import Bulan, Periode

indikator_table = columns_of(Indikator)
kewajiban = columns_of(Kewajiban)
anggaran_pagu = columns_of(AnggaranPagu)
rekap = columns_of(Rekap)


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
        sa.select(kewajiban.c.period, kewajiban.c.unit, kewajiban.c.versi, kewajiban.c.baris)
        .where(kewajiban.c.period.in_(triwulan_until(period)))
        .order_by(kewajiban.c.period, kewajiban.c.urutan)
    )
    if unit is not None:
        statement = statement.where(kewajiban.c.unit == unit)
    rows = session.connection().execute(statement).all()
    planned = _planned(session, period.tahun, unit)
    return [
        (Periode(of_period), _line(code, planned[code, versi, line["indikator"]], line))
        for of_period, code, versi, lines in rows
        for line in unpack_lines(lines)
        if indikator in (None, line["indikator"])
    ]


def _planned(
    session: Session, tahun: int, unit: str | None
) -> dict[tuple[str, int, str], sa.RowMapping]:
    """The indikator of a year by unit, version and code: what a line does not repeat."""
    statement = sa.select(indikator_table).where(indikator_table.c.tahun == tahun)
    if unit is not None:
        statement = statement.where(indikator_table.c.unit == unit)
    rows = session.connection().execute(statement).mappings()
    return {(row["unit"], row["versi"], row["kode"]): row for row in rows}


def _line(unit: str, planned: sa.RowMapping, line: Line) -> BarisRekap:
    whole = {**planned, **line, **line["catatan"], "unit": unit, "capaian_tahun_persen": None}
    return BarisRekap.model_validate(whole)


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
    """Program lines of the units that owe figures, by the plan their lines are computed with."""
    statement = (
        sa.select(
            anggaran_pagu.c.unit,
            anggaran_pagu.c.kode,
            anggaran_pagu.c.uraian,
            anggaran_pagu.c.pagu,
            kewajiban.c.anggaran,
        )
        .join(
            kewajiban,
            sa.and_(
                kewajiban.c.unit == anggaran_pagu.c.unit,
                kewajiban.c.versi == anggaran_pagu.c.versi,
            ),
        )
        .where(kewajiban.c.period == period, anggaran_pagu.c.tahun == period.tahun)
        .order_by(kewajiban.c.urutan, anggaran_pagu.c.urutan)
    )
    return [
        PaguUnit(unit, kode, uraian, pagu, unpack_anggaran(spent).get(kode))
        for unit, kode, uraian, pagu, spent in session.connection().execute(statement)
    ]


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
