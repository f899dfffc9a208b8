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


Pull: TypeAlias = JetStreamContext.PullSubscription


def steady(pull: Pull | None) -> Pull:
    """The same subscription as a `SteadyPull`."""
    assert pull is not None, "the subscriber has been started"
    return cast("Pull", SteadyPull(pull))


class SteadyPull:
    """A pull subscription whose pulls end in messages or in the one error FastStream expects.

    Any other error ends FastStream's task, which it begins again at once and keeps for ever: once
    in some seconds, because nats-py times an empty pull out in two ways, and without a pause while
    the broker is away.
    """

    def __init__(self, pull: Pull) -> None:
        self._pull = pull

    async def fetch(self, batch: int, timeout: float) -> Sequence[Msg]:  # noqa: ASYNC109  as in nats-py
        try:
            return await self._pull.fetch(batch, timeout)
        except TimeoutError as late:
            raise NothingCame from late
        except NatsError as refused:
            await asyncio.sleep(PAUSE_SECONDS)
            raise NothingCame from refused

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the subscription has
        return getattr(self._pull, name)
