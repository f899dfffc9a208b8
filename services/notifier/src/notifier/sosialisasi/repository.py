"""What the sosialisasi is asked."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, delete, exists, func, or_, select

from notifier.mail import Status
from notifier.sosialisasi.domain import Key, Official
from notifier.sosialisasi.models import Pejabat, Penerima, Sosialisasi, TautanDibuka


class Jumlah(NamedTuple):
    """Recipients of an edition; each counts once."""

    diterima: int = 0
    """They said so."""
    menunggu: int = 0
    """The message has still to go out."""
    gagal: int = 0
    """It could not be sent."""
    belum: int = 0
    """It went out, and they have not said that it arrived."""


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


def editions_of(session: Session, period: str) -> Sequence[Sosialisasi]:
    """Newest first."""
    statement = (
        select(Sosialisasi)
        .where(Sosialisasi.period == period)
        .order_by(col(Sosialisasi.edisi).desc())
    )
    return session.exec(statement).all()


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


def opening(session: Session, key: Key) -> TautanDibuka | None:
    return session.get(TautanDibuka, key)


def add_opening(session: Session, key: Key, now: datetime) -> None:
    session.add(TautanDibuka(**key._asdict(), at=now))


def openings(session: Session, period: str, edisi: int) -> dict[int, datetime]:
    """When personal links were first opened, by number of the recipient."""
    statement = select(TautanDibuka).where(
        TautanDibuka.period == period, TautanDibuka.edisi == edisi
    )
    return {one.nomor: one.at for one in session.exec(statement)}


def unsaid_by(session: Session, addresses: Collection[str]) -> list[Key]:
    """Recipients with one of these addresses who have not acknowledged."""
    statement = select(Penerima.period, Penerima.edisi, Penerima.nomor).where(
        func.lower(col(Penerima.surel)).in_(sorted(addresses)),
        col(Penerima.acknowledged_at).is_(None),
    )
    return [Key(*row) for row in session.exec(statement)]


def editions(session: Session) -> Sequence[Sosialisasi]:
    """Of every report."""
    return session.exec(select(Sosialisasi)).all()


def tally(session: Session) -> dict[tuple[str, int], Jumlah]:
    """How many recipients of each edition stand how."""
    status, said = col(Penerima.status), col(Penerima.acknowledged_at).is_not(None)
    edition = (col(Penerima.period), col(Penerima.edisi))
    of_status = [
        func.count(sa.case((sa.and_(status == one, ~said), 1)))
        for one in (Status.MENUNGGU, Status.GAGAL, Status.TERKIRIM)
    ]
    counted = sa.select(*edition, func.count(sa.case((said, 1))), *of_status).group_by(*edition)
    rows = session.connection().execute(counted)
    return {(period, edisi): Jumlah(*numbers) for period, edisi, *numbers in rows}


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
