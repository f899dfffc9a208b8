"""The notifier over a real broker and mail server, and rebuilt from the stream."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx
import nats
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import Session
from support.broker import NatsServer
from support.clock import OfficeClock
from support.facts import announced, body_of, deliver
from support.mailbox import Mailbox
from support.sop_facts import (
    Facts,
    at,
    drafted,
    issued,
    officials,
    opened,
    ordered,
    recapped,
    sent,
    submitted,
)
from support.waiting import until

from lapkin_chassis import triggers
from lapkin_chassis.broker import provision_stream
from lapkin_chassis.store import Store
from lapkin_contracts.sosialisasi import SlaBreached
from notifier.consumers import consumers
from notifier.event_log.repository import last_position
from notifier.main import build
from notifier.settings import Settings
from notifier.sop_clock import breach
from notifier.sosialisasi import repository
from notifier.sosialisasi.domain import Key
from notifier.sosialisasi.mail import link_url
from notifier.sosialisasi.schedule import History
from notifier.tables import Table

Run = Callable[[FastAPI], AbstractAsyncContextManager[FastAPI]]
MORNING = at("2026-10-05 08:00")


def a_case() -> Facts:
    data = submitted("2026-TW3", MORNING)
    rekap = recapped("2026-TW3", MORNING, data)
    return [
        officials(("Ani", "ani@contoh.go.id"), ("Budi", "budi@contoh.go.id")),
        opened("2026-TW3", MORNING),
        ordered("2026-TW3", MORNING),
        data,
        rekap,
        drafted("2026-TW3", MORNING, rekap),
        issued("2026-TW3", MORNING),
    ]


async def publish(server: NatsServer, facts: Facts) -> None:
    client = await nats.connect(server.url)
    for one in facts:
        headers = {"Nats-Msg-Id": one.id}
        await client.jetstream().publish(one.partitionkey, body_of(one), headers=headers)
    await client.close()


def dump(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the notifier's own."""
    return {
        table.name: [tuple(row) for row in session.connection().execute(_ordered(table))]
        for table in Table.metadata.sorted_tables
    }


def _ordered(table: Any) -> Any:
    return select(table).order_by(*table.primary_key.columns)


async def acknowledge(app: FastAPI, key: Key) -> None:
    to = await app.state.store.read(repository.addressee, key)
    path = link_url(to, app.state.settings).removeprefix("https://lapkin.example/notifier")
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin") as client:
        assert (await client.post(path)).status_code == 303


async def events_in(store: Store, number: int) -> bool:
    return await store.read(last_position) == number


@pytest.fixture
def at_work(
    settings: Callable[..., Settings],
    nats_server: NatsServer,
    mailbox: Mailbox,
    clock: OfficeClock,
) -> Callable[..., FastAPI]:
    """A notifier with broker and mail server."""

    def make(**given: Any) -> FastAPI:
        everything = {
            "nats_url": nats_server.url,
            "smtp_host": "127.0.0.1",
            "smtp_port": mailbox.port,
            **given,
        }
        return build(settings(**everything), clock)

    return make


async def test_a_report_goes_out_is_acknowledged_and_a_rebuilt_store_is_the_same(
    at_work: Callable[..., FastAPI],
    run: Run,
    nats_server: NatsServer,
    mailbox: Mailbox,
    clock: OfficeClock,
    tmp_path: Path,
) -> None:
    clock.set_to(MORNING)
    mailbox.answer("budi@contoh.go.id", "550 tidak dikenal")
    async with run(at_work()) as app:
        await until(lambda: ready(app))
        await publish(nats_server, a_case())
        await until(lambda: events_in(app.state.store, 8))
        await acknowledge(app, Key("2026-TW3", 1, 1))
        await until(lambda: events_in(app.state.store, 9))
        before = await app.state.store.read(dump)

    async with run(at_work(database_url=f"sqlite:///{tmp_path / 'anew.db'}")) as app:
        await until(lambda: events_in(app.state.store, 9))
        after = await app.state.store.read(dump)

    assert after == before
    assert mailbox.addresses == ["ani@contoh.go.id"]
    rows = {table: len(rows) for table, rows in before.items() if rows}
    told = {"event": 9, "langkah": 10, "pejabat": 2, "penerima": 2, "sosialisasi": 1}
    assert told.items() <= rows.items()


async def test_a_step_whose_time_runs_out_is_announced_once_and_not_by_a_rebuilt_store(
    at_work: Callable[..., FastAPI],
    run: Run,
    nats_server: NatsServer,
    clock: OfficeClock,
    tmp_path: Path,
) -> None:
    clock.set_to(MORNING)
    async with run(at_work()) as app:
        await until(lambda: ready(app))
        await publish(nats_server, a_case()[1:-1])
        await until(lambda: events_in(app.state.store, 5))
        clock.set_to(at("2026-10-05 08:31"))
        await until(lambda: events_in(app.state.store, 6))
        ran = await app.state.store.read(triggers.ledger)

    async with run(at_work(database_url=f"sqlite:///{tmp_path / 'anew.db'}")) as app:
        await until(lambda: events_in(app.state.store, 6))
        await app.state.store.write(breach.announce, clock.now())
        assert await app.state.store.read(triggers.ledger) == ran
        assert await app.state.store.read(announced, SlaBreached) == []

    assert [one.key for one in ran] == ["sla/2026-TW3/4"]


async def ready(app: FastAPI) -> bool:
    return bool(app.state.health.intake.is_ready)


async def test_a_rebuilt_store_asks_the_stream_before_it_mails(
    store: Store, nats_server: NatsServer, clock: OfficeClock
) -> None:
    client = await nats.connect(nats_server.url)
    js = client.jetstream()
    await provision_stream(js)
    people = officials(("Ani", "ani@contoh.go.id"))
    reports = [issued("2026-TW3", MORNING), issued("2026-TW4", MORNING)]
    await deliver(store, consumers, people, *reports)
    await publish(nats_server, [sent("2026-TW3", MORNING)])

    assert await History(store, clock, js).announced() == {("2026-TW3", 1, 1)}
    await deliver(store, consumers, issued("2026-TW3", MORNING, edisi=2))
    assert await History(store, clock, js).announced() == {("2026-TW3", 1, 1)}
    await client.close()
