"""Taking in the Laporan Progres Bulanan. A correction is a new revision."""

from datetime import datetime
from typing import Final

from pydantic import TypeAdapter
from sqlmodel import Session

from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import unit_named
from collector.perencanaan.repository import in_force, plan
from collector.periode.domain import is_past, tanggal
from collector.periode.errors import PeriodClosed
from collector.periode.repository import obligation, periode
from collector.periode.service import LOCK
from collector.progres import repository
from collector.progres.domain import faults_in_progres
from collector.progres.errors import (
    MonthNotBegun,
    NoPlanForProgres,
    ProgresRefused,
    UnknownProgres,
)
from collector.progres.models import Progres
from collector.progres.schemas import ProgresIn, ProgresOut
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import ProgresIndikator, ProgresSubmitted
from lapkin_contracts.rules.periods import ZONE, Bulan, Periode

_lines: Final = TypeAdapter(tuple[ProgresIndikator, ...])


def submit(
    session: Session, unit: str, bulan: Bulan, report: ProgresIn, *, oleh: str, now: datetime
) -> tuple[ProgresOut, bool]:
    """Store the next revision and announce it. Returns also whether anything was new.

    Raises:
        UnknownUnit, MonthNotBegun, PeriodClosed, NoPlanForProgres: it cannot be taken in.
        ProgresRefused: an indikator is wrong, or not explained.
    """
    lock(session, LOCK)
    if unit_named(session, unit) is None:
        raise UnknownUnit(unit=unit)
    if now.astimezone(ZONE).date() < bulan.starts_on:
        raise MonthNotBegun(title=bulan.title)
    newest = repository.newest_progres(session, unit, bulan)
    if newest is not None and _said_in(newest) == report:
        return _out(newest), False
    _check_open(session, unit, bulan.triwulan, now)
    if report.indikator:
        _check_indikator(session, unit, bulan, report)
    row = Progres(
        unit=unit,
        bulan=bulan,
        revision=newest.revision + 1 if newest else 1,
        submitted_at=now,
        oleh=oleh,
        **report.model_dump(exclude={"indikator"}),
        indikator=_lines.dump_json(report.indikator, exclude_defaults=True).decode(),
    )
    return _store(session, row), True


def _check_open(session: Session, unit: str, triwulan: Periode, now: datetime) -> None:
    """What is reopened for figures takes progress too: one explains the other."""
    row = periode(session, triwulan)
    if row is None or row.closed_at is None:
        return
    owed = obligation(session, unit, triwulan)
    sampai = None if owed is None else owed.dibuka_sampai
    if sampai is None or is_past(sampai, now):
        raise PeriodClosed(title=triwulan.title, closed=tanggal(row.closed_at))


def _check_indikator(session: Session, unit: str, bulan: Bulan, report: ProgresIn) -> None:
    documents = in_force(session, unit, bulan.triwulan)
    if documents is None:
        raise NoPlanForProgres(unit=unit, title=bulan.triwulan.title)
    faults = tuple(faults_in_progres(report.indikator, plan(session, documents)))
    if faults:
        raise ProgresRefused(errors=faults, count=len(faults))


def _store(session: Session, row: Progres) -> ProgresOut:
    session.add(row)
    bulan = Bulan(row.bulan)
    emit(
        session,
        ProgresSubmitted(
            unit=row.unit,
            period=bulan.triwulan,
            bulan=bulan,
            revision=row.revision,
            submitted_at=row.submitted_at,
            **dict(_said_in(row)),
        ),
        at=row.submitted_at,
    )
    return _out(row)


def progres_of(session: Session, unit: str, bulan: Bulan) -> ProgresOut:
    """The newest revision."""
    newest = repository.newest_progres(session, unit, bulan)
    if newest is None:
        raise UnknownProgres(unit=unit, bulan=bulan)
    return _out(newest)


def _out(row: Progres) -> ProgresOut:
    return ProgresOut(**{**row.model_dump(), "indikator": _lines.validate_json(row.indikator)})


def _said_in(row: Progres) -> ProgresIn:
    return ProgresIn(**_out(row).model_dump(include=set(ProgresIn.model_fields)))
