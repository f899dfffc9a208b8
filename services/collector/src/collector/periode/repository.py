"""What is asked about periods and obligations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, func, select, update

from collector.perencanaan.models import PerjanjianIndikator, PerjanjianKinerja
from collector.periode.domain import Keadaan, StatusKewajiban
from collector.periode.models import Disposisi, Kewajiban, Periode, PermintaanBuka
from collector.tables import Table
from lapkin_chassis.tables import insert_rows
from lapkin_contracts.rules.periods import Periode as Triwulan

KEWAJIBAN: Final = Table.metadata.tables["kewajiban"]


def periode(session: Session, period: str) -> Periode | None:
    return session.get(Periode, period)


def is_open(session: Session, period: str) -> bool:
    row = session.get(Periode, period)
    return row is not None and row.state == Keadaan.TERBUKA


def all_periode(session: Session) -> Sequence[Periode]:
    """In order of time."""
    return session.exec(select(Periode).order_by(col(Periode.opens_at))).all()


def not_closed(session: Session) -> Sequence[Periode]:
    """Scheduled or open, the earliest first."""
    statement = (
        select(Periode)
        .where(col(Periode.state) != Keadaan.TERTUTUP)
        .order_by(col(Periode.opens_at))
    )
    return session.exec(statement).all()


def kewajiban(
    session: Session, period: str | None = None, unit: str | None = None
) -> Sequence[Kewajiban]:
    """Of a period or of all, of a unit or of all, in order of both."""
    statement = select(Kewajiban).order_by(col(Kewajiban.period), col(Kewajiban.unit))
    if period is not None:
        statement = statement.where(col(Kewajiban.period) == period)
    if unit is not None:
        statement = statement.where(col(Kewajiban.unit) == unit)
    return session.exec(statement).all()


def obligation(session: Session, unit: str, period: str) -> Kewajiban | None:
    return session.get(Kewajiban, (period, unit))


def unmet(session: Session, period: str) -> Sequence[Kewajiban]:
    """Obligations of a period that are still open, in order of unit."""
    return [one for one in kewajiban(session, period) if one.state != StatusKewajiban.MASUK]


def add_kewajiban(session: Session, period: str, units: Iterable[str], batas: datetime) -> None:
    owed = {
        "period": period,
        "state": StatusKewajiban.BELUM,
        "revision": 0,
        "batas": batas,
        "terlambat_hari": 0,
    }
    insert_rows(session, KEWAJIBAN, ({**owed, "unit": unit} for unit in units))


def move_kewajiban(session: Session, period: str, batas: datetime) -> None:
    session.exec(update(Kewajiban).where(col(Kewajiban.period) == period).values(batas=batas))


def promised(session: Session, unit: str, triwulan: Triwulan) -> Sequence[str]:
    """Indikator of the Perjanjian Kinerja in force at the end of the triwulan, in its order."""
    versi = (
        select(func.max(PerjanjianKinerja.versi))
        .where(
            col(PerjanjianKinerja.unit) == unit,
            col(PerjanjianKinerja.tahun) == triwulan.tahun,
            col(PerjanjianKinerja.berlaku_sejak) <= triwulan.ends_on,
        )
        .scalar_subquery()
    )
    statement = (
        select(PerjanjianIndikator.kode)
        .where(
            col(PerjanjianIndikator.unit) == unit,
            col(PerjanjianIndikator.tahun) == triwulan.tahun,
            col(PerjanjianIndikator.versi) == versi,
        )
        .order_by(col(PerjanjianIndikator.urutan))
    )
    return session.exec(statement).all()


def last_nomor(session: Session, tahun: int) -> int:
    """Highest agenda number of the year, 0 before the first."""
    statement = select(func.max(col(Disposisi.nomor))).where(col(Disposisi.tahun) == tahun)
    return session.exec(statement).one() or 0


def with_disposisi(session: Session) -> set[str]:
    """Periods that have an order."""
    return set(session.exec(select(Disposisi.period)))


def requests(session: Session) -> Sequence[PermintaanBuka]:
    """To reopen an obligation, the newest first."""
    statement = select(PermintaanBuka).order_by(
        col(PermintaanBuka.diminta_pada).desc(), col(PermintaanBuka.unit)
    )
    return session.exec(statement).all()


def newest_request(session: Session, unit: str, period: str) -> PermintaanBuka | None:
    statement = (
        select(PermintaanBuka)
        .where(col(PermintaanBuka.unit) == unit, col(PermintaanBuka.period) == period)
        .order_by(col(PermintaanBuka.nomor).desc())
        .limit(1)
    )
    return session.exec(statement).first()
