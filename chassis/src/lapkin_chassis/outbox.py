"""The record of what a service announced. Rows are appended with the effect and never changed."""

import secrets
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    select,
)
from sqlmodel import Session

from lapkin_chassis import trace
from lapkin_chassis.prepared import Prepared
from lapkin_chassis.store import lock
from lapkin_chassis.tables import NAMES, Instant
from lapkin_contracts.envelope import Envelope, Event

FOLLOW_ON = UUID("5d2b0c6e-6f0a-5c4e-9d57-1f0b1c7f6a10")
"""Namespace of ids derived from a cause: a handler that runs again makes the same event."""

plumbing = MetaData(naming_convention=NAMES)

outbox = Table(
    "outbox",
    plumbing,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("event_id", String(36), nullable=False, unique=True),
    Column("aggregate", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("traceparent", String(55)),
    Column("recorded_at", Instant, nullable=False),
    UniqueConstraint("aggregate", "version"),
    sqlite_autoincrement=True,  # a reused position would hide an event from the relay
)


_append = Prepared(
    insert(outbox).values(
        {
            column.name: bindparam(f"new_{column.name}", type_=column.type)
            for column in outbox.columns
            if column.name != "position"
        }
    )
)
_last_version = Prepared(
    select(func.max(outbox.c.version)).where(outbox.c.aggregate == bindparam("aggregate"))
)
_POSITION = select(outbox.c.position).where(outbox.c.event_id == bindparam("event_id"))
_AFTER = (
    select(
        outbox.c.position,
        outbox.c.event_id,
        outbox.c.aggregate,
        outbox.c.body,
        outbox.c.traceparent,
    )
    .where(outbox.c.position > bindparam("position"))
    .order_by(outbox.c.position)
    .limit(bindparam("limit"))
)


class OutboxRow(NamedTuple):
    position: int
    event_id: str
    aggregate: str
    body: bytes
    traceparent: str | None


def emit(
    session: Session,
    event: Event,
    *,
    at: datetime,
    cause: Envelope[Any] | None = None,
    written: bytes | None = None,
) -> str:
    """Announce `event` when this transaction commits, and return its id.

    `written` is its JSON, where the caller has stored the same.

    An event that follows from `cause` has an id derived from it: when a store is rebuilt from the
    stream, what it announced before is not announced again.

    Positions are handed out under a lock, so that they become visible in order: the relay reads
    past a position and would never look back.
    """
    lock(session, "outbox")
    aggregate = event.aggregate
    event_id = str(uuid5(FOLLOW_ON, f"{cause.id}/{aggregate}")) if cause else uuid7()
    if cause and position_of(session, event_id):
        return event_id
    version = last_version(session, aggregate) + 1
    unit, period = event.scope()
    envelope: Envelope[Event] = Envelope(
        specversion="1.0",
        id=event_id,
        source=session.info["source"],
        type=event.type,
        subject=f"{unit}/{period}",
        time=at,
        recordedtime=datetime.now(UTC),
        datacontenttype="application/json",
        dataschema=f"urn:lapkin:schema:{event.type.removeprefix('lapkin.')}",
        correlationid=period,
        causationid=cause.id if cause else None,
        partitionkey=aggregate,
        sequence=version,
        traceparent=trace.current.get(),
        data=event,
    )
    _append.run(
        session,
        {
            "new_event_id": event_id,
            "new_aggregate": aggregate,
            "new_version": version,
            "new_body": envelope.to_json(written),
            "new_traceparent": envelope.traceparent,
            "new_recorded_at": envelope.recordedtime,
        },
    )
    return event_id


def last_version(session: Session, aggregate: str) -> int:
    """Newest version announced, 0 for an aggregate never announced."""
    row = _last_version.first(session, {"aggregate": aggregate})
    return 0 if row is None or row[0] is None else int(str(row[0]))


def rows_after(session: Session, position: int, limit: int) -> Sequence[OutboxRow]:
    """What the relay has still to publish, in order."""
    found = session.connection().execute(_AFTER, {"position": position, "limit": limit})
    return [OutboxRow(*row) for row in found]


def position_of(session: Session, event_id: str) -> int:
    """Where an event stands; 0 if this outbox never held it."""
    return session.connection().scalar(_POSITION, {"event_id": event_id}) or 0


def backlog(session: Session, position: int) -> tuple[int, datetime | None]:
    """How many events wait behind `position`, and since when."""
    statement = select(func.count(), func.min(outbox.c.recorded_at)).where(
        outbox.c.position > position
    )
    count, oldest = session.connection().execute(statement).one()
    return count, oldest


def uuid7() -> str:
    """RFC 9562 version 7: 48 bits of milliseconds, then random."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))
