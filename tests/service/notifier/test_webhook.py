"""Events at a real HTTP receiver: signed, once, and again until it takes them."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.clock import OfficeClock
from support.facts import deliver, letter_of
from support.receiver import Receiver, receiving
from support.reminder_facts import UNIT, figures, people, period_opened
from support.sop_facts import announced, at, recorded

from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.sosialisasi import DeliveryFailed
from notifier.consumers import consumers
from notifier.settings import Settings
from notifier.webhook import repository, service
from notifier.webhook.domain import RETRY_AFTER, Key, signature
from notifier.webhook.models import Webhook
from notifier.webhook.schedule import Courier
from notifier.webhook.sender import Sender

NOW = at("2026-10-09 10:00")
AGES_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
async def courier(
    store: Store, clock: OfficeClock, settings: Callable[..., Settings]
) -> AsyncIterator[Courier]:
    given = settings(webhook_private=True)
    sender = Sender(given)
    yield Courier(store, clock, given, sender)
    await sender.close()


def fresh(envelope: Envelope[Any]) -> Envelope[Any]:
    """Recorded by the machine after the webhook was registered."""
    return recorded(envelope, datetime.now(UTC))


async def listen(
    courier: Courier, receiver: Receiver, types: tuple[str, ...] = (), unit: str = ""
) -> Webhook:
    return await courier.store.write(
        service.register, receiver.url, types, unit, by="admin", now=NOW
    )


async def test_the_very_bytes_of_the_log_arrive_signed(
    courier: Courier, receiver: Receiver
) -> None:
    webhook = await listen(courier, receiver)
    fact = fresh(figures())

    await deliver(courier.store, consumers, fact)
    await courier.deliver_due()

    (got,) = receiver.received
    (secret,) = service.secrets(
        webhook, courier.settings.link_secret.get_secret_value(), courier.clock.now()
    )
    timestamp = int(courier.clock.now().timestamp())
    assert (got.path, got.body, got.event_id) == ("/kinerja", letter_of(fact).body, fact.id)
    assert got.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert got.headers["webhook-timestamp"] == str(timestamp)
    assert got.headers["webhook-signature"] == signature([secret], fact.id, timestamp, got.body)
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert got.headers["webhook-request-origin"] == "lapkin.example"


async def test_an_event_is_told_once_even_if_it_comes_twice(
    courier: Courier, receiver: Receiver
) -> None:
    await listen(courier, receiver)
    fact = fresh(figures())

    await deliver(courier.store, consumers, fact, fact)
    await courier.deliver_due()
    await courier.deliver_due()

    assert receiver.event_ids == [fact.id]


async def test_a_webhook_hears_only_of_the_types_and_the_unit_it_asked_for(
    courier: Courier, receiver: Receiver
) -> None:
    await listen(courier, receiver, types=("lapkin.periode.opened.v1",))
    await listen(courier, receiver, unit=UNIT)
    opening, data = fresh(period_opened()), fresh(figures())

    await deliver(courier.store, consumers, opening, data)
    await courier.deliver_due()

    assert sorted(receiver.event_ids) == sorted([opening.id, data.id])


async def test_addresses_of_officials_are_never_told(courier: Courier, receiver: Receiver) -> None:
    await listen(courier, receiver)

    await deliver(courier.store, consumers, *map(fresh, people()))
    await courier.deliver_due()

    assert [b"contoh.go.id" in one.body for one in receiver.received] == [False]


async def test_what_was_recorded_before_the_webhook_is_history(
    courier: Courier, receiver: Receiver
) -> None:
    await listen(courier, receiver)

    await deliver(courier.store, consumers, recorded(figures(), AGES_AGO))
    await courier.deliver_due()

    assert receiver.received == []


async def test_a_refused_event_is_sent_again_with_the_same_id_and_body(
    courier: Courier, receiver: Receiver, clock: OfficeClock
) -> None:
    receiver.answer(500, 301)
    await listen(courier, receiver)
    await deliver(courier.store, consumers, fresh(figures()))

    await courier.deliver_due()
    await courier.deliver_due()
    assert len(receiver.received) == 1
    for wait in RETRY_AFTER[:2]:
        clock.set_to(clock.now() + wait * 1.1)
        await courier.deliver_due()

    assert len({(one.event_id, one.body) for one in receiver.received}) == 1
    assert len(receiver.received) == 3


async def test_after_the_last_try_the_failure_is_announced(
    courier: Courier, receiver: Receiver, clock: OfficeClock
) -> None:
    receiver.answer(*[500] * 10)
    webhook = await listen(courier, receiver)
    fact = fresh(figures())
    await deliver(courier.store, consumers, fact)

    await courier.deliver_due()
    for wait in RETRY_AFTER:
        clock.set_to(clock.now() + wait * 1.1)
        await courier.deliver_due()

    (failed,) = await courier.store.read(announced, DeliveryFailed)
    assert (failed.data.endpoint, failed.data.event_id) == (webhook.id, fact.id)
    assert (failed.data.attempts, failed.data.reason) == (10, "500 Internal Server Error")
    (row,) = await courier.store.read(repository.deliveries_of, webhook.id)
    assert (row.status, row.next_attempt_at) == ("gagal", None)


async def test_an_address_that_answers_gone_is_switched_off(
    courier: Courier, receiver: Receiver
) -> None:
    receiver.answer(410)
    webhook = await listen(courier, receiver)
    await deliver(courier.store, consumers, fresh(figures()))

    await courier.deliver_due()
    await deliver(courier.store, consumers, fresh(period_opened()))
    await courier.deliver_due()

    (stopped,) = await courier.store.read(repository.all_webhooks)
    assert (stopped.id, stopped.is_active) == (webhook.id, False)
    assert len(receiver.received) == 1


async def test_an_address_that_fails_for_five_days_is_switched_off(
    courier: Courier, receiver: Receiver, clock: OfficeClock
) -> None:
    receiver.answer(500, 500)
    await listen(courier, receiver)
    await deliver(courier.store, consumers, fresh(figures()))
    await courier.deliver_due()

    clock.set_to(NOW + timedelta(days=5))
    await courier.deliver_due()

    (stopped,) = await courier.store.read(repository.all_webhooks)
    assert (stopped.is_active, stopped.reason) == (False, "terus gagal selama lima hari")


async def test_who_cannot_be_reached_is_asked_once_a_round_and_loses_nothing(
    courier: Courier, receiver: Receiver, clock: OfficeClock
) -> None:
    webhook = await courier.store.write(
        service.register, "http://127.0.0.1:9/tutup", (), "", by="admin", now=NOW
    )
    await deliver(courier.store, consumers, fresh(period_opened()), fresh(figures()))

    await courier.deliver_due()

    rows = await courier.store.read(repository.deliveries_of, webhook.id)
    assert sorted(row.attempts for row in rows) == [0, 1]
    assert {row.status for row in rows} == {"menunggu"}


async def test_an_address_inside_the_network_is_refused_when_the_site_does_not_allow_it(
    courier: Courier, receiver: Receiver, settings: Callable[..., Settings]
) -> None:
    strict = Sender(settings())
    webhook = await listen(courier, receiver)
    await deliver(courier.store, consumers, fresh(figures()))

    await Courier(courier.store, courier.clock, courier.settings, strict).deliver_due()
    await strict.close()

    (row,) = await courier.store.read(repository.deliveries_of, webhook.id)
    assert row.reason == "alamat tujuan berada di jaringan internal"
    assert receiver.received == []


async def test_after_a_rotation_both_secrets_sign_for_a_day(
    courier: Courier, receiver: Receiver, clock: OfficeClock
) -> None:
    webhook = await listen(courier, receiver)
    await courier.store.write(service.rotate, webhook.id, by="admin", now=NOW)
    await deliver(courier.store, consumers, fresh(figures()))
    await courier.deliver_due()

    clock.set_to(NOW + timedelta(hours=24))
    await courier.store.write(
        service.redrive, Key(webhook.id, figures().id), "coba", by="admin", now=clock.now()
    )
    await courier.deliver_due()

    signatures = [one.headers["webhook-signature"].split() for one in receiver.received]
    assert [len(one) for one in signatures] == [2, 1]
    assert signatures[0][0] != signatures[0][1]


async def test_a_delivery_taken_by_a_replica_that_died_goes_out_again(
    courier: Courier, receiver: Receiver, clock: OfficeClock
) -> None:
    await listen(courier, receiver)
    await deliver(courier.store, consumers, fresh(figures()))
    await courier.store.write(service.take_due, NOW)

    await courier.deliver_due()
    assert receiver.received == []
    clock.set_to(NOW + timedelta(minutes=2))
    await courier.deliver_due()

    assert len(receiver.received) == 1
