"""What is asked about series that go on in another unit."""

from datetime import date
from typing import Final

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import Session, col

from collector.organisasi.models import Unit
from collector.perencanaan.heirs import Heir
from collector.perencanaan.repository import INDIKATOR, PERJANJIAN, Key

_newest: Final = (
    select(PERJANJIAN.c.unit, PERJANJIAN.c.tahun, func.max(PERJANJIAN.c.versi).label("versi"))
    .group_by(PERJANJIAN.c.unit, PERJANJIAN.c.tahun)
    .subquery()
)
_is_of_plan: Final = and_(*(PERJANJIAN.c[name] == INDIKATOR.c[name] for name in Key._fields))


def promised_until(session: Session, tahun: int) -> frozenset[str]:
    """`<unit>/<kode>` of every indikator promised in the year or before, in any version."""
    columns = INDIKATOR.c.unit, INDIKATOR.c.kode
    rows = session.connection().execute(
        select(*columns).where(INDIKATOR.c.tahun <= tahun).distinct()
    )
    return frozenset(f"{unit}/{kode}" for unit, kode in rows)


def successions(session: Session, tahun: int, *, but: str) -> dict[str, str]:
    """By `<unit>/<kode>` the series it continues in the year, of every unit but one."""
    line = INDIKATOR.c
    rows = session.connection().execute(
        _newest_lines(tahun).where(line.unit != but, line.pendahulu != "")
    )
    return {f"{unit}/{kode}": pendahulu for unit, kode, pendahulu in rows}


def heirs_of(session: Session, unit: str, tahun: int) -> dict[str, Heir]:
    """Who goes on with the unit's series in the year, by code of the unit's own indikator."""
    own, line = f"{unit}/", INDIKATOR.c
    statement = (
        select(line.unit, line.kode, line.pendahulu, func.min(PERJANJIAN.c.berlaku_sejak))
        .join(PERJANJIAN, _is_of_plan)
        .join(_newest, and_(_newest.c.unit == line.unit, _newest.c.tahun == line.tahun))
        .where(line.tahun == tahun, line.pendahulu.startswith(own, autoescape=True))
        .group_by(line.unit, line.kode, line.pendahulu)
        .having(func.max(line.versi) == func.max(_newest.c.versi))  # not given up since
    )
    rows = session.connection().execute(statement)
    return {
        pendahulu.removeprefix(own): Heir(f"{heir}/{kode}", sejak)
        for heir, kode, pendahulu, sejak in rows
    }


def kept_on(session: Session, tahun: int, day: date) -> frozenset[str]:
    """`<unit>/<kode>` of every newest plan of the year whose unit is still there on `day`."""
    last = col(Unit.berlaku_sampai)
    statement = (
        _newest_lines(tahun)
        .join(Unit, col(Unit.code) == INDIKATOR.c.unit)
        .where(or_(last.is_(None), last >= day))
    )
    rows = session.connection().execute(statement)
    return frozenset(f"{unit}/{kode}" for unit, kode, *_ in rows)


def _newest_lines(tahun: int) -> Select[str, str, str]:
    """Of the newest plans of a year: unit, code, what it goes on with."""
    line = INDIKATOR.c
    is_newest = and_(*(_newest.c[name] == line[name] for name in Key._fields))
    return (
        select(line.unit, line.kode, line.pendahulu)
        .join(_newest, is_newest)
        .join(PERJANJIAN, _is_of_plan)
        .where(line.tahun == tahun)
        .order_by(line.unit, line.urutan)
    )
