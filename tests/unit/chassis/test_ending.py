"""Stopping a service while its parts do not want to, and letting go of parts that ended."""

import asyncio

import pytest

from lapkin_chassis import consumer, service


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


async def test_pulls_that_were_begun_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "WATCH_SECONDS", 0.01)
    pulling = asyncio.create_task(asyncio.sleep(60))
    pulls = [asyncio.create_task(asyncio.sleep(0)), pulling]
    forgetting = asyncio.create_task(consumer.forget_ended(pulls))

    async with asyncio.timeout(5):
        while len(pulls) > 1:
            await asyncio.sleep(0.01)

    assert pulls == [pulling]
    await service.end([forgetting, pulling])
