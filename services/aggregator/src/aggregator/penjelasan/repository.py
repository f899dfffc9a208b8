"""Where a figure comes from."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session, col, select

from aggregator.pengumpulan.models import Kewajiban
from aggregator.perencanaan.models import PerjanjianKinerja, RencanaAksi, TargetTriwulan
from lapkin_contracts.rules.periods import Periode


class VersiTarget(NamedTuple):
    """A target that was in force, from when, and for how many days of the triwulan."""

    versi: int
    berlaku_sejak: date
    hari: int
    target: Decimal | None
    target_atas: Decimal | None


def plan_of(session: Session, unit: str, tahun: int, versi: int) -> PerjanjianKinerja | None:
    return session.get(PerjanjianKinerja, (unit, tahun, versi))


def obligation_of(session: Session, period: Periode, unit: str) -> Kewajiban:
    """Only of a unit that has lines in the triwulan."""
    return session.exec(
        select(Kewajiban).where(col(Kewajiban.period) == period, col(Kewajiban.unit) == unit)
    ).one()


def targets_of(session: Session, owed: Kewajiban, indikator: str) -> Sequence[VersiTarget]:
    """The versions that were in force when the lines were computed, in order."""
    period = Periode(owed.period)
    assert period.nomor is not None
    key = owed.unit, period.tahun
    targets = []
    for versi, days in json.loads(owed.target_berlaku):
        plan = session.get_one(RencanaAksi, (*key, versi))
        target = session.get(TargetTriwulan, (*key, versi, period.nomor, indikator))
        bounds = (None, None) if target is None else (target.target, target.target_atas)
        since = plan.berlaku_sejak or date(period.tahun, 1, 1)
        targets.append(VersiTarget(versi, since, days, *bounds))
    return targets
