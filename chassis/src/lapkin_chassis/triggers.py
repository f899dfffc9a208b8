"""What the clock owes: planned runs, each done once, however often or late somebody looks.

A service says what is planned; this keeps what was run and what is paused. The caller holds
`lock(session, LOCK)`, so that several replicas do not run the same twice.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, MetaData, String, Table, Text, delete, insert, select
from sqlmodel import Session

from lapkin_chassis.tables import NAMES, Instant

LOCK = "triggers"
ALL = "*"
"""Pauses every kind."""

TRIGGERS = MetaData(naming_convention=NAMES)

trigger_run = Table(
    "trigger_run",
    TRIGGERS,
    Column("key", String(160), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("ran_at", Instant, nullable=False),
    Column("by", String(120), nullable=False),
    Column("outcome", Text, nullable=False),
)
trigger_pause = Table(
    "trigger_pause",
    TRIGGERS,
    Column("kind", String(40), primary_key=True),
    Column("until", Instant, nullable=False),
    Column("by", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)


class Planned(NamedTuple):
    """One run that is to happen once."""

    key: str
    """Names it for ever, such as `open/2026-TW3`."""
    kind: str
    due_at: datetime


class Run(NamedTuple):
    """One that happened."""

    key: str
    kind: str
    due_at: datetime
    ran_at: datetime
    by: str
    outcome: str


class Pause(NamedTuple):
    """A kind that does not run until a moment, and is caught up after it."""

    kind: str
    until: datetime
    by: str
    reason: str
    at: datetime


def due(session: Session, planned: Iterable[Planned], now: datetime) -> list[Planned]:
    """What should have run by now and did not, the earliest first; nothing that is paused."""
    paused = {one.kind for one in pauses(session, now)}
    if ALL in paused:
        return []
    wanted = [one for one in planned if one.due_at <= now and one.kind not in paused]
    done = _done(session, [one.key for one in wanted])
    return sorted((one for one in wanted if one.key not in done), key=lambda one: one.due_at)


def record(session: Session, one: Planned, *, at: datetime, by: str, outcome: str = "") -> bool:
    """Note that it ran; False if it had before, and then nothing may be done again."""
    if _done(session, [one.key]):
        return False
    row = {**one._asdict(), "ran_at": at, "by": by, "outcome": outcome}
    session.connection().execute(insert(trigger_run), row)
    return True


def pause(session: Session, one: Pause) -> None:
    """Stop a kind, or `ALL`; a second pause of it replaces the first."""
    resume(session, one.kind)
    session.connection().execute(insert(trigger_pause), one._asdict())


def resume(session: Session, kind: str) -> None:
    session.connection().execute(delete(trigger_pause).where(trigger_pause.c.kind == kind))


def pauses(session: Session, now: datetime) -> Sequence[Pause]:
    """Those in force; an expired one is as if it were not there."""
    statement = select(trigger_pause).where(trigger_pause.c.until > now)
    return [Pause(*row) for row in session.connection().execute(statement)]


def ledger(session: Session) -> Sequence[Run]:
    """What ran, the newest first, at most 1000."""
    statement = select(trigger_run).order_by(trigger_run.c.ran_at.desc()).limit(1000)
    return [Run(*row) for row in session.connection().execute(statement)]


def _done(session: Session, keys: Sequence[str]) -> set[str]:
    statement = select(trigger_run.c.key).where(trigger_run.c.key.in_(keys))
    return set(session.connection().scalars(statement))
