"""From the outbox to the stream.

The broker is a cache. The relay keeps no checkpoint: it asks the stream for the newest event of
each type this service owns, finds it in the outbox, and goes on from there. What the broker lost
is therefore published again (ADR 0002).
"""

import asyncio
import json
import time
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.errors import APIError, NotFoundError

from lapkin_chassis import outbox
from lapkin_chassis.broker import connect, provision_stream
from lapkin_chassis.outbox import OutboxRow
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM

log = structlog.get_logger()

SMALL = 16
"""Up to here single publishes in flight are quicker than the fixed price of an atomic batch."""
DUPLICATE_IN_BATCH = 10201
IDLE_SECONDS = 1.0
"""How long a commit of another process may go unnoticed; our own commits ring a bell."""


class Relay:
    """Publishes one service's outbox, in order, for as long as it runs."""

    def __init__(
        self,
        store: Store,
        name: str,
        url: str,
        types: Sequence[str],
        *,
        batch: int,
        verify_seconds: float,
    ) -> None:
        self._store = store
        self._name = name
        self._url = url
        self._types = types
        self._batch = batch
        self._verify_seconds = verify_seconds
        self._bell = asyncio.Event()
        self.position: int | None = None
        """Last outbox row known to be in the stream; none until the stream's tail was read."""
        self.rewinds = 0
        self.published = 0

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        self._store.on_commit(partial(loop.call_soon_threadsafe, self._bell.set))
        client = await connect(f"{self._name}-relay", self._url)
        try:
            while True:
                try:
                    await self._publish_for_a_while(client)
                except (NatsError, APIError, OSError, TimeoutError) as error:
                    log.warning("relay.interrupted", service=self._name, error=repr(error))
                    await asyncio.sleep(0.5)
        finally:
            await client.close()

    async def _publish_for_a_while(self, client: Client) -> None:
        """Compare with the stream's tail, then publish until the next comparison is due."""
        js = client.jetstream()
        await provision_stream(js)
        position = await self._tail(js)
        if self.position is not None and position < self.position:
            self.rewinds += 1
            log.warning("relay.rewound", service=self._name, lost=self.position - position)
        self.position = position
        due, reconnects = time.monotonic() + self._verify_seconds, client.stats["reconnects"]
        while time.monotonic() < due and client.stats["reconnects"] == reconnects:
            self._bell.clear()
            rows = await self._store.read_brief(outbox.rows_after, self.position, self._batch)
            if not rows:
                await self._wait(min(IDLE_SECONDS, self._verify_seconds))
                continue
            await _publish(client, js, rows)
            self.position = rows[-1].position
            self.published += len(rows)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return

    async def _tail(self, js: JetStreamContext) -> int:
        """Position of our newest event that the stream holds; 0 if it holds none."""
        newest = 0
        for kind in self._types:
            try:
                message = await js.get_last_msg(STREAM, f"{kind}.>")
            except NotFoundError:
                continue
            event_id = (message.headers or {}).get("Nats-Msg-Id", "")
            newest = max(newest, await self._store.read(outbox.position_of, event_id))
        return newest


async def _publish(client: Client, js: JetStreamContext, rows: Sequence[OutboxRow]) -> None:
    if len(rows) > SMALL:
        try:
            await _publish_atomically(client, rows)
        except APIError as error:
            if error.err_code != DUPLICATE_IN_BATCH:
                raise
        else:
            return
    # Sent in order over one connection; the broker drops what it already has.
    await asyncio.gather(
        *(
            js.publish(row.aggregate, row.body, stream=STREAM, headers=_headers(row))
            for row in rows
        )
    )


async def _publish_atomically(client: Client, rows: Sequence[OutboxRow]) -> None:
    """One fsync for the whole batch (NATS ADR-50); the broker stores all of it or nothing."""
    batch, last = uuid.uuid4().hex, len(rows)
    for number, row in enumerate(rows, 1):
        headers = _headers(row) | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
        if number == last:
            headers["Nats-Batch-Commit"] = "1"
        if number in {1, last}:  # the first answers an early error, the last the whole batch
            answer = await client.request(row.aggregate, row.body, timeout=5, headers=headers)
            _raise_if_refused(answer.data)
        else:
            await client.publish(row.aggregate, row.body, headers=headers)


def _raise_if_refused(answer: bytes) -> None:
    decoded: dict[str, Any] = json.loads(answer) if answer else {}
    if "error" in decoded:
        raise APIError.from_error(decoded["error"])


def _headers(row: OutboxRow) -> dict[str, str]:
    headers = {"Nats-Msg-Id": row.event_id, "Content-Type": "application/cloudevents+json"}
    if row.traceparent:
        headers["traceparent"] = row.traceparent
    return headers
