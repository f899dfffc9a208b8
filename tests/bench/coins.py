"""Facts of no office, for the benchmarks of the plumbing alone."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert, text
from sqlmodel import Session
from support.toys import CoinCounted

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.outbox import outbox, uuid7
from lapkin_contracts.envelope import Envelope

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
UNITS = 500
EFFECTS = "CREATE TABLE coin (event_id TEXT NOT NULL, amount INTEGER NOT NULL)"


def fill_outbox(path: Path, rows: int) -> None:
    """A store whose outbox holds `rows` events that nobody has published."""
    engine = create_engine(f"sqlite:///{path}")
    PLUMBING.create_all(engine)
    with engine.begin() as connection:
        connection.execute(text("PRAGMA journal_mode=WAL"))
        connection.execute(insert(outbox), [_row(number) for number in range(rows)])
    engine.dispose()


def empty_consumer_store(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    PLUMBING.create_all(engine)
    with engine.begin() as connection:
        connection.execute(text(EFFECTS))
    engine.dispose()


def effects(path: Path) -> tuple[int, int]:
    """How often coins were counted, and how many different ones."""
    with sqlite3.connect(path) as connection:
        counted, different = connection.execute(
            "SELECT count(*), count(DISTINCT event_id) FROM coin"
        ).fetchone()
    return counted, different


def counting() -> Consumers:
    """Writes one row per event, with nothing that would hide a second one."""
    consumers = Consumers()

    @consumers.on(CoinCounted)
    def on_coin_counted(session: Session, fact: Envelope[Any]) -> None:
        session.connection().execute(
            text("INSERT INTO coin (event_id, amount) VALUES (:id, :amount)"),
            {"id": fact.id, "amount": fact.data.amount},
        )

    return consumers


def _row(number: int) -> dict[str, object]:
    unit, version = f"unit-{number % UNITS}", number // UNITS + 1
    event = CoinCounted(unit=unit, amount=number)
    envelope: Envelope[CoinCounted] = Envelope(
        specversion="1.0",
        datacontenttype="application/json",
        id=uuid7(),
        source="/lapkin/bench",
        type=event.type,
        subject=f"{unit}/-",
        time=NOON,
        recordedtime=NOON,
        dataschema="urn:lapkin:schema:coin.counted.v1",
        correlationid="-",
        partitionkey=event.aggregate,
        sequence=version,
        data=event,
    )
    return {
        "event_id": envelope.id,
        "aggregate": event.aggregate,
        "version": version,
        "body": envelope.to_json(),
        "recorded_at": NOON,
    }
