"""What runs beside the requests: woken by the store's commits, or looking at the clock."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import NoReturn

import structlog
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.errors import APIError
from sqlalchemy.exc import SQLAlchemyError

from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM

log = structlog.get_logger()


async def after_commits(
    store: Store, name: str, work: Callable[[], Awaitable[None]], *, seconds: float = 1.0
) -> NoReturn:
    """Do `work` now, after commits, and at least every `seconds`: another replica rings no bell."""
    bell = asyncio.Event()
    store.on_commit(partial(asyncio.get_running_loop().call_soon_threadsafe, bell.set))
    while True:
        bell.clear()
        if not await _attempt(name, work):
            await asyncio.sleep(seconds)
        await _wait(bell, seconds)


async def regularly(
    name: str, work: Callable[[], Awaitable[None]], *, seconds: float = 1.0
) -> NoReturn:
    """Do `work` every `seconds`: for what no commit brings about, only the passing of time."""
    while True:
        await _attempt(name, work)
        await asyncio.sleep(seconds)


async def is_caught_up(js: JetStreamContext) -> bool:
    """Every fact of the stream was taken in.

    Asked before anything is announced that a fact on its way might forbid: after downtime, or
    while a store is being rebuilt.
    """
    consumer = await js.consumer_info(STREAM, "notifier")
    return not consumer.num_pending and not consumer.num_ack_pending


async def _attempt(name: str, work: Callable[[], Awaitable[None]]) -> bool:
    """A database or broker that is away interrupts the work, and does not end it."""
    try:
        await work()
    except (SQLAlchemyError, NatsError, APIError, OSError) as error:
        log.warning("task.interrupted", task=name, error=repr(error))
        return False
    return True


async def _wait(bell: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return
