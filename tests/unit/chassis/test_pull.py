"""Pulls that come back empty or not at all."""

import pytest
from nats.errors import OutboundBufferLimitError
from nats.errors import TimeoutError as NothingCame

from lapkin_chassis import pull
from lapkin_chassis.pull import SteadyPull


class Broken:
    """A subscription whose every pull fails in the same way."""

    subject = "lapkin.>"

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def fetch(self, *_: object) -> list[object]:
        raise self.error


@pytest.mark.parametrize("error", [TimeoutError(), NothingCame(), OutboundBufferLimitError()])
async def test_a_pull_that_brings_nothing_ends_in_the_one_way_faststream_goes_on_from(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAUSE_SECONDS", 0)

    with pytest.raises(NothingCame):
        await SteadyPull(Broken(error), 64).fetch(64, 0.1)


async def test_nobody_waits_for_what_a_batch_still_lacks() -> None:
    with pytest.raises(NothingCame):
        await SteadyPull(Broken(AssertionError("asked on")), 64).fetch(63, 0.1)


def test_everything_else_is_the_subscription_s_own() -> None:
    assert SteadyPull(Broken(TimeoutError()), 64).subject == "lapkin.>"
