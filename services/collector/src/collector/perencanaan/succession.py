"""What is asked about series that go on in another unit."""

from typing import Final

from sqlalchemy import and_, func, select
from sqlmodel import Session

from collector.perencanaan.repository import INDIKATOR, PERJANJIAN


def promised_until(session: Session, tahun: int) -> frozenset[str]:
    """`<unit>/<kode>` of every indikator promised in the year or before, in any version."""
    columns = INDIKATOR.c.unit, INDIKATOR.c.kode
    rows = session.connection().execute(
        select(*columns).where(INDIKATOR.c.tahun <= tahun).distinct()
    )
    return frozenset(f"{unit}/{kode}" for unit, kode in rows)


_newest: Final = (
    select(PERJANJIAN.c.unit, PERJANJIAN.c.tahun, func.max(PERJANJIAN.c.versi).label("versi"))
    .group_by(PERJANJIAN.c.unit, PERJANJIAN.c.tahun)
    .subquery()
)


def successions(session: Session, tahun: int, *, but: str) -> dict[str, str]:
    """By `<unit>/<kode>` the series it continues in the year, of every unit but one."""
    is_newest = and_(*(INDIKATOR.c[name] == _newest.c[name] for name in _newest.c.keys()))  # noqa: SIM118
    statement = (
        select(INDIKATOR.c.unit, INDIKATOR.c.kode, INDIKATOR.c.pendahulu)
        .join(_newest, is_newest)
        .where(INDIKATOR.c.tahun == tahun, INDIKATOR.c.unit != but, INDIKATOR.c.pendahulu != "")
        .order_by(INDIKATOR.c.unit, INDIKATOR.c.urutan)
    )
    rows = session.connection().execute(statement)
    return {f"{unit}/{kode}": pendahulu for unit, kode, pendahulu in rows}
