"""Every query about mandates."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from collector.akun.mandat.models import Mandat


def of_account(session: Session, username: str) -> Sequence[Mandat]:
    """All a person was ever given, in the order they were given."""
    statement = select(Mandat).where(col(Mandat.username) == username)
    return session.exec(statement.order_by(col(Mandat.id))).all()


def every(session: Session) -> Sequence[Mandat]:
    """The last that were given first, at most 500."""
    return session.exec(select(Mandat).order_by(col(Mandat.id).desc()).limit(500)).all()


def in_place_of(session: Session, username: str) -> Sequence[Mandat]:
    """All that others were given to act for this person, in the order they were given."""
    statement = select(Mandat).where(col(Mandat.menggantikan) == username)
    return session.exec(statement.order_by(col(Mandat.id))).all()


def standing(session: Session, username: str, now: datetime) -> Sequence[Mandat]:
    """Those of a person that are in force or still to come."""
    statement = select(Mandat).where(
        col(Mandat.username) == username, col(Mandat.ended_at).is_(None), col(Mandat.until) >= now
    )
    return session.exec(statement.order_by(col(Mandat.since), col(Mandat.id))).all()


def numbered(session: Session, username: str, number: int) -> Mandat | None:
    mandat = session.get(Mandat, number)
    return mandat if mandat is not None and mandat.username == username else None
