"""Every query about signatures."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from lapkin_chassis.store import lock
from reporter.laporan.models import Berkas, Laporan
from reporter.tanda_tangan.domain import State
from reporter.tanda_tangan.models import TandaTangan


def signature_of(session: Session, period: str, edisi: int) -> TandaTangan | None:
    return session.get(TandaTangan, (period, edisi))


def issued_pdf(session: Session, laporan: Laporan) -> Berkas:
    """The PDF as it was issued; every edition has one."""
    statement = select(Berkas).where(
        col(Berkas.period) == laporan.period,
        col(Berkas.edisi) == laporan.edisi,
        col(Berkas.format) == "pdf",
    )
    return session.exec(statement).one()


def waiting(session: Session, cara: str) -> Sequence[TandaTangan]:
    """Whose tickets are still open with one kind of signer, the oldest first."""
    statement = (
        select(TandaTangan)
        .where(col(TandaTangan.state) == State.MENUNGGU, col(TandaTangan.cara) == cara)
        .order_by(col(TandaTangan.requested_at), col(TandaTangan.period), col(TandaTangan.edisi))
    )
    return session.exec(statement).all()


def lock_signatures(session: Session) -> None:
    """One writer at a time decides what became of a signature."""
    lock(session, "tanda_tangan")
