"""Builds a service: HTTP, relay, consumer and schedule in one lifespan."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI
from nats.errors import Error as NatsError
from nats.js.errors import APIError

from lapkin_chassis import errors, migrations, operations, telemetry
from lapkin_chassis.auth import Verifier
from lapkin_chassis.broker import connect_now
from lapkin_chassis.clock import Clock
from lapkin_chassis.compression import PagesCompressed
from lapkin_chassis.consumer import Consumers, Intake
from lapkin_chassis.docs import mount_docs
from lapkin_chassis.http import Edge
from lapkin_chassis.relay import Relay
from lapkin_chassis.settings import ServiceSettings
from lapkin_chassis.store import Store
from lapkin_contracts.catalog import OWNED
from lapkin_contracts.envelope import STREAM

log = structlog.get_logger()

MAX_BODY_BYTES = 1024 * 1024
PAUSE_SECONDS = 2.0
"""How long a part has to stop before it is asked again, and rests before it begins again."""

Work = Callable[[], Coroutine[Any, Any, None]]

Task = Callable[[FastAPI], Coroutine[Any, Any, None]]
"""Work that goes on beside the requests, such as a schedule; it ends by being cancelled."""


@dataclass
class Parts:
    """What one service puts into the house."""

    name: str
    settings: ServiceSettings
    clock: Clock
    routers: Sequence[APIRouter]
    consumers: Consumers | None = None
    tasks: Sequence[Task] = ()
    max_body_bytes: int = MAX_BODY_BYTES
    max_file_bytes: Mapping[str, int] = field(default_factory=dict)
    """Limits of the paths that take files, where they are others."""
    description: str = field(default="", repr=False)


def build_service(parts: Parts) -> FastAPI:
    """A FastAPI application whose lifespan opens the store and joins the stream.

    A broker that cannot be reached does not keep it from starting: requests are answered, events
    wait in the outbox, and `/healthz/ready` says so.
    """
    settings = parts.settings

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = Store(settings.database_url.get_secret_value(), f"/lapkin/{parts.name}")
        await asyncio.to_thread(migrations.upgrade, store, parts.name)
        relay, intake = _messaging(parts, store)
        app.state.store = store
        app.state.health = telemetry.Health(store, relay, intake, _round_trip(settings.nats_url))
        work: list[Work] = [relay.run, *(partial(task, app) for task in parts.tasks)]
        if intake is not None:
            work.append(intake.run)
        running = [asyncio.create_task(keep_going(one)) for one in work]
        try:
            yield
        finally:
            await end(running)
            await asyncio.to_thread(store.close)

    app = FastAPI(
        title=f"Lapkin {parts.name}",
        description=parts.description,
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.clock = parts.clock
    app.state.settings = settings
    app.state.stopping = asyncio.Event()  # set before connections close: open streams end by it
    app.state.consumers = parts.consumers
    app.state.verifier = Verifier(settings.keys_url)
    errors.install(app)
    app.add_middleware(PagesCompressed)
    app.add_middleware(
        Edge, max_body_bytes=parts.max_body_bytes, max_file_bytes=parts.max_file_bytes
    )
    for router in (*parts.routers, operations.router, telemetry.router):
        # As they are: an included router is analysed anew by every application, 50 ms for one
        # of ours, and each request passes it on the way.
        app.router.routes += router.routes
    mount_docs(app)
    return app


def _messaging(parts: Parts, store: Store) -> tuple[Relay, Intake | None]:
    """What publishes this service's facts, and what takes in those of others."""
    settings = parts.settings
    relay = Relay(
        store,
        parts.name,
        settings.nats_url,
        [event.type for event in OWNED[parts.name]],
        batch=settings.outbox_batch,
        verify_seconds=settings.verify_seconds,
    )
    if parts.consumers is None:
        return relay, None
    return relay, Intake(parts.consumers, store, parts.name, settings.nats_url, parts.clock)


async def keep_going(work: Work) -> None:
    """Begin again what fails, after telling; what ends by itself has nothing more to do."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("part.failed", work=str(work))
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            return


async def end(running: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel until each has ended.

    Once is not enough: `asyncio.wait_for` of Python 3.11 may swallow a cancellation, and nats-py
    connects through it, for ever while no broker answers.
    """
    left = set(running)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=PAUSE_SECONDS)
    await asyncio.gather(*running, return_exceptions=True)


def _round_trip(url: str) -> Callable[[], Awaitable[bool]]:
    """A question to JetStream over a connection of its own."""

    async def answers() -> bool:
        try:
            client = await connect_now("health", url)
            try:
                await client.jetstream().stream_info(STREAM)
            finally:
                await client.close()
        except (NatsError, APIError, OSError, TimeoutError):
            return False
        return True

    return answers
