"""The newest events, shared by everyone who listens.

Each listener holds a position and no queue: one that reads slowly costs no memory, and what has
left the ring is read from the store again.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from itertools import islice

from lapkin_chassis.store import Store
from notifier.event_log import repository
from notifier.event_log.domain import Frame, Interest

RING = 2048
"""Frames kept at hand: a listener may fall this far behind before it reads from the store."""
PAGE = 500
HEARTBEAT_SECONDS = 15.0
"""Below the idle limit of usual proxies (60 s), so that a silent stream is not cut."""

OPENING = b"retry: 2000\n\n"
HEARTBEAT = b":\n\n"


class Tail:
    """The end of the event log, in memory."""

    def __init__(self) -> None:
        self.position = -1
        """Where the log ends; negative until that was read."""
        self.is_closed = False
        self._frames: deque[Frame] = deque(maxlen=RING)
        self._news = asyncio.Event()

    async def catch_up(self, store: Store) -> None:
        """Take in what was appended since; the first time only where the log ends."""
        if self.position < 0:
            self.position = await store.read(repository.last_position)
            self._wake()
        while frames := await store.read(repository.frames_after, self.position, PAGE):
            self._frames.extend(frames)
            self.position = frames[-1].position
            self._wake()

    def close(self) -> None:
        """End every stream."""
        self.is_closed = True
        self._wake()

    async def wait_past(self, position: int, seconds: float) -> bool:
        """Whether the log grew past `position`, or was closed, within `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while self.position <= position and not self.is_closed:
                    await self._news.wait()
        except TimeoutError:
            return False
        return True

    async def listen(
        self, store: Store, interest: Interest, position: int
    ) -> AsyncIterator[bytes]:
        """Server-sent text of what follows `position`, until the tail closes."""
        yield OPENING
        while not self.is_closed:
            frames = self._held_after(position)
            if frames is None:
                frames = await store.read(repository.frames_after, position, PAGE)
            if frames:
                position = frames[-1].position
                if text := b"".join(frame.text for frame in frames if interest.covers(frame)):
                    yield text
            elif not await self.wait_past(position, HEARTBEAT_SECONDS):
                yield HEARTBEAT

    def _held_after(self, position: int) -> Sequence[Frame] | None:
        """None if the ring no longer holds what follows; positions have no gaps."""
        if position >= self.position:
            return ()
        if not self._frames or position + 1 < self._frames[0].position:
            return None
        return list(islice(self._frames, position + 1 - self._frames[0].position, None))

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()
