"""What the broker knows of the consumers: how far each is behind, and whether it works."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import ConsumerInfo, RawStreamMsg
from nats.js.errors import APIError, NotFoundError

from lapkin_chassis.broker import ANSWER_SECONDS, connect_now
from lapkin_contracts.catalog import OWNED
from lapkin_contracts.envelope import STREAM, SUBJECTS

IDLE_TOO_LONG: Final = timedelta(seconds=60)
"""With something waiting, a worker asks far more often."""


@dataclass(frozen=True)
class Antrean:
    """How one durable consumer stands."""

    nama: str
    tertunda: int = 0
    dikerjakan: int = 0
    diulang: int = 0
    terakhir: datetime | None = None
    """When something was last given out."""
    selesai: datetime | None = None
    """When something was last acknowledged."""
    tertua: datetime | None = None
    """When the first event that waits was written down."""
    is_known: bool = True
    is_idle: bool = False
    """Something waits, and nobody asks for it."""

    @property
    def keadaan(self) -> tuple[str, str]:
        if not self.is_known:
            return "Tidak terdaftar", "galat"
        if self.is_idle:
            return "Tidak ada pekerja", "galat"
        if self.diulang:
            return "Ada yang diulang", "awas"
        return ("Mengejar", "info") if self.tertunda or self.dikerjakan else ("Terkejar", "ok")


class Aliran(NamedTuple):
    """The stream and its consumers."""

    peristiwa: int
    bita: int
    urutan: int
    antrean: Sequence[Antrean]


async def look(url: str) -> Aliran | None:
    """None while the broker does not answer."""
    try:
        async with _connected(url) as js:
            state = (await js.stream_info(STREAM)).state
            antrean = [await _queue(js, name) for name in OWNED]
    except (NatsError, APIError, OSError, TimeoutError):
        return None
    return Aliran(state.messages, state.bytes, state.last_seq, antrean)


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[JetStreamContext]:
    client = await connect_now("notifier-pemantauan", url)
    try:
        yield client.jetstream(timeout=ANSWER_SECONDS)
    finally:
        await asyncio.shield(client.close())


async def _queue(js: JetStreamContext, name: str) -> Antrean:
    try:
        info = await js.consumer_info(STREAM, name)
    except NotFoundError:
        return Antrean(name, is_known=False)
    given = info.delivered.last_active if info.delivered else None
    done = info.ack_floor.last_active if info.ack_floor else None
    return Antrean(
        name,
        info.num_pending or 0,
        info.num_ack_pending or 0,
        info.num_redelivered or 0,
        given,
        done,
        await _oldest(js, info),
        is_idle=_is_idle(info, given),
    )


async def _oldest(js: JetStreamContext, info: ConsumerInfo) -> datetime | None:
    """Of what was not acknowledged; a consumer hears of several subjects."""
    if not info.num_pending and not info.num_ack_pending:
        return None
    after = (info.ack_floor.stream_seq if info.ack_floor else 0) or 0
    subjects = info.config.filter_subjects or [SUBJECTS]
    found = [await _first(js, subject, after) for subject in subjects]
    first = min(filter(None, found), key=lambda one: one.seq or 0, default=None)
    if first is None or first.data is None:
        return None
    return datetime.fromisoformat(json.loads(first.data)["recordedtime"])


async def _first(js: JetStreamContext, subject: str, after: int) -> RawStreamMsg | None:
    try:
        return await js.get_msg(STREAM, after + 1, subject=subject, next=True)
    except NotFoundError:
        return None


def _is_idle(info: ConsumerInfo, given: datetime | None) -> bool:
    if not info.num_pending or info.num_waiting:
        return False
    return given is None or datetime.now(UTC) - given > IDLE_TOO_LONG
