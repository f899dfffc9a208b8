"""Reminders with a real broker: never while figures are on their way, never twice."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import nats
from fastapi import FastAPI
from nats.js import JetStreamContext
from sqlmodel import Session, select
from support.broker import NatsServer
from support.clock import OfficeClock
from support.facts import body_of, deliver
from support.mailbox import Mailbox
from support.reminder_facts import STAF, figures, people, period_opened
from support.sop_facts import at
from support.waiting import until

from lapkin_chassis.broker import provision_consumer, provision_stream
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, Envelope
from lapkin_contracts.sosialisasi import PengingatSent
from notifier.consumers import consumers
from notifier.event_log.models import LoggedEvent
from notifier.main import build
from notifier.pengingat.models import Diingatkan, Kewajiban, Pengingat
from notifier.pengingat.schedule import Reminders
from notifier.settings import Settings

LATE = at("2026-10-16 10:00")
Rows = dict[str, list[dict[str, Any]]]


async def publish(js: JetStreamContext, *facts: Envelope[Any]) -> None:
    for one in facts:
        headers = {"Nats-Msg-Id": one.id}
        await js.publish(one.partitionkey, body_of(one), headers=headers)


async def test_nobody_is_reminded_while_figures_are_on_their_way(
    store: Store,
    nats_server: NatsServer,
    mailbox: Mailbox,
    clock: OfficeClock,
    settings: Callable[..., Settings],
) -> None:
    client = await nats.connect(nats_server.url)
    js = client.jetstream()
    await provision_stream(js)
    await provision_consumer(js, "notifier", consumers.types, from_start=False)
    clock.set_to(LATE)
    given = settings(smtp_host="127.0.0.1", smtp_port=mailbox.port)
    reminders = Reminders(store, clock, given)
    await deliver(store, consumers, *people(), period_opened())
    await publish(js, figures())

    await reminders.turn(js)
    assert mailbox.addresses == []
    await take_all(js)
    await reminders.turn(js)

    assert mailbox.addresses == [STAF]
    await client.close()


async def take_all(js: JetStreamContext) -> None:
    """As a consumer does that learns nothing from it."""
    pulled = await js.pull_subscribe_bind("notifier", STREAM)
    for message in await pulled.fetch(1):
        await message.ack_sync()


async def test_a_rebuilt_store_has_the_same_ledger_and_reminds_nobody_again(
    settings: Callable[..., Settings],
    run: Callable[[FastAPI], AbstractAsyncContextManager[FastAPI]],
    nats_server: NatsServer,
    mailbox: Mailbox,
    clock: OfficeClock,
    tmp_path: Path,
) -> None:
    clock.set_to(LATE)
    mail = {"smtp_host": "127.0.0.1", "smtp_port": mailbox.port, "nats_url": nats_server.url}
    async with run(build(settings(**mail), clock)) as app:
        client = await nats.connect(nats_server.url)
        await until(lambda: ready(app))
        await publish(client.jetstream(), *people(), period_opened())
        await client.close()
        await until(lambda: reminded(app))
        before = await app.state.store.read(ledger)

    anew = settings(**mail, database_url=f"sqlite:///{tmp_path / 'anew.db'}")
    async with run(build(anew, clock)) as app:
        await until(lambda: reminded(app))
        after = await app.state.store.read(ledger)

    assert after == before
    assert [row["terlewati"] for row in before["Pengingat"]] == ["h-3,h"]
    assert mailbox.addresses == [STAF]


async def ready(app: FastAPI) -> bool:
    return bool(app.state.health.intake.is_ready)


async def reminded(app: FastAPI) -> bool:
    return await app.state.store.read(has_taken_in, PengingatSent.type)


def has_taken_in(session: Session, kind: str) -> bool:
    return session.exec(select(LoggedEvent).where(LoggedEvent.type == kind)).first() is not None


def ledger(session: Session) -> Rows:
    return {
        table.__name__: [row.model_dump() for row in session.exec(select(table)).all()]
        for table in (Kewajiban, Pengingat, Diingatkan)
    }
