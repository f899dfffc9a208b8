"""Where a figure comes from."""

from sqlmodel import Session, col, select

from aggregator.pengumpulan.models import Baris, Kewajiban
from aggregator.perencanaan.models import PerjanjianKinerja
from lapkin_contracts.rules.periods import Periode


def plan_of(
    session: Session, period: Periode, unit: str, indikator: str
) -> PerjanjianKinerja | None:
    """The version of the plan that a line was computed with."""
    statement = (
        select(PerjanjianKinerja)
        .join(Baris, col(Baris.versi) == col(PerjanjianKinerja.versi))
        .where(col(Baris.unit) == col(PerjanjianKinerja.unit))
        .where(col(PerjanjianKinerja.tahun) == period.tahun)
        .where(col(Baris.period) == period, col(Baris.unit) == unit)
        .where(col(Baris.indikator) == indikator)
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
