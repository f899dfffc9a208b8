"""From the aggregator's outbox to a draft and its announcement, over a real broker."""

import asyncio
from pathlib import Path

from sqlmodel import Session
from support.broker import NatsServer
from support.reporting import INSTANSI, MORNING, PEJABAT, TW3, announced, completed
from support.waiting import until

from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.outbox import emit
from lapkin_chassis.relay import Relay
from lapkin_chassis.store import Store
from reporter.main import build
from reporter.settings import Settings


def announce(session: Session) -> None:
    """The rekap first: it waits for the office to be known."""
    for event in (completed().data, INSTANSI, PEJABAT):
        emit(session, event, at=MORNING)


async def test_a_rekap_on_the_stream_becomes_an_announced_draft(
    tmp_path: Path, nats_server: NatsServer
) -> None:
    others = Store(f"sqlite:///{tmp_path / 'others.db'}", "/lapkin/aggregator")
    with others.engine.begin() as connection:
        PLUMBING.create_all(connection)
    types = [type(event).type for event in (completed().data, INSTANSI, PEJABAT)]
    relay = Relay(others, "others", nats_server.url, types, batch=100, verify_seconds=1)
    url = f"sqlite:///{tmp_path / 'reporter.db'}"
    app = build(Settings(database_url=url, nats_url=nats_server.url, keys_url=""))
    async with app.router.lifespan_context(app):
        relaying = asyncio.create_task(relay.run())
        await others.write(announce)

        (ready,) = await until(lambda: app.state.store.read(announced))

        relaying.cancel()
    others.close()
    assert (ready.data.period, ready.data.revision) == (TW3, 1)
    assert ready.time == MORNING
