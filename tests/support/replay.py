"""The log from its beginning, taken in by empty stores: they must come to hold the same rows.

What people did is put back where the log says that they did it: it is their record, not a
consequence of facts.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from sqlalchemy import MetaData, Table, insert, select
from sqlmodel import Session
from support.facts import deliver
from support.rebuilt import REBUILT
from support.stores import Stores
from support.world import World

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import Gap, NotYet
from lapkin_chassis.outbox import outbox
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, Envelope
from lapkin_contracts.rules.numbers import canonical

ACTS: Final = {
    "lapkin.laporan.issued.v1": ("laporan", "edisi"),
    "lapkin.draft.ready.v1": ("draft", "revision"),
}
"""Events of the reporter that a person stands behind, each with the row it was made from."""

SERVICES: Final = tuple(name for name, tables in REBUILT.items() if tables)
Rows = dict[str, list[list[str]]]


class Kept(NamedTuple):
    """What a service holds when the scenario is over."""

    rows: Rows
    followed: list[str]
    """What it announced because of other facts: of a draft also the digest it had at first."""
    acts: Mapping[tuple[str, str, int], Mapping[str, Any]]
    """Rows that people made, by table, period and number."""


async def assert_replay_gives_the_same_rows(world: World, stores: Stores, folder: Path) -> None:
    """Identical read models, whatever happened in the scenario."""
    kept, count = await _all_kept(world)
    while count != await world.announced():  # a mail went out meanwhile, and that is a fact too
        kept, count = await _all_kept(world)
    bodies = await _stream(world)
    for name in SERVICES:
        again = Store(stores.sqlite(name, folder), f"/lapkin/{name}")
        await _take_in(again, world.app(name).state.consumers, bodies[:count], kept[name])
        replayed = await _kept(again, name)
        again.close()
        for table, rows in kept[name].rows.items():
            differing = {tuple(row) for row in rows} ^ {tuple(row) for row in replayed.rows[table]}
            assert not differing, f"{table} of the {name} replays differently: {differing}"
        if name != "notifier":  # it announces what a mail server said
            assert replayed.followed == kept[name].followed, f"the {name} announces otherwise"


async def _all_kept(world: World) -> tuple[dict[str, Kept], int]:
    """What every service holds, and how many facts it came from."""
    await world.until(lambda: _is_told(world))
    await world.settled()
    count = await world.announced()
    return {name: await _kept(world.app(name).state.store, name) for name in SERVICES}, count


async def _is_told(world: World) -> bool:
    """No mail of an issued report is on its way."""
    issued, sent = [await world.events(kind) for kind in ("laporan.issued", "sosialisasi.sent")]
    return len(issued) == len(sent)


async def _kept(store: Store, name: str) -> Kept:
    metadata: MetaData = import_module(f"{name}.models").metadata
    rows = await store.read(_rows, metadata, name)
    acts = await store.read(_acts, metadata) if name == "reporter" else {}
    return Kept(rows, await store.read(_followed), acts)


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


async def _take_in(store: Store, consumers: Consumers, bodies: list[bytes], kept: Kept) -> None:
    """In the stream's order; what builds on a fact that comes later waits, as in the intake."""
    waiting = list(bodies)
    while waiting:
        early = []
        for body in waiting:
            try:
                await _take(store, consumers, body, kept)
            except (Gap, NotYet):
                early.append(body)
        assert len(early) < len(waiting), f"{early[0]!r} can never be taken in"
        waiting = early


async def _take(store: Store, consumers: Consumers, body: bytes, kept: Kept) -> None:
    attributes = json.loads(body)
    if kept.acts and attributes["type"] in ACTS:
        await store.write(_restore, attributes, kept)
    if attributes["type"] in consumers.types:
        envelope: Envelope[Any] = consumers.read(attributes["partitionkey"], body)
        await deliver(store, consumers, envelope)


def _restore(session: Session, attributes: Mapping[str, Any], kept: Kept) -> None:
    """The row that a person made when this was announced; a first draft makes itself."""
    name, number = ACTS[attributes["type"]]
    data = attributes["data"]
    row = kept.acts.get((name, data["period"], data[number]))
    table: Table = import_module("reporter.models").metadata.tables[name]
    if row is not None and not attributes.get("causationid"):
        session.connection().execute(insert(table), dict(row))


def _acts(session: Session, metadata: MetaData) -> dict[tuple[str, str, int], Mapping[str, Any]]:
    return {
        (name, row["period"], row[number]): row
        for name, number in ACTS.values()
        for row in session.connection().execute(select(metadata.tables[name])).mappings()
    }


def _followed(session: Session) -> list[str]:
    rows = session.connection().scalars(select(outbox.c.body))
    facts = [json.loads(body) for body in rows]
    return sorted(f"{one['id']} {one['data']}" for one in facts if one.get("causationid"))


def _rows(session: Session, metadata: MetaData, name: str) -> Rows:
    connection = session.connection()
    found = {}
    for table_name, left_out in REBUILT[name].items():
        table = metadata.tables[table_name]
        columns = [column for column in table.columns if column.name not in left_out]
        statement = select(*columns)
        if (name, table_name) == ("reporter", "draft"):
            statement = statement.where(table.c.revision == 1)
        found[table_name] = sorted(list(map(_text, row)) for row in connection.execute(statement))
    return found


def _text(cell: object) -> str:
    """The two engines hand a moment out in differently named zones, a figure with other zeros."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat()
    return canonical(cell) if isinstance(cell, Decimal) else repr(cell)
