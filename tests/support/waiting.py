"""Wait for a condition, never for luck."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(condition: Callable[[], Awaitable[T]], *, seconds: float = 20) -> T:
    """What `condition` answers once it is truthy; fails after `seconds`."""
    give_up = time.monotonic() + seconds
    while True:
        answer = await condition()
        if answer:
            return answer
        assert time.monotonic() < give_up, f"still {answer!r} after {seconds} s"
        await asyncio.sleep(0.02)
