"""Opening and closing the collection of a triwulan (SOP step 1) by a person, and its state."""

from datetime import datetime

from sqlmodel import Session

from collector.kalender.service import publish_missing
from collector.perencanaan.errors import NoPerjanjianKinerja
from collector.perencanaan.repository import units_with_plan
from collector.periode import domain, obligations, opening, repository
from collector.periode.domain import Keadaan, Turn
from collector.periode.errors import PeriodClosed, PeriodNotOpen, UnknownPeriod
from collector.periode.models import Periode as PeriodeRow
from collector.periode.schemas import KewajibanOut, PeriodeOut
from lapkin_chassis.store import lock
from lapkin_contracts.rules.periods import Periode

LOCK = domain.LOCK


def open_periode(session: Session, triwulan: Periode, turn: Turn) -> PeriodeOut:
    """Open collection, note what each unit owes, and issue the disposisi."""
    domain.check_triwulan(triwulan)
    lock(session, LOCK)
    row = repository.periode(session, triwulan)
    domain.check_may_open(triwulan, row.opened_at if row else None, turn.at)
    wajib = units_with_plan(session, triwulan)
    if not wajib:
        raise NoPerjanjianKinerja(whose=triwulan.title)
    publish_missing(session, turn)
    row = row or opening.schedule(session, triwulan, turn.jendela)
    opening.open_row(session, row, wajib, turn)
    return _described(session, row, turn.at)


def close_periode(session: Session, triwulan: Periode, turn: Turn) -> PeriodeOut:
    """Take no more figures, whoever is missing."""
    domain.check_triwulan(triwulan)
    lock(session, LOCK)
    row = repository.periode(session, triwulan)
    if row is None or row.state == Keadaan.TERJADWAL:
        opens = domain.tanggal(domain.opens_at(triwulan))
        raise PeriodNotOpen(title=triwulan.title, opens=opens)
    if row.closed_at is not None:
        raise PeriodClosed(title=triwulan.title, closed=domain.tanggal(row.closed_at))
    opening.close_row(session, row, turn)
    return _described(session, row, turn.at)


def all_periode(session: Session, now: datetime) -> list[PeriodeOut]:
    """In order of time, each with who owes what."""
    owed: dict[str, list[KewajibanOut]] = {}
    for one in obligations.described(session, repository.kewajiban(session), now):
        owed.setdefault(one.period, []).append(one)
    return [_out(row, owed.get(row.period, [])) for row in repository.all_periode(session)]


def periode_of(session: Session, triwulan: Periode, now: datetime) -> PeriodeOut:
    row = repository.periode(session, triwulan)
    if row is None:
        raise UnknownPeriod(period=triwulan)
    return _described(session, row, now)


def _described(session: Session, row: PeriodeRow, now: datetime) -> PeriodeOut:
    owed = repository.kewajiban(session, row.period)
    return _out(row, obligations.described(session, owed, now))


def _out(row: PeriodeRow, owed: list[KewajibanOut]) -> PeriodeOut:
    return PeriodeOut(title=Periode(row.period).title, kewajiban=owed, **row.model_dump())
