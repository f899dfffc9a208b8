"""What a service has taken in: each event once, each aggregate in the order of its versions."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    RowMapping,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlmodel import Session

from lapkin_chassis.outbox import plumbing
from lapkin_chassis.prepared import Prepared
from lapkin_chassis.tables import Instant

inbox = Table(
    "inbox",
    plumbing,
    Column("aggregate", String(200), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("event_id", String(36), nullable=False, unique=True),
    Column("taken_at", Instant, nullable=False),
)

dead_letter = Table(
    "dead_letter",
    plumbing,
    Column("event_id", String(36), primary_key=True),
    Column("aggregate", String(200), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    Column("buried_at", Instant, nullable=False),
    Column("status", String(12), nullable=False),
    Column("note", Text, nullable=False),
    Column("closed_by", String(120), nullable=False),
)


PLUMBING = plumbing
"""Outbox, inbox and dead letters: every store holds them."""


_remember_letter = Prepared(insert(inbox))
_last_version = Prepared(
    select(func.max(inbox.c.version)).where(inbox.c.aggregate == bindparam("aggregate"))
)


class Status(StrEnum):
    OPEN = "open"
    REDRIVEN = "redriven"
    QUARANTINED = "quarantined"
    """Given up for now; what comes after it does not wait."""


class Letter(NamedTuple):
    """An event as it arrived."""

    event_id: str
    aggregate: str
    version: int
    body: bytes


class Outcome(StrEnum):
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    PARKED = "parked"


class Gap(Exception):
    """An earlier version of the aggregate has not arrived yet."""


class NotYet(Exception):
    """The fact builds on another aggregate that has not arrived yet."""


_open = Prepared(
    select(*(dead_letter.c[name] for name in Letter._fields))
    .where(
        dead_letter.c.aggregate == bindparam("aggregate"),
        dead_letter.c.status == bindparam("status"),
    )
    .order_by(dead_letter.c.version)
)


def take(
    session: Session, letter: Letter, apply: Callable[[Session], None], now: datetime
) -> Outcome:
    """Apply an event and remember it, in the caller's transaction.

    While a dead letter of the same aggregate is open, later versions wait behind it: figures that
    feed totals must not skip one.

    Raises:
        Gap: an earlier version is missing; try again later.
    """
    last = last_version(session, letter.aggregate)
    if letter.version <= last:
        return Outcome.DUPLICATE
    if letter.version > last + 1:
        msg = f"{letter.aggregate} is at {last}, version {letter.version} came early"
        raise Gap(msg)
    if _open_letters(session, letter.aggregate):
        bury(session, letter, "an earlier version is a dead letter", now)
        return Outcome.PARKED
    _remember(session, letter, now)
    apply(session)
    return Outcome.APPLIED


def bury(session: Session, letter: Letter, reason: str, now: datetime) -> None:
    """Set an event aside that cannot be applied, and let the stream go on."""
    _remember(session, letter, now)
    session.connection().execute(
        insert(dead_letter),
        {
            **letter._asdict(),
            "reason": reason,
            "buried_at": now,
            "status": Status.OPEN,
            "note": "",
            "closed_by": "",
        },
    )


def redrive(
    session: Session, aggregate: str, apply: Callable[[Session, Letter], None], note: str, by: str
) -> int:
    """Apply every open dead letter of an aggregate in order; all of them or none.

    Returns how many were applied. An error of the handler leaves all as they were.
    """
    letters = _open_letters(session, aggregate)
    for letter in letters:
        apply(session, letter)
    session.connection().execute(
        update(dead_letter)
        .where(dead_letter.c.aggregate == aggregate, dead_letter.c.status == Status.OPEN)
        .values(status=Status.REDRIVEN, note=note, closed_by=by)
    )
    return len(letters)


def letter_of(session: Session, event_id: str, status: Status) -> Letter | None:
    statement = select(*(dead_letter.c[name] for name in Letter._fields)).where(
        dead_letter.c.event_id == event_id, dead_letter.c.status == status
    )
    row = session.connection().execute(statement).first()
    return None if row is None else Letter(*row)


def mark(session: Session, event_id: str, status: Status, note: str, by: str) -> None:
    session.connection().execute(
        update(dead_letter)
        .where(dead_letter.c.event_id == event_id)
        .values(status=status, note=note, closed_by=by)
    )


def is_overtaken(session: Session, letter: Letter) -> bool:
    """A later event of the aggregate was applied."""
    unapplied = select(dead_letter.c.event_id).where(dead_letter.c.status != Status.REDRIVEN)
    later = select(inbox.c.event_id).where(
        inbox.c.aggregate == letter.aggregate,
        inbox.c.version > letter.version,
        inbox.c.event_id.not_in(unapplied),
    )
    return session.connection().scalar(later.limit(1)) is not None


def open_letters(session: Session) -> int:
    """How many dead letters wait for a decision."""
    statement = select(func.count()).where(dead_letter.c.status == Status.OPEN)
    return session.connection().scalar(statement) or 0


def last_version(session: Session, aggregate: str) -> int:
    """Newest version taken in, 0 for an aggregate never seen."""
    row = _last_version.first(session, {"aggregate": aggregate})
    return 0 if row is None or row[0] is None else int(str(row[0]))


def is_empty(session: Session) -> bool:
    return session.connection().scalar(select(inbox.c.event_id).limit(1)) is None


def dead_letters(session: Session) -> Sequence[RowMapping]:
    """All dead letters, newest first, at most 500."""
    statement = select(dead_letter).order_by(dead_letter.c.buried_at.desc()).limit(500)
    return session.connection().execute(statement).mappings().all()


def _open_letters(session: Session, aggregate: str) -> list[Letter]:
    found = _open.all(session, {"aggregate": aggregate, "status": Status.OPEN})
    return [Letter._make(row) for row in found]


def _remember(session: Session, letter: Letter, now: datetime) -> None:
    _remember_letter.append(session, [(letter.aggregate, letter.version, letter.event_id, now)])
