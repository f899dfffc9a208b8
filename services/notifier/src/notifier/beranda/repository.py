"""What the front page is asked."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lapkin_chassis.inbox import Status, dead_letter
from notifier.beranda.models import Reviu
from notifier.event_log.models import LoggedEvent


def reviu(session: Session) -> Sequence[Reviu]:
    """Of every period with a draft or a report, the newest first."""
    return session.exec(select(Reviu).order_by(col(Reviu.period).desc())).all()


def open_letters(session: Session) -> int:
    """Events that could not be applied."""
    statement = sa.select(sa.func.count()).where(dead_letter.c.status == Status.OPEN)
    return int(session.connection().execute(statement).scalar_one())


def heard(session: Session, types: Iterable[str]) -> set[str]:
    """Those of the event types that ever came."""
    statement = select(LoggedEvent.type).where(col(LoggedEvent.type).in_(types)).distinct()
    return set(session.exec(statement))
