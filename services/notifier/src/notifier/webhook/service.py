"""Use cases of webhooks: register an address, put events in its queue, see how they fare."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlmodel import Session

from lapkin_chassis.outbox import emit, uuid7
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.sosialisasi import DeliveryFailed
from lapkin_contracts.tindakan import Tindakan
from notifier.mail import Status
from notifier.tindakan import service as tindakan
from notifier.tindakan.service import Act
from notifier.webhook import repository
from notifier.webhook.domain import (
    DELETED,
    DISABLED,
    FAILING_TOO_LONG,
    GAVE_UP,
    GONE,
    LEASE,
    LONGEST_REST,
    OVERLAP,
    PING,
    SAID_GONE,
    UNTOLD,
    Answer,
    Key,
    secret_of,
    verdict,
)
from notifier.webhook.errors import UnknownDelivery, UnknownWebhook, WebhookInactive
from notifier.webhook.models import Webhook, WebhookDelivery
from notifier.webhook.repository import Listener, Parcel

AT_A_TIME = 10
"""Taken for one address at once, so that a slow one holds back nobody else for long."""


class Round(NamedTuple):
    """What goes to one address now."""

    webhook: Webhook
    parcels: Sequence[Parcel]


def register(
    session: Session, url: str, types: Sequence[str], unit: str, *, by: str, now: datetime
) -> Webhook:
    """From now on events are put in its queue."""
    webhook = Webhook(
        id=uuid7(),
        url=url,
        types=",".join(sorted(types)),
        unit=unit,
        created_by=by,
        created_at=now,
        hears_from=datetime.now(UTC),  # as `recordedtime` is: replayed facts are no news
    )
    session.add(webhook)
    _tell(session, Tindakan.DAFTARKAN, webhook, by, now)
    return webhook


def known(session: Session, webhook: str) -> Webhook:
    """Raises UnknownWebhook."""
    found = repository.webhook_of(session, webhook)
    if found is None or found.deleted_at is not None:
        raise UnknownWebhook(webhook=webhook)
    return found


def rotate(session: Session, webhook: str, *, by: str, now: datetime) -> Webhook:
    """A new secret; for a day the old one signs too."""
    one = known(session, webhook)
    one.secret_version += 1
    one.rotated_at = now
    session.add(one)
    _tell(session, Tindakan.PUTAR, one, by, now)
    return one


def secrets(webhook: Webhook, master: str, now: datetime) -> list[str]:
    """What signs now, the newest first."""
    version = webhook.secret_version
    held = [secret_of(master, webhook.id, version)]
    if webhook.rotated_at is not None and now < webhook.rotated_at + OVERLAP:
        held.append(secret_of(master, webhook.id, version - 1))
    return held


def disable(session: Session, webhook: str, *, by: str, now: datetime) -> Webhook:
    """It is told nothing more; what waits for it is given up."""
    one = known(session, webhook)
    _switch_off(session, one, DISABLED, now)
    _tell(session, Tindakan.NONAKTIFKAN, one, by, now)
    return one


def enable(session: Session, webhook: str, *, by: str, now: datetime) -> Webhook:
    """It hears what happens from now on; what it missed can be redriven."""
    one = known(session, webhook)
    one.is_active, one.reason = True, ""
    one.failing_since = one.rests_until = None
    session.add(one)
    _tell(session, Tindakan.AKTIFKAN, one, by, now)
    return one


def delete(session: Session, webhook: str, *, by: str, now: datetime) -> None:
    """Told nothing more, and listed no more."""
    one = known(session, webhook)
    _switch_off(session, one, DELETED, now)
    one.deleted_at = now
    session.add(one)
    _tell(session, Tindakan.HAPUS, one, by, now)


def enqueue(session: Session, fact: Envelope[Any]) -> None:
    """Put a fact in the queue of every address that wants to hear it."""
    if fact.type in UNTOLD:
        return
    wanted = [one for one in repository.listeners(session) if _wants(one, fact)]
    repository.add_deliveries(
        session, [_row(Key(one.id, fact.id), fact.type, fact.time) for one in wanted]
    )


def ping(session: Session, webhook: str, *, by: str, now: datetime) -> WebhookDelivery:
    """Send an event that says nothing, to see whether it arrives."""
    one = _active(session, webhook)
    _tell(session, Tindakan.UJI_KIRIM, one, by, now)
    event_id = uuid7()
    body = {
        "specversion": "1.0",
        "id": event_id,
        "source": session.info["source"],
        "type": PING,
        "time": now.isoformat(),
        "datacontenttype": "application/json",
        "data": {"webhook": one.id},
    }
    row = _row(Key(one.id, event_id), PING, now)
    delivery = WebhookDelivery(**row, body=json.dumps(body).encode())
    session.add(delivery)
    return delivery


def redrive(session: Session, key: Key, note: str, *, by: str, now: datetime) -> WebhookDelivery:
    """Send an event again, from its first try, however it ended."""
    one = _active(session, key.webhook)
    delivery = repository.delivery_of(session, key)
    if delivery is None:
        raise UnknownDelivery(event_id=key.event_id)
    delivery.status, delivery.attempts = Status.MENUNGGU, 0
    delivery.next_attempt_at, delivery.decided_at = now, None
    delivery.note, delivery.redriven_by = note, by
    session.add(delivery)
    _tell(session, Tindakan.KIRIM_ULANG, one, by, now, f"{key.event_id}: {note}")
    return delivery


def take_due(session: Session, now: datetime) -> list[Round]:
    """Take what is due, so that no other replica takes it too."""
    lock(session, "webhook")
    rounds = [
        Round(one, repository.due(session, one.id, now, AT_A_TIME))
        for one in repository.due_webhooks(session, now)
    ]
    for parcel in (parcel for one in rounds for parcel in one.parcels):
        parcel.delivery.attempts += 1
        parcel.delivery.next_attempt_at = now + LEASE
        session.add(parcel.delivery)
    return rounds


def put_back(session: Session, keys: Sequence[Key], now: datetime) -> None:
    """What was taken and not tried waits as if it had not been taken."""
    lock(session, "webhook")
    for delivery in filter(None, [repository.delivery_of(session, key) for key in keys]):
        delivery.attempts -= 1
        delivery.next_attempt_at = now
        session.add(delivery)


def record(session: Session, key: Key, answer: Answer, now: datetime) -> None:
    """Write down what came of an attempt."""
    lock(session, "webhook")
    webhook = repository.webhook_of(session, key.webhook)
    delivery = repository.delivery_of(session, key)
    assert webhook is not None  # rows of both are never deleted
    assert delivery is not None
    if delivery.status != Status.MENUNGGU:
        return
    decided = verdict(key, answer, delivery.attempts, now)
    delivery.status, delivery.next_attempt_at = decided.status, decided.next_attempt_at
    delivery.decided_at = None if decided.next_attempt_at else now
    delivery.answered, delivery.reason = answer.status, answer.reason[:300]
    session.add(delivery)
    session.flush()
    if answer.is_taken:
        webhook.failing_since = webhook.rests_until = None
    else:
        _note_failure(session, webhook, delivery, now)
    session.add(webhook)


def _note_failure(
    session: Session, webhook: Webhook, delivery: WebhookDelivery, now: datetime
) -> None:
    webhook.failing_since = webhook.failing_since or now
    if delivery.answered is None:
        longest = now + LONGEST_REST
        webhook.rests_until = min(delivery.next_attempt_at or longest, longest)
    if delivery.status == Status.GAGAL:
        _announce_failure(session, delivery, now)
    if delivery.answered == GONE:
        _switch_off(session, webhook, SAID_GONE, now)
    elif now - webhook.failing_since >= FAILING_TOO_LONG:
        _switch_off(session, webhook, GAVE_UP, now)


def _announce_failure(session: Session, delivery: WebhookDelivery, now: datetime) -> None:
    event = DeliveryFailed(
        unit=tindakan.office_of(session),
        endpoint=delivery.webhook,
        event_id=delivery.event_id,
        attempts=delivery.attempts,
        reason=delivery.reason,
    )
    emit(session, event, at=now)


def _tell(
    session: Session, what: Tindakan, one: Webhook, by: str, now: datetime, note: str = ""
) -> None:
    """By its host: the rest of an address may be secret."""
    sasaran = f"webhook {one.id} ({urlsplit(one.url).hostname})"
    tindakan.record(session, Act(what, sasaran, by, now, note))


def _switch_off(session: Session, webhook: Webhook, reason: str, now: datetime) -> None:
    webhook.is_active, webhook.reason = False, reason
    session.add(webhook)
    session.flush()
    repository.give_up_waiting(session, webhook.id, reason, now)


def _active(session: Session, webhook: str) -> Webhook:
    one = known(session, webhook)
    if not one.is_active:
        raise WebhookInactive(reason=one.reason)
    return one


def _wants(one: Listener, fact: Envelope[Any]) -> bool:
    return (
        (not one.types or fact.type in one.types.split(","))
        and one.unit in {"", fact.data.scope()[0]}
        and fact.recordedtime >= one.hears_from
    )


def _row(key: Key, kind: str, at: datetime) -> dict[str, Any]:
    return {
        **key._asdict(),
        "type": kind,
        "created_at": at,
        "status": Status.MENUNGGU,
        "attempts": 0,
        "next_attempt_at": at,
        "reason": "",
        "note": "",
        "redriven_by": "",
    }
