"""What the console asks of the event log and of the ledgers."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from notifier.event_log import repository as event_log
from notifier.event_log.models import LoggedEvent
from notifier.mail import Status
from notifier.pemantauan.domain import KEPT, Peristiwa, Saringan
from notifier.webhook.models import Webhook, WebhookDelivery
from notifier.webhook.repository import all_webhooks

PAGE: Final = 500
LOOKED_AT: Final = 20_000
"""Events that a search by text goes back at most."""
MANY: Final = 2000

_COLUMNS = tuple(getattr(LoggedEvent, field.name) for field in fields(Peristiwa))


class Lembar(NamedTuple):
    """The newest events of one kind."""

    events: Sequence[Peristiwa]
    """Newest first."""
    last: int
    """Where the log ended."""
    is_whole: bool = True
    """False where the search gave up before the beginning of the log."""


class Pelanggan(NamedTuple):
    """A webhook, and how its deliveries stand."""

    webhook: Webhook
    jumlah: dict[str, int]
    terakhir: datetime | None
    """When a delivery last ended, well or not."""


def newest(session: Session, saringan: Saringan, *, after: int = 0, limit: int = KEPT) -> Lembar:
    """What `saringan` covers past a position."""
    last = event_log.last_position(session)  # asked first: what comes after it is the next page's
    found: list[Peristiwa] = []
    looked_at = 0
    for event in _backwards(session, saringan, after):
        looked_at += 1
        if saringan.covers(event):
            found.append(event)
        if len(found) == limit or looked_at == LOOKED_AT:
            break
    return Lembar(found, last, is_whole=looked_at < LOOKED_AT)


def of_case(session: Session, period: str) -> list[Peristiwa]:
    """Oldest first."""
    return _found(session, col(LoggedEvent.period) == period)


def of_id(session: Session, event_id: str) -> Peristiwa | None:
    return next(iter(_found(session, col(LoggedEvent.event_id) == event_id)), None)


def caused_by(session: Session, event_id: str) -> list[Peristiwa]:
    """What followed from an event at once."""
    return _found(session, col(LoggedEvent.causationid) == event_id)


def holding(session: Session, text: str) -> list[Peristiwa]:
    """Events whose document holds a text somewhere."""
    body = col(LoggedEvent.body)
    if session.get_bind().dialect.name == "postgresql":
        return _found(session, sa.func.strpos(sa.func.convert_from(body, "UTF8"), text) > 0)
    return _found(session, sa.func.instr(body, text.encode()) > 0)


def subscribers(session: Session) -> list[Pelanggan]:
    """Every webhook, oldest first."""
    counted = sa.select(
        col(WebhookDelivery.webhook),
        col(WebhookDelivery.status),
        sa.func.count(),
        sa.func.max(col(WebhookDelivery.decided_at)),
    ).group_by(col(WebhookDelivery.webhook), col(WebhookDelivery.status))
    rows = session.connection().execute(counted).all()
    return [
        Pelanggan(
            each,
            {str(status): 0 for status in Status}
            | {row[1]: row[2] for row in rows if row[0] == each.id},
            max((row[3] for row in rows if row[0] == each.id and row[3]), default=None),
        )
        for each in all_webhooks(session)
    ]


def _found(session: Session, condition: ColumnElement[bool]) -> list[Peristiwa]:
    statement = sa.select(*_COLUMNS).where(condition)
    statement = statement.order_by(col(LoggedEvent.position)).limit(MANY)
    return [Peristiwa(*row) for row in session.connection().execute(statement)]


def _backwards(session: Session, saringan: Saringan, after: int) -> Iterator[Peristiwa]:
    conditions = [col(LoggedEvent.position) > after, col(LoggedEvent.type).in_(saringan.types)]
    if saringan.unit:
        conditions.append(col(LoggedEvent.unit) == saringan.unit)
    if saringan.periode:
        conditions.append(col(LoggedEvent.period) == saringan.periode)
    page = sa.select(*_COLUMNS).order_by(col(LoggedEvent.position).desc()).limit(PAGE)
    rows = session.connection().execute(page.where(*conditions)).all()
    while rows:
        yield from (Peristiwa(*row) for row in rows)
        further = page.where(*conditions, col(LoggedEvent.position) < rows[-1].position)
        rows = session.connection().execute(further).all() if len(rows) == PAGE else []
