"""Use cases of the SOP clock."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from lapkin_chassis.inbox import NotYet
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sop import load_sop
from notifier.event_log.repository import recorded_at
from notifier.sop_clock import repository
from notifier.sop_clock.domain import (
    MOMENTS,
    Case,
    Known,
    Mark,
    Office,
    collected,
    periods_of,
    stand,
    turns_of,
)
from notifier.sop_clock.spans import spans


def advance(session: Session, fact: Envelope[Any]) -> None:
    """Mark the steps that this fact begins or ends, each once."""
    if fact.type not in MOMENTS:
        return
    period = fact.data.period
    for turn in turns_of(fact.type, period):
        if not repository.is_marked(session, period, turn):
            repository.add_mark(session, period, turn, _mark(session, fact, turn.field))


def case_of(session: Session, period: Periode, now: datetime) -> Case:
    """How a case stands at `now`, and for whom it waited; a period nobody opened has not begun."""
    marks = repository.marks_of(session, period)
    waited = spans([*repository.occurrences(session, period), *collected(period, marks)])
    return _case(Known(period, marks, waited), repository.office(session), now)


def cases(session: Session, now: datetime) -> list[Case]:
    """Every case of each year in which something happened, newest year first."""
    marks, office = repository.marks_by_period(session), repository.office(session)
    years = sorted({period.tahun for period in marks}, reverse=True)
    return [
        _case(Known(period, marks.get(period, {})), office, now)
        for tahun in years
        for period in periods_of(tahun)
    ]


def _case(known: Known, office: Office, now: datetime) -> Case:
    steps = load_sop().steps_of(known.period.jenis)
    standing = tuple(stand(step, known, office, now) for step in steps)
    return Case(known.period, standing, tuple(known.spans))


def _mark(session: Session, fact: Envelope[Any], field: str | None) -> Mark:
    """A moment inside the fact came with the fact's cause, so the machine knew it then.

    Raises:
        NotYet: the cause has not arrived.
    """
    if field is None:
        return Mark(fact.time, fact.recordedtime, fact.id)
    at = getattr(fact.data, field)  # named by the SOP, whose model checks that it exists
    if fact.causationid is None:
        return Mark(at, fact.recordedtime, fact.id)
    recorded = recorded_at(session, fact.causationid)
    if recorded is None:
        msg = f"{fact.id} follows from {fact.causationid}"
        raise NotYet(msg)
    return Mark(at, recorded, fact.id)
