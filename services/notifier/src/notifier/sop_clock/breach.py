"""Use cases of breaches: a step's time ran out. Each is announced once, however late it is seen."""

from datetime import datetime
from functools import partial

from sqlmodel import Session

from lapkin_chassis import triggers
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_chassis.triggers import Planned
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sosialisasi import SlaBreached
from notifier.sop_clock import repository, service
from notifier.sop_clock.domain import KIND, Edge, breach_key
from notifier.sop_clock.spans import waiting_for

CLOCK = "jam"


def due(session: Session, now: datetime) -> list[Planned]:
    """Breaches that nobody announced yet, of running steps and of those that ended meanwhile."""
    planned = (
        Planned(breach_key(case.period, step.step.nomor), KIND, step.batas)
        for case in service.cases(session, now)
        for step in case.steps
        if step.is_late and step.batas is not None
    )
    return triggers.due(session, planned, now)


def announce(session: Session, now: datetime) -> None:
    lock(session, triggers.LOCK)
    for one in due(session, now):
        triggers.attempt(session, one, partial(_announce, session, one), at=now)


def _announce(session: Session, planned: Planned) -> None:
    _, label, nomor = planned.key.split("/")
    said = _breach(session, Periode(label), int(nomor), planned.due_at)
    emit(session, said, at=planned.due_at)
    _record(session, planned)


def keep(session: Session, fact: Envelope[SlaBreached]) -> None:
    """News only to a store that is being rebuilt."""
    said = fact.data
    _record(session, Planned(breach_key(said.period, said.langkah), KIND, said.batas))


def _record(session: Session, planned: Planned) -> None:
    """By the moment it ran out, which the fact carries: a rebuilt ledger says the same."""
    triggers.record(session, planned, at=planned.due_at, by=CLOCK)


def _breach(session: Session, period: Periode, nomor: int, batas: datetime) -> SlaBreached:
    started = repository.marks_of(session, period)[nomor, Edge.STARTED]
    waited = service.case_of(session, period, batas).spans
    return SlaBreached(
        unit=repository.unit_of(session, started.event_id),  # what begins a step is the instansi's
        period=period,
        langkah=nomor,
        started_at=started.at,
        batas=batas,
        menunggu=waiting_for(waited, batas),
    )
