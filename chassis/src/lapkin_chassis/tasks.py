"""Work that goes on for as long as a service runs, and how it ends."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import structlog

log = structlog.get_logger()

PAUSE_SECONDS = 2.0
"""How long a part rests before it begins again."""
PATIENCE_SECONDS = 0.5
"""How long a part has to stop before it is asked again."""

Work = Callable[[], Coroutine[Any, Any, None]]


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


async def together(*parts: Coroutine[Any, Any, None]) -> None:
    """Run parts side by side until one fails; then end the others.

    `asyncio.TaskGroup` asks each only once, and `end` says why that is not enough.
    """
    running = [asyncio.create_task(part) for part in parts]
    try:
        ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for part in ended:
            part.result()
    finally:
        await end(running)


async def end(running: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel until each has ended.

    Once is not enough: `asyncio.wait_for` of Python 3.11 may swallow a cancellation, and nats-py
    connects and asks through it.
    """
    left = set(running)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=PATIENCE_SECONDS)
    await asyncio.gather(*running, return_exceptions=True)
