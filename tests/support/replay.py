"""The log from its beginning, taken in by empty stores: they must come to hold the same rows."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from sqlalchemy import MetaData, select
from sqlmodel import Session
from support.facts import deliver
from support.world import World

from lapkin_chassis import migrations
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import Gap, NotYet
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, Envelope
from lapkin_contracts.rules.numbers import canonical

DERIVED: Final[Mapping[str, frozenset[str]]] = {
    "aggregator": frozenset(),
    "notifier": frozenset(
        {
            "langkah",
            "pejabat",
            "kalender",
            "kewajiban",
            "pengingat",
            "diingatkan",
            "sosialisasi",
            "penerima",
            "reviu",
        }
    ),
}
"""Tables that facts alone fill, by service; every one of the aggregator's.

The collector and the reporter also keep what people did. Left out of the notifier's are the log
itself, whose positions are the order of arrival, what the office set, and what webhooks were sent.
"""


Rows = dict[str, list[list[str]]]


async def assert_replay_gives_the_same_rows(world: World, folder: Path) -> None:
    """Identical read models, whatever happened in the scenario."""
    kept, count = await _kept(world)
    while count != await world.announced():  # a mail went out meanwhile, and that is a fact too
        kept, count = await _kept(world)
    bodies = await _stream(world)
    for name in DERIVED:
        again = Store(f"sqlite:///{folder / f'{name}-again.db'}", f"/lapkin/{name}")
        migrations.upgrade(again, name)
        await _take_in(again, world.app(name).state.consumers, bodies[:count])
        replayed = await _rows_of(again, name)
        again.close()
        for table, rows in kept[name].items():
            differing = {tuple(row) for row in rows} ^ {tuple(row) for row in replayed[table]}
            assert not differing, f"{table} of the {name} replays differently: {differing}"


async def _kept(world: World) -> tuple[dict[str, Rows], int]:
    """The rows of every service, and how many facts they came from."""
    await world.until(lambda: _is_told(world))
    await world.settled()
    count = await world.announced()
    return {name: await _rows_of(world.app(name).state.store, name) for name in DERIVED}, count


async def _is_told(world: World) -> bool:
    """No mail of an issued report is on its way."""
    issued, sent = [await world.events(kind) for kind in ("laporan.issued", "sosialisasi.sent")]
    return len(issued) == len(sent)


async def _rows_of(store: Store, name: str) -> Rows:
    metadata: MetaData = import_module(f"{name}.models").metadata
    rows: Rows = await store.read(_rows, metadata, DERIVED[name])
    return rows


async def _stream(world: World) -> list[bytes]:
    client = await nats.connect(world.broker.url)
    try:
        js = client.jetstream()
        waiting = (await js.stream_info(STREAM)).state.messages
        config = ConsumerConfig(deliver_policy=DeliverPolicy.ALL, ack_policy=AckPolicy.NONE)
        subscription = await js.subscribe("lapkin.>", stream=STREAM, config=config)
        return [(await subscription.next_msg(5)).data for _ in range(waiting)]
    finally:
        await client.close()


async def _take_in(store: Store, consumers: Consumers, bodies: list[bytes]) -> None:
    """In the stream's order; what builds on a fact that comes later waits, as in the intake."""
    waiting = [one for body in bodies if (one := _read(consumers, body)) is not None]
    while waiting:
        early = []
        for envelope in waiting:
            try:
                await deliver(store, consumers, envelope)
            except (Gap, NotYet):
                early.append(envelope)
        assert len(early) < len(waiting), f"{early[0].type} can never be taken in"
        waiting = early


def _read(consumers: Consumers, body: bytes) -> Envelope[Any] | None:
    attributes = json.loads(body)
    if attributes["type"] not in consumers.types:
        return None
    return consumers.read(attributes["partitionkey"], body)


def _rows(session: Session, metadata: MetaData, wanted: frozenset[str]) -> Rows:
    connection = session.connection()
    return {
        table.name: sorted(list(map(_text, row)) for row in connection.execute(select(table)))
        for table in metadata.sorted_tables
        if not wanted or table.name in wanted
    }


def _text(cell: object) -> str:
    """The two engines hand a moment out in differently named zones, a figure with other zeros."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat()
    return canonical(cell) if isinstance(cell, Decimal) else repr(cell)
