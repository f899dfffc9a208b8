"""What the clock owes: planned runs, each done once, however often or late somebody looks.

A service says what is planned; this keeps what was run, what failed and what is paused. The
caller holds `lock(session, LOCK)`, so that several replicas do not run the same twice.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from sqlalchemy import Column, Integer, MetaData, String, Table, Text, delete, insert, select
from sqlmodel import Session

from lapkin_chassis.tables import NAMES, Instant

log = structlog.get_logger()

LOCK = "triggers"
ALL = "*"
"""Pauses every kind."""
LONGEST_WAIT = timedelta(hours=1)
"""Between two attempts of a run that fails."""
LONGEST_PAUSE = timedelta(days=366)
"""A pause has an end that somebody will live to see."""
PAUSING = "jeda"
"""Kind of the ledger's rows about pauses: who, of what, until when, why."""

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
trigger_failure = Table(
    "trigger_failure",
    TRIGGERS,
    Column("key", String(160), primary_key=True),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
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


class Failure(NamedTuple):
    """What went wrong with a run that is due."""

    key: str
    first_at: datetime
    last_at: datetime
    attempts: int
    error: str

    @property
    def rests_until(self) -> datetime:
        """A minute the first time, and twice as long each time."""
        wait = min(timedelta(minutes=2 ** min(self.attempts - 1, 10)), LONGEST_WAIT)
        return self.last_at + wait


class Pause(NamedTuple):
    """A kind that does not run until a moment, and is caught up after it."""

    kind: str
    until: datetime
    by: str
    reason: str
    at: datetime


def due(session: Session, planned: Iterable[Planned], now: datetime) -> list[Planned]:
    """What should have run by now and did not, the earliest first.

    Nothing that is paused, nor what failed a moment ago.
    """
    paused = {one.kind for one in pauses(session, now)}
    if ALL in paused:
        return []
    wanted = [one for one in planned if one.due_at <= now and one.kind not in paused]
    if not wanted:
        return []
    resting = {key for key, one in failing(session, now).items() if now < one.rests_until}
    done = resting | _done(session, [one.key for one in wanted])
    return sorted((one for one in wanted if one.key not in done), key=lambda one: one.due_at)


def record(session: Session, one: Planned, *, at: datetime, by: str, outcome: str = "") -> bool:
    """Note that it ran; False if it had before, and then nothing may be done again."""
    if _done(session, [one.key]):
        return False
    row = {**one._asdict(), "ran_at": at, "by": by, "outcome": outcome}
    session.connection().execute(insert(trigger_run), row)
    return True


def attempt(session: Session, one: Planned, act: Callable[[], object], *, at: datetime) -> bool:
    """Do what `one` stands for, apart from the others: what fails is undone, and due again soon.

    A run that cannot succeed must not hold back those beside it.
    """
    try:
        with session.begin_nested():
            act()
    except Exception as error:
        log.exception("trigger.failed", key=one.key)
        _note_failure(session, one, error, at)
        return False
    return True


def failing(session: Session, now: datetime) -> dict[str, Failure]:
    """By key: what was tried lately without success. What nobody owes any more is not tried."""
    statement = select(trigger_failure).where(
        trigger_failure.c.last_at > now - 2 * LONGEST_WAIT,
        trigger_failure.c.key.not_in(select(trigger_run.c.key)),
    )
    return {row.key: Failure(*row) for row in session.connection().execute(statement)}


def pause(session: Session, one: Pause) -> None:
    """Stop a kind, or `ALL`; a second pause of it replaces the first."""
    _forget_pause(session, one.kind)
    session.connection().execute(insert(trigger_pause), one._asdict())
    outcome = f"Dijeda sampai {one.until:%d-%m-%Y %H.%M}: {one.reason}"
    _note_pausing(session, one.kind, outcome, at=one.at, by=one.by)


def resume(session: Session, kind: str, *, at: datetime, by: str) -> None:
    """Nothing is noted where nothing was paused."""
    if any(one.kind == kind for one in pauses(session, at)):
        _note_pausing(session, kind, "Dilanjutkan.", at=at, by=by)
    _forget_pause(session, kind)


def pauses(session: Session, now: datetime) -> Sequence[Pause]:
    """Those in force; an expired one is as if it were not there."""
    statement = select(trigger_pause).where(trigger_pause.c.until > now)
    return [Pause(*row) for row in session.connection().execute(statement)]


def ledger(session: Session) -> Sequence[Run]:
    """What ran, the newest first, at most 1000."""
    statement = select(trigger_run).order_by(trigger_run.c.ran_at.desc()).limit(1000)
    return [Run(*row) for row in session.connection().execute(statement)]


def _note_failure(session: Session, one: Planned, error: Exception, at: datetime) -> None:
    """Its first line alone: what follows may hold the values of a row."""
    said = f"{type(error).__name__}: {error}".partition("\n")[0][:500]
    known = failing(session, at).get(one.key, Failure(one.key, at, at, 0, ""))
    row = known._replace(last_at=at, attempts=known.attempts + 1, error=said)
    connection = session.connection()
    connection.execute(delete(trigger_failure).where(trigger_failure.c.key == one.key))
    connection.execute(insert(trigger_failure), row._asdict())


def _forget_pause(session: Session, kind: str) -> None:
    session.connection().execute(delete(trigger_pause).where(trigger_pause.c.kind == kind))


def _note_pausing(session: Session, kind: str, outcome: str, *, at: datetime, by: str) -> None:
    """A pause is forgotten when it ends; that somebody made it is not."""
    one = Planned(f"{PAUSING}/{kind}/{at.isoformat()}/{outcome[:12]}", PAUSING, at)
    record(session, one, at=at, by=by, outcome=outcome)


def _done(session: Session, keys: Sequence[str]) -> set[str]:
    statement = select(trigger_run.c.key).where(trigger_run.c.key.in_(keys))
    return set(session.connection().scalars(statement))
