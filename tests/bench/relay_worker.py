"""One way from an outbox to the stream, in a process of its own. Prints its seconds and CPU."""

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import nats
from sqlmodel import Session
from support.toys import CoinCounted

from lapkin_chassis import outbox
from lapkin_chassis.broker import provision_stream
from lapkin_chassis.outbox import OutboxRow
from lapkin_chassis.relay import Relay
from lapkin_chassis.settings import ServiceSettings
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM

BATCH = int(ServiceSettings.model_fields["outbox_batch"].default)
RAW_BATCH = 1000


async def product(store: Store, url: str, rows: int) -> None:
    """The relay as every service runs it."""
    working = Relay(store, "bench", url, [CoinCounted.type], batch=BATCH, verify_seconds=5.0)
    running = asyncio.create_task(working.run())
    while (working.position or 0) < rows:
        await asyncio.sleep(0.002)
        if running.done():
            running.result()
    running.cancel()


async def awaiting_each(store: Store, url: str, rows: int) -> None:
    """The textbook relay: read some rows, publish one, await its acknowledgement, next."""
    client = await nats.connect(url)
    js = client.jetstream()
    await provision_stream(js)
    position = 0
    while position < rows:
        for row in await store.read(outbox.rows_after, position, 100):
            await js.publish(
                row.aggregate, row.body, stream=STREAM, headers={"Nats-Msg-Id": row.event_id}
            )
            position = row.position
    await client.close()


async def raw_batches(store: Store, url: str, rows: int) -> None:
    """Atomic batches of 1,000 from memory: what broker and client allow at most."""
    client = await nats.connect(url)
    await provision_stream(client.jetstream())
    for start in range(0, rows, RAW_BATCH):
        batch = PREPARED[start : start + RAW_BATCH]
        headers = {"Nats-Batch-Id": uuid.uuid4().hex}
        for number, row in enumerate(batch[:-1], 1):
            headers["Nats-Batch-Sequence"] = str(number)
            await client.publish(row.aggregate, row.body, headers=dict(headers))
        headers |= {"Nats-Batch-Sequence": str(len(batch)), "Nats-Batch-Commit": "1"}
        answer = await client.request(batch[-1].aggregate, batch[-1].body, headers=headers)
        assert b"error" not in answer.data, answer.data
    await client.close()


PREPARED: list[OutboxRow] = []
WAYS: Mapping[str, Callable[[Store, str, int], Awaitable[None]]] = {
    "product": product,
    "awaiting": awaiting_each,
    "raw": raw_batches,
}


def all_rows(session: Session, rows: int) -> None:
    PREPARED.extend(outbox.rows_after(session, 0, rows))


async def main(way: str, path: str, url: str, rows: int) -> None:
    store = Store(f"sqlite:///{Path(path)}", "/lapkin/bench")
    await store.read(all_rows, rows if way == "raw" else 0)
    started, cpu = time.perf_counter(), time.process_time()
    await WAYS[way](store, url, rows)
    taken = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}
    sys.stdout.write(json.dumps(taken) + "\n")
    sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
