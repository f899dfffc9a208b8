"""Stopping a service while its parts do not want to."""

import asyncio

import pytest

from lapkin_chassis import consumer, tasks


class Stubborn:
    """Ends when it is asked for the third time."""

    swallowed = 0

    async def run(self) -> None:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if self.swallowed == 2:
                    raise
                self.swallowed += 1


async def failing() -> None:
    raise RuntimeError


async def test_a_part_that_swallows_a_cancellation_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE_SECONDS", 0.01)
    stubborn = Stubborn()
    running = [asyncio.create_task(stubborn.run()), asyncio.create_task(failing())]
    await asyncio.sleep(0)

    async with asyncio.timeout(5):
        await tasks.end(running)

    assert (running[0].cancelled(), stubborn.swallowed) == (True, 2)


async def test_parts_that_run_together_end_when_one_fails_however_stubborn_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE_SECONDS", 0.01)

    async with asyncio.timeout(5):
        with pytest.raises(RuntimeError):
            await tasks.together(Stubborn().run(), failing())


async def test_parts_that_run_together_end_when_both_are_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE_SECONDS", 0.01)
    stubborn = [Stubborn(), Stubborn()]
    running = asyncio.create_task(tasks.together(*(one.run() for one in stubborn)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()

    async with asyncio.timeout(5):
        await asyncio.wait([running])

    assert [one.swallowed for one in stubborn] == [2, 2]


async def test_pulls_that_were_begun_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "WATCH_SECONDS", 0.01)
    pulling = asyncio.create_task(asyncio.sleep(60))
    pulls = [asyncio.create_task(asyncio.sleep(0)), pulling]
    forgetting = asyncio.create_task(consumer.forget_ended(pulls))

    async with asyncio.timeout(5):
        while len(pulls) > 1:
            await asyncio.sleep(0.01)

    assert pulls == [pulling]
    await tasks.end([forgetting, pulling])
