"""What the event log is asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Row, func, insert
from sqlmodel import Session, col, select

from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope, Event
from lapkin_contracts.organisasi import UnitRegistered
from notifier.event_log.domain import Frame, Interest, frame_of
from notifier.event_log.models import LoggedEvent

E = TypeVar("E", bound=Event)


class Page(NamedTuple):
    """A stretch of the log as one listener sees it."""

    bodies: Sequence[bytes]
    next: int
    """Everything up to here was considered."""
    retention_from: datetime | None
    """Recorded time of the oldest event held."""


# Built once: every event of the house passes here.
_APPEND = insert(LoggedEvent).values(
    position=select(func.coalesce(func.max(LoggedEvent.position), 0) + 1).scalar_subquery()
)


def append(session: Session, fact: Envelope[Any]) -> None:
    """Positions are counted under a lock, so that they become visible in order."""
    lock(session, "event")
    unit, period = fact.data.scope()
    row = {
        "event_id": fact.id,
        "type": fact.type,
        "unit": unit,
        "period": period,
        "time": fact.time,
        "recordedtime": fact.recordedtime,
        "causationid": fact.causationid,
        "source": fact.source,
        "body": fact.to_json(),
    }
    session.connection().execute(_APPEND, row)


def last_position(session: Session) -> int:
    """0 while the log is empty."""
    return session.exec(select(func.coalesce(func.max(LoggedEvent.position), 0))).one()


def frames_after(session: Session, position: int, limit: int) -> list[Frame]:
    """Every event past `position`, in order."""
    return [
        frame_of(row.position, row.type, row.unit, row.period, row.body)
        for row in _rows_after(session, position, limit)
    ]


def page_after(session: Session, position: int, interest: Interest, limit: int) -> Page:
    """What `interest` covers past `position`, at most `limit` events."""
    last = last_position(session)  # asked first: an event committed after it must not be passed by
    rows = _rows_after(session, position, limit, *_conditions(interest))
    seen = rows[-1].position if rows else position
    oldest = select(LoggedEvent.recordedtime).order_by(col(LoggedEvent.position)).limit(1)
    return Page(
        bodies=[row.body for row in rows],
        next=seen if len(rows) == limit else max(seen, last),
        retention_from=session.exec(oldest).first(),
    )


def event_of(session: Session, event_id: str) -> LoggedEvent | None:
    return session.exec(select(LoggedEvent).where(LoggedEvent.event_id == event_id)).first()


def recorded_at(session: Session, event_id: str) -> datetime | None:
    """None while the event has not arrived."""
    statement = select(LoggedEvent.recordedtime).where(LoggedEvent.event_id == event_id)
    return session.exec(statement).first()


def envelope_of(session: Session, event_id: str, event: type[E]) -> Envelope[E]:
    """Raises NoResultFound for an event the log does not hold."""
    body = session.exec(select(LoggedEvent.body).where(LoggedEvent.event_id == event_id)).one()
    return Envelope[event].model_validate_json(body)  # type: ignore[valid-type]


def latest_of_no_period(
    session: Session, event: type[E], unit: str | None = None
) -> Envelope[E] | None:
    """The newest fact of a kind that belongs to no period, of a unit or at all."""
    statement = select(LoggedEvent.body).where(
        LoggedEvent.period == "-", LoggedEvent.type == event.type
    )
    if unit is not None:
        statement = statement.where(LoggedEvent.unit == unit)
    body = session.exec(statement.order_by(col(LoggedEvent.position).desc()).limit(1)).first()
    if body is None:
        return None
    return Envelope[event].model_validate_json(body)  # type: ignore[valid-type]


def newest_by_unit(session: Session, event: type[E], period: str) -> dict[str, E]:
    """The newest fact of a kind about a period, by unit."""
    statement = (
        select(LoggedEvent.unit, LoggedEvent.body)
        .where(LoggedEvent.period == period, LoggedEvent.type == event.type)
        .order_by(col(LoggedEvent.position))
    )
    newest = dict(session.exec(statement).all())
    envelope = Envelope[event]  # type: ignore[valid-type]
    return {unit: envelope.model_validate_json(body).data for unit, body in newest.items()}


def unit_names(session: Session) -> dict[str, str]:
    """By code, as they were last registered."""
    statement = (
        select(LoggedEvent.body)
        .where(LoggedEvent.type == UnitRegistered.type)
        .order_by(col(LoggedEvent.position))
    )
    facts = map(Envelope[UnitRegistered].model_validate_json, session.exec(statement))
    return {fact.data.unit: fact.data.nama for fact in facts}


def _rows_after(
    session: Session, position: int, limit: int, *conditions: ColumnElement[bool]
) -> Sequence[Row[int, str, str, str, bytes]]:
    statement = (
        sa.select(
            col(LoggedEvent.position),
            col(LoggedEvent.type),
            col(LoggedEvent.unit),
            col(LoggedEvent.period),
            col(LoggedEvent.body),
        )
        .where(col(LoggedEvent.position) > position, *conditions)
        .order_by(col(LoggedEvent.position))
        .limit(limit)
    )
    return session.connection().execute(statement).all()


def _conditions(interest: Interest) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [col(LoggedEvent.type).not_in(sorted(interest.hidden))]
    if interest.types:
        conditions.append(col(LoggedEvent.type).in_(sorted(interest.types)))
    if interest.unit is not None:
        conditions.append(col(LoggedEvent.unit) == interest.unit)
    if interest.period is not None:
        conditions.append(col(LoggedEvent.period) == interest.period)
    return conditions
