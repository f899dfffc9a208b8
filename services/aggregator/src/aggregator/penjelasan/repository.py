"""Where a figure comes from."""

from sqlmodel import Session, col, select

from aggregator.pengumpulan.models import Kewajiban
from aggregator.perencanaan.models import PerjanjianKinerja
from lapkin_contracts.rules.periods import Periode


def plan_of(session: Session, period: Periode, unit: str) -> PerjanjianKinerja | None:
    """The version of the plan that a unit's lines are computed with."""
    statement = (
        select(PerjanjianKinerja)
        .join(Kewajiban, col(Kewajiban.versi) == col(PerjanjianKinerja.versi))
        .where(col(Kewajiban.period) == period, col(Kewajiban.unit) == unit)
        .where(col(PerjanjianKinerja.unit) == unit)
        .where(col(PerjanjianKinerja.tahun) == period.tahun)
    )
    return session.exec(statement).first()


def submission_of(session: Session, period: Periode, unit: str) -> Kewajiban | None:
    """None until the unit has sent something."""
    statement = (
        select(Kewajiban)
        .where(col(Kewajiban.period) == period, col(Kewajiban.unit) == unit)
        .where(col(Kewajiban.revision) > 0)
    )
    return session.exec(statement).first()
