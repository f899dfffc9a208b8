"""Which policy each triwulan is computed with."""

from sqlmodel import Session, col, select

from aggregator.pengumpulan.models import Pengumpulan
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan


def used(session: Session) -> list[tuple[Periode, Kebijakan]]:
    """Of every triwulan that was opened, the newest first."""
    rows = session.exec(
        select(Pengumpulan.period, Pengumpulan.kebijakan).order_by(col(Pengumpulan.period).desc())
    )
    return [(Periode(period), Kebijakan.model_validate_json(text)) for period, text in rows]
