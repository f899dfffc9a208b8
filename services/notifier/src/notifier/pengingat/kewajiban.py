"""What units owe, learnt from the collector's facts."""

from typing import Any

from sqlmodel import Session

from lapkin_chassis.inbox import NotYet
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import (
    DataReturned,
    DataSubmitted,
    KewajibanReopened,
    PeriodeClosed,
    PeriodeOpened,
    PeriodeRescheduled,
)
from notifier.pengingat import repository
from notifier.pengingat.models import Kewajiban


def open_period(session: Session, fact: Envelope[PeriodeOpened]) -> None:
    """Everyone on the list owes from now on."""
    opened = fact.data
    for unit in opened.wajib:
        row = _row(session, opened.period, unit)
        row.instansi = opened.unit
        row.batas, row.terkunci, row.sejak = opened.batas, opened.ditutup, fact.time
        session.add(row)


def reschedule(session: Session, fact: Envelope[PeriodeRescheduled]) -> None:
    """New last days for everyone but those for whom it was reopened."""
    for row in _of_period(session, fact):
        row.batas, row.terkunci = fact.data.batas, fact.data.ditutup
        session.add(row)


def close_period(session: Session, fact: Envelope[PeriodeClosed]) -> None:
    for row in _of_period(session, fact):
        row.terkunci = fact.time
        session.add(row)


def keep_figures(session: Session, fact: Envelope[DataSubmitted]) -> None:
    """Each revision says what is still owed after it."""
    data = fact.data
    is_complete = not data.belum and not data.rtl_belum
    if not repository.note_figures(session, data, is_complete=is_complete):
        row = _row(session, data.period, data.unit)
        row.revision, row.lengkap = data.revision, is_complete
        session.add(row)


def take_back(session: Session, fact: Envelope[DataReturned]) -> None:
    """The unit owes again, unless better figures have come already."""
    row = _row(session, fact.data.period, fact.data.unit)
    row.dikembalikan = max(row.dikembalikan, fact.data.revision)
    row.sejak = fact.time
    session.add(row)


def reopen(session: Session, fact: Envelope[KewajibanReopened]) -> None:
    """Its expiry is what the unit is reminded of; how late it is does not change by it."""
    row = _row(session, fact.data.period, fact.data.unit)
    row.batas = row.terkunci = fact.data.sampai
    row.sejak, row.dibuka_kembali = fact.time, True
    session.add(row)


def _row(session: Session, period: str, unit: str) -> Kewajiban:
    found = session.get(Kewajiban, (period, unit))
    return found or Kewajiban(period=period, unit=unit, instansi="")


def _of_period(session: Session, fact: Envelope[Any]) -> list[Kewajiban]:
    """Raises NotYet for a period whose opening has not arrived."""
    if not repository.is_opened(session, fact.data.period):
        msg = f"{fact.type} of {fact.subject} came before its opening"
        raise NotYet(msg)
    return repository.bound_to_period(session, fact.data.period)
