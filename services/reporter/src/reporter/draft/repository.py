"""Every query about drafts."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from lapkin_chassis.store import lock
from reporter.draft.errors import LaporanUnknown
from reporter.draft.models import Draft, Line, Penomoran, Suntingan
from reporter.laporan.models import Laporan


def last_draft(session: Session, period: str) -> Draft | None:
    """The revision that counts."""
    statement = (
        select(Draft)
        .where(col(Draft.period) == period)
        .order_by(col(Draft.revision).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def current_draft(session: Session, period: str) -> Draft:
    """Raises LaporanUnknown if the period has none."""
    draft = last_draft(session, period)
    if draft is None:
        raise LaporanUnknown(period=period)
    return draft


def lock_drafts(session: Session) -> None:
    """One writer at a time decides about drafts.

    One key for all periods: intake handles several periods in one transaction and takes the
    outbox's lock in between, so a key for each period could deadlock with a request.
    """
    lock(session, "draft")


def lines(session: Session) -> Sequence[Line]:
    """The current draft of every period, in order of its label."""
    newest = (
        select(col(Draft.period), func.max(col(Draft.revision)).label("revision"))
        .group_by(col(Draft.period))
        .subquery()
    )
    edisi = (
        select(func.max(col(Laporan.edisi)))
        .where(col(Laporan.period) == col(Draft.period))
        .scalar_subquery()
    )
    statement = (
        select(Draft, Penomoran.nomor, edisi)
        .join(
            newest,
            (col(Draft.period) == newest.c.period) & (col(Draft.revision) == newest.c.revision),
        )
        .join(Penomoran, col(Penomoran.period) == col(Draft.period))
        .order_by(col(Draft.period))
    )
    return [Line(*row) for row in session.exec(statement)]


def nomor_of(session: Session, period: str) -> str | None:
    numbered = session.get(Penomoran, period)
    return numbered.nomor if numbered else None


def last_urut(session: Session, tahun: int) -> int:
    """Highest number given for the year, 0 if none."""
    statement = select(func.coalesce(func.max(col(Penomoran.urut)), 0)).where(
        col(Penomoran.tahun) == tahun
    )
    return session.exec(statement).one()


def suntingan_of(session: Session, period: str) -> Sequence[Suntingan]:
    """In the order they were made."""
    statement = (
        select(Suntingan).where(col(Suntingan.period) == period).order_by(col(Suntingan.id))
    )
    return session.exec(statement).all()
