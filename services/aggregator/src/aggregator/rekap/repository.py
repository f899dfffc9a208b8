"""Questions about the rekap that were announced, and the reports issued from them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from aggregator.rekap.models import LaporanTerbit, Rekap
from aggregator.tables import columns_of
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import Periode

rekap = columns_of(Rekap)


class Revision(NamedTuple):
    period: str
    revision: int
    completed_at: datetime
    newest: int
    """Revision of the period that stands."""


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
