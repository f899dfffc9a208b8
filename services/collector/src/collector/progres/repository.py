"""What is asked about progress reports."""

from sqlmodel import Session, col, select

from collector.progres.models import Progres
from lapkin_contracts.rules.periods import Bulan


def newest_progres(session: Session, unit: str, bulan: Bulan) -> Progres | None:
    statement = (
        select(Progres)
        .where(col(Progres.unit) == unit, col(Progres.bulan) == str(bulan))
        .order_by(col(Progres.revision).desc())
        .limit(1)
    )
    return session.exec(statement).first()
