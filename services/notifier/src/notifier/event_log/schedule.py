"""Keeps the tail at the end of the log."""

from functools import partial

from fastapi import FastAPI

from notifier.event_log.tail import Tail
from notifier.schedule import after_commits


async def follow_log(app: FastAPI) -> None:
    tail: Tail = app.state.tail
    await after_commits(app.state.store, "tail", partial(tail.catch_up, app.state.store))


async def end_streams(app: FastAPI) -> None:
    """Let listeners go when the service is about to stop."""
    await app.state.stopping.wait()
    app.state.tail.close()
