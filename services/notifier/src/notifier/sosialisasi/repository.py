"""What the sosialisasi is asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, delete, exists, func, or_, select

from notifier.mail import Status
from notifier.sosialisasi.domain import Key, Official
from notifier.sosialisasi.models import Pejabat, Penerima, Sosialisasi, TautanDibuka


class Addressee(NamedTuple):
    """A recipient together with the edition."""

    sosialisasi: Sosialisasi
    penerima: Penerima

    @property
    def key(self) -> Key:
        return Key(self.penerima.period, self.penerima.edisi, self.penerima.nomor)


def forget_pejabat(session: Session, unit: str) -> None:
    session.exec(delete(Pejabat).where(col(Pejabat.unit) == unit))


def pejabat_on(session: Session, day: date, unit: str | None = None) -> Sequence[Pejabat]:
    """In office on a day, of every unit or of one, in order of unit and list."""
    since, until = col(Pejabat.berlaku_sejak), col(Pejabat.berlaku_sampai)
    statement = (
        select(Pejabat)
        .where(or_(since.is_(None), since <= day), or_(until.is_(None), until >= day))
        .order_by(col(Pejabat.unit), col(Pejabat.nomor))
    )
    if unit is not None:
        statement = statement.where(Pejabat.unit == unit)
    return session.exec(statement).all()


def officials(session: Session, day: date) -> list[Official]:
    """Those in office on a day."""
    return [Official(one.nama, one.jabatan, one.surel) for one in pejabat_on(session, day)]


def told_of(session: Session, period: str, edisi: int) -> list[Official]:
    """Recipients of an edition, in order of its list."""
    rows = penerima_of(session, period, edisi)
    return [Official(one.nama, one.jabatan, one.surel) for one in rows]


def newer_than(session: Session, period: str, edisi: int) -> int | None:
    """The edition that holds instead of this one; none while this one does."""
    statement = select(func.max(Sosialisasi.edisi)).where(
        Sosialisasi.period == period, col(Sosialisasi.edisi) > edisi
    )
    return session.exec(statement).one()


def sosialisasi_of(session: Session, period: str, edisi: int) -> Sosialisasi | None:
    return session.get(Sosialisasi, (period, edisi))


def editions_of(session: Session, period: str) -> list[tuple[Sosialisasi, Sequence[Penerima]]]:
    """With their recipients, newest first."""
    statement = (
        select(Sosialisasi)
        .where(Sosialisasi.period == period)
        .order_by(col(Sosialisasi.edisi).desc())
    )
    return [(one, penerima_of(session, period, one.edisi)) for one in session.exec(statement)]


def penerima_of(session: Session, period: str, edisi: int) -> Sequence[Penerima]:
    """In order of the list."""
    statement = (
        select(Penerima)
        .where(Penerima.period == period, Penerima.edisi == edisi)
        .order_by(col(Penerima.nomor))
    )
    return session.exec(statement).all()


def addressee(session: Session, key: Key) -> Addressee | None:
    """None for a recipient the edition does not have."""
    sosialisasi = sosialisasi_of(session, key.period, key.edisi)
    penerima = session.get(Penerima, key)
    return Addressee(sosialisasi, penerima) if sosialisasi and penerima else None


def due(session: Session, now: datetime, limit: int) -> list[Addressee]:
    """Whose message should go out by now, oldest edition first."""
    statement = (
        select(Sosialisasi, Penerima)
        .where(
            col(Penerima.period) == col(Sosialisasi.period),
            col(Penerima.edisi) == col(Sosialisasi.edisi),
            col(Penerima.next_attempt_at) <= now,
        )
        .order_by(col(Penerima.period), col(Penerima.edisi), col(Penerima.nomor))
        .limit(limit)
    )
    return [Addressee(*row) for row in session.exec(statement)]


def add_opening(session: Session, key: Key, now: datetime) -> None:
    """The first counts."""
    if session.get(TautanDibuka, key) is None:
        session.add(TautanDibuka(**key._asdict(), at=now))


def openings(session: Session, period: str, edisi: int) -> dict[int, datetime]:
    """When personal links were first opened, by number of the recipient."""
    statement = select(TautanDibuka).where(
        TautanDibuka.period == period, TautanDibuka.edisi == edisi
    )
    return {one.nomor: one.at for one in session.exec(statement)}


def editions(session: Session) -> Sequence[Sosialisasi]:
    """Of every report, in order of period and edition."""
    statement = select(Sosialisasi).order_by(col(Sosialisasi.period), col(Sosialisasi.edisi))
    return session.exec(statement).all()


def due_editions(session: Session, now: datetime) -> Sequence[Sosialisasi]:
    """Editions with a message that should go out by now."""
    is_due = exists().where(
        col(Penerima.period) == col(Sosialisasi.period),
        col(Penerima.edisi) == col(Sosialisasi.edisi),
        col(Penerima.next_attempt_at) <= now,
    )
    return session.exec(select(Sosialisasi).where(is_due)).all()


def is_anyone_waiting(session: Session, period: str, edisi: int) -> bool:
    waiting = exists().where(
        col(Penerima.period) == period,
        col(Penerima.edisi) == edisi,
        col(Penerima.status) == Status.MENUNGGU,
    )
    return session.exec(select(waiting)).one()
