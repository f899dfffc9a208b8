"""Questions about what was promised, and which version holds when."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from aggregator.perencanaan.domain import POLARITAS, Rencana, RencanaIndikator, TargetVersi
from aggregator.perencanaan.models import (
    Indikator,
    PerjanjianKinerja,
    RencanaAksi,
    TargetTriwulan,
)
from aggregator.tables import columns_of
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import TargetBerlaku
from lapkin_contracts.rules.target import Target, VersiRencana, days_in_force, in_force

indikator = columns_of(Indikator)
perjanjian_kinerja = columns_of(PerjanjianKinerja)
rencana_aksi = columns_of(RencanaAksi)
target_triwulan = columns_of(TargetTriwulan)


class Warisan(NamedTuple):
    """An indikator that goes on with the series of another one."""

    unit: str
    indikator: str
    """Of the predecessor."""
    sejak: date
    """First day of the plan that says so."""


class Agreed(NamedTuple):
    """What decides how an indikator is measured."""

    kode: str
    satuan: str
    polaritas: str
    jenis: str


def rencana(session: Session, unit: str, triwulan: Periode, cara: TargetBerlaku) -> Rencana:
    """What a unit's figures of a triwulan are measured against: a later version touches nothing."""
    versi = in_force(_versions(session, perjanjian_kinerja, unit, triwulan), triwulan.ends_on)
    plans = _versions(session, rencana_aksi, unit, triwulan)
    berlaku = days_in_force(plans, triwulan.starts_on, triwulan.ends_on)
    targets = _targets(session, unit, triwulan, {1, *(versi for versi, _ in berlaku)})
    planned = []
    for one in _indikator(session, unit, triwulan.tahun, versi or 0):
        of_plan = TargetVersi(targets[one.kode], berlaku)
        chosen = of_plan.chosen(one.jenis, cara)
        semula = of_plan.semula(chosen)
        polaritas = POLARITAS[one.polaritas]
        planned.append(RencanaIndikator(one.kode, one.satuan, polaritas, *chosen, semula))
    return Rencana(versi or 0, tuple(planned), berlaku)


def _versions(
    session: Session, plan: sa.Table, unit: str, triwulan: Periode
) -> Sequence[VersiRencana]:
    statement = sa.select(plan.c.versi, plan.c.berlaku_sejak).where(
        plan.c.unit == unit, plan.c.tahun == triwulan.tahun
    )
    new_year = date(triwulan.tahun, 1, 1)
    rows = session.connection().execute(statement)
    return [VersiRencana(versi, sejak or new_year) for versi, sejak in rows]


def _targets(
    session: Session, unit: str, triwulan: Periode, versions: Collection[int]
) -> Mapping[str, Mapping[int, Target]]:
    """By indikator and version; an indikator without any has an empty one."""
    plan = target_triwulan.c
    statement = sa.select(plan.indikator, plan.versi, plan.target, plan.target_atas).where(
        plan.unit == unit,
        plan.tahun == triwulan.tahun,
        plan.triwulan == triwulan.nomor,
        plan.versi.in_(versions),
    )
    targets: dict[str, dict[int, Target]] = defaultdict(dict)
    for kode, versi, bawah, atas in session.connection().execute(statement):
        targets[kode][versi] = Target(bawah, atas)
    return targets


def _indikator(session: Session, unit: str, tahun: int, versi: int) -> Sequence[Agreed]:
    statement = (
        sa.select(indikator.c.kode, indikator.c.satuan, indikator.c.polaritas, indikator.c.jenis)
        .where(indikator.c.unit == unit, indikator.c.tahun == tahun, indikator.c.versi == versi)
        .order_by(indikator.c.urutan)
    )
    return [Agreed(*row) for row in session.connection().execute(statement)]


def was_promised(session: Session, unit: str, tahun: int, kode: str) -> bool:
    """Whether any version of the year's plan holds the indikator."""
    statement = sa.select(indikator.c.kode).where(
        indikator.c.unit == unit, indikator.c.tahun == tahun, indikator.c.kode == kode
    )
    return session.connection().scalar(statement) is not None


def warisan(session: Session, tahun: int) -> Mapping[tuple[str, str], Warisan]:
    """What goes on with the series of another indikator this year, by unit and code."""
    plan = perjanjian_kinerja.c
    statement = (
        sa.select(indikator.c.unit, indikator.c.kode, indikator.c.pendahulu, plan.berlaku_sejak)
        .join(
            perjanjian_kinerja,
            sa.and_(
                plan.unit == indikator.c.unit,
                plan.tahun == indikator.c.tahun,
                plan.versi == indikator.c.versi,
            ),
        )
        .where(indikator.c.tahun == tahun, indikator.c.pendahulu != "")
        .order_by(plan.versi.desc())
    )
    rows = session.connection().execute(statement)
    return {
        (unit, kode): Warisan(older_unit, older_kode, sejak)
        for unit, kode, pendahulu, sejak in rows
        for older_unit, _, older_kode in [pendahulu.partition("/")]
    }
