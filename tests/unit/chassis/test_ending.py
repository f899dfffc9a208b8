"""Stopping a service while its parts do not want to."""

import asyncio

import pytest

from lapkin_chassis import service


async def test_a_part_that_swallows_a_cancellation_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "PAUSE_SECONDS", 0.01)
    swallowed = 0

    async def stubborn() -> None:
        nonlocal swallowed
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if swallowed == 2:
                    raise
                swallowed += 1

    async def failing() -> None:
        raise RuntimeError

    running = [asyncio.create_task(stubborn()), asyncio.create_task(failing())]
    await asyncio.sleep(0)

    async with asyncio.timeout(5):
        await service.end(running)

    assert (running[0].cancelled(), swallowed) == (True, 2)
