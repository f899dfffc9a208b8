"""What runs beside the requests wakes by the store's commits."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import NoReturn

import structlog
from nats.errors import Error as NatsError
from nats.js.errors import APIError
from sqlalchemy.exc import SQLAlchemyError

from lapkin_chassis.store import Store

log = structlog.get_logger()


async def after_commits(
    store: Store, name: str, work: Callable[[], Awaitable[None]], *, seconds: float = 1.0
) -> NoReturn:
    """Do `work` now, after commits, and at least every `seconds`: another replica rings no bell.

    A database or broker that is away interrupts it, and does not end it.
    """
    bell = asyncio.Event()
    store.on_commit(partial(asyncio.get_running_loop().call_soon_threadsafe, bell.set))
    while True:
        bell.clear()
        try:
            await work()
        except (SQLAlchemyError, NatsError, APIError, OSError) as error:
            log.warning("task.interrupted", task=name, error=repr(error))
            await asyncio.sleep(seconds)
        await _wait(bell, seconds)


async def _wait(bell: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return
