"""What webhooks are asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, exists, or_, select

from lapkin_chassis.prepared import Prepared
from lapkin_chassis.tables import insert_rows
from notifier.event_log.models import LoggedEvent
from notifier.mail import Status
from notifier.webhook.domain import Key
from notifier.webhook.models import Webhook, WebhookDelivery

_DELIVERIES: sa.Table = sa.inspect(WebhookDelivery).local_table  # type: ignore[assignment]

# Every event of the house passes here.
_WEBHOOKS: sa.Table = sa.inspect(Webhook).local_table  # type: ignore[assignment]
_ACTIVE = Prepared(
    sa.select(*(_WEBHOOKS.c[name] for name in ("id", "types", "unit", "hears_from"))).where(
        _WEBHOOKS.c.is_active == sa.bindparam("is_active")
    )
)


class Listener(NamedTuple):
    """What an active webhook wants to hear."""

    id: str
    types: str
    unit: str
    hears_from: datetime


class Parcel(NamedTuple):
    """A delivery with what it takes to send it."""

    delivery: WebhookDelivery
    body: bytes

    @property
    def key(self) -> Key:
        return Key(self.delivery.webhook, self.delivery.event_id)


def listeners(session: Session) -> list[Listener]:
    """Of active webhooks, by the driver itself."""
    return [Listener._make(row) for row in _ACTIVE.all(session, {"is_active": True})]


def add_deliveries(session: Session, rows: Sequence[dict[str, object]]) -> None:
    insert_rows(session, _DELIVERIES, rows)


def webhook_of(session: Session, webhook: str) -> Webhook | None:
    return session.get(Webhook, webhook)


def all_webhooks(session: Session) -> Sequence[Webhook]:
    """Oldest first."""
    kept = select(Webhook).where(col(Webhook.deleted_at).is_(None))
    return session.exec(kept.order_by(col(Webhook.created_at), col(Webhook.id))).all()


def delivery_of(session: Session, key: Key) -> WebhookDelivery | None:
    return session.get(WebhookDelivery, key)


def deliveries_of(session: Session, webhook: str) -> Sequence[WebhookDelivery]:
    """Newest first, at most 500."""
    statement = (
        select(WebhookDelivery)
        .where(WebhookDelivery.webhook == webhook)
        .order_by(col(WebhookDelivery.created_at).desc(), col(WebhookDelivery.event_id))
        .limit(500)
    )
    return session.exec(statement).all()


def due_webhooks(session: Session, now: datetime) -> Sequence[Webhook]:
    """Active and not resting, with something that should go out by now."""
    is_due = exists().where(
        col(WebhookDelivery.webhook) == col(Webhook.id),
        col(WebhookDelivery.next_attempt_at) <= now,
    )
    rested = or_(col(Webhook.rests_until).is_(None), col(Webhook.rests_until) <= now)
    statement = select(Webhook).where(col(Webhook.is_active), rested, is_due)
    return session.exec(statement.order_by(col(Webhook.id))).all()


def due(session: Session, webhook: str, now: datetime, limit: int) -> list[Parcel]:
    """What should go to one address by now, oldest first."""
    statement = (
        select(WebhookDelivery, LoggedEvent.body)
        .join(
            LoggedEvent,
            col(LoggedEvent.event_id) == col(WebhookDelivery.event_id),
            isouter=True,
        )
        .where(WebhookDelivery.webhook == webhook, col(WebhookDelivery.next_attempt_at) <= now)
        .order_by(col(WebhookDelivery.next_attempt_at), col(WebhookDelivery.event_id))
        .limit(limit)
    )
    return [Parcel(one, one.body or body) for one, body in session.exec(statement)]


def give_up_waiting(session: Session, webhook: str, reason: str, now: datetime) -> None:
    """Nothing more goes to an address that was switched off."""
    statement = (
        sa.update(WebhookDelivery)
        .where(
            col(WebhookDelivery.webhook) == webhook,
            col(WebhookDelivery.status) == Status.MENUNGGU,
        )
        .values(status=Status.GAGAL, next_attempt_at=None, decided_at=now, reason=reason)
    )
    session.connection().execute(statement)
