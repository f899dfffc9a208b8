"""What is asked about periods and obligations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, func, select

from collector.periode.domain import Keadaan, StatusKewajiban
from collector.periode.models import Disposisi, Kewajiban, Periode
from collector.tables import Table
from lapkin_chassis.tables import insert_rows

KEWAJIBAN: Final = Table.metadata.tables["kewajiban"]


def periode(session: Session, period: str) -> Periode | None:
    return session.get(Periode, period)


def all_periode(session: Session) -> Sequence[Periode]:
    """In order of time."""
    return session.exec(select(Periode).order_by(col(Periode.opens_at))).all()


def kewajiban(session: Session) -> Sequence[Kewajiban]:
    """Of every period, in order of unit."""
    return session.exec(select(Kewajiban).order_by(col(Kewajiban.unit))).all()


def due_to_open(session: Session, now: datetime) -> Sequence[Periode]:
    """Triwulan that have ended and were not opened, the earliest first."""
    statement = (
        select(Periode)
        .where(col(Periode.state) == Keadaan.TERJADWAL, col(Periode.opens_at) <= now)
        .order_by(col(Periode.opens_at))
    )
    return session.exec(statement).all()


def all_open(session: Session) -> Sequence[Periode]:
    """The earliest first."""
    statement = (
        select(Periode)
        .where(col(Periode.state) == Keadaan.TERBUKA)
        .order_by(col(Periode.opens_at))
    )
    return session.exec(statement).all()


def add_kewajiban(session: Session, period: str, units: Iterable[str]) -> None:
    owed = {"period": period, "state": StatusKewajiban.BELUM, "revision": 0}
    insert_rows(session, KEWAJIBAN, ({**owed, "unit": unit} for unit in units))


def last_nomor(session: Session, tahun: int) -> int:
    """Highest agenda number of the year, 0 before the first."""
    statement = select(func.max(col(Disposisi.nomor))).where(col(Disposisi.tahun) == tahun)
    return session.exec(statement).one() or 0
