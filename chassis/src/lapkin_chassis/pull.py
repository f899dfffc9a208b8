"""Pulling messages, between what nats-py raises and what FastStream expects."""

import asyncio
from collections.abc import Sequence
from typing import Any, TypeAlias, cast

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NothingCame
from nats.js import JetStreamContext

PAUSE_SECONDS = 0.2
"""How long a pull rests that the broker did not take."""
PATIENCE_SECONDS = 2.0
"""How long one question waits while nothing comes; a broker that was restarted forgets it."""


Pull: TypeAlias = JetStreamContext.PullSubscription


def steady(pull: Pull | None, size: int) -> Pull:
    """The same subscription as a `SteadyPull` of batches of `size`."""
    assert pull is not None, "the subscriber has been started"
    return cast("Pull", SteadyPull(pull, size))


class SteadyPull:
    """A pull subscription whose pulls end in messages or in the one error FastStream expects.

    Any other error ends FastStream's task, which it begins again at once and keeps for ever: once
    in some seconds, because nats-py times an empty pull out in two ways, and without a pause while
    the broker is away.

    FastStream asks on until its time is over for what a batch still lacks. Nobody should wait for
    that: what has come at once is a batch. While nothing comes, one event is asked for, patiently:
    it arrives at once, and an idle service costs next to nothing.
    """

    def __init__(self, pull: Pull, size: int) -> None:
        self._pull = pull
        self._size = size
        self._is_idle = False

    async def fetch(self, batch: int, timeout: float) -> Sequence[Msg]:  # noqa: ASYNC109  as in nats-py
        if batch < self._size:
            raise NothingCame
        try:
            messages = await self._pull.fetch(
                *((1, PATIENCE_SECONDS) if self._is_idle else (batch, timeout))
            )
        except TimeoutError as late:
            self._is_idle = True
            raise NothingCame from late
        except NatsError as refused:
            await asyncio.sleep(PAUSE_SECONDS)
            raise NothingCame from refused
        self._is_idle = False
        return messages

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the subscription has
        return getattr(self._pull, name)
