"""Outbox, relay, stream, consumer, inbox: over a real broker that is killed and wiped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from zoneinfo import ZoneInfo

import pytest
from nats.js import JetStreamContext
from sqlalchemy import func, select
from sqlmodel import Session
from support.broker import NatsServer
from support.toys import CoinCounted, TallyChanged, count_coin, counting, total_of
from support.waiting import until

from lapkin_chassis import consumer, inbox
from lapkin_chassis.clock import Clock
from lapkin_chassis.consumer import Intake
from lapkin_chassis.outbox import outbox
from lapkin_chassis.relay import Relay
from lapkin_chassis.service import end
from lapkin_chassis.store import Store

CLOCK = Clock(ZoneInfo("Asia/Jakarta"))


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many tries as ever, at shorter intervals."""
    monkeypatch.setattr(consumer, "LONGEST_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(consumer, "WATCH_SECONDS", 0.2)


@contextlib.asynccontextmanager
async def running(*parts: Relay | Intake) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def relay_of(store: Store, server: NatsServer) -> Relay:
    types = [CoinCounted.type, TallyChanged.type]
    return Relay(store, "toy", server.url, types, batch=100, verify_seconds=0.5)


def intake_of(store: Store, server: NatsServer) -> Intake:
    return Intake(counting(), store, "toy", server.url, CLOCK)


def count_many(session: Session, unit: str, number: int) -> None:
    for _ in range(number):
        count_coin(session, unit, 1)


def tallies(session: Session) -> int:
    statement = select(func.count()).where(outbox.c.aggregate == "lapkin.tally.changed.v1.kas.-")
    return session.connection().scalar(statement) or 0


async def test_every_event_is_taken_in_once_and_in_order(
    store: Store, nats_server: NatsServer
) -> None:
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await store.write(count_many, "kas", 250)
        for _ in range(10):
            await store.write(count_coin, "kas", 1)

        await until(lambda: _reached(store, "kas", 260))

    assert await store.read(tallies) == 260


async def test_what_a_wiped_broker_forgot_is_published_again(
    store: Store, nats_server: NatsServer
) -> None:
    relay, intake = relay_of(store, nats_server), intake_of(store, nats_server)
    async with running(relay, intake):
        await store.write(count_many, "kas", 30)
        await until(lambda: _reached(store, "kas", 30))

        nats_server.kill()
        nats_server.wipe()
        await store.write(count_many, "kas", 12)
        nats_server.start()

        await until(lambda: _reached(store, "kas", 42), seconds=40)
    assert relay.rewinds == 1
    assert await store.read(tallies) == 42


async def test_an_intake_ends_although_a_cancellation_was_swallowed(
    store: Store, nats_server: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def swallow(*_: object) -> None:
        """What `asyncio.wait_for` does when the answer comes together with the cancellation."""
        asked.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)

    async def is_ready() -> bool:
        return intake.is_ready

    monkeypatch.setattr(consumer, "WATCH_SECONDS", 0)
    intake = intake_of(store, nats_server)
    running_intake = asyncio.create_task(intake.run())
    await until(is_ready)
    monkeypatch.setattr(JetStreamContext, "consumer_info", swallow)
    async with asyncio.timeout(10):
        await asked.wait()

        await end([running_intake])

    assert running_intake.done()


async def test_events_wait_in_the_outbox_until_the_broker_is_there(
    store: Store, nats_server: NatsServer
) -> None:
    nats_server.stop()
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await store.write(count_many, "kas", 3)
        nats_server.start()

        await until(lambda: _reached(store, "kas", 3))


async def test_an_event_that_keeps_failing_is_set_aside_and_later_ones_wait_behind_it(
    store: Store, nats_server: NatsServer
) -> None:
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await store.write(count_coin, "kas", 5)
        await store.write(count_coin, "kas", -1)
        await store.write(count_coin, "kas", 7)
        await store.write(count_coin, "lain", 9)

        await until(lambda: _letters(store, 2), seconds=40)
        await until(lambda: _reached(store, "lain", 9))

    assert await store.read(total_of, "kas") == 5


async def test_redriving_applies_the_parked_versions_in_order(
    store: Store, nats_server: NatsServer
) -> None:
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await store.write(count_coin, "unknown", 1)
        await store.write(count_coin, "unknown", 2)
        await until(lambda: _letters(store, 2), seconds=40)
    seen: list[int] = []

    count = await store.write(
        inbox.redrive,
        "lapkin.coin.counted.v1.unknown.-",
        lambda _, letter: seen.append(letter.version),
        "the tally exists now",
        "operator-1",
    )

    assert (count, seen) == (2, [1, 2])


async def test_an_empty_store_takes_the_whole_stream_in_again(
    store: Store, nats_server: NatsServer
) -> None:
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await store.write(count_many, "kas", 20)
        await until(lambda: _reached(store, "kas", 20))

    def forget(session: Session) -> None:
        session.connection().execute(inbox.inbox.delete())
        session.connection().exec_driver_sql("DELETE FROM tally")

    await store.write(forget)
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await until(lambda: _reached(store, "kas", 20))


async def test_a_follow_on_is_not_announced_twice_when_its_cause_is_applied_again(
    store: Store, nats_server: NatsServer
) -> None:
    async with running(relay_of(store, nats_server), intake_of(store, nats_server)):
        await store.write(count_coin, "kas", 1)
        await until(lambda: _reached(store, "kas", 1))

    await store.write(_apply_again)

    assert await store.read(tallies) == 1


async def _reached(store: Store, unit: str, total: int) -> bool:
    return await store.read(total_of, unit) == total


async def _letters(store: Store, number: int) -> bool:
    return len(await store.read(inbox.dead_letters)) == number


def _apply_again(session: Session) -> None:
    subject = "lapkin.coin.counted.v1.kas.-"
    body = session.connection().scalar(select(outbox.c.body).where(outbox.c.aggregate == subject))
    consumers = counting()
    consumers.apply(consumers.read(subject, body), session)
