"""B5, the relay: outbox rows until the broker has acknowledged them, every write synced.

Baselines: a relay that awaits each publish, and raw atomic batches of 1,000 from memory. Then the
relay is killed with SIGKILL in mid-run, and what a consumer applied is counted.
"""

import asyncio
import json
import shutil
from pathlib import Path

from bench.coins import counting, effects, empty_consumer_store, fill_outbox
from bench.measure import Sample, cpu_seconds
from bench.options import Options
from bench.processes import Broker, Program, python
from bench.score import Score, against, alone, at_least, at_most
from lapkin_chassis.clock import Clock
from lapkin_chassis.consumer import Intake
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM
from lapkin_contracts.rules.periods import ZONE

AWAITED_SHARE = 10
"""Awaiting each is so slow that a tenth of the rows gives its rate."""


async def run(options: Options) -> list[Score]:
    rows = options.scaled(50_000, quick=2_000)
    filled = options.folder / "outbox.db"
    fill_outbox(filled, rows)
    samples = await options.in_turn(
        {
            "product": lambda: _publish(options, filled, "product", rows),
            "awaiting": lambda: _publish(options, filled, "awaiting", rows // AWAITED_SHARE),
            "raw": lambda: _publish(options, filled, "raw", rows),
        },
    )
    rates = {name: [sample.rate for sample in taken] for name, taken in samples.items()}
    cpu = {name: [sample.cpu_us for sample in taken] for name, taken in samples.items()}
    return [
        against(
            "B5",
            "relay, against awaiting each publish",
            rates["product"],
            rates["awaiting"],
            unit="msg/s",
            target=at_least(12),
        ),
        against(
            "B5",
            "relay, against raw batches of 1,000",
            rates["product"],
            rates["raw"],
            unit="msg/s",
            target=at_least(0.5),
        ),
        against(
            "B5",
            "relay CPU with broker",
            cpu["product"],
            cpu["awaiting"],
            unit="us/msg",
        ),
        *await _killed(options, filled, rows),
    ]


async def _publish(options: Options, filled: Path, way: str, rows: int) -> Sample:
    with options.round_folder() as folder:
        broker = Broker(folder)
        broker.start()
        try:
            await broker.until_listening()
            worker = _worker(way, folder, filled, broker, rows)
            worker.start()
            await worker.until_ended()
            taken = json.loads(worker.output().splitlines()[-1])
            in_broker = cpu_seconds([broker.pid])
        finally:
            broker.stop()
    return Sample(rows, taken["seconds"], taken["cpu"] + in_broker)


def _worker(way: str, folder: Path, filled: Path, broker: Broker, rows: int) -> Program:
    database = folder / "outbox.db"
    shutil.copy(filled, database)
    argv = python("bench.relay_worker", way, str(database), broker.url, str(rows))
    return Program("relay", argv, folder)


async def _killed(options: Options, filled: Path, rows: int) -> list[Score]:
    """SIGKILL after a tenth of the stream, start again, and let a real consumer take all in."""
    with options.round_folder() as folder:
        broker = Broker(folder)
        broker.start()
        worker = _worker("product", folder, filled, broker, rows)
        try:
            await broker.until_listening()
            worker.start()
            while await broker.messages(STREAM) < rows // 10:
                await asyncio.sleep(0)
            worker.kill()
            before = await broker.messages(STREAM)
            worker.start()
            await worker.until_ended()
            in_stream = await broker.messages(STREAM)
            applied, different = await _taken_in(folder, broker.url, in_stream)
        finally:
            worker.stop()
            broker.stop()
    note = f"killed at {before:,}, stream {in_stream:,}, rows {rows:,}"
    return [
        alone(
            "B5",
            "applied twice after kill -9",
            [applied - different],
            unit="events",
            target=at_most(0),
            note=note,
        ),
        alone(
            "B5",
            "lost after kill -9",
            [rows - different],
            unit="events",
            target=at_most(0),
            note=note,
        ),
    ]


async def _taken_in(folder: Path, url: str, messages: int) -> tuple[int, int]:
    path = folder / "consumer.db"
    empty_consumer_store(path)
    store = Store(f"sqlite:///{path}", "/lapkin/bench")
    intake = Intake(counting(), store, "bench", url, Clock(ZONE))
    running = asyncio.create_task(intake.run())
    try:
        while intake.counts.get("applied", 0) + intake.counts.get("duplicate", 0) < messages:
            await asyncio.sleep(0.05)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        store.close()
    return effects(path)
