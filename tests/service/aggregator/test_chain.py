"""Over the real broker: what the collector announces becomes a rekap that is announced."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlmodel import Session
from support.broker import NatsServer
from support.facts import announced
from support.office import Office, an_indikator, said
from support.waiting import until

from lapkin_chassis.clock import Clock
from lapkin_chassis.consumer import Consumers, Intake
from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.outbox import emit
from lapkin_chassis.relay import Relay
from lapkin_chassis.store import Store
from lapkin_contracts.catalog import OWNED
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import ZONE

TW1 = "2026-TW1"
UNITS = tuple(f"irban-{number}" for number in range(1, 7))


def a_quarter(office: Office) -> list[Envelope[Any]]:
    facts = office.register(*UNITS)
    for unit in UNITS:
        facts.append(office.promise(unit, an_indikator("IK-1")))
        facts.append(office.plan(unit, {"IK-1": ("50",) * 4}))
    facts.append(office.open(TW1, *UNITS))
    facts += [office.submit(unit, TW1, said("IK-1", "45")) for unit in UNITS]
    return facts


def say_all(session: Session, facts: list[Envelope[Any]]) -> None:
    for one in facts:
        emit(session, one.data, at=one.time)


@contextlib.asynccontextmanager
async def running(*parts: Relay | Intake) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_submissions_become_an_announced_rekap(
    store: Store, consumers: Consumers, office: Office, nats_server: NatsServer, tmp_path: Path
) -> None:
    collector = Store(f"sqlite:///{tmp_path / 'collector.db'}", "/lapkin/collector")
    with collector.engine.begin() as connection:
        PLUMBING.create_all(connection)
    types = [event.type for event in OWNED["collector"]]
    relay = Relay(collector, "collector", nats_server.url, types, batch=100, verify_seconds=0.5)
    intake = Intake(consumers, store, "aggregator", nats_server.url, Clock(ZONE))
    await collector.write(say_all, a_quarter(office))

    async def completed() -> list[Envelope[RekapCompleted]]:
        return await store.read(announced, RekapCompleted)

    async with running(relay, intake):
        [rekap] = await until(completed)

    collector.close()
    assert rekap.data.cakupan.masuk == len(UNITS)
    assert {line.capaian_persen for line in rekap.data.baris} == {90}
